/** What a layout must keep to, which version counts, and what a picture must be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCheckCode, sameCode, spokenCode, typedCode } from '../../src/print/check-code.ts';
import {
  checkLayout,
  checkLayoutDay,
  checkLogo,
  KINDS,
  kindRules,
  type PaperLayout,
  stateOfPaper,
  versionOn,
} from '../../src/print/rules.ts';
import { pngOf } from './picture.ts';

const layout = (change: Partial<PaperLayout> = {}): PaperLayout => ({
  size: 'a4',
  title: '出库单',
  columns: kindRules('dispatch_slip').columns.map(({ key, width }) => ({ key, width })),
  signatures: ['发货', '收货'],
  footer: '',
  logoId: null,
  ...change,
});
const reasonOf = (change: Partial<PaperLayout>) => {
  const checked = checkLayout('dispatch_slip', layout(change));
  return checked.ok ? 'ok' : `${checked.reason} ${checked.field}`;
};
const columns = (...keys: string[]) => keys.map((key) => ({ key, width: 20 }));

describe('a layout', () => {
  it('may leave out, reorder and widen columns', () => {
    expect(reasonOf({})).toBe('ok');
    expect(reasonOf({ columns: columns('lot', 'item', 'expiry', 'unit', 'quantity') })).toBe('ok');
    for (const kind of KINDS) {
      const own = kindRules(kind).columns.map(({ key, width }) => ({ key, width }));
      expect(checkLayout(kind, layout({ columns: own }))).toMatchObject({ ok: true });
    }
  });

  it('says what is wrong and where', () => {
    expect(reasonOf({ columns: columns('item', 'lot', 'expiry', 'unit') })).toBe('layout_column_missing at.quantity');
    expect(reasonOf({ columns: columns('item', 'item') })).toBe('layout_columns columns');
    expect(reasonOf({ columns: columns('nonsense') })).toBe('layout_columns columns');
    const first = columns('quantity', 'item', 'lot', 'expiry', 'unit');
    expect(reasonOf({ columns: first })).toBe('layout_quantity_first at.quantity');
    const wide = columns('item', 'lot', 'expiry', 'unit', 'quantity').map((one) => ({ ...one, width: 60 }));
    expect(reasonOf({ columns: wide })).toBe('layout_too_wide columns');
    const thin = [{ key: 'item', width: 5 }, ...columns('lot', 'expiry', 'unit', 'quantity')];
    expect(reasonOf({ columns: thin })).toBe('layout_width width.item');
    expect(reasonOf({ title: '长'.repeat(25) })).toBe('field_too_long title');
    expect(reasonOf({ signatures: Array.from({ length: 7 }, () => '签') })).toBe('layout_signatures signatures');
    expect(reasonOf({ signatures: ['签'.repeat(13)] })).toBe('layout_signature_long signatures');
    expect(reasonOf({ footer: '尾'.repeat(201) })).toBe('field_too_long footer');
  });

  it('begins today or later', () => {
    expect(checkLayoutDay('2026-11-23', '2026-11-23').ok).toBe(true);
    expect(checkLayoutDay('2026-11-22', '2026-11-23')).toMatchObject({ reason: 'layout_day_past' });
    expect(checkLayoutDay('2026-02-30', '2026-01-01')).toMatchObject({ reason: 'field_day' });
  });

  it('counts by its number among those that have begun', () => {
    const spans = fc.array(
      fc.record({ version: fc.integer({ min: 1, max: 50 }), day: fc.integer({ min: 10, max: 28 }) }),
    );
    fc.assert(
      fc.property(spans, fc.integer({ min: 10, max: 28 }), (made, day) => {
        const versions = made.map((one) => ({ version: one.version, effectiveFrom: `2026-11-${one.day}` }));
        const found = versionOn(versions, `2026-11-${day}`);
        const begun = made.filter((one) => one.day <= day).map((one) => one.version);
        expect(found?.version).toBe(begun.length === 0 ? undefined : Math.max(...begun));
      }),
    );
  });
});

describe('a picture', () => {
  it('is a plain PNG or a JPEG of bearable size', () => {
    expect(checkLogo(pngOf(40, 40))).toEqual({ ok: true, value: 'png' });
    expect(checkLogo(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toEqual({ ok: true, value: 'jpg' });
    expect(checkLogo(pngOf(40, 40, { interlaced: true }))).toMatchObject({ reason: 'logo_making', field: 'logo' });
    expect(checkLogo(pngOf(3000, 1))).toMatchObject({ reason: 'logo_side' });
    expect(checkLogo(Buffer.from('<svg/>'))).toMatchObject({ reason: 'logo_format' });
    expect(checkLogo(Buffer.alloc(300_000))).toMatchObject({ reason: 'logo_large' });
  });
});

describe('the code', () => {
  it('is read as people type it, and is compared whole', () => {
    const codes = Array.from({ length: 200 }, newCheckCode);
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) {
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/);
      expect(sameCode(code, typedCode(` ${spokenCode(code).toLowerCase()} `))).toBe(true);
      expect(sameCode(code, typedCode(code.slice(0, 9)))).toBe(false);
    }
    expect(sameCode('ABCDEFGHJK', typedCode('汉字'))).toBe(false);
  });

  it('is worth nothing once the document was taken back', () => {
    const at = (version: number, status: string) => stateOfPaper({ version: 3 }, { version, status });
    expect([at(3, 'in_transit'), at(4, 'received'), at(4, 'reversed'), at(3, 'cancelled')]).toEqual([
      'same',
      'changed',
      'ended',
      'ended',
    ]);
    expect(stateOfPaper({ version: 3 }, undefined)).toBe('ended');
  });
});
