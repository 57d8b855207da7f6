/** The evening of a day of the county: received with two differences, collected, and told by the figures. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { picture } from './browser.ts';
import { type Day, pictures } from './county-day.ts';
import type { Drug } from './county-day-cast.ts';
import { receive } from './county-day-road.ts';
import { figuresOf, listedAt, sayWhy, tellOutcome } from './county-day-steps.ts';
import { expectCalm, findDifference, look, press, textOf } from './steps.ts';

/** One pack damaged, one missing, both settled by both sides and charged. */
export async function receipts(day: Day): Promise<void> {
  const { shot, cast, hub, person, at, dispatchOf } = day;
  const [damaged, missing] = cast.ample;
  const differences: string[] = [];
  for (const member of cast.members.slice(0, 8)) {
    const kind = { [at(0).code]: 'damaged', [at(5).code]: 'missing' }[member.code];
    const drug = kind === 'damaged' ? damaged : missing;
    const receiver = await person(member.login);
    await receive(receiver, dispatchOf(member), kind === undefined ? undefined : { drug: drug.name, kind });
    if (kind === undefined) continue;
    await look(receiver, paths.dispatch(dispatchOf(member)));
    const number = await textOf(receiver.page.locator('main a[href^="/discrepancies/CY-"]'));
    differences.push(number);
    const finding = kind === 'damaged' ? 'write_off' : 'lost';
    await findDifference(hub, number, finding, '复核录像后同意');
    await findDifference(receiver, number, finding, '箱内没有，或已压碎');
    expect(await textOf(receiver.page.locator('.page-head'))).toContain('已关闭');
    await picture(receiver.page, `county-difference-${kind}-${shot}`);
  }
  await look(hub, paths.charges());
  for (const number of differences) expect(await textOf(hub.page.locator('main'))).toContain(number);
}

/** What was collected, what was not, and what is not sent any more. */
export async function patients(day: Day): Promise<void> {
  const { cast, hub, person, at, request } = day;
  const [first, second] = cast.ample;
  await sayWhy(hub, request(second, at(5)), 'remainder', '下周的计划里补足');
  for (const index of [1, 2, 3]) {
    await tellOutcome(await person(at(index).login), request(first, at(index)), 'collected');
  }
  await tellOutcome(await person(at(4).login), request(first, at(4)), 'no_show');
  for (const index of [0, 1]) {
    await tellOutcome(await person(at(index).login), request(second, at(index)), 'collected');
  }
}

type Expected = [drug: Drug, figures: Record<string, [value: string, note: string]>][];

/** What each drug's requests came to: registered, answered and there in time, collected of those that ended. */
function expectedOf({ cast, shared, whole, request }: Day): Expected {
  const there = cast.members.slice(0, 8).filter((member) => whole.includes(request(cast.short, member))).length;
  const [first, second, third] = cast.ample;
  return [
    [
      cast.short,
      {
        登记: ['9', '在办9'],
        答复及时率: ['100.0%', `${shared} / ${shared}`],
        到货及时率: there === 0 ? ['没有可算的', '期内没有到时限的'] : ['100.0%', `${there} / ${there}`],
        满足率: ['没有可算的', '期内没有了结的'],
      },
    ],
    [
      first,
      {
        登记: ['9', '在办5'],
        答复及时率: ['100.0%', '9 / 9'],
        到货及时率: ['100.0%', '7 / 7'],
        满足率: ['75.0%', '3 / 4'],
      },
    ],
    [
      second,
      {
        登记: ['9', '在办7'],
        答复及时率: ['100.0%', '9 / 9'],
        到货及时率: ['100.0%', '8 / 8'],
        满足率: ['100.0%', '2 / 2'],
      },
    ],
    [
      third,
      {
        登记: ['8', '在办8'],
        答复及时率: ['100.0%', '8 / 8'],
        到货及时率: ['100.0%', '8 / 8'],
        满足率: ['没有可算的', '期内没有了结的'],
      },
    ],
    [cast.neighbour.drug, { 登记: ['1', '在办1'], 答复及时率: ['100.0%', '1 / 1'], 到货及时率: ['100.0%', '1 / 1'] }],
    [cast.parted, { 登记: ['1', '在办1'], 答复及时率: ['100.0%', '1 / 1'], 到货及时率: ['100.0%', '1 / 1'] }],
    [
      cast.refused,
      { 登记: ['1', '在办0'], 答复及时率: ['100.0%', '1 / 1'], 到货及时率: ['没有可算的', '期内没有到时限的'] },
    ],
  ];
}

/** Each number as it was, opening into what it counts. */
export async function figuresTell(day: Day): Promise<void> {
  const { shot, cast, hub, at, request, period, before } = day;
  const [first] = cast.ample;
  for (const [drug, rows] of expectedOf(day)) {
    const figures = await figuresOf(hub, { ...period, item: drug.code });
    const shown = Object.fromEntries(
      Object.keys(rows).map((label) => [label, [figures[label]?.value, figures[label]?.note]]),
    );
    expect(shown, drug.name).toEqual(rows);
  }
  const figures = await figuresOf(hub, { ...period, item: first.code });
  await pictures(hub.page, `county-figures-item-${shot}`);
  const asked = await listedAt(hub, figures['登记']?.href ?? '');
  expect(asked.toSorted()).toEqual(cast.members.map((member) => request(first, member)).toSorted());
  const settled = await listedAt(hub, figures['满足率']?.href ?? '');
  expect(settled.toSorted()).toEqual([1, 2, 3, 4].map((index) => request(first, at(index))).toSorted());
  const missed = await listedAt(hub, paths.figureRequests({ ...period, item: first.code, measure: 'no_show' }));
  expect(missed).toEqual([request(first, at(4))]);
  const now = await figuresOf(hub, period);
  await picture(hub.page, `county-figures-${shot}`);
  const grown = (label: string) => Number(now[label]?.value) - Number(before[label]?.value);
  expect(grown('登记')).toBe(38);
  const parts = (figure: { note: string } | undefined) => (figure?.note ?? '').split(' / ').map(Number);
  const [collected = 0, ended = 0] = parts(now['满足率']);
  const [formerly = 0, formerlyEnded = 0] = parts(before['满足率']);
  expect([collected - formerly, ended - formerlyEnded]).toEqual([5, 6]);
}

/** The verification finds nothing. */
export async function booksAgree(day: Day): Promise<void> {
  const { width, person } = day;
  const auditor = await person('luoshenji', width);
  await look(auditor, paths.verification());
  await press(auditor.page, auditor.page.locator(`main form[action="${paths.verification()}"] button`));
  await auditor.page.locator('main .notice', { hasText: '全部一致' }).waitFor({ timeout: 60_000 });
  await expectCalm(auditor);
}
