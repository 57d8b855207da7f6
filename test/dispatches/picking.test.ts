/** Picking: by hand and by scan, what is refused and that nothing moves then. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { scanPick } from '../../src/dispatches/scan-pick-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { accepted, addItem, addStock } from '../support/build.ts';
import { answered, type DispatchWorld, key, openWorld, PACK, pickAll, send, simple, viewOf } from './dispatch-world.ts';

let world: DispatchWorld;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(async () => {
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
  await world.drop();
});

async function onlyLine(number: string) {
  const [line] = (await viewOf(world, number)).lines;
  if (line === undefined) throw new Error('no line');
  return line;
}

const scan = (number: string, text: string) => scanPick(world.services, world.people.picker, null, { number, text });

describe('picking by hand', () => {
  it('records who took how much, and puts it back', async () => {
    const { dispatch } = await simple(world, PACK);
    const line = await onlyLine(dispatch);
    const pick = (pickedBase: number | null, reason = '') =>
      pickLine(world.services, world.people.picker, null, { number: dispatch, lineId: line.id, pickedBase, reason });
    expect((await pick(PACK)).ok).toBe(true);
    expect(await onlyLine(dispatch)).toMatchObject({ pickedBase: PACK, pickedBy: world.people.picker.userId });
    expect((await pick(null)).ok).toBe(true);
    expect(await onlyLine(dispatch)).toMatchObject({ pickedBase: null, pickedBy: null });
    expect(await pick(PACK + 1)).toMatchObject({
      reason: 'more_than_asked',
      detail: { asked: '1盒', picked: '1盒1片' },
    });
    expect(await pick(PACK - 1)).toMatchObject({ reason: 'short_pick_reason_missing' });
    expect(await pick(-1)).toMatchObject({ reason: 'quantity_invalid' });
    expect(await pick(0.5)).toMatchObject({ reason: 'quantity_invalid' });
    expect((await pick(PACK - 1, '货位只余这些')).ok).toBe(true);
  });

  it('refuses other roles, other organisations, other lines and another state', async () => {
    const { dispatch } = await simple(world, PACK);
    const line = await onlyLine(dispatch);
    const input = { number: dispatch, lineId: line.id, pickedBase: PACK, reason: '' };
    const { services, people } = world;
    expect(await pickLine(services, people.pharmacist, null, input)).toMatchObject({ reason: 'forbidden' });
    expect(await pickLine(services, people.auditor, null, input)).toMatchObject({ reason: 'forbidden' });
    expect(await pickLine(services, people.receiver, null, input)).toMatchObject({ reason: 'not_sender' });
    const elsewhere = { ...people.picker, organisationId: world.branch.id, scopePath: world.other.path };
    expect(await pickLine(services, elsewhere, null, input)).toMatchObject({ reason: 'not_found' });
    const notSender = { ...people.picker, organisationId: world.branch.id };
    expect(await pickLine(services, notSender, null, input)).toMatchObject({ reason: 'not_sender' });
    const foreign = await onlyLine((await simple(world, PACK)).dispatch);
    expect(await pickLine(services, people.picker, null, { ...input, lineId: foreign.id })).toMatchObject({
      reason: 'line_unknown',
    });
    await send(world, dispatch);
    expect(await pickLine(services, people.picker, null, input)).toMatchObject({ reason: 'wrong_state' });
  });

  it('answers the same key with the first answer and refuses it for another input', async () => {
    const { dispatch } = await simple(world, PACK);
    const line = await onlyLine(dispatch);
    const input = { number: dispatch, lineId: line.id, pickedBase: PACK, reason: '' };
    const once = key();
    expect(await pickLine(world.services, world.people.picker, once, input)).toMatchObject({ repeated: false });
    expect(await pickLine(world.services, world.people.picker, once, input)).toMatchObject({ repeated: true });
    const other = { ...input, pickedBase: null };
    expect(await pickLine(world.services, world.people.picker, once, other)).toMatchObject({ reason: 'key_reused' });
    const { acts } = await viewOf(world, dispatch);
    expect(acts.filter((act) => act.act === 'pick')).toHaveLength(1);
  });
});

describe('picking by scan', () => {
  it('picks the line of the lot, once, and keeps wrong scans in the timeline', async () => {
    const { dispatch } = await simple(world, PACK);
    expect(await scan(dispatch, '')).toMatchObject({ reason: 'scan_empty' });
    expect(await scan(dispatch, 'L-SECOND')).toMatchObject({ reason: 'scan_not_on_list' });
    expect((await onlyLine(dispatch)).pickedBase).toBeNull();
    expect(accepted(await scan(dispatch, ' L-FIRST '))).toMatchObject({ lotNumber: 'L-FIRST', pickedBase: PACK });
    expect(await scan(dispatch, 'L-FIRST')).toMatchObject({ reason: 'scan_already_picked' });
    const wrong = (await viewOf(world, dispatch)).acts.filter((act) => act.act === 'mis_scan');
    expect(wrong.map((act) => act.detail)).toMatchObject([
      { text: 'L-SECOND', reason: 'scan_not_on_list' },
      { text: 'L-FIRST', reason: 'scan_already_picked' },
    ]);
  });

  it('names the lot that is expected when the drug is right and the lot is not', async () => {
    const item = await addItem(world.services, { code: 'GS1', genericName: '头孢呋辛酯片' });
    await world.services.db.transaction((tx) =>
      tx.insert(itemCode).values({ itemId: item.id, type: 'gtin', value: '6901234567892' }),
    );
    const stock = { item, quantityBase: 50 * PACK, organisationId: world.head.id, lot: '26080511' };
    const lotId = await addStock(world.services, world.places.headStore, stock);
    const { dispatch } = await answered(world, [{ lotId, quantityBase: PACK }], { item });
    const structured = (lot: string) => `]d20106901234567892172806301 0${lot}`.replace(' ', '');
    expect(await scan(dispatch, structured('WRONG1'))).toMatchObject({
      reason: 'scan_wrong_lot',
      detail: { expected: '26080511', scanned: 'WRONG1' },
    });
    expect(await scan(dispatch, '010690123456789210260805111717280630')).toMatchObject({
      reason: 'scan_swallowed_expiry',
    });
    expect(await scan(dispatch, 'x'.repeat(201))).toMatchObject({ reason: 'scan_too_long' });
    expect((await onlyLine(dispatch)).pickedBase).toBeNull();
    expect((await scan(dispatch, structured('26080511'))).ok).toBe(true);
    const byItem = await answered(world, [{ lotId, quantityBase: PACK }], { item });
    expect((await scan(byItem.dispatch, '6901234567892')).ok).toBe(true);
    const byCode = await answered(world, [{ lotId, quantityBase: PACK }], { item });
    expect((await scan(byCode.dispatch, 'GS1')).ok).toBe(true);
  });

  it('refuses the code of another drug even when its lot number is the same', async () => {
    const other = await addItem(world.services, { code: 'OTH', genericName: '阿托伐他汀' });
    await world.services.db.transaction((tx) =>
      tx.insert(itemCode).values({ itemId: other.id, type: 'gtin', value: '6909876543214' }),
    );
    const { dispatch } = await simple(world, PACK);
    expect(await scan(dispatch, '0106909876543214' + '10L-FIRST')).toMatchObject({ reason: 'scan_not_on_list' });
  });

  it('takes two lines of one lot one after the other, and asks when a code fits several lots', async () => {
    const { services, places, head } = world;
    const item = await addItem(services, { code: 'TWO', genericName: '硝苯地平控释片' });
    const stock = { item, quantityBase: 20 * PACK, organisationId: head.id };
    const early = await addStock(services, places.headStore, { ...stock, lot: 'E1', expiresOn: '2027-10-01' });
    const late = await addStock(services, places.headStore, { ...stock, lot: 'E2', expiresOn: '2028-10-01' });
    const first = await answered(world, [{ lotId: early, quantityBase: PACK }], { item });
    const joined = { item, ownDispatch: false };
    const second = await answered(world, [{ lotId: early, quantityBase: 2 * PACK }], joined);
    expect(second.dispatch).toBeDefined();
    const { dispatch } = await answered(
      world,
      [
        { lotId: early, quantityBase: 17 * PACK },
        { lotId: late, quantityBase: PACK },
      ],
      { item },
    );
    expect(await scan(dispatch, 'TWO')).toMatchObject({ reason: 'scan_ambiguous' });
    expect((await scan(dispatch, 'E1')).ok).toBe(true);
    expect((await scan(dispatch, 'TWO')).ok).toBe(true);
    expect(first.dispatch).not.toBe(dispatch);
  });

  it('refuses people who may not pick and a dispatch that is gone', async () => {
    const { dispatch } = await simple(world, PACK);
    const input = { number: dispatch, text: 'L-FIRST' };
    expect(await scanPick(world.services, world.people.auditor, null, input)).toMatchObject({ reason: 'forbidden' });
    await pickAll(world, dispatch);
    expect(await scan('PS-20261123-9999', 'L-FIRST')).toMatchObject({ reason: 'not_found' });
  });
});
