/** Who applied does not manage, drafts are their authors' own, and reviewers have no names before the decision. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAll } from '../../src/kernel/finding.ts';
import { paths } from '../../src/paths.ts';
import { applyForItem, returnDossier, withdrawDossier } from '../../src/selection/commands.ts';
import { declineDossier, keepItem, noteSignal } from '../../src/selection/decision-commands.ts';
import { assignReviewers, releaseReviewer, stateInterest } from '../../src/selection/review-commands.ts';
import { reviewsFor } from '../../src/selection/review-queries.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import { accepted, addItem, addPerson, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import {
  application,
  inScoring,
  key,
  member,
  openSelectionWorld,
  recordOf,
  review,
  type SelectionWorld,
  scored,
  versionOf,
} from './world.ts';

let world: SelectionWorld;
let both: TestPerson;
beforeAll(async () => {
  world = await openSelectionWorld();
  const roles = ['chief_pharmacist' as const, 'hub_pharmacist' as const];
  both = await addPerson(world.services, world.head, roles, { name: '兼任药师' });
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

const fresh = () => addItem(world.services, { countyTier: false, townshipTier: false, villageTier: false });
const as = (person: TestPerson): Promise<Browser> => signIn(world.app, person.login);

async function ownDossier(): Promise<string> {
  return accepted(await applyForItem(world.services, both, key(), application(await fresh()))).number;
}

describe('separation of duties', () => {
  it('lets another person manage, and says who could', async () => {
    const { services } = world;
    const number = await ownDossier();
    const on = { number, version: await versionOf(world, number) };
    const reviewerIds = world.members.slice(0, 3).map((person) => person.userId);
    const refused = { ok: false, reason: 'dossier_own', detail: { people: '林总药师' } };
    expect(await assignReviewers(services, both, key(), { ...on, reviewerIds })).toMatchObject(refused);
    expect(await returnDossier(services, both, key(), { ...on, note: '补充' })).toMatchObject(refused);
    accepted(await assignReviewers(services, world.chief, key(), { ...on, reviewerIds }));
    const later = { number, version: await versionOf(world, number) };
    const release = { ...later, personId: member(world, 0).userId, note: '出差' };
    expect(await releaseReviewer(services, both, key(), release)).toMatchObject(refused);
    expect(await declineDossier(services, both, key(), { ...later, note: '不要' })).toMatchObject(refused);
    expect(await keepItem(services, both, key(), { ...later, note: '好用' })).toMatchObject(refused);
    // A danger may be noted by anybody: only the state stands against it here
    expect(await noteSignal(services, both, key(), { ...later, note: '皮疹' })).toMatchObject({
      reason: 'wrong_state',
    });
  });

  it('shows no forms that would be refused, names who may, and says it again to who sends one', async () => {
    const number = await ownDossier();
    const browser = await as(both);
    const { text } = await browser.get(paths.dossier(number));
    expect(text).toContain('须由另一人办理：林总药师');
    for (const act of ['return', 'reviewers']) expect(text).not.toContain(paths.dossierAct(number, act));
    const other = await (await as(world.chief)).get(paths.dossier(number));
    expect(other.text).toContain(paths.dossierAct(number, 'reviewers'));
    expect(other.text).not.toContain('须由另一人办理');
    const fields = { idempotency_key: key(), version: '1', 'return.note': '补充说明' };
    const sent = await browser.post(paths.dossierAct(number, 'return'), fields);
    expect([sent.status, sent.text.includes('请交给林总药师')]).toEqual([422, true]);
  });

  it('tells a manager who applied nothing about the reviewers', async () => {
    const { services } = world;
    const number = await ownDossier();
    const on = { number, version: await versionOf(world, number) };
    const reviewerIds = world.members.slice(0, 3).map((person) => person.userId);
    accepted(await assignReviewers(services, world.chief, key(), { ...on, reviewerIds }));
    await review(world, number, member(world, 0), 150);
    const record = await recordOf(world, number);
    expect((await reviewsFor(services.db.read, record, both)).assignments).toEqual([]);
    expect((await reviewsFor(services.db.read, record, world.chief)).assignments).toHaveLength(3);
    expect((await (await as(both)).get(paths.dossier(number))).text).not.toContain('甲委员');
  });
});

describe('a draft', () => {
  it('is known to the institution of its authors alone', async () => {
    const { services, app, applicant, branch } = world;
    const item = await fresh();
    const draft = application(item, { submit: false, reason: '只给本院看的话' });
    const { number } = accepted(await applyForItem(services, applicant, key(), draft));
    const colleague = await addPerson(services, branch, 'branch_head');
    const officer = await addPerson(services, world.head, 'vice_president');
    for (const person of [applicant, colleague]) {
      const browser = await signIn(app, person.login);
      expect((await browser.get(paths.dossier(number))).text).toContain('只给本院看的话');
      expect((await browser.get(paths.selection({ state: 'draft' }))).text).toContain(number);
    }
    for (const person of [world.chief, world.auditor, member(world, 0), officer, world.stranger]) {
      const browser = await signIn(app, person.login);
      expect((await browser.get(paths.dossier(number))).status).toBe(404);
      expect((await browser.get(paths.comparison({ dossier: number }))).status).toBe(404);
      for (const address of [paths.selection({ state: 'draft' }), paths.selectionExport('csv'), paths.home()]) {
        expect((await browser.get(address)).text).not.toContain(number);
      }
    }
    const back = { number, version: await versionOf(world, number), note: '不提了' };
    expect(await returnDossier(services, world.chief, key(), back)).toMatchObject({ reason: 'not_found' });
    accepted(await withdrawDossier(services, applicant, key(), back));
    expect((await (await as(world.chief)).get(paths.dossier(number))).status).toBe(404);
  });

  it('is known to the county from when it is handed in, also after it was sent back or withdrawn', async () => {
    const { services, applicant, chief } = world;
    const { number } = accepted(await applyForItem(services, applicant, key(), application(await fresh())));
    const browser = await as(chief);
    const seen = async () => (await browser.get(paths.dossier(number))).status;
    accepted(await returnDossier(services, chief, key(), { number, version: 1, note: '缺依据' }));
    expect(await seen()).toBe(200);
    accepted(await withdrawDossier(services, applicant, key(), { number, version: 2, note: '不提了' }));
    expect(await seen()).toBe(200);
  });

  it('is changed by its own institution alone, and the refusal names it', async () => {
    const { number } = accepted(await applyForItem(world.services, world.applicant, key(), application(await fresh())));
    const hub = await addPerson(world.services, world.head, 'hub_pharmacist');
    const answer = await (await as(hub)).get(paths.dossierEdit(number));
    expect([answer.status, answer.text.includes('只有申请机构江背分院的人能改')]).toEqual([403, true]);
  });
});

describe('the timeline before the decision', () => {
  it('shows the acts of reviewers without their names', async () => {
    const { services, app } = world;
    const { number } = await inScoring(world, 4);
    const text = '曾受资助';
    accepted(await stateInterest(services, member(world, 3), key(), { number, interest: 'declared', text }));
    const release = { number, version: await versionOf(world, number), personId: member(world, 2).userId };
    accepted(await releaseReviewer(services, world.chief, key(), { ...release, note: '丙委员出差' }));
    const version = await versionOf(world, number);
    const reviewerIds = [member(world, 4).userId];
    accepted(await assignReviewers(services, world.chief, key(), { number, version, reviewerIds }));
    await review(world, number, member(world, 0), 150);
    const pageOf = async (login: string) => (await (await signIn(app, login)).get(paths.dossier(number))).text;
    const named = (page: string) => world.members.map(({ name }) => name).filter((name) => page.includes(name));
    const officer = await addPerson(services, world.head, 'vice_president');
    for (const reader of [world.applicant, officer, member(world, 1)]) {
      const page = await pageOf(reader.login);
      expect([reader.name, named(page.replace(/<header.*?<\/header>/s, ''))].flat()).not.toContain('甲委员');
      for (const name of ['丙委员', '丁委员', '戊委员']) expect(page).not.toContain(name);
      expect(page).toContain('评委（决定前不显示姓名）');
    }
    expect(await pageOf(member(world, 0).login)).toContain('甲委员');
    expect(named(await pageOf(world.chief.login))).toContain('丁委员');
    expect(named(await pageOf(world.auditor.login))).toContain('丁委员');
  });

  it('keeps them unnamed while the scores are open, and names them once it is decided', async () => {
    const { number } = await scored(world, [80, 80, 80]);
    const reader = await as(world.applicant);
    expect((await reader.get(paths.dossier(number))).text).not.toContain('甲委员');
    const version = await versionOf(world, number);
    accepted(await declineDossier(world.services, world.chief, key(), { number, version, note: '均分低' }));
    expect((await reader.get(paths.dossier(number))).text).toContain('甲委员');
  });
});
