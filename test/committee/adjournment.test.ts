/** A matter that cannot be decided today is adjourned: the session can end, and nobody's own dossier is led by them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reinstateItem, retireItem } from '../../src/catalogue/item-edit-commands.ts';
import { closeSession } from '../../src/committee/commands.ts';
import { addMatter, adjournMatter, removeMatter } from '../../src/committee/matter-commands.ts';
import { passedMatter } from '../../src/committee/queries.ts';
import { agendaFor, sessionByNumber } from '../../src/committee/session-queries.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { paths } from '../../src/paths.ts';
import { applyForItem } from '../../src/selection/commands.ts';
import { declineDossier } from '../../src/selection/decision-commands.ts';
import { assignReviewers } from '../../src/selection/review-commands.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import {
  application,
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
import { accepted, addItem, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'done' : answer.reason);

async function sessionNow(number: string) {
  const record = await sessionByNumber(world.services.db.read, number);
  if (record === undefined) throw new Error(`${number} is not there`);
  return record;
}

async function allVote(sitting: { number: string; matterId: number }): Promise<void> {
  const agenda = await agendaFor(world.services.db.read, await sessionNow(sitting.number), 0);
  const documentVersion = agenda.find((matter) => matter.id === sitting.matterId)?.currentVersion ?? null;
  for (const person of world.members) {
    const ballot = { ...sitting, documentVersion, choice: 'for' as const, reason: '' };
    accepted(await castOwnVote(world.services, person, key(), ballot));
  }
}

/** An open session at which everybody voted for a dossier whose item was retired after the scores. */
async function retiredMeanwhile() {
  const { services, chief } = world;
  const { number, item } = await scored(world);
  const sitting = await openSession(world, { dossierNumber: number });
  await allVote(sitting);
  accepted(await retireItem(services, chief, key(), { code: item.code, reason: '停产' }));
  return { dossier: number, item, sitting };
}

async function close(number: string) {
  const { version } = (await sessionNow(number)).document;
  return closeSession(world.services, world.chief, key(), { number, version, minutes: '' });
}

describe('an item retired between scoring and vote', () => {
  it('does not keep the session from ending: the matter is adjourned with the reason', async () => {
    const { services, chief } = world;
    const { dossier, sitting } = await retiredMeanwhile();
    expect(reasonOf(await decideMatter(services, chief, key(), { ...sitting, reason: '' }))).toBe(
      'dossier_item_retired',
    );
    expect(reasonOf(await removeMatter(services, chief, key(), sitting))).toBe('matter_voted');
    expect(reasonOf(await close(sitting.number))).toBe('matters_open');
    expect(reasonOf(await adjournMatter(services, member(world, 0), key(), { ...sitting, note: '停产' }))).toBe(
      'forbidden',
    );
    expect(reasonOf(await adjournMatter(services, chief, key(), { ...sitting, note: ' ' }))).toBe(
      'adjourn_note_missing',
    );
    accepted(await adjournMatter(services, chief, key(), { ...sitting, note: '品种停产' }));
    expect(reasonOf(await adjournMatter(services, chief, key(), { ...sitting, note: '再来' }))).toBe('matter_decided');
    expect(reasonOf(await decideMatter(services, chief, key(), { ...sitting, reason: '' }))).toBe('matter_decided');
    accepted(await close(sitting.number));
    const { document } = await recordOf(world, dossier);
    expect([document.status, await passedMatter(services.db.read, document.id)]).toEqual(['scored', undefined]);
    const [matter] = await agendaFor(services.db.read, await sessionNow(sitting.number), 0);
    expect(matter).toMatchObject({ outcome: 'adjourned', votesFor: 5, votesAgainst: 0 });
  });

  it('is told on the pages of session and dossier, with the acts that help', async () => {
    const { dossier, sitting } = await retiredMeanwhile();
    const browser = await signIn(world.app, world.chief.login);
    const page = (await browser.get(paths.session(sitting.number))).text;
    expect(page).toContain('这个品种已经停用');
    const address = paths.matterAct(sitting.number, sitting.matterId, 'adjournment');
    expect(page).toContain(address);
    expect((await browser.get(paths.dossier(dossier))).text).toContain('这个品种已经停用，不能引进');
    const empty = await browser.post(address, { idempotency_key: key(), 'adjourn.note': '' });
    expect(empty.status).toBe(422);
    const done = await browser.post(address, { idempotency_key: key(), 'adjourn.note': '品种停产，延期' });
    expect([done.status, done.location]).toEqual([303, paths.session(sitting.number)]);
    const after = (await browser.get(paths.session(sitting.number))).text;
    expect(after).toContain('品种停产，延期');
    expect(after).not.toContain(address);
    accepted(await close(sitting.number));
    const minutes = await browser.get(paths.sessionMinutes(sitting.number));
    expect(minutes.status).toBe(200);
  });

  it('may be voted on again once it is back, or be declined without a vote', async () => {
    const { services, chief } = world;
    const { dossier, item, sitting } = await retiredMeanwhile();
    accepted(await adjournMatter(services, chief, key(), { ...sitting, note: '品种停产' }));
    const again = { number: sitting.number, kind: 'dossier' as const, dossierNumber: dossier, text: '' };
    expect(reasonOf(await addMatter(services, chief, key(), again))).toBe('dossier_item_retired');
    accepted(await reinstateItem(services, chief, key(), { code: item.code, reason: '恢复生产' }));
    const { matterId } = accepted(await addMatter(services, chief, key(), again));
    await allVote({ number: sitting.number, matterId });
    const counted = await decideMatter(services, chief, key(), { number: sitting.number, matterId, reason: '' });
    expect(accepted(counted).outcome).toBe('passed');
    const other = await retiredMeanwhile();
    accepted(await adjournMatter(services, chief, key(), { ...other.sitting, note: '品种停产' }));
    const on = { number: other.dossier, version: await versionOf(world, other.dossier), note: '品种停产' };
    accepted(await declineDossier(services, chief, key(), on));
    expect((await recordOf(world, other.dossier)).document.status).toBe('declined');
  });
});

describe('a matter about the own application', () => {
  it('is led by another person, who is named', async () => {
    const { services, chief, head } = world;
    const both = await addPerson(services, head, ['chief_pharmacist', 'hub_pharmacist'], { name: '兼任药师' });
    const item = await addItem(services, { countyTier: false, townshipTier: false, villageTier: false });
    const { number } = accepted(await applyForItem(services, both, key(), application(item)));
    const version = await versionOf(world, number);
    const reviewerIds = world.members.slice(0, 3).map((person) => person.userId);
    accepted(await assignReviewers(services, chief, key(), { number, version, reviewerIds }));
    for (const index of [0, 1, 2]) await review(world, number, member(world, index), 150);
    const own = { ok: false, reason: 'matter_own', detail: { people: '林总药师' } };
    const other = await openSession(world, { text: '另一件事' });
    const matter = { number: other.number, kind: 'dossier' as const, dossierNumber: number, text: '' };
    expect(await addMatter(services, both, key(), matter)).toMatchObject(own);
    const { matterId } = accepted(await addMatter(services, chief, key(), matter));
    const sitting = { number: other.number, matterId };
    await allVote(sitting);
    expect(await decideMatter(services, both, key(), { ...sitting, reason: '' })).toMatchObject(own);
    expect(await adjournMatter(services, both, key(), { ...sitting, note: '改天' })).toMatchObject(own);
    accepted(await decideMatter(services, chief, key(), { ...sitting, reason: '' }));
  });
});
