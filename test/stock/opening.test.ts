/** Opening stock on both engines: previewed, posted once, never doubled, each refusal at its row. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { balance, lot, movement } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import { openProcurementAccount } from '../../src/account/accounts.ts';
import { importItems } from '../../src/catalogue/commands.ts';
import { allRows } from '../../src/imports/queries.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { ensureOutsideLocations } from '../../src/organisations/commands.ts';
import { applyOpening, previewOpening } from '../../src/stock/opening/commands.ts';
import { openingPreview } from '../../src/stock/opening/queries.ts';
import type { OpeningEntry } from '../../src/stock/opening/report.ts';
import { actor, otherActor, seedPeople } from '../catalogue/people.ts';
import { draft } from '../catalogue/sample.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let test: TestDatabase;
const clock = new SettableClock(Date.parse('2026-11-23T01:40:00Z'));
const services = () => ({ db: test.db, clock });
const barcode = { type: 'gtin' as const, value: '6901234567892' };

beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
  await test.db.transaction(async (tx) => {
    await ensureOutsideLocations(tx);
    await openProcurementAccount(tx, 1, { name: 'county', at: clock.now() });
    const kept = { kind: 'store' as const, keeperId: 1, ownerId: 1 };
    await tx.insert(location).values([
      { ...kept, name: '中心药库', zone: 'room' },
      { ...kept, name: '冷藏柜', zone: 'cold' },
      { ...kept, name: '特药柜', zone: 'controlled' },
    ]);
  });
  const items = await importItems(services(), actor, [
    draft('A001', '甲片', { packSize: 24, codes: [barcode] }),
    draft('A002', '乙胰岛素', { storageZone: 'cold', pricePack: 0 }),
    draft('A003', '丙吗啡', { storageZone: 'controlled', controlClass: 'narcotic' }),
    draft('A004', '丁片', { codes: [{ type: 'gtin', value: '6900000000014' }] }),
    draft('A005', '丁片二', { codes: [{ type: 'gtin', value: '6900000000014' }] }),
  ]);
  expect(items.ok).toBe(true);
});
afterAll(() => test.drop());

const HEADER = '机构编码,库房,药品编码或条码,批号,有效期至,整包数,零散数,包装价（元）\n';

async function preview(lines: string[]) {
  const upload = { fileName: '期初.csv', content: Buffer.from(HEADER + lines.join('\n')) };
  const answer = await previewOpening(services(), actor, null, upload);
  if (!answer.ok) throw new Error(answer.reason);
  const shown = await openingPreview(test.db.read, actor.userId, answer.value.draftId);
  if (shown === undefined) throw new Error('no preview');
  return { ...shown, entries: await allRows<OpeningEntry>(test.db.read, shown.id) };
}

async function onHand(lotNumber: string): Promise<number[]> {
  const rows = await test.db.read
    .select({ onHand: balance.onHand })
    .from(balance)
    .innerJoin(lot, and(eq(lot.id, balance.lotId), eq(lot.number, lotNumber)))
    .orderBy(balance.locationId);
  return rows.map((row) => row.onHand);
}

describe('opening stock', () => {
  const good = [
    'XG01,,A001,L1,2027-02,10,6,5.4',
    'XG01,冷藏柜,6901234567892,L1,270200,1,,5.4',
    'XG01,,A003,L3,2027/02/15,5,,',
  ];

  it('previews without posting, then posts through the ledger', async () => {
    const shown = await preview([...good, 'XG01,,A009,L9,2027-02,1,,1']);
    expect(shown.summary.counts).toEqual({ new: 3, unchanged: 0, refused: 1 });
    expect(shown.entries.map((entry) => entry.line?.storeName)).toEqual(['中心药库', '冷藏柜', '特药柜', undefined]);
    expect(await onHand('L1')).toEqual([]);
    const applied = await applyOpening(services(), actor, null, shown.id);
    expect(applied).toMatchObject({ ok: true, value: { new: 3, refused: 1 } });
    expect(await onHand('L1')).toEqual([246, 24]);
    expect(await onHand('L3')).toEqual([50]);
    const movements = await test.db.read.select({ kind: movement.kind }).from(movement);
    expect(movements).toEqual([{ kind: 'opening' }]);
  });

  it('finds everything unchanged the second time, and refuses another quantity of the same lot', async () => {
    const again = await preview(good);
    expect(again.summary.counts).toEqual({ new: 0, unchanged: 3, refused: 0 });
    expect(await applyOpening(services(), actor, null, again.id)).toMatchObject({ ok: true, value: { new: 0 } });
    expect(await onHand('L1')).toEqual([246, 24]);
    const more = await preview(['XG01,,A001,L1,2027-02,11,6,5.4']);
    expect(more.entries[0]?.problems.at(-1)).toMatchObject({
      reason: 'opening_differs',
      detail: { before: 246, after: 270 },
    });
  });

  it('posts a preview once, even when two previews of one file are open', async () => {
    const first = await preview(['XG01,,A001,L5,2027-02,1,,5']);
    const second = await preview(['XG01,,A001,L5,2027-02,1,,5']);
    expect(await applyOpening(services(), actor, null, first.id)).toMatchObject({ value: { new: 1 } });
    expect(await applyOpening(services(), actor, null, second.id)).toMatchObject({ value: { new: 0, unchanged: 1 } });
    expect(await applyOpening(services(), actor, null, first.id)).toMatchObject({ reason: 'import_applied' });
    expect(await applyOpening(services(), otherActor, null, second.id)).toMatchObject({ reason: 'not_found' });
    const refused = and(eq(auditRow.act, 'stock.import_opening'), eq(auditRow.outcome, 'refused'));
    const rows = await services().db.read.select().from(auditRow).where(refused);
    expect(rows.map((row) => row.subject)).toEqual([expect.stringMatching(/\.csv$/), 'not_found']);
    expect(await onHand('L5')).toEqual([24]);
  });

  it('posts a lot once when two people press at the same moment', async () => {
    const line = ['XG01,,A001,L6,2027-02,2,,5'];
    const previews = [await preview(line), await preview(line), await preview(line)];
    const answers = await Promise.all(previews.map(({ id }) => applyOpening(services(), actor, null, id)));
    expect(answers.map((answer) => answer.ok && answer.value.new).sort()).toEqual([0, 0, 1]);
    expect(await onHand('L6')).toEqual([48]);
  });

  it.each([
    ['XG99,,A001,L2,2027-02,1,,5', 'opening_organisation_unknown', 'A'],
    ['XG01,,A099,L2,2027-02,1,,5', 'opening_item_unknown', 'C'],
    ['XG01,,6900000000014,L2,2027-02,1,,5', 'opening_item_ambiguous', 'C'],
    ['XG01,冷冻,A001,L2,2027-02,1,,5', 'opening_store_unknown', 'B'],
    ['XG01,中心药库,A003,L2,2027-02,1,,5', 'opening_controlled_store', 'B'],
    ['XG01,,A001,L2,2027-02,,,5', 'quantity_missing', 'F'],
    ['XG01,,A001,L2,2027-02,-1,,5', 'quantity_negative', 'F'],
    ['XG01,,A001,L2,2027-02,1,0.5,5', 'quantity_fraction', 'G'],
    ['XG01,,A001,L2,2027-02,0,0,5', 'opening_quantity_zero', 'F'],
    ['XG01,,A001,L2,2027-02,99999999999,,5', 'quantity_too_large', 'F'],
    ['XG01,,A002,L2,2027-02,1,,', 'opening_price_missing', 'H'],
  ])('%s is refused: %s at %s', async (line, reason, letter) => {
    const shown = await preview([line]);
    expect(shown.entries[0]).toMatchObject({ verdict: 'refused', line: null });
    expect(shown.entries[0]?.problems).toContainEqual(
      expect.objectContaining({ severity: 'error', reason, place: expect.objectContaining({ letter }) }),
    );
  });

  it('warns of another zone and of an assumed price, and refuses one lot twice in a file', async () => {
    const shown = await preview(['XG01,冷藏,A001,L7,2027-02,1,,', 'XG01,冷藏柜,A001,L7,2027-02,2,,']);
    expect(shown.entries[0]?.verdict).toBe('new');
    expect(shown.entries[0]?.problems.map((each) => each.reason)).toEqual([
      'opening_other_zone',
      'opening_price_assumed',
    ]);
    expect(shown.entries[1]?.problems.at(-1)).toMatchObject({ reason: 'opening_lot_twice', detail: { row: 2 } });
  });

  it('keeps to the organisations that the person may see', async () => {
    const upload = { fileName: 'x.csv', content: Buffer.from(`${HEADER}XG01,,A001,L8,2027-02,1,,5`) };
    const narrow = { ...actor, scopePath: '/1/7/' };
    const answer = await previewOpening(services(), narrow, null, upload);
    const rows = answer.ok ? await allRows<OpeningEntry>(test.db.read, answer.value.draftId) : [];
    expect(rows[0]?.problems[0]).toMatchObject({ reason: 'opening_organisation_unknown' });
  });
});
