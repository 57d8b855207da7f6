/** Whatever is held before a scanner: each kind of code is told apart, and nothing that was built is read otherwise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { readGs1 } from '../../src/kernel/codes/gs1.ts';
import { elementString } from '../../src/kernel/codes/gs1-build.ts';
import { sixOfDay } from '../../src/kernel/codes/gs1-day.ts';
import { labelCode, readLabelCode } from '../../src/kernel/codes/own-label.ts';
import { readScan } from '../../src/kernel/codes/scan.ts';

const GTIN = '06901234567892';
const GS = '\u001d';
const of = (typed: string) => {
  const read = readScan(typed);
  if (!read.ok) throw new Error(`${typed}: ${read.reason}`);
  return read.value;
};

function questionOf(read: ReturnType<typeof readScan>) {
  const { proposed = '', whole = '' } = read.ok ? {} : read.detail;
  return { proposed: String(proposed), whole: String(whole) };
}

describe('what a scan is', () => {
  it.each([
    [`]d201${GTIN}10A1${GS}17270114`, { kind: 'gs1', lotNumber: 'A1', expiresOn: '2027-01-14' }],
    [`]D201${GTIN}1727011410A1\r\n`, { kind: 'gs1', lotNumber: 'A1' }],
    [`01${GTIN}10A1^]17270114`, { kind: 'gs1', lotNumber: 'A1', expiresOn: '2027-01-14' }],
    [`01 ${GTIN} 17 270114 10 a1`, { kind: 'gs1', lotNumber: 'a1' }],
    ['（０１）０６９０１２３４５６７８９２（１０）Ａ１', { kind: 'gs1', lotNumber: 'A1' }],
    [`https://id.gs1.org/01/${GTIN}/10/A%2F1/21/S?17=270100&linkType=all`, { lotNumber: 'A/1', serial: 'S' }],
    ['https://x.cn/gtin/6901234567892/lot/A1?exp=270114', { kind: 'gs1', lotNumber: 'A1', expiresOn: '2027-01-14' }],
    ['6901234567892', { kind: 'barcode', isMisread: false }],
    ['690123 4567893', { kind: 'barcode', text: '6901234567893', isMisread: true }],
    ['012345678905', { kind: 'barcode', isMisread: false }],
    ['８３８５７９３００００８７９７６６６６０', { kind: 'trace', isUnique: true }],
    ['PS-20261123-0001', { kind: 'text', documentNumber: 'PS-20261123-0001' }],
    ['ｐｓ２０２６１１２３０００１', { documentNumber: 'PS-20261123-0001' }],
    ['https://yaoxie.example/slips/PS-20261123-0001', { documentNumber: 'PS-20261123-0001' }],
    ['阿莫西林\t', { kind: 'text', text: '阿莫西林' }],
    [`8006${GTIN}0102`, { kind: 'gs1' }],
    ['00069012345678900002', { kind: 'gs1', unit: '069012345678900002' }],
    ['00069012345678900004', { kind: 'trace' }],
  ])('%s', (typed, said) => expect(of(typed)).toMatchObject(said));

  it('reads our own labels alone, inside a GS1 code and with a slip of the finger', () => {
    expect(of(labelCode({ kind: 'lot', id: 12 })).label).toEqual({ kind: 'lot', id: 12 });
    expect(of(labelCode({ kind: 'place', id: 7 }).toLowerCase()).label).toEqual({ kind: 'place', id: 7 });
    const box = { kind: 'box', number: 'PS-20261123-0001', box: 2, of: 5 } as const;
    expect(of(`]d291${labelCode(box)}`)).toMatchObject({ kind: 'label', label: box, documentNumber: box.number });
    expect(of(`01${GTIN}10A1${GS}91${labelCode({ kind: 'lot', id: 12 })}`)).toMatchObject({
      kind: 'gs1',
      lotNumber: 'A1',
      label: { kind: 'lot', id: 12 },
    });
    expect(readScan('YXL124')).toMatchObject({ reason: 'scan_label_check' });
    expect(readScan('91YXL124')).toMatchObject({ reason: 'scan_label_check' });
  });

  it.each([
    ['', 'scan_empty'],
    [' \u200b\r\n', 'scan_empty'],
    [GS.repeat(9), 'scan_empty'],
    ['x'.repeat(201), 'scan_too_long'],
    ['9'.repeat(5000), 'scan_too_long'],
    ['(01)06901234567893', 'scan_check_digit'],
    [`01${GTIN}17270230`, 'scan_date_invalid'],
    [`https://id.gs1.org/01/${GTIN}?9999=1`, 'scan_identifier_unknown'],
  ])('%s is answered: %s', (typed, reason) => expect(readScan(typed)).toMatchObject({ ok: false, reason }));

  it('proposes the split when a lot swallowed its expiry, and takes either answer', () => {
    const asked = readScan(`01${GTIN}10A240117270114`);
    expect(asked).toMatchObject({ reason: 'scan_swallowed_expiry', detail: { kept: 'A2401', day: '2027-01-14' } });
    const { proposed, whole } = questionOf(asked);
    expect(of(proposed)).toMatchObject({ lotNumber: 'A2401', expiresOn: '2027-01-14' });
    expect(of(whole)).toMatchObject({ lotNumber: 'A240117270114', expiresOn: '' });
    const twice = readScan(`01${GTIN}10A24011727011411250114`);
    expect(of(questionOf(twice).proposed)).toMatchObject({
      lotNumber: 'A2401',
      madeOn: '2025-01-14',
    });
  });

  it('reads years as those nearest to today, and day 00 as the end of the month', () => {
    const expiry = (six: string, year: number) => {
      const read = readGs1(`01${GTIN}17${six}`, year);
      return read.ok ? read.value.expiresOn : read.reason;
    };
    expect(expiry('270200', 2026)).toBe('2027-02-28');
    expect(expiry('280200', 2026)).toBe('2028-02-29');
    expect(expiry('000200', 2026)).toBe('2000-02-29');
    expect(expiry('760101', 2026)).toBe('2076-01-01');
    expect(expiry('770101', 2026)).toBe('1977-01-01');
    expect(expiry('100101', 2090)).toBe('2110-01-01');
  });
});

const CHARACTERS = [...'!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz'];
const text82 = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 20 });
const gtin = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 13, maxLength: 13 });
const day = fc.date({ min: new Date('2015-01-01'), max: new Date('2049-12-31'), noInvalidDate: true });

describe('properties', () => {
  it('whatever element string is built reads back to the same, or is asked about: never to something else', () => {
    const built = fc.record({ gtin, lot: text82, serial: fc.option(text82), day: fc.option(day) });
    fc.assert(
      fc.property(built, fc.constantFrom('', ']d2', ']C1', ']Q3', GS), (given, prefix) => {
        const article = `${given.gtin}${gs1CheckDigit(given.gtin)}`;
        const expiresOn = given.day?.toISOString().slice(0, 10) ?? null;
        const elements: [string, string][] = [
          ['10', given.lot],
          ...(given.serial === null ? [] : [['21', given.serial] as [string, string]]),
          ['01', article],
          ...(expiresOn === null ? [] : [['17', sixOfDay(expiresOn)] as [string, string]]),
        ];
        const read = readGs1(`${prefix}${elementString(elements)}`, 2026);
        if (!read.ok) {
          expect(read.reason).toBe('scan_swallowed_expiry');
          return;
        }
        expect(read.value).toMatchObject({ gtin: article, lot: given.lot, serial: given.serial, expiresOn });
      }),
      { numRuns: 2000 },
    );
  });

  it('garbage never throws, and what is refused says why', () => {
    const bits = ['01', '10', '17', '21', '(01)', '(10', ')', GS, ']d2', GTIN, '270114', '91YXL', '%', 'https://', '/'];
    const pieces = fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary', maxLength: 9 })));
    fc.assert(
      fc.property(pieces, (parts) => {
        const read = readScan(parts.join(''));
        if (!read.ok) expect(read.reason).toMatch(/^scan_/);
        else expect(read.value.text.length).toBeLessThanOrEqual(400);
      }),
      { numRuns: 3000 },
    );
  });

  it('an own label reads back, and no other number of it does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('lot' as const, 'place' as const),
        fc.integer({ min: 1, max: 2 ** 40 }),
        (kind, id) => {
          const code = labelCode({ kind, id });
          expect(readLabelCode(code)).toEqual({ ok: true, value: { kind, id } });
          const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
          expect(readLabelCode(wrong)).toMatchObject({ reason: 'scan_label_check' });
        },
      ),
    );
  });
});
