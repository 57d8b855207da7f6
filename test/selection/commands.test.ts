/** Applying, returning, naming, assigning, scoring, deciding: what is done and what is refused, on every engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAll } from '../../src/kernel/finding.ts';
import {
  applyForItem,
  changeDossier,
  identifyDossier,
  returnDossier,
  withdrawDossier,
} from '../../src/selection/commands.ts';
import { assignReviewers, releaseReviewer, saveReview, stateInterest } from '../../src/selection/review-commands.ts';
import { candidatesFor, conflictedFor } from '../../src/selection/review-queries.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import { accepted, addItem, addPerson } from '../support/build.ts';
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
  scoresWorth,
  submitted,
  versionOf,
} from './world.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'done' : answer.reason);

describe('applying', () => {
  it('keeps a draft and hands it in later', async () => {
    const { services, applicant } = world;
    const item = await addItem(services);
    const draft = application(item, { submit: false, reason: '' });
    const { number } = accepted(await applyForItem(services, applicant, key(), draft));
    expect((await recordOf(world, number)).document.status).toBe('draft');
    const on = { number, version: 1 };
    const lacking = await changeDossier(services, applicant, key(), { ...on, input: { ...draft, submit: true } });
    expect(lacking).toMatchObject({ ok: false, reason: 'field_required', field: 'reason' });
    accepted(await changeDossier(services, applicant, key(), { ...on, input: application(item) }));
    expect((await recordOf(world, number)).document.status).toBe('submitted');
  });

  it('is refused to who may not, for what is not there, and twice for one item', async () => {
    const { services, applicant, chief, doctor } = world;
    const { item, number } = await submitted(world);
    expect(reasonOf(await applyForItem(services, doctor, key(), application(item)))).toBe('forbidden');
    expect(reasonOf(await applyForItem(services, chief, key(), application(item)))).toBe('forbidden');
    const unknown = application({ ...item, code: 'NO' });
    expect(reasonOf(await applyForItem(services, applicant, key(), unknown))).toBe('dossier_item_unknown');
    const strange = application(item, { comparatorCodes: ['NO'] });
    expect(reasonOf(await applyForItem(services, applicant, key(), strange))).toBe('comparator_unknown');
    const twice = await applyForItem(services, applicant, key(), application(item));
    expect(twice).toMatchObject({ reason: 'dossier_undecided', detail: { number } });
    accepted(await applyForItem(services, applicant, key(), application(item, { again: true })));
  });

  it('gives the first answer to a repeated form', async () => {
    const { services, applicant } = world;
    const input = application(await addItem(services));
    const once = key();
    const first = accepted(await applyForItem(services, applicant, once, input));
    const second = await applyForItem(services, applicant, once, input);
    expect(second).toMatchObject({ ok: true, repeated: true, value: first });
  });

  it('is returned, completed, and withdrawn by its own organisation alone', async () => {
    const { services, applicant, stranger, chief } = world;
    const { number, item } = await submitted(world);
    const stale = await returnDossier(services, chief, key(), { number, version: 9, note: '缺依据' });
    expect(reasonOf(stale)).toBe('stale');
    accepted(await returnDossier(services, chief, key(), { number, version: 1, note: '缺依据' }));
    const version = 2;
    const foreign = { number, version, note: '不要了' };
    expect(reasonOf(await withdrawDossier(services, stranger, key(), foreign))).toBe('not_found');
    expect(reasonOf(await withdrawDossier(services, chief, key(), foreign))).toBe('forbidden');
    accepted(await changeDossier(services, applicant, key(), { number, version, input: application(item) }));
    accepted(await withdrawDossier(services, applicant, key(), { number, version: 3, note: '不要了' }));
    expect((await recordOf(world, number)).document.status).toBe('withdrawn');
    const late = await withdrawDossier(services, applicant, key(), { number, version: 4, note: '不要了' });
    expect(reasonOf(late)).toBe('wrong_state');
  });

  it('in words is named before it is scored', async () => {
    const { services, applicant, chief } = world;
    const wish = { genericName: '恩格列净', form: '片剂', strength: '10mg', manufacturer: '', approvalNumber: '' };
    const { number } = accepted(await applyForItem(services, applicant, key(), application(null, { wish })));
    const reviewerIds = world.members.slice(0, 3).map((person) => person.userId);
    const early = await assignReviewers(services, chief, key(), { number, version: 1, reviewerIds });
    expect(reasonOf(early)).toBe('dossier_not_identified');
    const item = await addItem(services, { genericName: '恩格列净' });
    const none = await identifyDossier(services, chief, key(), { number, version: 1, itemCode: 'NO' });
    expect(reasonOf(none)).toBe('dossier_item_unknown');
    accepted(await identifyDossier(services, chief, key(), { number, version: 1, itemCode: item.code }));
    accepted(await assignReviewers(services, chief, key(), { number, version: 2, reviewerIds }));
    const record = await recordOf(world, number);
    expect([record.dossier.itemId, record.dossier.wish]).toEqual([item.id, null]);
  });
});

describe('reviewers', () => {
  it('are enough, members, and never the applicant', async () => {
    const { services, chief, applicant, auditor } = world;
    const { number } = await submitted(world);
    const assign = (reviewerIds: number[]) =>
      assignReviewers(services, chief, key(), { number, version: 1, reviewerIds });
    const ids = world.members.map((person) => person.userId);
    expect(reasonOf(await assign([]))).toBe('reviewers_missing');
    expect(reasonOf(await assign(ids.slice(0, 2)))).toBe('reviewers_few');
    expect(reasonOf(await assign([...ids, applicant.userId]))).toBe('reviewer_applied');
    expect(reasonOf(await assign([...ids, auditor.userId]))).toBe('reviewer_no_member');
    const given = { number, version: 1, reviewerIds: ids };
    expect(reasonOf(await assignReviewers(services, member(world, 0), key(), given))).toBe('forbidden');
    accepted(await assign(ids.slice(0, 3)));
    const again = await assignReviewers(services, chief, key(), { ...given, version: 2 });
    expect(reasonOf(again)).toBe('reviewer_assigned');
  });

  it('are not the colleague who completed the application either, who must not vote on it', async () => {
    const { services, chief, head } = world;
    const writer = await addPerson(services, head, 'hub_pharmacist');
    const colleague = await addPerson(services, head, ['hub_pharmacist', 'committee_member']);
    const item = await addItem(services);
    const { number } = accepted(await applyForItem(services, writer, key(), application(item)));
    accepted(await returnDossier(services, chief, key(), { number, version: 1, note: '缺依据' }));
    accepted(await changeDossier(services, colleague, key(), { number, version: 2, input: application(item) }));
    const ids = world.members.slice(0, 3).map((person) => person.userId);
    const assign = (reviewerIds: number[]) =>
      assignReviewers(services, chief, key(), { number, version: 3, reviewerIds });
    expect(reasonOf(await assign([...ids, colleague.userId]))).toBe('reviewer_applied');
    accepted(await assign(ids));
    const record = await recordOf(world, number);
    const offered = await candidatesFor(services.db.read, record, { assignments: [] });
    expect(offered.map((person) => person.id)).not.toContain(colleague.userId);
    const conflicts = await conflictedFor(services.db.read, record.document.id, record);
    expect([...conflicts.keys()].sort()).toEqual([writer.userId, colleague.userId].sort());
    const elsewhere = await submitted(world);
    const given = { number: elsewhere.number, version: 1, reviewerIds: [...ids, colleague.userId] };
    accepted(await assignReviewers(services, chief, key(), given));
  });

  it('lock the application once they begin', async () => {
    const { services, applicant } = world;
    const { number, item } = await inScoring(world);
    const version = await versionOf(world, number);
    const change = await changeDossier(services, applicant, key(), { number, version, input: application(item) });
    expect(reasonOf(change)).toBe('wrong_state');
    const back = await withdrawDossier(services, applicant, key(), { number, version, note: '不要了' });
    expect(reasonOf(back)).toBe('wrong_state');
  });

  it('state interests first, save, resume, and are locked when handed in', async () => {
    const { services } = world;
    const { number } = await inScoring(world);
    const person = member(world, 0);
    const scores = scoresWorth(150);
    const save = (given: typeof scores, submit: boolean) =>
      saveReview(services, person, key(), { number, scores: given, submit });
    expect(reasonOf(await save(scores, true))).toBe('interest_missing');
    accepted(await stateInterest(services, person, key(), { number, interest: 'none', text: '' }));
    const again = await stateInterest(services, person, key(), { number, interest: 'none', text: '' });
    expect(reasonOf(again)).toBe('interest_stated');
    accepted(await save(scores.slice(0, 5), false));
    expect(reasonOf(await save(scores.slice(0, 5), true))).toBe('score_missing');
    expect(reasonOf(await save([{ criterion: 'insurance', half: 1, evidence: '有' }], false))).toBe('score_range');
    accepted(await save(scores, true));
    expect(reasonOf(await save(scores, true))).toBe('review_locked');
    const stranger = await saveReview(services, member(world, 4), key(), { number, scores, submit: false });
    expect(reasonOf(stranger)).toBe('review_not_assigned');
    const outsider = await saveReview(services, world.chief, key(), { number, scores, submit: false });
    expect(reasonOf(outsider)).toBe('forbidden');
  });

  it('amount to a mean and a band when the last is in', async () => {
    const { number } = await scored(world, [150, 140, 131]);
    const { document, dossier } = await recordOf(world, number);
    expect([document.status, dossier.scoreHalf, dossier.band]).toEqual(['scored', 140, 'recommended']);
  });

  it('who declare an interest end without scores, and another must come', async () => {
    const { services, chief } = world;
    const { number } = await inScoring(world);
    const person = member(world, 2);
    const mute = await stateInterest(services, person, key(), { number, interest: 'declared', text: '' });
    expect(reasonOf(mute)).toBe('interest_text_missing');
    accepted(await stateInterest(services, person, key(), { number, interest: 'declared', text: '持有该企业股份' }));
    const after = await saveReview(services, person, key(), { number, scores: scoresWorth(150), submit: true });
    expect(reasonOf(after)).toBe('review_locked');
    await review(world, number, member(world, 0), 150);
    await review(world, number, member(world, 1), 150);
    expect((await recordOf(world, number)).document.status).toBe('scoring');
    const version = await versionOf(world, number);
    const reviewerIds = [member(world, 3).userId];
    accepted(await assignReviewers(services, chief, key(), { number, version, reviewerIds }));
    await review(world, number, member(world, 3), 150);
    expect((await recordOf(world, number)).document.status).toBe('scored');
  });

  it('who do not come are released, and the rest is settled', async () => {
    const { services, chief } = world;
    const { number } = await inScoring(world, 4);
    for (const index of [0, 1, 2]) await review(world, number, member(world, index), 130);
    const release = async (personId: number) =>
      releaseReviewer(services, chief, key(), {
        number,
        version: await versionOf(world, number),
        personId,
        note: '出差',
      });
    expect(reasonOf(await release(member(world, 0).userId))).toBe('review_locked');
    accepted(await release(member(world, 3).userId));
    const { document, dossier } = await recordOf(world, number);
    expect([document.status, dossier.band]).toEqual(['scored', 'weak']);
  });

  it('racing for the last place both count', async () => {
    const { services } = world;
    const { number } = await inScoring(world);
    await review(world, number, member(world, 0), 150);
    for (const index of [1, 2]) {
      const given = { number, interest: 'none' as const, text: '' };
      accepted(await stateInterest(services, member(world, index), key(), given));
    }
    const scores = scoresWorth(150);
    const answers = await Promise.all(
      [1, 2].map((index) => saveReview(services, member(world, index), key(), { number, scores, submit: true })),
    );
    expect(answers.map(reasonOf)).toEqual(['done', 'done']);
    expect((await recordOf(world, number)).document.status).toBe('scored');
  });
});
