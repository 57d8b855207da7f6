/** Goods that nobody accepted are owed to nobody: there is nothing to pay, and nothing to be prepared. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payable } from '../../db/schema/payables.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { prepareRun } from '../../src/payments/prepare-commands.ts';
import {
  announced,
  concluded,
  decideLine,
  headerOf,
  oneLine,
  opened,
  openReceivingWorld,
  type ReceivingWorld,
} from '../receiving/receiving-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';

let world: ReceivingWorld;
let payer: TestPerson;
beforeAll(async () => {
  world = await openReceivingWorld();
  payer = await addPerson(world.services, world.head, 'accountant', { name: '周会计' });
});
afterAll(() => world.drop());

const owed = () => world.services.db.read.select().from(payable);
const pay = (payableIds: number[]) =>
  prepareRun(world.services, payer, {
    key: null,
    input: { payOn: dayOf(world.clock.now()), payableIds, note: '' },
  });

describe('goods that were not accepted', () => {
  it('make no payable while they are ordered, on the way, inspected or refused', async () => {
    const { order } = await oneLine(world);
    expect(await owed(), 'ordered').toEqual([]);
    const delivery = await announced(world, order, [{ line: 1, quantityBase: 100 }]);
    expect(await owed(), 'on the way').toEqual([]);
    const number = await opened(world, { ...headerOf(world), order, delivery });
    expect(await owed(), 'inspected').toEqual([]);
    accepted(await decideLine(world, number, 1, { decision: 'rejected', reasonCode: 'damaged', reason: '外箱浸水' }));
    accepted(await concluded(world, number));
    expect(await owed(), 'refused').toEqual([]);
    expect(await pay([1])).toMatchObject({ ok: false, reason: 'not_found' });
  });
});
