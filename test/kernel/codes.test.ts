/** Codes on packs: accepted, warned about, refused. */
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit, hasGs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { readApprovalNumber, readBaseCode, readGtin, readTraceCode } from '../../src/kernel/codes/drug-codes.ts';

describe('GS1 check digit', () => {
  it('is computed from the right', () => {
    expect(gs1CheckDigit('690123456789')).toBe(2);
    expect(gs1CheckDigit('8690288400062')).toBe(9);
    expect(hasGs1CheckDigit('6901234567892')).toBe(true);
    expect(hasGs1CheckDigit('6901234567893')).toBe(false);
    expect(hasGs1CheckDigit('')).toBe(false);
    expect(() => gs1CheckDigit('69a')).toThrow(RangeError);
  });
});

describe('codes of medicines', () => {
  it('reads barcodes of all four lengths and refuses a slip of the finger', () => {
    expect(readGtin('6901234 567892')).toEqual({ ok: true, value: '6901234567892' });
    expect(readGtin('06901234567892')).toEqual({ ok: true, value: '06901234567892' });
    expect(readGtin('6901234567829')).toMatchObject({ reason: 'gtin_check_digit' });
    expect(readGtin('690123')).toMatchObject({ reason: 'gtin_length' });
  });

  it('only warns when the check digit of a 本位码 does not fit', () => {
    expect(readBaseCode('86902884000629')).toEqual({ ok: true, value: { value: '86902884000629', checked: true } });
    expect(readBaseCode('86902884000620')).toMatchObject({ ok: true, value: { checked: false } });
    expect(readBaseCode('96902884000629')).toMatchObject({ reason: 'base_code_shape' });
  });

  it('knows the letters of 国药准字', () => {
    for (const good of [
      '国药准字H20184010',
      '国药准字hj20160685',
      '国药准字 Z11020001',
      'H20140001',
      '国药准字ＳC20200001',
    ]) {
      expect(readApprovalNumber(good).ok, good).toBe(true);
    }
    for (const bad of ['国药准字X20184010', '国药准字H2018401', '国药准H20184010', '']) {
      expect(readApprovalNumber(bad), bad).toMatchObject({ reason: 'approval_number_shape' });
    }
  });

  it('takes the drug prefix of a 追溯码', () => {
    expect(readTraceCode('83857930000000000001')).toMatchObject({ value: { prefix: '8385793' } });
    expect(readTraceCode('8385793000000000000')).toMatchObject({ reason: 'trace_code_shape' });
    expect(readTraceCode('93857930000000000001')).toMatchObject({ reason: 'trace_code_shape' });
  });
});
