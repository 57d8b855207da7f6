/** What becomes of a vote on every engine: taken up, declined, left, recused. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formularyChange } from '../../db/schema/formulary.ts';
import { passedMatter } from '../../src/committee/queries.ts';
import { agendaFor, sessionByNumber } from '../../src/committee/session-queries.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { assignReviewers, stateInterest } from '../../src/selection/review-commands.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import {
  inScoring,
  key,
  member,
  openSelectionWorld,
  openSession,
  recordOf,
  review,
  type SelectionWorld,
  scored,
  versionOf,
} from '../selection/world.ts';
import { accepted, type TestPerson } from '../support/build.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'done' : answer.reason);

async function sessionNow(number: string) {
  const record = await sessionByNumber(world.services.db.read, number);
  if (record === undefined) throw new Error(`${number} is not there`);
  return record;
}

interface Sitting {
  number: string;
  matterId: number;
}

async function vote(sitting: Sitting, person: TestPerson, choice: 'for' | 'against' | 'abstain' | 'recused') {
  const agenda = await agendaFor(world.services.db.read, await sessionNow(sitting.number), person.userId);
  const documentVersion = agenda.find((matter) => matter.id === sitting.matterId)?.currentVersion ?? null;
  const reason = choice === 'for' ? '' : '证据不足';
  return castOwnVote(world.services, person, key(), { ...sitting, documentVersion, choice, reason });
}

async function decide(sitting: Sitting, reason = '') {
  return decideMatter(world.services, world.chief, key(), { ...sitting, reason });
}

describe('a decision', () => {
  it('takes the dossier up: on trial, and in the draft with its tiers', async () => {
    const { services } = world;
    const { number, item } = await scored(world);
    const sitting = await openSession(world, { dossierNumber: number });
    for (const person of world.members) accepted(await vote(sitting, person, 'for'));
    expect(accepted(await decide(sitting)).outcome).toBe('passed');
    const { document, dossier } = await recordOf(world, number);
    expect([document.status, dossier.trialUntil]).toEqual(['trial', '2027-05-23']);
    const changes = await services.db.read.select().from(formularyChange).where(eq(formularyChange.itemId, item.id));
    expect(changes).toMatchObject([
      { act: 'add', county: true, township: true, village: false, origin: 'dossier', dossierId: dossier.id },
    ]);
    expect((await passedMatter(services.db.read, document.id))?.id).toBe(sitting.matterId);
  });

  it('declines what did not pass, and leaves what had no quorum', async () => {
    const rejected = await scored(world);
    const first = await openSession(world, { dossierNumber: rejected.number });
    for (const person of world.members) accepted(await vote(first, person, 'against'));
    expect(accepted(await decide(first)).outcome).toBe('rejected');
    const gone = await recordOf(world, rejected.number);
    expect(gone.document.status).toBe('declined');
    expect(await passedMatter(world.services.db.read, gone.document.id)).toBeUndefined();
    const kept = await scored(world);
    const second = await openSession(world, { dossierNumber: kept.number, present: 2 });
    for (const index of [0, 1]) accepted(await vote(second, member(world, index), 'for'));
    expect(accepted(await decide(second)).outcome).toBe('no_quorum');
    expect((await recordOf(world, kept.number)).document.status).toBe('scored');
  });

  it('takes up a weak band only with the reason, and undoes the count without it', async () => {
    const weak = await scored(world, [130, 130, 130]);
    const sitting = await openSession(world, { dossierNumber: weak.number });
    for (const person of world.members) accepted(await vote(sitting, person, 'for'));
    expect(reasonOf(await decide(sitting))).toBe('weak_reason_missing');
    const [open] = await agendaFor(world.services.db.read, await sessionNow(sitting.number), 0);
    expect(open?.decidedAt).toBeNull();
    accepted(await decide(sitting, '同类替代药品少，临时引进'));
    expect((await recordOf(world, weak.number)).document.status).toBe('trial');
  });

  it('recuses who declared an interest', async () => {
    const { services, chief } = world;
    const made = await inScoring(world);
    const { number } = made;
    const text = '曾受该企业资助';
    accepted(await stateInterest(services, member(world, 2), key(), { number, interest: 'declared', text }));
    const version = await versionOf(world, number);
    const reviewerIds = [member(world, 3).userId];
    accepted(await assignReviewers(services, chief, key(), { number, version, reviewerIds }));
    for (const index of [0, 1, 3]) await review(world, number, member(world, index), 150);
    const sitting = await openSession(world, { dossierNumber: number });
    expect(reasonOf(await vote(sitting, member(world, 2), 'for'))).toBe('vote_conflict');
    for (const index of [0, 1, 3, 4]) accepted(await vote(sitting, member(world, index), 'for'));
    accepted(await decide(sitting));
    const [matter] = await agendaFor(services.db.read, await sessionNow(sitting.number), 0);
    expect(matter).toMatchObject({ outcome: 'passed', votesFor: 4, recusals: 1, needed: 3 });
  });
});
