/** GS1 codes as packs carry them and as scanners spoil them. */
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { gtinInside, looksLikeGs1, plainGtin, readGs1 } from '../../src/kernel/codes/gs1.ts';

const GS = '\u001d';
const GTIN = '06901234567892';
const empty = {
  contentGtin: null,
  serial: null,
  madeOn: null,
  bestBefore: null,
  count: null,
  articleNumber: null,
  unit: null,
  own: null,
};
const read = { ...empty, gtin: GTIN, lot: 'A2401', expiresOn: '2027-01-14' };

describe('a GS1 code', () => {
  it.each([
    ['with the separator', `01${GTIN}10A2401${GS}17270114`],
    ['with the expiry first', `01${GTIN}1727011410A2401`],
    ['from a data matrix', `]d201${GTIN}10A2401${GS}17270114`],
    ['from a GS1-128', `]C101${GTIN}1727011410A2401`],
    ['from a composite', `]e001${GTIN}1727011410A2401`],
    ['from a QR code', `]Q301${GTIN}1727011410A2401`],
    ['with superfluous separators', `${GS}01${GTIN}${GS}17270114${GS}10A2401${GS}`],
    ['in brackets', `(01)${GTIN}(10)A2401(17)270114`],
    ['in brackets behind a prefix', `]d2(01)${GTIN}(17)270114(10)A2401`],
    ['with a visible separator', `01${GTIN}10A2401\u241d17270114`],
  ])('is read %s', (_name, text) => {
    expect(looksLikeGs1(text)).toBe(true);
    expect(readGs1(text)).toEqual({ ok: true, value: read });
  });

  it('gives every identifier a type, and day 00 the end of its month', () => {
    const text = `01${GTIN}11260200172802001526123121SN-1${GS}30012${GS}240REF/9${GS}10L(1)`;
    expect(readGs1(text)).toEqual({
      ok: true,
      value: {
        ...empty,
        gtin: GTIN,
        lot: 'L(1)',
        serial: 'SN-1',
        madeOn: '2026-02-28',
        bestBefore: '2026-12-31',
        expiresOn: '2028-02-29',
        count: 12,
        articleNumber: 'REF/9',
      },
    });
    expect(readGs1(`02${GTIN}37120`)).toMatchObject({ ok: true, value: { contentGtin: GTIN, gtin: null, count: 120 } });
  });

  it.each([
    ['', 'scan_empty'],
    ['x'.repeat(201), 'scan_too_long'],
    [`]d201${GTIN}99X`, 'scan_identifier_unknown'],
    [`(01)${GTIN}(99)X`, 'scan_identifier_unknown'],
    [`01${GTIN}1727`, 'scan_value_invalid'],
    [`01${GTIN}10`, 'scan_value_invalid'],
    [`01${GTIN}10${'A'.repeat(21)}`, 'scan_value_invalid'],
    [`01${GTIN}10批号`, 'scan_value_invalid'],
    [`(01)${GTIN.slice(0, 13)}9`, 'scan_check_digit'],
    [`01${GTIN}17271301`, 'scan_date_invalid'],
    [`01${GTIN}17270230`, 'scan_date_invalid'],
    [`01${GTIN}10A${GS}10B`, 'scan_repeated'],
    [`(17)270114(10)A2401`, 'scan_item_missing'],
    [`01${GTIN}375`, 'scan_count_alone'],
  ])('%s is refused: %s', (text, reason) => expect(readGs1(text)).toMatchObject({ ok: false, reason }));

  it('is refused when a lost separator let a lot swallow a date, and tells the article all the same', () => {
    const expiry = { reason: 'scan_swallowed_expiry', detail: { gtin: GTIN } };
    expect(readGs1(`01${GTIN}10A240117270114`)).toMatchObject(expiry);
    expect(readGs1(`01${GTIN}10A24011727011421SERIAL`)).toMatchObject(expiry);
    expect(readGs1(`01${GTIN}1727011421S00111250114`)).toMatchObject(expiry);
    expect(readGs1(`01${GTIN}10A240117270114${GS}`).ok).toBe(true);
    expect(readGs1(`01${GTIN}1727011410A240117270114`).ok).toBe(true);
    expect(readGs1(`01${GTIN}10A24011799991`).ok).toBe(true);
  });

  it('is not taken for one when the key does not check and nothing else says so', () => {
    expect(looksLikeGs1('0112345678901234')).toBe(false);
    expect(looksLikeGs1('6901234567892')).toBe(false);
    expect(looksLikeGs1('阿莫西林')).toBe(false);
  });
});

describe('one article in several GTINs', () => {
  it('is the same with and without leading zeros', () => {
    expect(plainGtin(GTIN)).toBe(plainGtin('6901234567892'));
  });

  it('lies in a case with an indicator of its own', () => {
    const body = '1690123456789';
    const carton = `${body}${gs1CheckDigit(body)}`;
    expect(gtinInside(carton)).toBe('6901234567892');
    expect(gtinInside(GTIN)).toBeUndefined();
    expect(gtinInside(`${body}${(gs1CheckDigit(body) + 1) % 10}`)).toBeUndefined();
  });
});
