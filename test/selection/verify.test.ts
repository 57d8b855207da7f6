/** Each promise of selection and the committee, broken on purpose, is found; whole data has no findings. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { documentAct } from '../../db/schema/documents.ts';
import { committeeSeat, dossier, dossierReview, dossierScore, matter, matterVote } from '../../db/schema/selection.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import { accepted } from '../support/build.ts';
import {
  key,
  member,
  openSelectionWorld,
  openSession,
  recordOf,
  type SelectionWorld,
  scored,
  versionOf,
} from './world.ts';

let world: SelectionWorld;
let id: { document: number; dossier: number; review: number; matter: number };

beforeAll(async () => {
  world = await openSelectionWorld();
  const { services, chief } = world;
  const { number } = await scored(world);
  const sitting = await openSession(world, { dossierNumber: number });
  const documentVersion = await versionOf(world, number);
  for (const person of world.members) {
    accepted(await castOwnVote(services, person, key(), { ...sitting, documentVersion, choice: 'for', reason: '' }));
  }
  accepted(await decideMatter(services, chief, key(), { ...sitting, reason: '' }));
  const record = await recordOf(world, number);
  const [review] = await services.db.read
    .select()
    .from(dossierReview)
    .where(eq(dossierReview.dossierId, record.dossier.id));
  id = { document: record.document.id, dossier: record.dossier.id, review: review?.id ?? 0, matter: sitting.matterId };
});
afterAll(() => world.drop());

/** The rules that a change breaks; the change itself is undone. */
async function broken(change: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  let rules: string[] = [];
  await world.services.db.transaction(async (tx) => {
    await change(tx);
    rules = (await findAll(selectionChecks, tx)).map((finding) => finding.rule);
    return { ok: false };
  });
  return [...new Set(rules)];
}

describe('what verification finds', () => {
  it('nothing in whole data', async () => {
    expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  });

  it('a score that was changed', async () => {
    const raised = sql`${dossierScore.half} + 1`;
    const change = (tx: Tx) =>
      tx.update(dossierScore).set({ half: raised }).where(eq(dossierScore.reviewId, id.review));
    expect(await broken(change)).toEqual(['review_total']);
  });

  it('a mean that was changed', async () => {
    const change = (tx: Tx) => tx.update(dossier).set({ scoreHalf: 199 }).where(eq(dossier.id, id.dossier));
    expect(await broken(change)).toEqual(['dossier_mean']);
  });

  it('a reviewer who applied, and one who had an interest and scored', async () => {
    const own = (tx: Tx) =>
      tx.update(dossierReview).set({ personId: world.applicant.userId }).where(eq(dossierReview.id, id.review));
    expect(await broken(own)).toEqual(['reviewer_not_applicant']);
    const declared = (tx: Tx) =>
      tx.update(dossierReview).set({ interest: 'declared' }).where(eq(dossierReview.id, id.review));
    expect((await broken(declared)).sort()).toEqual(['review_without_conflict', 'voter_not_conflicted']);
  });

  it('a manager who applied', async () => {
    const { userId: actorId, name: actorName, organisationId, organisationName } = world.chief;
    const wrote = { act: 'edit', toStatus: 'draft', actorId, actorName, organisationId, organisationName, at: 1 };
    const change = (tx: Tx) => tx.insert(documentAct).values({ documentId: id.document, ...wrote });
    expect(await broken(change)).toEqual(['manager_not_applicant']);
  });

  it('a count that is not of its votes', async () => {
    const change = (tx: Tx) => tx.update(matter).set({ votesFor: 9 }).where(eq(matter.id, id.matter));
    expect(await broken(change)).toEqual(['matter_votes']);
    const more = (tx: Tx) =>
      tx.insert(matterVote).values({ matterId: id.matter, personId: world.chief.userId, choice: 'against', at: 1 });
    expect((await broken(more)).sort()).toEqual(['matter_votes', 'voter_present']);
  });

  it('a voter who was not there', async () => {
    const change = (tx: Tx) =>
      tx
        .update(committeeSeat)
        .set({ presentAt: null })
        .where(eq(committeeSeat.personId, member(world, 0).userId));
    expect(await broken(change)).toEqual(['voter_present']);
  });

  it('what was taken up without a vote', async () => {
    const change = (tx: Tx) => tx.update(matter).set({ outcome: 'rejected' }).where(eq(matter.id, id.matter));
    expect(await broken(change)).toEqual(['adopted_by_vote']);
  });
});
