/** Proposals: the first draft begins with everything, later words replace earlier ones, nonsense is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formularyChange } from '../../db/schema/formulary.ts';
import { hasPublishedVersion, openDraft, versionInForce } from '../../src/formulary/queries.ts';
import { accepted, addItem } from '../support/build.ts';
import { change, type FormularyWorld, formularyWorld, propose } from './formulary-world.ts';

let world: FormularyWorld;
beforeAll(async () => {
  world = await formularyWorld();
});
afterAll(() => world.drop());

async function changeOf(itemId: number) {
  const rows = await world.services.db.read.select().from(formularyChange);
  return rows.find((row) => row.itemId === itemId);
}

describe('the first draft', () => {
  it('is opened by the first proposal and holds every active item as it is', async () => {
    expect(await openDraft(world.services.db.read)).toBeUndefined();
    const fresh = await addItem(world.services, {
      genericName: '二甲双胍',
      countyTier: false,
      townshipTier: false,
      villageTier: false,
    });
    const done = accepted(await propose(world, world.chief, [change(fresh.id)]));
    expect(done).toMatchObject({ changed: 1 });
    expect(done.documentNumber).toMatch(/^ML-20261123-0001$/);
    expect(await changeOf(world.aspirin.id)).toMatchObject({
      act: 'add',
      county: true,
      township: true,
      village: false,
      origin: 'review',
    });
    expect(await changeOf(fresh.id)).toMatchObject({ act: 'add', origin: 'hand', reason: '临床需要' });
    expect(await hasPublishedVersion(world.services.db.read)).toBe(false);
    expect(await versionInForce(world.services.db.read, '2026-11-23')).toBeUndefined();
  });

  it('counts its changes in the version that votes hold for', async () => {
    const before = await openDraft(world.services.db.read);
    accepted(await propose(world, world.second, [change(world.insulin.id, { village: true })]));
    const after = await openDraft(world.services.db.read);
    expect(after?.id).toBe(before?.id);
    expect(after?.documentVersion).toBe((before?.documentVersion ?? 0) + 1);
  });

  it('takes an addition back when its removal is proposed, and refuses what is not in it', async () => {
    accepted(await propose(world, world.chief, [change(world.insulin.id, { act: 'remove' })]));
    expect(await changeOf(world.insulin.id)).toBeUndefined();
    expect(await propose(world, world.chief, [change(world.insulin.id, { act: 'remove' })])).toMatchObject({
      ok: false,
      reason: 'formulary_not_listed',
    });
  });

  it('refuses unknown items, no tier, no reason, retired items', async () => {
    const retired = await addItem(world.services, { active: false });
    const refused = [
      [change(999_999), 'formulary_item_unknown'],
      [change(world.aspirin.id, { county: false, township: false }), 'formulary_no_tier'],
      [change(world.aspirin.id, { reason: ' ' }), 'formulary_reason_missing'],
      [change(retired.id), 'formulary_item_retired'],
    ] as const;
    for (const [given, reason] of refused) {
      expect(await propose(world, world.chief, [given])).toMatchObject({ ok: false, reason });
    }
  });

  it('opens one draft when two people begin at once', async () => {
    const other = await formularyWorld();
    const both = await Promise.all([
      propose(other, other.chief, [change(other.aspirin.id)]),
      propose(other, other.second, [change(other.amoxicillin.id)]),
    ]);
    const numbers = both.map((each) => accepted(each).documentNumber);
    expect(new Set(numbers).size).toBe(1);
    await other.drop();
  });
});
