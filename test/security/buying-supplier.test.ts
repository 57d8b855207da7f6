/** A supplier that floods and pries: many lots at once, another's delivery, another's number. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryLine } from '../../db/schema/orders.ts';
import { receiptLine } from '../../db/schema/receipts.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { sendOrder } from '../../src/orders/commands.ts';
import { announceDelivery, withdrawDelivery } from '../../src/orders/delivery-commands.ts';
import { openInspection } from '../../src/receiving/open-commands.ts';
import { key, type OrderWorld, openOrderWorld, ordered, orderRows } from '../orders/order-world.ts';
import { accepted, addOutside, addPerson, type TestPerson } from '../support/build.ts';
import { addParty } from '../support/parties.ts';

let world: OrderWorld;
let rival: TestPerson;
let keeper: TestPerson;
let number: string;

beforeAll(async () => {
  world = await openOrderWorld();
  const company = await addOutside(world.services, { code: 'DUISHOU', name: '对手医药公司' });
  await addParty(world.services, { code: 'S777', name: '对手医药', organisationId: company.id });
  rival = await addPerson(world.services, company, 'supplier');
  keeper = await addPerson(world.services, world.head, 'storekeeper');
  ({ number } = await ordered(world));
  const { version } = (await orderRows(world, number)).document;
  accepted(await sendOrder(world.services, world.buyer, { key: key(), number, version, way: 'page' }));
});
afterAll(() => world.drop());

const LOTS = 3500;

const shipping = (noteNumber: string, lots: number) => ({
  number,
  deliverToId: world.head.id,
  noteNumber,
  shippedOn: '2026-11-23',
  expectedOn: '2026-11-25',
  carrier: '',
  vehicle: '',
  coldChain: false,
  lots: Array.from({ length: lots }, (_, index) => ({
    lineNumber: 1,
    lotNumber: `L${index}`,
    producedOn: null,
    expiresOn: '2028-06-30',
    quantityBase: 1,
    substituteMaker: '',
  })),
});

describe('a delivery of thousands of lots', () => {
  it('is kept and opened for inspection, in parts that both engines take', async () => {
    const { services } = world;
    const input = shipping('N-MANY', LOTS);
    const delivery = accepted(await announceDelivery(services, world.seller, { key: key(), input })).number;
    const paper = await documentByNumber(services.db.read, 'delivery', delivery);
    const lots = await services.db.read
      .select()
      .from(deliveryLine)
      .where(eq(deliveryLine.deliveryId, paper?.id ?? 0));
    expect(lots).toHaveLength(LOTS);
    const travel = { arrivedAt: services.clock.now(), departedAt: null, transport: '' };
    const cold = { temperatureMin: null, temperatureMax: null, temperatureArrival: null };
    const told = { noteNumber: 'N-MANY', invoices: 'complete' as const, invoicesNote: '' };
    const asked = { order: number, delivery, place: null, ...travel, ...cold, ...told };
    const opened = accepted(await openInspection(services, keeper, { key: key(), input: asked })).number;
    const receipt = await documentByNumber(services.db.read, 'receipt', opened);
    const lines = await services.db.read
      .select()
      .from(receiptLine)
      .where(eq(receiptLine.receiptId, receipt?.id ?? 0));
    expect(lines.map((line) => line.lineNumber).sort((a, b) => a - b)[LOTS - 1]).toBe(LOTS);
  });
});

describe('another supplier', () => {
  it('neither announces nor withdraws, and learns nothing: a number of another is no number', async () => {
    const { services } = world;
    const delivery = accepted(
      await announceDelivery(services, world.seller, { key: key(), input: shipping('N-ONE', 1) }),
    ).number;
    const back = { key: key(), number: delivery, reason: '误报' };
    expect(await withdrawDelivery(services, rival, back)).toMatchObject({ reason: 'not_found' });
    const nowhere = { ...back, key: key(), number: 'SH-20261123-9999' };
    expect(await withdrawDelivery(services, rival, nowhere)).toMatchObject({ reason: 'not_found' });
    const foreign = { key: key(), input: shipping('N-TWO', 1) };
    expect(await announceDelivery(services, rival, foreign)).toMatchObject({ reason: 'not_found' });
    accepted(await withdrawDelivery(services, world.seller, { ...back, key: key() }));
  });
});
