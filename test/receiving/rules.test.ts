/** Who may inspect, and every rule of acceptance, accepted and refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import {
  abandonReceipt,
  countAsAnnounced,
  passTheRest,
  rejectAll,
  saveHeader,
  strikeMissing,
} from '../../src/receiving/draft-commands.ts';
import { removeLine } from '../../src/receiving/line-commands.ts';
import { openInspection } from '../../src/receiving/open-commands.ts';
import type { ReceiptLine } from '../../src/receiving/record-queries.ts';
import { checkSecond } from '../../src/receiving/second-queries.ts';
import { accepted, addOutside, addPerson, type TestPerson } from '../support/build.ts';
import {
  announced,
  concluded,
  decideLine,
  headerOf,
  inDays,
  key,
  oneLine,
  opened,
  openReceivingWorld,
  orderFor,
  orderLines,
  outcome,
  type ReceivingWorld,
  receiptOf,
  requestOf,
  seenOf,
  soldItem,
  standing,
} from './receiving-world.ts';

let world: ReceivingWorld;
beforeAll(async () => {
  world = await openReceivingWorld();
});
afterAll(() => world.drop());

describe('who may inspect', () => {
  it('refuses who ordered, suppliers, other places, and people without the duty', async () => {
    const { order } = await oneLine(world, 20);
    const open = (actor: typeof world.keeper, more = {}) =>
      outcome(
        openInspection(world.services, actor, {
          key: key(),
          input: headerOf(world, { order, place: world.head.code, ...more }),
        }),
      );
    const both = { ...world.buyer, roles: [...world.buyer.roles, 'storekeeper' as const] };
    expect(await open(both)).toBe('receipt_own_order');
    const approver = { ...world.supplyHead, roles: ['quality_officer' as const] };
    expect(await open(approver)).toBe('receipt_own_order');
    expect(await open(world.buyerTwo)).toBe('forbidden');
    const company = await addOutside(world.services);
    expect(await open(await addPerson(world.services, company, 'supplier'))).toBe('forbidden');
    expect(await open(world.northPharmacist)).toBe('not_found');
    expect(await open(world.northPharmacist, { place: null })).toBe('receipt_nothing_open');
    expect(await open(world.keeper, { order: 'CG-20200101-0001' })).toBe('not_found');
    expect(await open(world.keeper, { invoices: 'exempt' })).toBe('receipt_exempt_note');
    expect(await open(world.keeper, { arrivedAt: world.clock.now() + 1 })).toBe('receipt_arrives_later');
    expect(await open(world.keeper)).toBe('accepted');
    expect(await open(world.quality)).toBe('receipt_draft_there');
  });

  it('asks for a second person where goods need two, by the own password, which counts when it is wrong', async () => {
    const cold = { item: { storageZone: 'cold' as const } };
    const { item, order } = await oneLine(world, 20, cold);
    const travel = {
      transport: '冷藏车',
      departedAt: world.clock.now() - 7_200_000,
      temperatureMin: 28,
      temperatureMax: 69,
      temperatureArrival: 46,
    };
    const number = await opened(world, { order, place: world.head.code });
    expect(await outcome(decideLine(world, number, 1))).toBe('receipt_travel_missing');
    const header = async (more: object) => {
      const { order: _o, delivery: _d, place: _p, ...told } = headerOf(world, { ...travel, ...more });
      const input = { ...(await seenOf(world, number)), ...told };
      return saveHeader(world.services, world.keeper, { key: key(), input });
    };
    expect(await outcome(header({ departedAt: world.clock.now() }))).toBe('receipt_departed_later');
    expect(await outcome(header({ temperatureMin: 90 }))).toBe('receipt_temperatures');
    accepted(await header({ temperatureMax: 95 }));
    expect(await outcome(decideLine(world, number, 1))).toBe('receipt_temperature');
    const concession = { decision: 'concession' as const, reasonCode: 'temperature' as const };
    expect(await outcome(decideLine(world, number, 1, concession))).toBe('receipt_reason');
    accepted(await header({}));
    accepted(await decideLine(world, number, 1));
    expect(await outcome(concluded(world, number))).toBe('second_missing');
    expect(await outcome(concluded(world, number, { second: world.keeper }))).toBe('second_same');
    expect(await outcome(concluded(world, number, { second: world.northPharmacist }))).toBe('second_may_not');
    const second = await addPerson(world.services, world.head, 'quality_officer');
    expect(await outcome(concluded(world, number, { second, password: 'wrong' }))).toBe('second_wrong');
    for (let tries = 0; tries < 4; tries += 1) await concluded(world, number, { second, password: 'wrong' });
    expect(await outcome(concluded(world, number, { second }))).toBe('login_locked');
    accepted(await concluded(world, number, { second: world.quality }));
    expect((await receiptOf(world, number)).receipt).toMatchObject({ secondId: world.quality.userId });
    expect((await standing(world, world.coldStore, item)).onHand).toBe(20);
  });

  it('takes two of the place itself for controlled drugs, one of the county for what is kept cold', async () => {
    const { order } = await oneLine(world, 20);
    const { lines, ...record } = await receiptOf(world, await opened(world, { order, place: world.head.code }));
    const place = { ...record.place, ...world.north };
    const other = await addPerson(world.services, world.north, 'branch_pharmacist');
    const stands = (second: TestPerson, item: Partial<ReceiptLine['item']>) => {
      const taken = lines.map((line) => ({ ...line, item: { ...line.item, ...item } }));
      const check = (tx: Tx) => checkSecond(tx, world.northPharmacist, { ...record, place }, taken, second);
      return outcome(world.services.db.transaction(check));
    };
    expect(await stands(world.quality, { controlClass: 'narcotic' })).toBe('second_elsewhere');
    expect(await stands(other, { controlClass: 'narcotic' })).toBe('accepted');
    expect(await stands(world.quality, { storageZone: 'cold' })).toBe('accepted');
  });

  it('lets a branch inspect what comes straight to it', async () => {
    const { order } = await oneLine(world, 20);
    const { order: row } = await orderLines(world, order);
    expect(row?.delivery).toBe('hub');
    const input = headerOf(world, { order, place: world.head.code });
    expect(await outcome(openInspection(world.services, world.northPharmacist, { key: key(), input }))).toBe(
      'not_found',
    );
  });
});

describe('the rules of acceptance', () => {
  it('refuses expired lots, and takes short lives, other makers and missing papers by concession alone', async () => {
    const { order } = await oneLine(world, 100);
    const number = await opened(world, { order, place: world.head.code });
    const decide = (more: object) => outcome(decideLine(world, number, 1, more));
    const concede = { decision: 'concession', reasonCode: 'short_life', reason: '90天内用完' };
    expect(await decide({ expiresOn: inDays(world, -1) })).toBe('receipt_expired');
    expect(await decide({ expiresOn: inDays(world, -1), ...concede })).toBe('receipt_expired');
    expect(await decide({ expiresOn: inDays(world, 158) })).toBe('receipt_short_life');
    expect(await decide({ expiresOn: inDays(world, 183) })).toBe('accepted');
    expect(await decide({ maker: '另一药厂' })).toBe('receipt_wrong_maker');
    expect(await decide({ maker: '另一药厂', ...concede, reasonCode: 'wrong_maker' })).toBe('accepted');
    const maker = '江西制药';
    expect(await decide({ maker, paperChecks: [] })).toBe('receipt_papers');
    expect(await decide({ maker })).toBe('accepted');
    expect(await decide({ approvalNumber: '国药准字S20200001' })).toBe('receipt_papers');
    expect(await decide({ approvalNumber: '国药准字SJ20200001', paperChecks: ['test_report', 'batch_release'] })).toBe(
      'receipt_papers',
    );
    const papers = ['test_report', 'batch_release', 'customs_form'];
    expect(await decide({ approvalNumber: '国药准字SJ20200001', paperChecks: papers })).toBe('accepted');
    expect(await decide({ lotNumber: ' ' })).toBe('receipt_lot_missing');
    expect(await decide({ producedOn: inDays(world, 2) })).toBe('receipt_produced');
    expect(await decide({ expiresOn: '2027-02-30' })).toBe('field_day');
    expect(await decide({ storeId: world.coldStore })).toBe('receipt_store');
    expect(await decide({ expiresOn: inDays(world, 158), ...concede })).toBe('accepted');
    expect(accepted(await concluded(world, number))).toMatchObject({ status: 'passed' });
  });

  it('refuses more than is open or was brought, nothing arrived, and a page that is stale', async () => {
    const { order } = await oneLine(world, 100);
    const delivery = await announced(world, order, [{ line: 1, quantityBase: 80 }]);
    const number = await opened(world, { order, delivery });
    expect(await outcome(decideLine(world, number, 1, { arrivedBase: 90 }))).toBe('receipt_over_delivered');
    expect(await outcome(decideLine(world, number, 1, { arrivedBase: 110 }))).toBe('receipt_over');
    expect(await outcome(decideLine(world, number, 1, { arrivedBase: -1 }))).toBe('quantity_invalid');
    const over = { arrivedBase: 90, badBase: 10, badCode: 'over' as const, badReason: '多送' };
    expect(await outcome(decideLine(world, number, 1, { ...over, badBase: 90 }))).toBe('receipt_bad_part');
    accepted(await decideLine(world, number, 1, over));
    const stale = await concluded(world, number, { version: 1 });
    expect(stale).toMatchObject({ ok: false, reason: 'stale' });
    expect(await outcome(concluded(world, number, { scans: 3 }))).toBe('receipt_scanned_on');
    expect(accepted(await concluded(world, number))).toMatchObject({ status: 'partly', amountFen: 8000 });
  });

  it('blocks payment while an invoice is missing, and refuses goods that no store suits', async () => {
    const { order } = await oneLine(world, 20);
    const number = await opened(world, { order, place: world.head.code, invoices: 'maker_missing' });
    accepted(await decideLine(world, number, 1));
    accepted(await concluded(world, number));
    expect((await receiptOf(world, number)).owed).toMatchObject([{ blocked: 'invoices_missing' }]);
    const { order: frozen } = await oneLine(world, 20, { item: { storageZone: 'frozen' } });
    const travel = { transport: '冷冻车', departedAt: world.clock.now() - 7_200_000 };
    const temperatures = { temperatureMin: -250, temperatureMax: -180, temperatureArrival: -190 };
    const other = await opened(world, { order: frozen, place: world.head.code, ...travel, ...temperatures });
    accepted(await decideLine(world, other, 1));
    expect(await outcome(concluded(world, other, { second: world.quality }))).toBe('receipt_no_store');
  });

  it('decides many lines at once, strikes out what did not come, refuses all, and gives drafts up', async () => {
    const items = [await soldItem(world), await soldItem(world), await soldItem(world)];
    const order = await orderFor(
      world,
      items.map((item) => [item, 30]),
    );
    const lots = [1, 2].map((line) => ({ line, quantityBase: 30, lot: `M${line}` }));
    const delivery = await announced(world, order, [
      ...lots,
      { line: 3, quantityBase: 30, expiresOn: inDays(world, 100) },
    ]);
    const number = await opened(world, { order, delivery });
    expect(await outcome(passTheRest(world.services, world.keeper, await requestOf(world, number)))).toBe(
      'receipt_nothing_changed',
    );
    accepted(await decideLine(world, number, 2, { arrivedBase: 0, decision: null }));
    accepted(await countAsAnnounced(world.services, world.keeper, await requestOf(world, number)));
    // Papers were looked at for the second line alone
    const passed = await passTheRest(world.services, world.keeper, await requestOf(world, number));
    expect(passed).toMatchObject({ ok: true, value: { lines: 1 } });
    const all = { ...(await requestOf(world, number)).input, reasonCode: 'temperature' as const, reason: '' };
    expect(await outcome(rejectAll(world.services, world.keeper, { key: key(), input: all }))).toBe('receipt_reason');
    accepted(await rejectAll(world.services, world.keeper, { key: key(), input: { ...all, reason: '途中超温' } }));
    const strike = { key: key(), input: { ...(await requestOf(world, number)).input, line: 3 } };
    accepted(await removeLine(world.services, world.keeper, strike));
    expect(await outcome(strikeMissing(world.services, world.keeper, await requestOf(world, number)))).toBe(
      'receipt_nothing_changed',
    );
    expect(accepted(await concluded(world, number))).toMatchObject({
      status: 'refused',
      amountFen: 0,
      rejectedLines: 2,
    });
    const again = await opened(world, { order, place: world.head.code });
    const give = async (reason: string) =>
      abandonReceipt(world.services, world.keeper, { key: key(), input: { ...(await seenOf(world, again)), reason } });
    expect(await outcome(give(''))).toBe('reason_missing');
    accepted(await give('单据不符'));
    expect((await receiptOf(world, again)).document.status).toBe('abandoned');
    expect(await outcome(decideLine(world, again, 1))).toBe('receipt_concluded');
  });
});
