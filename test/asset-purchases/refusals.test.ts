/** What buying equipment refuses that its road never meets: words, days, units without a number, one person twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmAcceptance } from '../../src/asset-purchases/accept-commands.ts';
import { unitsIn } from '../../src/asset-purchases/forms.ts';
import { checkTerms, checkUnits, checkWord } from '../../src/asset-purchases/rules.ts';
import { key } from '../assets/asset-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type BuyingWorld, openBuyingWorld, reasonOf, roadOf } from './buying-world.ts';

let world: BuyingWorld;
let road: ReturnType<typeof roadOf>;
beforeAll(async () => {
  world = await openBuyingWorld();
  road = roadOf(world);
});
afterAll(() => endWhole(world));

const TERMS = { method: 'negotiation' as const, methodReason: null, contractOn: '2026-03-01', deliverOn: '2026-04-01' };
const UNIT = { serialNumber: 'A1', udi: null, producedOn: '2026-01-05' };

describe('a contract', () => {
  it('is of a day that has come, and delivered on that day or later', () => {
    expect(checkTerms(TERMS, '2026-03-01').ok).toBe(true);
    expect(checkTerms(TERMS, '2026-02-28')).toMatchObject({ reason: 'asset_purchase_future', field: 'contractOn' });
    expect(checkTerms({ ...TERMS, deliverOn: '2026-03-01' }, '2026-03-01').ok).toBe(true);
    const early = checkTerms({ ...TERMS, deliverOn: '2026-02-28' }, '2026-03-01');
    expect(early).toMatchObject({ reason: 'asset_purchase_delivery_day', field: 'deliverOn' });
  });

  it('is signed for what was approved', async () => {
    expect(reasonOf(await road.buy(await road.draftFor(2)))).toBe('asset_purchase_unapproved');
    accepted(await road.buy(await road.approvedFor(2)));
  });
});

describe('a delivery', () => {
  it('holds units made before they arrived, each with its number', () => {
    expect(checkUnits([UNIT], 1, '2026-01-05').ok).toBe(true);
    const late = checkUnits([UNIT], 1, '2026-01-04');
    expect(late).toMatchObject({ reason: 'asset_purchase_produced', field: 'unit.0.producedOn' });
    const typed = (row: object) =>
      unitsIn({ unit: { 0: { serialNumber: 'A1' }, 1: row } } as unknown as Parameters<typeof unitsIn>[0]);
    expect(typed({})).toMatchObject({ ok: true, value: [{ serialNumber: 'A1' }] });
    for (const row of [{ udi: '06901234567892' }, { producedOn: '2026-01-05' }]) {
      expect(typed(row)).toMatchObject({ reason: 'asset_purchase_no_serial', field: 'unit.1.serialNumber' });
    }
  });

  it('has arrived by today', async () => {
    const { number } = accepted(await road.buy(await road.approvedFor(2)));
    expect(reasonOf(await road.arrive(number, { arrivedOn: '2031-01-01' }))).toBe('asset_purchase_future');
    accepted(await road.arrive(number));
  });
});

describe('an acceptance', () => {
  it('is the word of two people', () => {
    expect(checkWord({ personId: 2, orderedBy: 1, other: 3 }).ok).toBe(true);
    expect(checkWord({ personId: 2, orderedBy: 1, other: null }).ok).toBe(true);
    expect(checkWord({ personId: 2, orderedBy: 1, other: 2 })).toMatchObject({ reason: 'asset_acceptance_same' });
    expect(checkWord({ personId: 1, orderedBy: 1, other: 3 })).toMatchObject({ reason: 'asset_acceptance_ordered' });
  });

  it('names who installed it for the supplier', async () => {
    const { number } = accepted(await road.buy(await road.approvedFor(2)));
    const paper = accepted(await road.arrive(number)).number;
    const given = { key: key(), number: paper };
    const nobody = { side: 'office' as const, supplierPerson: null, note: null };
    expect(reasonOf(await confirmAcceptance(world.services, world.officer, given, nobody))).toBe(
      'asset_acceptance_supplier',
    );
    accepted(await road.officeSays(paper));
  });
});
