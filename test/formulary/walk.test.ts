/** Property: whatever is proposed, the frozen entries are the base with the changes, and verification agrees. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formularyEntry } from '../../db/schema/formulary.ts';
import type { ProposedChange } from '../../src/formulary/change-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
import { formularyChecks } from '../../src/formulary/verify.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { accepted, addItem } from '../support/build.ts';
import { change, type FormularyWorld, formularyWorld, propose, publishOn } from './formulary-world.ts';

const ROUNDS = 6;
const ITEMS = 8;
let world: FormularyWorld;
const ids: number[] = [];
beforeAll(async () => {
  world = await formularyWorld();
  for (let index = 0; index < ITEMS; index += 1) {
    ids.push((await addItem(world.services, { genericName: `药${index}`, manufacturer: `厂${index}` })).id);
  }
});
afterAll(() => world.drop());

const step = fc.record({
  item: fc.integer({ min: 0, max: ITEMS - 1 }),
  tiers: fc.integer({ min: 0, max: 7 }),
  useUntil: fc.option(fc.constant('2027-06-30')),
});

/** `-` for what is not listed, its tiers otherwise; a leaver with its last day. */
type Model = Map<number, string>;

function stands(tiers: number): string {
  return [tiers & 1, tiers & 2, tiers & 4].map((bit) => (bit ? '1' : '0')).join('');
}

async function frozen(versionId: number): Promise<Model> {
  const rows = (await world.services.db.read.select().from(formularyEntry)).filter(
    (row) => row.versionId === versionId,
  );
  return new Map(
    rows.map((row) => {
      const tiers = [row.county, row.township, row.village].map((tier) => (tier ? '1' : '0')).join('');
      return [row.itemId, `${tiers}${row.useUntil ?? ''}`];
    }),
  );
}

it('materialises the base with the changes, round after round', async () => {
  const samples = fc.sample(fc.array(step, { minLength: 1, maxLength: 12 }), { seed: 20261123, numRuns: ROUNDS });
  let model: Model = new Map();
  for (const [round, steps] of samples.entries()) {
    if (round === 0) {
      const others = [world.amoxicillin, world.aspirin, world.insulin];
      model = new Map([...ids.map((id) => [id, '111'] as const)]);
      model
        .set(others[0]?.id ?? 0, '111')
        .set(others[1]?.id ?? 0, '110')
        .set(others[2]?.id ?? 0, '100');
    }
    const base = new Map(model);
    for (const { item, tiers, useUntil } of steps) {
      const itemId = ids[item] ?? 0;
      const said: Partial<ProposedChange> =
        tiers === 0
          ? { act: 'remove', useUntil }
          : { county: (tiers & 1) > 0, township: (tiers & 2) > 0, village: (tiers & 4) > 0 };
      const done = await propose(world, world.chief, [change(itemId, said)]);
      const listed = /1/.test((base.get(itemId) ?? '').slice(0, 3));
      const proposed = model.get(itemId) !== base.get(itemId);
      if (!done.ok) {
        expect(done.reason).toBe('formulary_not_listed');
        expect([listed, tiers]).toEqual([false, 0]);
        continue;
      }
      if (tiers > 0) model.set(itemId, stands(tiers));
      else if (round > 0 && listed) model.set(itemId, `000${useUntil ?? ''}`);
      else if (round === 0 || proposed) restore(model, base, itemId, round);
    }
    if ((await openDraft(world.services.db.read)) === undefined) continue;
    const published = await publishOn(world, addDays('2026-11-23', round));
    if (!published.ok) {
      expect(published.reason).toBe('formulary_nothing_changed');
      continue;
    }
    const draft = accepted(published);
    const all = await world.services.db.read.select().from(formularyEntry);
    const latest = Math.max(...all.map((row) => row.versionId));
    expect(draft.edition).toBeGreaterThan(0);
    expect(await frozen(latest)).toEqual(model);
  }
  for (const check of formularyChecks) expect(await check.find(world.services.db.read)).toEqual([]);
});

/** A removal of what only the draft had takes the proposal back: the item stands as in the base. */
function restore(model: Model, base: Model, itemId: number, round: number): void {
  const before = round === 0 ? undefined : base.get(itemId);
  if (before === undefined) model.delete(itemId);
  else model.set(itemId, before);
}
