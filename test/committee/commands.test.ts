import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matterVote } from '../../db/schema/selection.ts';
import {
  attendSession,
  callSession,
  cancelSession,
  changeSession,
  closeSession,
} from '../../src/committee/commands.ts';
import { addMatter, removeMatter } from '../../src/committee/matter-commands.ts';
import { passedMatter } from '../../src/committee/queries.ts';
import { agendaFor, seatsOf } from '../../src/committee/session-queries.ts';
import { castOwnVote } from '../../src/committee/vote-commands.ts';
import { proposeChanges } from '../../src/formulary/change-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import {
  inScoring,
  key,
  member,
  openSelectionWorld,
  openSession,
  type SelectionWorld,
  scored,
} from '../selection/world.ts';
import { accepted, addItem, addPerson, type TestPerson } from '../support/build.ts';
import { decide, reasonOf, sessionNow, vote } from './sitting.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

describe('a session', () => {
  it('has the members of its calling as seats, and keeps them', async () => {
    const { services, chief, head } = world;
    const plan = { title: '例会', heldOn: '2026-12-01', place: '' };
    expect(reasonOf(await callSession(services, member(world, 0), key(), plan))).toBe('forbidden');
    const { number } = accepted(await callSession(services, chief, key(), plan));
    await addPerson(services, head, 'committee_member', { name: '后来委员' });
    const { session } = await sessionNow(world, number);
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
      const { version } = (await sessionNow(world, number)).document;
      return closeSession(services, chief, key(), { number, version, minutes: '讨论要点' });
    };
    expect(reasonOf(await close())).toBe('matters_open');
    for (const person of world.members) accepted(await vote(world, sitting, person, 'for'));
    accepted(await decide(world, sitting));
    accepted(await close());
    expect((await sessionNow(world, number)).document.status).toBe('closed');
    expect(reasonOf(await vote(world, sitting, member(world, 0), 'for'))).toBe('session_not_open');
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
    accepted(await vote(world, sitting, member(world, 0), 'for'));
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
    for (const index of [0, 1, 2, 3]) accepted(await vote(world, sitting, member(world, index), 'for'));
    await change();
    expect(reasonOf(await vote(world, sitting, member(world, 4), 'for'))).toBe('matter_moved_on');
    accepted(await decide(world, sitting));
    const passed = await passedMatter(services.db.read, draft?.documentId ?? 0);
    expect(passed?.documentVersion).toBe((draft?.documentVersion ?? 0) + 1);
    expect(passed?.sessionNumber).toBe(sitting.number);
  });
});

describe('a vote', () => {
  it('is for members who came, once, and never changed', async () => {
    const { chief, services } = world;
    const sitting = await openSession(world, { present: 4 });
    expect(reasonOf(await vote(world, sitting, chief, 'for'))).toBe('forbidden');
    expect(reasonOf(await vote(world, sitting, member(world, 4), 'for'))).toBe('not_present');
    const late = await addPerson(services, world.head, 'committee_member');
    expect(reasonOf(await vote(world, sitting, late, 'for'))).toBe('no_seat');
    accepted(await vote(world, sitting, member(world, 0), 'for'));
    expect(reasonOf(await vote(world, sitting, member(world, 0), 'against'))).toBe('already_voted');
    await expect(services.db.transaction((tx) => tx.update(matterVote).set({ choice: 'against' }))).rejects.toThrow();
    await expect(services.db.transaction((tx) => tx.delete(matterVote))).rejects.toThrow();
  });

  it('pressed twice at once is one vote', async () => {
    const sitting = await openSession(world);
    const answers = await Promise.all([
      vote(world, sitting, member(world, 0), 'for'),
      vote(world, sitting, member(world, 0), 'against'),
      vote(world, sitting, member(world, 0), 'for'),
    ]);
    expect(answers.map(reasonOf).sort()).toEqual(['already_voted', 'already_voted', 'done']);
  });

  it('cast while the matter is counted is either counted or refused', async () => {
    const sitting = await openSession(world);
    for (const index of [0, 1, 2, 3]) accepted(await vote(world, sitting, member(world, index), 'for'));
    const [late, counted] = await Promise.all([
      vote(world, sitting, member(world, 4), 'against'),
      decide(world, sitting),
    ]);
    expect(reasonOf(counted)).toBe('done');
    const [matter] = await agendaFor(world.services.db.read, await sessionNow(world, sitting.number), 0);
    expect(matter?.votesAgainst).toBe(late.ok ? 1 : 0);
    expect(matter?.voted).toBe((matter?.votesFor ?? 0) + (matter?.votesAgainst ?? 0));
  });

  it('is counted once, and not before anybody voted', async () => {
    const sitting = await openSession(world);
    expect(reasonOf(await decide(world, sitting))).toBe('matter_without_votes');
    for (const person of world.members) accepted(await vote(world, sitting, person, 'for'));
    const answers = await Promise.all([decide(world, sitting), decide(world, sitting)]);
    expect(answers.map(reasonOf).sort()).toEqual(['done', 'matter_decided']);
  });

  it('does not come on the agenda of one session while another decides it', async () => {
    const { services, chief } = world;
    const { number } = await scored(world);
    const sitting = await openSession(world, { dossierNumber: number });
    for (const person of world.members) accepted(await vote(world, sitting, person, 'for'));
    const later = accepted(
      await callSession(services, chief, key(), { title: '下次', heldOn: '2026-12-03', place: '' }),
    );
    const wanted = { number: later.number, kind: 'dossier' as const, dossierNumber: number, text: '' };
    const [decided, added] = await Promise.all([decide(world, sitting), addMatter(services, chief, key(), wanted)]);
    expect(reasonOf(decided)).toBe('done');
    expect(['matter_on_agenda', 'matter_dossier_state']).toContain(reasonOf(added));
  });
});
