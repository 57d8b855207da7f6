/** Codes and changes of items: accepted and refused. */
import { describe, expect, it } from 'vitest';
import { changesOf, checkChanges, nextListCode, readItemCode, type StoredItem } from '../../src/catalogue/rules.ts';
import { draft } from './sample.ts';

function stored(change: Partial<StoredItem> = {}): StoredItem {
  return { ...draft('A1', '甲片'), id: 1, code: 'A1', ...change };
}

describe('item code', () => {
  it('is written in capitals and half-width', () => {
    expect(readItemCode(' yp-00１ ')).toEqual({ ok: true, value: 'YP-001' });
  });

  it.each(['', 'search', 'IMPORT', '甲1', 'A/1', 'A 1', '-1', 'a?1'])('refuses %j', (text) => {
    expect(readItemCode(text)).toMatchObject({ reason: 'item_code_shape' });
  });
});

describe('changes', () => {
  it('lists what differs, and codes that are added', () => {
    const after = draft('A1', '甲片', { pricePack: 60_000, codes: [{ type: 'gtin', value: '6901234567892' }] });
    expect(changesOf(stored(), after)).toEqual([
      { field: 'pricePack', before: '50000', after: '60000' },
      { field: 'codes', before: '', after: '6901234567892' },
    ]);
    expect(changesOf(stored(), draft('A1', '甲片'))).toEqual([]);
  });

  it('leaves alone what the source says nothing about', () => {
    const listed = draft('A1', '甲片', { manufacturer: '', pricePack: 0, leaves: ['manufacturer', 'pricePack'] });
    expect(changesOf(stored(), listed)).toEqual([]);
    expect(changesOf(stored(), { ...listed, leaves: [] })).toHaveLength(2);
  });

  it('keeps the units of an item that has lots', () => {
    const changes = changesOf(stored(), draft('A1', '甲片', { packSize: 24 }));
    expect(checkChanges(changes, false)).toEqual({ ok: true, value: undefined });
    expect(checkChanges(changes, true)).toMatchObject({
      reason: 'item_unit_fixed',
      detail: { before: '10', after: '24' },
    });
    expect(checkChanges(changesOf(stored(), draft('A1', '乙片')), true).ok).toBe(true);
  });
});

describe('code of a listed drug', () => {
  it('is the next that is free', () => {
    expect(nextListCode('E0001', new Set())).toBe('E0001-01');
    expect(nextListCode('E0001', new Set(['E0001-01', 'E0001-02']))).toBe('E0001-03');
  });
});
