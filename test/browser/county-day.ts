/** A day of the county as its scenes share it: who is signed in, what was asked, what rides where. */
import type { Browser, Page } from 'playwright-core';
import { type Person, picture, signIn, WIDTHS, type Width } from './browser.ts';
import { dayFromNow } from './candidates.ts';
import { type Cast, castOfTheDay, type Drug, type Member } from './county-day-cast.ts';
import { figuresOf, type Told } from './county-day-steps.ts';

export interface Day {
  width: Width;
  /** The end of the names of its pictures. */
  shot: number;
  cast: Cast;
  /** Who answers, who writes down what is told on the telephone, who keeps the store, who drives. */
  hub: Person;
  phone: Person;
  keeper: Person;
  driver: Person;
  /** Signed in once, on a phone unless said otherwise. */
  person(login: string, width?: Width): Promise<Person>;
  at(index: number): Member;
  request(drug: Drug, member: Member): string;
  keep(drug: Drug, member: Member, number: string): void;
  dispatchOf(member: Member): string;
  dispatches: Map<Member, string>;
  /** The members by the way they are reached on. */
  ways: Member[][];
  rounds: string[];
  /** Requests for what was asked for already. */
  again: { same: string; more: string };
  /** Requests for what is too little that were given something. */
  shared: number;
  /** Of those the ones that were given all they asked for. */
  whole: string[];
  period: { from: string; to: string };
  before: Record<string, Told>;
}

export type SignIn = (login: string, width?: Width) => Promise<Person>;

/** Signs each person in once for all days. */
export function signingIn(browser: () => Browser): SignIn {
  const people = new Map<string, Promise<Person>>();
  return (login, width = 'phone') => {
    const name = `${login} ${width}`;
    const found = people.get(name) ?? signIn(browser(), login, width);
    people.set(name, found);
    return found;
  };
}

export async function beginDay(width: Width, person: SignIn): Promise<Day> {
  const cast = castOfTheDay();
  const told = new Map<string, string>();
  const dispatches = new Map<Member, string>();
  const period = { from: dayFromNow(-20), to: dayFromNow(0) };
  const hub = await person('liuyaoshi', width);
  return {
    width,
    shot: WIDTHS[width].width,
    cast,
    hub,
    phone: await person('wangyaoshi', width),
    keeper: await person('zhongkuguan', width),
    driver: await person('mashifu'),
    person,
    at: (index) => cast.members[index] as Member,
    request: (drug, member) => told.get(`${drug.code} ${member.code}`) ?? '',
    keep: (drug, member, number) => told.set(`${drug.code} ${member.code}`, number),
    dispatchOf: (member) => dispatches.get(member) ?? '',
    dispatches,
    ways: [0, 1, 2].map((way) => cast.members.filter((_, index) => index % 3 === way)),
    rounds: [],
    again: { same: '', more: '' },
    shared: 0,
    whole: [],
    period,
    before: await figuresOf(hub, period),
  };
}

/** Keeps a picture of the page by day and by night. */
export async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: null });
}
