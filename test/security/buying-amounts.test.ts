/** Quantities and prices beyond reason: refused in words and by name, never a total that is not exact. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlan } from '../../src/plans/consolidate-commands.ts';
import { changeLine } from '../../src/plans/line-commands.ts';
import { lineAmount } from '../../src/plans/rules.ts';
import { linesForm } from '../../src/requisitions/forms.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, scopeOf, soldItem } from '../plans/plan-world.ts';

let world: PlanWorld;
beforeAll(async () => {
  world = await openPlanWorld();
});
afterAll(() => world.drop());

const BILLION = 1_000_000_000;

describe('what a line of a plan costs', () => {
  const goods = { item: '阿莫西林', quantityBase: BILLION, packSize: 1 };

  it('is exact up to ten billion yuan and refused beyond', () => {
    expect(lineAmount({ ...goods, pricePack: 100_000 })).toEqual({ ok: true, value: 1_000_000_000_000 });
    expect(lineAmount({ ...goods, pricePack: 100_001 })).toMatchObject({ reason: 'plan_line_too_dear' });
    expect(lineAmount({ ...goods, pricePack: 1_000_000_000_000 })).toMatchObject({ reason: 'plan_line_too_dear' });
  });

  it('is refused in a draft where somebody typed a price for a quantity, and the draft stays as it was', async () => {
    const item = await soldItem(world);
    await asks(world, world.north, item, 60);
    const number = await planned(world);
    const { lines, document } = await rowsOf(world, number);
    const [line] = lines;
    const base = { number, version: document.version, line: line?.lineNumber ?? 0, reason: '备货', delivery: 'hub' };
    const terms = { party: world.supplier.code, channel: null, channelReason: '', pricePack: null };
    const ask = (quantityBase: number) =>
      changeLine(world.services, world.buyer, key(), { ...base, ...terms, quantityBase, delivery: 'hub' as const });
    expect(await ask(10_010 * BILLION)).toMatchObject({ reason: 'plan_line_too_dear', field: 'packs' });
    expect((await rowsOf(world, number)).lines[0]?.amountFen).toBe(line?.amountFen);
    expect(await ask(70)).toMatchObject({ ok: true });
  });

  it('is refused by the name of the item when members ask for absurd amounts together', async () => {
    const item = await soldItem(world, { item: { genericName: '荒唐药' } });
    for (let times = 0; times < 11; times += 1) await asks(world, world.south, item, BILLION);
    const opened = await openPlan(world.services, world.buyer, key(), scopeOf());
    expect(opened).toMatchObject({ reason: 'plan_line_too_dear', detail: { item: '荒唐药' } });
  });
});

describe('what a member writes to the hub', () => {
  const typed = (note: string, reason = '') =>
    linesForm.safeParse({
      idempotency_key: 'abcdefgh',
      version: '1',
      neededBy: '2026-12-01',
      note,
      line: { '7': { packs: '3', reason } },
    });

  it('may be nothing, and hides no signs', () => {
    expect(typed('', '').data?.line['7']).toMatchObject({ packs: '3', reason: '' });
    expect(typed(' 节前备货 ').data?.note).toBe('节前备货');
    expect(typed('\u202e').success).toBe(false);
    expect(typed('', '3\u0007').success).toBe(false);
  });
});
