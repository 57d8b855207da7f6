/** Scanning at the door: what counts, what does not and why; no pack counts twice in the county. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { orderLine } from '../../db/schema/orders.ts';
import { receiptScan } from '../../db/schema/receipts.ts';
import { traceAlarm } from '../../db/schema/tracing.ts';
import { abandonReceipt } from '../../src/receiving/draft-commands.ts';
import { scanAtDoor } from '../../src/receiving/scan-commands.ts';
import { readDoorScan } from '../../src/receiving/scan-rules.ts';
import { accepted, type TestItem } from '../support/build.ts';
import { orderLines } from './receiving-rows.ts';
import {
  announced,
  concluded,
  decideLine,
  key,
  opened,
  openReceivingWorld,
  orderFor,
  outcome,
  type ReceivingWorld,
  receiptOf,
  seenOf,
  soldItem,
} from './receiving-world.ts';

const GTIN = '06901234567892';
const TRACE = '83857930000879766660';
let world: ReceivingWorld;
let item: TestItem;
let stranger: TestItem;
beforeAll(async () => {
  world = await openReceivingWorld();
  item = await soldItem(world);
  stranger = await soldItem(world);
  const code = { validFrom: '', source: 'test' };
  await world.services.db.transaction((tx) =>
    tx.insert(itemCode).values([
      { ...code, itemId: item.id, type: 'gtin', value: '6901234567892' },
      { ...code, itemId: item.id, type: 'trace_prefix', value: '8385793' },
      { ...code, itemId: stranger.id, type: 'trace_prefix', value: '8111111' },
    ]),
  );
});
afterAll(() => world.drop());

const scan = (number: string, code: string, actor = world.keeper) =>
  scanAtDoor(world.services, actor, { key: key(), input: { number, code } });
const scanned = async (number: string, code: string) => accepted(await scan(number, code));

describe('reading', () => {
  it('takes day 00 for the last of its month, and refuses a lot that may have swallowed the expiry', () => {
    const read = accepted(readDoorScan(`(01)${GTIN}(17)270200(10)A2401(21)S1`));
    expect(read).toMatchObject({ unique: true, lotNumber: 'A2401', expiresOn: '2027-02-28', packs: 1 });
    expect(readDoorScan(`01${GTIN}10A240117270114`)).toMatchObject({ ok: false, reason: 'scan_swallowed_expiry' });
    expect(readDoorScan(' ')).toMatchObject({ reason: 'scan_empty' });
    expect(readDoorScan('9'.repeat(201))).toMatchObject({ reason: 'scan_too_long' });
    expect(accepted(readDoorScan(TRACE))).toMatchObject({
      unique: true,
      codes: [{ type: 'trace_prefix', value: '8385793' }],
    });
  });
});

describe('counting', () => {
  it('counts each pack once, keeps wrong scans, and never counts them', async () => {
    const order = await orderFor(world, [[item, 100]]);
    const delivery = await announced(world, order, [{ line: 1, quantityBase: 60, lot: 'A1' }]);
    const number = await opened(world, { order, delivery });
    const a1 = `(01)${GTIN}(10)A1`;
    expect(await scanned(number, a1)).toMatchObject({ outcome: 'counted', quantityBase: 10, arrivedBase: 10 });
    expect(await scanned(number, a1)).toMatchObject({ outcome: 'counted', arrivedBase: 20 });
    expect(await scanned(number, `${a1}(21)S1`)).toMatchObject({ outcome: 'counted', arrivedBase: 30 });
    expect(await scanned(number, `${a1}(21)S1`)).toMatchObject({ outcome: 'repeated', quantityBase: 0 });
    expect(await scanned(number, TRACE)).toMatchObject({ outcome: 'counted', arrivedBase: 40, lot: 'A1' });
    expect(await scanned(number, TRACE)).toMatchObject({ outcome: 'repeated' });
    expect(await scanned(number, `81111110000000000001`)).toMatchObject({ outcome: 'not_ordered' });
    expect(await scanned(number, '82222220000000000001')).toMatchObject({ outcome: 'unknown' });
    expect(await scanned(number, `(01)${GTIN}(10)B9`)).toMatchObject({ outcome: 'wrong_lot', announced: 'A1' });
    expect(await scanned(number, item.code)).toMatchObject({ outcome: 'counted', arrivedBase: 50 });
    expect(await outcome(scan(number, `01${GTIN}10A240117270114`))).toBe('scan_swallowed_expiry');
    expect(await outcome(scan(number, a1, world.buyer))).toBe('forbidden');
    const { document, lines } = await receiptOf(world, number);
    expect(lines).toMatchObject([{ arrivedBase: 50 }]);
    const kept = await world.services.db.read.select().from(receiptScan).where(eq(receiptScan.receiptId, document.id));
    expect(kept.map((row) => row.outcome).sort()).toEqual([
      'counted',
      'counted',
      'counted',
      'counted',
      'counted',
      'not_ordered',
      'repeated',
      'repeated',
      'unknown',
      'wrong_lot',
    ]);
    accepted(await decideLine(world, number, 1));
    expect(await scanned(number, a1)).toMatchObject({ outcome: 'decided', quantityBase: 0 });
    expect(await outcome(concluded(world, number))).toBe('receipt_scanned_on');
    accepted(await concluded(world, number, { scans: 5 }));
    expect(await outcome(scan(number, a1))).toBe('receipt_concluded');
  });

  it('counts a pack that another member counted, and raises the alarm once', async () => {
    const twice = '83857930000000000077';
    const order = await orderFor(world, [[item, 100]]);
    const first = await opened(world, { order });
    const direct = await orderFor(world, [[item, 50]]);
    const ordered = (await orderLines(world, direct)).document?.id ?? 0;
    const toNorth = { deliverToId: world.north.id };
    await world.services.db.transaction((tx) =>
      tx.update(orderLine).set(toNorth).where(eq(orderLine.orderId, ordered)),
    );
    const second = await opened(world, { order: direct, place: world.north.code }, world.northPharmacist);
    expect(await scanned(first, twice)).toMatchObject({ outcome: 'counted', alarm: null });
    const again = accepted(await scan(second, twice, world.northPharmacist));
    expect(again).toMatchObject({ outcome: 'counted', alarm: { code: twice, kind: 'two_members' } });
    const third = accepted(await scan(second, twice, world.northPharmacist));
    expect(third).toMatchObject({ outcome: 'repeated', alarm: null });
    expect(await scanned(first, twice)).toMatchObject({ outcome: 'repeated', alarm: null });
    const raised = await world.services.db.read.select().from(traceAlarm).where(eq(traceAlarm.code, twice));
    expect(raised).toHaveLength(1);
    expect(raised[0]?.closedAt).toBeNull();
  });

  it('counts the packs of an inspection that was given up in the next one, each once', async () => {
    const pack = '83857930000000000123';
    const order = await orderFor(world, [[item, 100]]);
    const first = await opened(world, { order });
    const serial = `(01)${GTIN}(10)G1(21)S77`;
    for (const code of [pack, serial]) expect(await scanned(first, code)).toMatchObject({ outcome: 'counted' });
    const input = { ...(await seenOf(world, first)), reason: '单据不符' };
    accepted(await abandonReceipt(world.services, world.keeper, { key: key(), input }));
    const next = await opened(world, { order });
    for (const code of [pack, serial]) {
      expect(await scanned(next, code)).toMatchObject({ outcome: 'counted', alarm: null });
      expect(await scanned(next, code)).toMatchObject({ outcome: 'repeated' });
    }
    const raised = await world.services.db.read.select().from(traceAlarm).where(eq(traceAlarm.code, pack));
    expect(raised).toEqual([]);
  });

  it('fills and adds lots where nothing was announced, and one of two scanners wins', async () => {
    const order = await orderFor(world, [[item, 100]]);
    const number = await opened(world, { order, place: world.head.code });
    expect(await scanned(number, `(01)${GTIN}(17)280600(11)260101(10)N1(21)X1`)).toMatchObject({
      outcome: 'counted',
      line: 1,
    });
    expect(await scanned(number, `(01)${GTIN}(17)280600(10)N2(21)X2`)).toMatchObject({ outcome: 'counted', line: 2 });
    expect(await scanned(number, `(01)${GTIN}(17)280700(10)N2(21)X3`)).toMatchObject({ outcome: 'wrong_lot' });
    const { lines } = await receiptOf(world, number);
    expect(lines).toMatchObject([
      { lotNumber: 'N1', expiresOn: '2028-06-30', producedOn: '2026-01-01', arrivedBase: 10 },
      { lotNumber: 'N2', expiresOn: '2028-06-30', arrivedBase: 10 },
    ]);
    const answers = await Promise.all([scan(number, '83857930000000000009'), scan(number, '83857930000000000009')]);
    expect(answers.map((answer) => accepted(answer).outcome).sort()).toEqual(['counted', 'repeated']);
  });
});
