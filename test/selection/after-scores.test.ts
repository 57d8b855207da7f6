/** What may follow the scores: closing, keeping, signals, removal; done and refused on every engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDraft } from '../../src/formulary/queries.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { declineDossier, keepItem, noteSignal, proposeRemoval } from '../../src/selection/decision-commands.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import { accepted, addItem } from '../support/build.ts';
import { key, openSelectionWorld, recordOf, type SelectionWorld, scored, versionOf } from './world.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'done' : answer.reason);

describe('after the scores', () => {
  it('what lies below the bands is closed, what does not must be voted on', async () => {
    const { services, chief } = world;
    const low = await scored(world, [100, 100, 100]);
    const good = await scored(world);
    const decline = async (number: string) =>
      declineDossier(services, chief, key(), { number, version: await versionOf(world, number), note: '均分不够' });
    expect(reasonOf(await decline(good.number))).toBe('dossier_needs_vote');
    accepted(await decline(low.number));
    expect((await recordOf(world, low.number)).document.status).toBe('declined');
  });

  it('keeping and signals are for what is on trial', async () => {
    const { services, chief } = world;
    const { number } = await scored(world);
    const given = { number, version: await versionOf(world, number), note: '用得好' };
    expect(reasonOf(await keepItem(services, chief, key(), given))).toBe('wrong_state');
    expect(reasonOf(await noteSignal(services, chief, key(), given))).toBe('wrong_state');
    expect(reasonOf(await keepItem(services, world.applicant, key(), given))).toBe('forbidden');
  });

  it('a listed item is proposed to leave in the draft', async () => {
    const { services, chief, applicant } = world;
    const item = await addItem(services, { genericName: '久不用药' });
    const given = { itemCode: item.code, reason: '半年无人使用', useUntil: '2027-03-31' };
    expect(reasonOf(await proposeRemoval(services, applicant, key(), given))).toBe('forbidden');
    const past = await proposeRemoval(services, chief, key(), { ...given, useUntil: '2026-01-01' });
    expect(past.ok).toBe(false);
    const unknown = await proposeRemoval(services, chief, key(), { ...given, itemCode: 'NO' });
    expect(reasonOf(unknown)).toBe('not_found');
    const { draft } = accepted(await proposeRemoval(services, chief, key(), given));
    expect((await openDraft(services.db.read))?.documentNumber).toBe(draft);
  });
});
