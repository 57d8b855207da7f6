/** What may go into a box, when boxes are complete, and which box belongs to which stop. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkComplete,
  checkHanded,
  checkPack,
  checkSeal,
  type FilledBox,
  leftOf,
  type PackedLine,
  type TravellingBox,
} from '../../src/packing/rules.ts';

const shape = { packSize: 10, packUnit: '盒', baseUnit: '片', scale: 1 };
const line = (more: Partial<PackedLine> = {}): PackedLine => ({
  lineId: 1,
  lineNumber: 1,
  item: '阿莫西林胶囊',
  lot: 'A1',
  zone: 'room',
  pickedBase: 30,
  packedBase: 0,
  shape,
  ...more,
});
const box = (more: Partial<FilledBox> = {}): FilledBox => ({ position: 1, sealed: false, keeping: null, ...more });
const why = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);

describe('filling', () => {
  it.each([
    [line(), box(), 30, 'ok'],
    [line(), box(), 31, 'box_more_than_left'],
    [line({ packedBase: 20 }), box(), 11, 'box_more_than_left'],
    [line({ packedBase: 30 }), box(), 1, 'box_line_done'],
    [line({ pickedBase: null }), box(), 1, 'box_line_unpicked'],
    [line(), box({ sealed: true }), 1, 'box_sealed'],
    [line(), box(), 0, 'quantity_invalid'],
    [line(), box(), 1.5, 'quantity_invalid'],
    [line({ zone: 'cold' }), box({ keeping: 'plain' }), 1, 'box_keeps_plain'],
    [line({ zone: 'cool' }), box({ keeping: 'plain' }), 1, 'ok'],
    [line(), box({ keeping: 'cold' }), 1, 'box_keeps_cold'],
    [line({ zone: 'cold' }), box({ keeping: 'frozen' }), 1, 'box_keeps_frozen'],
  ])('%#', (one, into, quantity, expected) => expect(why(checkPack(one, into, quantity))).toBe(expected));

  it('never packs more than was picked, in whatever order and portions', () => {
    const portions = fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), portions, (pickedBase, asked) => {
        let packedBase = 0;
        for (const quantity of asked) {
          const now = line({ pickedBase, packedBase });
          if (checkPack(now, box(), quantity).ok) packedBase += quantity;
        }
        expect(packedBase).toBeLessThanOrEqual(pickedBase);
        expect(leftOf(line({ pickedBase, packedBase }))).toBe(pickedBase - packedBase);
      }),
    );
  });
});

describe('sealing and leaving', () => {
  const filled = { ...box({ keeping: 'plain' }), seal: null };
  it.each([
    [filled, null, [], false, 'ok'],
    [filled, null, [], true, 'box_seal_missing'],
    [filled, 'A', [{ ...filled, position: 2, seal: 'A' }], false, 'box_seal_taken'],
    [{ ...filled, keeping: null }, 'A', [], false, 'box_empty'],
    [{ ...filled, sealed: true }, 'A', [], false, 'box_sealed_already'],
  ])('%#', (one, seal, others, must, expected) => expect(why(checkSeal(one, seal, others, must))).toBe(expected));

  it('goes unboxed, or whole and sealed', () => {
    const done = line({ packedBase: 30 });
    expect(why(checkComplete([], [line()]))).toBe('ok');
    expect(why(checkComplete([box({ keeping: 'plain', sealed: true })], [done]))).toBe('ok');
    expect(why(checkComplete([box({ keeping: 'plain', sealed: true })], [line({ packedBase: 29 })]))).toBe(
      'boxes_incomplete',
    );
    expect(why(checkComplete([box({ keeping: 'plain' })], [done]))).toBe('boxes_open');
    expect(why(checkComplete([box()], [done]))).toBe('boxes_empty');
  });
});

describe('at the stop', () => {
  const aboard: TravellingBox[] = [1, 2, 3].map((id) => ({
    id,
    code: `YXB${id}`,
    number: 'PS-20261123-0001',
    position: id,
    stopId: id === 3 ? 8 : 7,
    place: id === 3 ? '江背' : '高兴',
  }));
  const stop = { id: 7, place: '高兴' };
  const told = (without: boolean, reason = '') => ({ without, reason });

  it.each([
    [[1, 2], told(false), 'ok'],
    [[1, 2, 1], told(false), 'ok'],
    [[1], told(false), 'boxes_missing'],
    [[1], told(true), 'boxes_missing_reason'],
    [[1], told(true, '还在库里'), 'ok'],
    [[1, 2, 3], told(true, '…'), 'box_other_place'],
    [[1, 2, 9], told(false), 'box_not_aboard'],
  ])('%j', (ticked, said, expected) => expect(why(checkHanded(aboard, stop, ticked, said))).toBe(expected));

  it('names what is missing', () => {
    const answer = checkHanded(aboard, stop, [2], told(true, '还在库里'));
    expect(answer.ok && answer.value.missing.map((one) => one.position)).toEqual([1]);
    expect(checkHanded(aboard, stop, [2], told(false))).toMatchObject({ detail: { boxes: 'PS-20261123-0001-1' } });
  });
});
