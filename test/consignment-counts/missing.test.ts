/** Missing units found again while what is owed is not settled; units moved; and two people at once. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payable } from '../../db/schema/payables.ts';
import { supplyTerm } from '../../db/schema/prices.ts';
import { unitFor } from '../../src/implants/unit-queries.ts';
import { reason, serialOf } from '../implants/implant-world.ts';
import { accepted, nextNumber } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type CountWorld, openCountWorld, shelfOf } from './count-world.ts';

let w: CountWorld;
beforeAll(async () => {
  w = await openCountWorld();
});
afterAll(() => endWhole(w.world.test));

const storyOf = async (serial: string) => {
  const unit = await unitFor(w.services.db.read, '/', await w.idOf(serial), true);
  return unit?.story.map(({ act }) => act);
};

const lose = async () => {
  const { shelf, serials } = await w.fill(1);
  const { number } = accepted(await w.open(shelf));
  accepted(await w.lead(number, 'finish'));
  const id = await w.idOf(serials[0] ?? '');
  accepted(await w.close(number, [id]));
  return { id, shelf, serial: serials[0] ?? '' };
};

describe('a missing unit', () => {
  it('is found on its page or by a later count, owed for no more, and frozen if it is recalled', async () => {
    const [one, two] = [await lose(), await lose()];
    expect(reason(await w.find(one.id, '三柜', w.world.accountant))).toBe('forbidden');
    expect(reason(await w.find(one.id, '三柜', w.other))).toBe('not_found');
    accepted(await w.find(one.id, '三柜'));
    expect(reason(await w.find(one.id, '三柜'))).toBe('implant_not_missing');
    expect(await w.unitAt(one.serial)).toMatchObject({ state: 'shelf', shelf: '三柜', frozen: '' });
    expect(await storyOf(one.serial)).toEqual(['place', 'missing', 'found']);
    accepted(await w.use(w.code(one.serial)));
    const recall = accepted(await w.recall(null, w.officer, two.serial));
    const { number } = accepted(await w.open(two.shelf));
    expect(accepted(await w.scan(number, two.serial))).toMatchObject({ seen: 'found' });
    expect((await w.unitAt(two.serial)).frozen).not.toBe('');
    expect(await w.allFindings()).toEqual([]);
    accepted(await w.end(recall.id));
    accepted(await w.lead(number, 'cancel'));
    expect((await w.unitAt(two.serial)).frozen).toBe('');
    expect(await w.allFindings()).toEqual([]);
  });

  it('is not found once it is invoiced or paid, and may be noted as a stray', async () => {
    const { id, shelf, serial } = await lose();
    const payableId = (await w.missingOf(serial))?.payableId ?? 0;
    const set = (sums: { paidFen?: number; invoicedFen?: number }) =>
      w.services.db.transaction((tx) => tx.update(payable).set(sums).where(eq(payable.id, payableId)));
    await set({ paidFen: 1 });
    expect(reason(await w.find(id, shelf))).toBe('implant_found_paid');
    await set({ paidFen: 0, invoicedFen: 1 });
    const { number } = accepted(await w.open(shelf));
    expect(reason(await w.scan(number, serial))).toBe('implant_found_billed');
    accepted(await w.stray(number, w.code(serial)));
    await set({ invoicedFen: 0 });
    expect(accepted(await w.scan(number, serial))).toMatchObject({ seen: 'found' });
    expect(await w.allFindings()).toEqual([]);
    accepted(await w.lead(number, 'cancel'));
  });

  it('is not confirmed without a price on the day', async () => {
    const { shelf, serials } = await w.fill(1);
    const { number } = accepted(await w.open(shelf));
    accepted(await w.lead(number, 'finish'));
    const missing = [await w.idOf(serials[0] ?? '')];
    const sellFrom = (validFrom: string) =>
      w.services.db.transaction((tx) =>
        tx.update(supplyTerm).set({ validFrom }).where(eq(supplyTerm.partyId, w.world.supplier.id)),
      );
    await sellFrom('2099-01-01');
    expect(reason(await w.close(number, missing))).toBe('implant_missing_unpriced');
    expect((await w.linesOf(number)).status).toBe('deciding');
    await sellFrom('2000-01-01');
    accepted(await w.close(number, missing));
    expect(await w.allFindings()).toEqual([]);
  });

  it('is owed to nobody when it is our own, and leaves the stock to the ordinary count', async () => {
    const [shelf, lot, serial] = [shelfOf(), `P${nextNumber()}`, serialOf()];
    await w.buy(1, lot);
    const scan = w.code(serial, undefined, lot);
    accepted(await w.register(scan));
    const id = await w.idOf(serial);
    accepted(await w.move(id, shelf));
    const { number } = accepted(await w.open(shelf));
    accepted(await w.lead(number, 'finish'));
    expect(accepted(await w.close(number, [id]))).toEqual({ seen: 0, missing: 1, amountFen: 0 });
    expect(await w.missingOf(serial)).toMatchObject({ payableId: null, amountFen: 0 });
    expect(reason(await w.use(scan))).toBe('implant_is_missing');
    expect(await w.allFindings()).toEqual([]);
    accepted(await w.find(id, shelf));
    accepted(await w.use(scan));
    expect(await w.allFindings()).toEqual([]);
  });

  it('is none when its goods went to another member while people counted', async () => {
    const [shelf, lot, serial] = [shelfOf(), `P${nextNumber()}`, serialOf()];
    await w.buy(1, lot);
    const scan = w.code(serial, undefined, lot);
    accepted(await w.register(scan));
    accepted(await w.move(await w.idOf(serial), shelf));
    const { number } = accepted(await w.open(shelf));
    await w.buy(1, lot, w.other);
    accepted(await w.register(scan, w.other));
    expect(accepted(await w.scan(number, serial, w.keeper, { code: scan }))).toMatchObject({ stray: 'elsewhere' });
    accepted(await w.lead(number, 'finish'));
    expect(accepted(await w.close(number, []))).toEqual({ seen: 0, missing: 0, amountFen: 0 });
    expect((await w.linesOf(number)).lines.map(({ outcome }) => outcome)).toEqual(['moved']);
    expect((await w.unitAt(serial)).state).toBe('shelf');
    expect(await w.allFindings()).toEqual([]);
  });

  it('is laid on another shelf by hand', async () => {
    const { shelf, serials } = await w.fill(1);
    const id = await w.idOf(serials[0] ?? '');
    expect(reason(await w.move(id, shelf))).toBe('implant_same_shelf');
    expect(reason(await w.move(id, '五柜', w.other))).toBe('not_found');
    accepted(await w.move(id, '五柜'));
    expect((await w.unitAt(serials[0] ?? '')).shelf).toBe('五柜');
    expect(await w.allFindings()).toEqual([]);
  });
});

describe('at once', () => {
  it('one of two people sees a unit, and a unit is used or missing, never both', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { shelf, serials } = await w.fill(2);
      const [seen = '', raced = ''] = serials;
      const { number } = accepted(await w.open(shelf));
      const both = await Promise.all([w.scan(number, seen), w.scan(number, seen, w.mate)]);
      expect(both.map(reason).sort()).toEqual(['ok', 'shelf_count_seen']);
      accepted(await w.lead(number, 'finish'));
      const id = await w.idOf(raced);
      const [closed, used] = await Promise.all([w.close(number, [id]), w.use(w.code(raced))]);
      expect(reason(closed)).toBe('ok');
      const unit = await w.unitAt(raced);
      expect([reason(used), unit.state]).toEqual(
        unit.state === 'used' ? ['ok', 'used'] : ['implant_is_missing', 'missing'],
      );
      expect(await w.allFindings()).toEqual([]);
      if (unit.state !== 'missing') continue;
      const found = await Promise.all([w.find(id, shelf), w.find(id, shelf, w.mate)]);
      expect(found.map(reason).sort()).toEqual(['implant_not_missing', 'ok']);
      expect(await w.allFindings()).toEqual([]);
    }
  });

  it('is frozen by a recall opened while it is found, and missing whatever ends with its count', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, shelf, serial } = await lose();
      const [opened, found] = await Promise.all([w.recall(null, w.officer, serial), w.find(id, shelf)]);
      accepted(found);
      expect((await w.unitAt(serial)).frozen).not.toBe('');
      expect(await w.allFindings()).toEqual([]);
      const { number } = accepted(await w.open(shelf));
      accepted(await w.lead(number, 'finish'));
      const both = await Promise.all([w.close(number, [id]), w.end(accepted(opened).id)]);
      expect(both.map(reason)).toEqual(['ok', 'ok']);
      expect(await w.unitAt(serial)).toMatchObject({ state: 'missing', frozen: '' });
      expect(await w.allFindings()).toEqual([]);
    }
  });
});
