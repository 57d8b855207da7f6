/**
 * The formulary from an application to the order page: applied for, scored blind, voted, drafted, compared, published.
 * The wide window brings its version into force today; the phone's follows with one that begins tomorrow.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn, type Width } from './browser.ts';
import { dayFromNow } from './candidates.ts';
import {
  applyFor,
  assignTo,
  attend,
  callToday,
  closeWith,
  count,
  dateDraft,
  isOffered,
  lookBothWays,
  noteAttendance,
  openNow,
  putOnAgenda,
  removeByHand,
  scoreAll,
  voteFor,
} from './formulary-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

interface Road {
  width: Width;
  wanted: { code: string; name: string };
  leaving: { code: string; name: string };
  /** Days from today to the first day of the version. */
  begins: number;
}

const ROADS: Road[] = [
  {
    width: 'desktop',
    wanted: { code: 'XP013', name: '富马酸伏诺拉生片' },
    leaving: { code: 'XH009', name: '复方氢氧化铝片' },
    begins: 0,
  },
  {
    width: 'phone',
    wanted: { code: 'XP014', name: '匹伐他汀钙片' },
    leaving: { code: 'ZK004', name: '盐酸赛庚啶片' },
    begins: 1,
  },
];
const REVIEWERS = ['汤主任', '杜主任', '高主任'];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(ROADS)('the road of the formulary, $width', ({ width, wanted, leaving, begins }) => {
  let branch: Person;
  let village: Person;
  let chief: Person;
  let reviewers: Person[] = [];
  let dossier: string;
  let session: string;
  const day = dayFromNow(begins);

  beforeAll(async () => {
    branch = await signIn(browser, 'xieyaoshi', width);
    village = await signIn(browser, 'laiyisheng', width);
    chief = await signIn(browser, 'linzongyaoshi', width);
    reviewers = [
      await signIn(browser, 'tangzhuren', width),
      await signIn(browser, 'duzhuren', width),
      await signIn(browser, 'gaozhuren', width),
    ];
  });
  afterAll(async () => {
    for (const person of [branch, village, chief, ...reviewers]) await person?.context.close();
  });

  it('a branch applies for a medicine that no tier has, and cannot ask for it yet', async () => {
    for (const person of [branch, village]) {
      expect(await isOffered(person, wanted.name, wanted.code)).toBe(false);
      expect(await isOffered(person, leaving.name, leaving.code)).toBe(true);
    }
    dossier = await applyFor(branch, wanted.code, wanted.name);
    expect(await textOf(branch.page.locator('main'))).toContain(wanted.name);
    await lookBothWays(branch, paths.dossier(dossier));
  });

  it('three members state their interests and score, none seeing the others until all are in', async () => {
    await assignTo(chief, dossier, REVIEWERS);
    for (const [index, reviewer] of reviewers.entries()) {
      await look(reviewer, paths.home());
      await look(reviewer, paths.dossier(dossier));
      expect(await textOf(reviewer.page.locator('main'))).not.toContain('推荐引进');
      await scoreAll(reviewer, dossier, index === 2 ? 1 : 0);
      await lookBothWays(reviewer, paths.dossierReview(dossier));
    }
    await lookBothWays(chief, paths.dossier(dossier));
    expect(await textOf(chief.page.locator('main'))).toContain('推荐引进');
    await picture(chief.page, `dossier-${width}`);
  });

  it('the committee meets, and takes it up by its votes', async () => {
    session = await callToday(chief, `药事会临时会议（${width === 'phone' ? '二' : '一'}）`, dayFromNow(0));
    await putOnAgenda(chief, session, dossier);
    await openNow(chief, session);
    for (const member of [chief, ...reviewers]) await attend(member, session);
    for (const name of ['傅副院长', '许主任']) await noteAttendance(chief, session, name);
    for (const member of [chief, ...reviewers]) await voteFor(member, session);
    await count(chief, session);
    await lookBothWays(chief, paths.session(session));
    expect(await textOf(chief.page.locator('main'))).toContain('赞成4');
  });

  it('it stands in the draft with its dossier, beside a removal by hand; what conflicts is mended', async () => {
    await lookBothWays(chief, paths.formularyDraft());
    const drafted = chief.page.locator('main tbody tr', { hasText: wanted.code });
    expect(await textOf(drafted)).toContain(dossier);
    await removeByHand(chief, leaving.code, leaving.name, dayFromNow(60));
    if (begins === 0) {
      await look(chief, paths.formularyPublication());
      expect(await textOf(chief.page.locator('main'))).toContain('阿莫西林胶囊');
      await look(chief, paths.formularyDraftItem('XP002'));
      await press(chief.page, chief.page.locator('main form[action$="/withdrawal"] button'));
      await expectCalm(chief);
    }
    await dateDraft(chief, day);
    await lookBothWays(chief, paths.formularyDifference({ to: 'draft' }));
    const report = await textOf(chief.page.locator('main'));
    for (const item of [wanted, leaving]) expect(report).toContain(item.name);
    expect(report).toContain('调出品种的库存');
    await picture(chief.page, `formulary-difference-${width}`);
  });

  it('the version is voted and published', async () => {
    await putOnAgenda(chief, session, null);
    for (const member of [chief, ...reviewers]) await voteFor(member, session);
    await count(chief, session);
    await closeWith(chief, session, '同意发布。');
    expect(await textOf(chief.page.locator('main'))).toContain('赞成');
    await lookBothWays(chief, paths.formularyPublication());
    await press(chief.page, chief.page.locator(`main form[action="${paths.formularyPublication()}"] button.primary`));
    await expectCalm(chief);
    await lookBothWays(chief, paths.formulary());
    const shown = await textOf(chief.page.locator('main'));
    if (begins === 0) expect(shown).toContain(`${day}起生效`);
    await lookBothWays(chief, paths.item(leaving.code));
  });

  it('branch and village order what is in force, and are told what left', async () => {
    const inForce = begins === 0;
    for (const person of [branch, village]) {
      expect(await isOffered(person, wanted.name, wanted.code)).toBe(inForce);
      expect(await isOffered(person, leaving.name, leaving.code)).toBe(!inForce);
      if (inForce) expect(await textOf(person.page.locator('#drug-results'))).toContain(dayFromNow(60));
      await picture(person.page, `order-after-${person === branch ? 'branch' : 'village'}-${width}`);
    }
  });
});
