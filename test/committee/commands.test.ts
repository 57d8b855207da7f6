/** Sessions, attendance, matters and votes on every engine: done, refused, raced, and carried out. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formularyChange } from '../../db/schema/formulary.ts';
import { matterVote } from '../../db/schema/selection.ts';
import {
  addMatter,
  attendSession,
  callSession,
  cancelSession,
  changeSession,
  closeSession,
  removeMatter,
} from '../../src/committee/commands.ts';
import { passedMatter } from '../../src/committee/queries.ts';
import { agendaFor, seatsOf, sessionByNumber } from '../../src/committee/session-queries.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { proposeChanges } from '../../src/formulary/change-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
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
import { accepted, addItem, addPerson, type TestPerson } from '../support/build.ts';

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

describe('a session', () => {
  it('has the members of its calling as seats, and keeps them', async () => {
    const { services, chief, head } = world;
    const plan = { title: '例会', heldOn: '2026-12-01', place: '' };
    expect(reasonOf(await callSession(services, member(world, 0), key(), plan))).toBe('forbidden');
    const { number } = accepted(await callSession(services, chief, key(), plan));
    await addPerson(services, head, 'committee_member', { name: '后来委员' });
    const { session } = await sessionNow(number);
    expect(await seatsOf(services.db.read, session.id)).toHaveLength(5);
    accepted(await changeSession(services, chief, key(), { number, version: 1, plan: { ...plan, place: '二楼' } }));
    const stale = await cancelSession(services, chief, key(), { number, version: 1, note: '改期' });
    expect(reasonOf(stale)).toBe('stale');
    accepted(await cancelSession(services, chief, key(), { number, version: 2, note: '改期' }));
    const late = await addMatter(services, chief, key(), { number, kind: 'exception', text: '允许三个品种' });
    expect(reasonOf(late)).toBe('wrong_state');
  });

  it('takes attendance from members themselves, and from the chair with a note', async () => {
    const { services, chief, auditor } = world;
    const { number } = await openSession(world, { present: 1 });
    const attend = (actor: TestPerson, personId: number, note = '') =>
      attendSession(services, actor, key(), { number, personId, note });
    const [first, second] = [member(world, 0), member(world, 1)];
    expect(reasonOf(await attend(first, first.userId))).toBe('already_present');
    expect(reasonOf(await attend(first, second.userId, '看见了'))).toBe('forbidden');
    expect(reasonOf(await attend(chief, second.userId))).toBe('attendance_note_missing');
    expect(reasonOf(await attend(chief, auditor.userId, '看见了'))).toBe('no_seat');
    accepted(await attend(chief, second.userId, '电话到会'));
  });

  it('closes only when every matter is counted', async () => {
    const { services, chief } = world;
    const sitting = await openSession(world);
    const { number } = sitting;
    const close = async () => {
      const { version } = (await sessionNow(number)).document;
      return closeSession(services, chief, key(), { number, version, minutes: '讨论要点' });
    };
    expect(reasonOf(await close())).toBe('matters_open');
    for (const person of world.members) accepted(await vote(sitting, person, 'for'));
    accepted(await decide(sitting));
    accepted(await close());
    expect((await sessionNow(number)).document.status).toBe('closed');
    expect(reasonOf(await vote(sitting, member(world, 0), 'for'))).toBe('session_not_open');
  });
});

describe('a matter', () => {
  it('is a scored dossier, the open draft, or words', async () => {
    const { services, chief } = world;
    const waiting = await inScoring(world);
    const low = await scored(world, [100, 100, 100]);
    const { number } = accepted(
      await callSession(services, chief, key(), { title: '例会', heldOn: '2026-12-02', place: '' }),
    );
    const add = (given: { kind: 'dossier' | 'version' | 'exception'; dossierNumber?: string; text?: string }) =>
      addMatter(services, chief, key(), { number, text: '', ...given });
    expect(reasonOf(await add({ kind: 'dossier', dossierNumber: 'LX-1' }))).toBe('matter_dossier_missing');
    expect(reasonOf(await add({ kind: 'dossier', dossierNumber: waiting.number }))).toBe('matter_dossier_state');
    expect(reasonOf(await add({ kind: 'dossier', dossierNumber: low.number }))).toBe('dossier_band_refused');
    expect(reasonOf(await add({ kind: 'exception', text: ' ' }))).toBe('matter_text_missing');
    const { number: good } = await scored(world);
    const { matterId } = accepted(await add({ kind: 'dossier', dossierNumber: good }));
    expect(reasonOf(await add({ kind: 'dossier', dossierNumber: good }))).toBe('matter_on_agenda');
    accepted(await removeMatter(services, chief, key(), { number, matterId }));
    accepted(await add({ kind: 'dossier', dossierNumber: good }));
  });

  it('that was voted on is not taken off', async () => {
    const sitting = await openSession(world);
    accepted(await vote(sitting, member(world, 0), 'for'));
    const removed = await removeMatter(world.services, world.chief, key(), sitting);
    expect(reasonOf(removed)).toBe('matter_voted');
  });

  it('about the draft is voted on as it stood, and a later change needs a new vote', async () => {
    const { services, chief } = world;
    const change = async () => {
      const { id: itemId } = await addItem(services, { villageTier: false });
      const tiers = { county: true, township: true, village: true };
      const given = { itemId, act: 'add' as const, ...tiers, origin: 'hand' as const, reason: '新品种' };
      const at = services.clock.now();
      accepted(await services.db.transaction((tx) => proposeChanges(tx, chief, at, [given])));
    };
    await change();
    const sitting = await openSession(world, { kind: 'version' });
    const draft = await openDraft(services.db.read);
    const seen = { documentVersion: draft?.documentVersion ?? 0, choice: 'for' as const, reason: '' };
    await change();
    const old = await castOwnVote(services, member(world, 0), key(), { ...sitting, ...seen });
    expect(reasonOf(old)).toBe('matter_changed');
    for (const index of [0, 1, 2, 3]) accepted(await vote(sitting, member(world, index), 'for'));
    await change();
    expect(reasonOf(await vote(sitting, member(world, 4), 'for'))).toBe('matter_moved_on');
    accepted(await decide(sitting));
    const passed = await passedMatter(services.db.read, draft?.documentId ?? 0);
    expect(passed?.documentVersion).toBe((draft?.documentVersion ?? 0) + 1);
    expect(passed?.sessionNumber).toBe(sitting.number);
  });
});

describe('a vote', () => {
  it('is for members who came, once, and never changed', async () => {
    const { chief, services } = world;
    const sitting = await openSession(world, { present: 4 });
    expect(reasonOf(await vote(sitting, chief, 'for'))).toBe('forbidden');
    expect(reasonOf(await vote(sitting, member(world, 4), 'for'))).toBe('not_present');
    const late = await addPerson(services, world.head, 'committee_member');
    expect(reasonOf(await vote(sitting, late, 'for'))).toBe('no_seat');
    accepted(await vote(sitting, member(world, 0), 'for'));
    expect(reasonOf(await vote(sitting, member(world, 0), 'against'))).toBe('already_voted');
    await expect(services.db.transaction((tx) => tx.update(matterVote).set({ choice: 'against' }))).rejects.toThrow();
    await expect(services.db.transaction((tx) => tx.delete(matterVote))).rejects.toThrow();
  });

  it('pressed twice at once is one vote', async () => {
    const sitting = await openSession(world);
    const answers = await Promise.all([
      vote(sitting, member(world, 0), 'for'),
      vote(sitting, member(world, 0), 'against'),
      vote(sitting, member(world, 0), 'for'),
    ]);
    expect(answers.map(reasonOf).sort()).toEqual(['already_voted', 'already_voted', 'done']);
  });

  it('cast while the matter is counted is either counted or refused', async () => {
    const sitting = await openSession(world);
    for (const index of [0, 1, 2, 3]) accepted(await vote(sitting, member(world, index), 'for'));
    const [late, counted] = await Promise.all([vote(sitting, member(world, 4), 'against'), decide(sitting)]);
    expect(reasonOf(counted)).toBe('done');
    const [matter] = await agendaFor(world.services.db.read, await sessionNow(sitting.number), 0);
    expect(matter?.votesAgainst).toBe(late.ok ? 1 : 0);
    expect(matter?.voted).toBe((matter?.votesFor ?? 0) + (matter?.votesAgainst ?? 0));
  });

  it('is counted once, and not before anybody voted', async () => {
    const sitting = await openSession(world);
    expect(reasonOf(await decide(sitting))).toBe('matter_without_votes');
    for (const person of world.members) accepted(await vote(sitting, person, 'for'));
    const answers = await Promise.all([decide(sitting), decide(sitting)]);
    expect(answers.map(reasonOf).sort()).toEqual(['done', 'matter_decided']);
  });
});

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
