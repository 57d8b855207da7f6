/** What becomes of a vote on every engine: taken up, declined, left, recused. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formularyChange } from '../../db/schema/formulary.ts';
import { passedMatter } from '../../src/committee/queries.ts';
import { agendaFor } from '../../src/committee/session-queries.ts';
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
import { accepted } from '../support/build.ts';
import { decide, reasonOf, sessionNow, vote } from './sitting.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

describe('a decision', () => {
  it('takes the dossier up: on trial, and in the draft with its tiers', async () => {
    const { services } = world;
    const { number, item } = await scored(world);
    const sitting = await openSession(world, { dossierNumber: number });
    for (const person of world.members) accepted(await vote(world, sitting, person, 'for'));
    expect(accepted(await decide(world, sitting)).outcome).toBe('passed');
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
    for (const person of world.members) accepted(await vote(world, first, person, 'against'));
    expect(accepted(await decide(world, first)).outcome).toBe('rejected');
    const gone = await recordOf(world, rejected.number);
    expect(gone.document.status).toBe('declined');
    expect(await passedMatter(world.services.db.read, gone.document.id)).toBeUndefined();
    const kept = await scored(world);
    const second = await openSession(world, { dossierNumber: kept.number, present: 2 });
    for (const index of [0, 1]) accepted(await vote(world, second, member(world, index), 'for'));
    expect(accepted(await decide(world, second)).outcome).toBe('no_quorum');
    expect((await recordOf(world, kept.number)).document.status).toBe('scored');
  });

  it('takes up a weak band only with the reason, and undoes the count without it', async () => {
    const weak = await scored(world, [130, 130, 130]);
    const sitting = await openSession(world, { dossierNumber: weak.number });
    for (const person of world.members) accepted(await vote(world, sitting, person, 'for'));
    expect(reasonOf(await decide(world, sitting))).toBe('weak_reason_missing');
    const [open] = await agendaFor(world.services.db.read, await sessionNow(world, sitting.number), 0);
    expect(open?.decidedAt).toBeNull();
    accepted(await decide(world, sitting, '同类替代药品少，临时引进'));
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
    expect(reasonOf(await vote(world, sitting, member(world, 2), 'for'))).toBe('vote_conflict');
    for (const index of [0, 1, 3, 4]) accepted(await vote(world, sitting, member(world, index), 'for'));
    accepted(await decide(world, sitting));
    const [matter] = await agendaFor(services.db.read, await sessionNow(world, sitting.number), 0);
    expect(matter).toMatchObject({ outcome: 'passed', votesFor: 4, recusals: 1, needed: 3 });
  });
});
