/** What selection and the committee want of a person: on the page of today and beside the navigation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castOwnVote } from '../../src/committee/vote-commands.ts';
import { paths } from '../../src/paths.ts';
import { returnDossier } from '../../src/selection/commands.ts';
import {
  inScoring,
  key,
  member,
  openSelectionWorld,
  openSession,
  review,
  type SelectionWorld,
  submitted,
  versionOf,
} from '../selection/world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function home(person: { login: string }): Promise<string> {
  return (await (await signIn(world.app, person.login)).get(paths.home())).text;
}

/** The number beside a destination of the navigation; 0 when there is none. */
function beside(text: string, key: string): number {
  const link = new RegExp(`data-go="${key}".*?</a>`, 's').exec(text)?.[0] ?? '';
  return Number(/class="[^"]*count[^"]*"[^>]*>\D*(\d+)/.exec(link)?.[1] ?? 0);
}

describe('the page of today', () => {
  it('asks a member for scores until they are handed in, and nobody else', async () => {
    const { number } = await inScoring(world);
    const waiting = await home(member(world, 0));
    expect(waiting).toContain(paths.dossierReview(number));
    expect(waiting).toContain('今日待办 1件');
    expect(beside(waiting, 'selection')).toBe(1);
    for (const other of [member(world, 4), world.chief, world.applicant]) {
      const page = await home(other);
      expect(page).not.toContain(paths.dossierReview(number));
      expect(beside(page, 'selection')).toBe(0);
    }
    await review(world, number, member(world, 0), 150);
    const done = await home(member(world, 0));
    expect([done.includes(paths.dossierReview(number)), beside(done, 'selection')]).toEqual([false, 0]);
  });

  it('calls a member to a session, to be present and to vote, until the votes are in', async () => {
    const { number, matterId } = await openSession(world, { present: 1 });
    const absent = await home(member(world, 3));
    expect(absent).toContain('还没有登记到会');
    expect(beside(absent, 'committee')).toBe(1);
    const present = await home(member(world, 0));
    expect(present).toContain('1个议题待投票');
    const ballot = { number, matterId, documentVersion: null, choice: 'for' as const, reason: '' };
    accepted(await castOwnVote(world.services, member(world, 0), key(), ballot));
    const voted = await home(member(world, 0));
    expect([voted.includes(paths.session(number)), beside(voted, 'committee')]).toEqual([false, 0]);
    expect(beside(await home(world.auditor), 'committee')).toBe(0);
  });

  it('shows who decides what to decide before shortage figures, without the road of a shortage', async () => {
    const decider = await home(member(world, 4));
    expect(decider.indexOf('待药事会的申请')).toBeGreaterThan(0);
    expect(decider.indexOf('关键数字')).toBeGreaterThan(decider.indexOf('待药事会的申请'));
    expect(decider).not.toContain('一件缺药怎么走');
    const deputy = await addPerson(world.services, world.head, 'vice_president', { login: 'fu', name: '傅院长' });
    const shown = await home(deputy);
    expect(shown.indexOf('关键数字')).toBeGreaterThan(shown.indexOf('待药事会的申请'));
    expect([shown.includes('待药事会的申请'), shown.includes('一件缺药怎么走')]).toEqual([true, false]);
    const chief = await home(world.chief);
    expect([chief.includes('一件缺药怎么走'), chief.includes('待药事会的申请')]).toEqual([true, false]);
  });

  it('gives a returned dossier back to its organisation alone', async () => {
    const { number } = await submitted(world);
    const given = { number, version: await versionOf(world, number), note: '补充指南依据' };
    accepted(await returnDossier(world.services, world.chief, key(), given));
    const own = await home(world.applicant);
    expect(own).toContain('遴选申请被退回');
    expect(own).toContain(paths.dossier(number));
    expect(beside(own, 'selection')).toBe(1);
    for (const other of [world.stranger, world.chief, world.doctor]) {
      expect(beside(await home(other), 'selection')).toBe(0);
    }
    const browser = await signIn(world.app, world.applicant.login);
    await browser.post(paths.preferences(), { language: 'en' });
    expect((await browser.get(paths.home())).text).toContain('Dossier sent back');
  });
});
