/** The codes of insurance, devices and preparations: real shapes taken, everything else refused with its reason. */
import { describe, expect, it } from 'vitest';
import { readDeviceNumber, readUdiDi } from '../../src/kernel/codes/device-numbers.ts';
import { readApprovalNumber, readTracePrefix } from '../../src/kernel/codes/drug-codes.ts';
import { readNhsaCode } from '../../src/kernel/codes/nhsa-code.ts';
import { readPreparationNumber } from '../../src/kernel/codes/preparation-number.ts';

describe('医保编码', () => {
  it.each([
    ['XC08CAB037A001020180517', 23, false],
    ['zA01AAA0001010100001', 20, false],
    ['T001700001', 10, false],
    ['C010201000000000000A', 20, true],
    [`C${'0'.repeat(26)}`, 27, false],
  ])('takes %s', (text, length, shared) => {
    expect(readNhsaCode(text)).toEqual({ ok: true, value: { value: text.toUpperCase(), known: true, shared } });
    expect(text).toHaveLength(length);
  });

  it('knows other letters only by hearsay', () => {
    expect(readNhsaCode('P36000000001')).toMatchObject({ value: { known: false } });
  });

  it.each([
    ['XC08CAB037A00102018051', 'nhsa_code_length'],
    ['Z123456', 'nhsa_code_length'],
    ['T00170000', 'nhsa_code_length'],
    ['C0102010', 'nhsa_code_length'],
    ['123456', 'nhsa_code_shape'],
    ['', 'nhsa_code_shape'],
    ['X<script>', 'nhsa_code_shape'],
  ])('refuses "%s"', (text, reason) => {
    expect(readNhsaCode(text)).toMatchObject({ ok: false, reason });
  });
});

describe('注册证号 and 备案号', () => {
  it.each([
    ['国械注准20243010001', 'registration', 3],
    ['赣械注准20242010001', 'registration', 2],
    ['国械注进20193061234', 'registration', 3],
    ['国械注许20182071234', 'registration', 2],
    ['赣赣州械备20240001号', 'filing', 1],
    ['国械备20190012', 'filing', 1],
  ])('takes %s', (text, kind, deviceClass) => {
    expect(readDeviceNumber(text)).toMatchObject({ ok: true, value: { kind, deviceClass } });
  });

  it.each([
    ['国械注准20242010001', 'device_number_class'],
    ['赣械注准20243010001', 'device_number_class'],
    ['赣械注进20242010001', 'device_number_class'],
    ['国械注准20241010001', 'device_number_class'],
    ['国械注准2024301001', 'device_number_shape'],
    ['国械注准18993010001', 'device_number_shape'],
    ['国药准字H20184010', 'device_number_shape'],
    ['', 'device_number_shape'],
  ])('refuses "%s"', (text, reason) => {
    expect(readDeviceNumber(text)).toMatchObject({ ok: false, reason });
  });
});

describe('UDI-DI, 追溯码, 批准文号', () => {
  it('takes the three issuers of UDI', () => {
    expect(readUdiDi('06901234567892')).toEqual({ ok: true, value: '06901234567892' });
    expect(readUdiDi('MA.156.M0.100001.A1')).toMatchObject({ ok: true });
    expect(readUdiDi('AHM1234567')).toMatchObject({ ok: true });
    expect(readUdiDi('06901234567893')).toMatchObject({ reason: 'gtin_check_digit' });
    expect(readUdiDi('6901234567892')).toMatchObject({ reason: 'udi_di_shape' });
  });

  it('takes seven digits or the whole code they begin', () => {
    expect(readTracePrefix('8385793')).toEqual({ ok: true, value: '8385793' });
    expect(readTracePrefix('83857930000879766660')).toEqual({ ok: true, value: '8385793' });
    for (const text of ['7385793', '838579', '838579a', '']) {
      expect(readTracePrefix(text)).toMatchObject({ reason: 'trace_prefix_shape' });
    }
  });

  it.each(['国药准字H20184010', '国药准字HJ20160685', '国药准字H31022475', '国药准字ZC20240001', '国药准字S20240001'])(
    'takes %s',
    (text) => {
      expect(readApprovalNumber(text).ok).toBe(true);
    },
  );

  it('takes what provinces give to preparations', () => {
    expect(readPreparationNumber('赣药制字Z20240001').ok).toBe(true);
    expect(readPreparationNumber('赣药制备字 z20240001000').ok).toBe(true);
    for (const text of ['国药准字Z20240001', '赣药制字Z2024001', '药制字Z20240001', '赣药制备字Z20240001']) {
      expect(readPreparationNumber(text)).toMatchObject({ reason: 'preparation_number_shape' });
    }
  });
});
