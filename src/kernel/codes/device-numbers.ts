/** The numbers under which a medical device may be sold: registration for classes II and III, filing for class I. */
import { ok, type Result, refuse } from '../result.ts';
import { hasGs1CheckDigit } from './check-digit.ts';

export interface DeviceNumber {
  value: string;
  kind: 'registration' | 'filing';
  /** Management class, 1 to 3. */
  deviceClass: number;
}

const PROVINCE = '[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]';
/** 国械注准 + year + class + category + serial; 准 domestic, 进 imported, 许 Hong Kong, Macao, Taiwan. */
const REGISTRATION = new RegExp(`^(国|${PROVINCE})械注(准|进|许)(\\d{4})(\\d)(\\d{2})(\\d{4})$`);
/** 国 for imported, else province and prefecture; then year and serial. */
const FILING = new RegExp(`^(国|${PROVINCE}\\p{Script=Han}{1,3})械备(\\d{4})(\\d{4})号?$`, 'u');
const FIRST_YEAR = 2014;

function plausible(year: string): boolean {
  return Number(year) >= FIRST_YEAR && Number(year) < 2100;
}

/**
 * 医疗器械注册证编号 or 第一类医疗器械备案号. Refuses another shape; a class that the issuer cannot register: provinces
 * register class II alone, class I is filed.
 */
export function readDeviceNumber(text: string): Result<DeviceNumber> {
  const value = text.normalize('NFKC').replace(/\s/g, '');
  const filed = FILING.exec(value);
  if (filed !== null && plausible(filed[2] ?? '')) {
    return ok({ value: value.replace(/号$/, ''), kind: 'filing', deviceClass: 1 });
  }
  const registered = REGISTRATION.exec(value);
  const [, issuer, origin, year = '', grade = ''] = registered ?? [];
  if (registered === null || !plausible(year)) return refuse('device_number_shape', { value: value.slice(0, 60) });
  const deviceClass = Number(grade);
  const allowed = issuer !== '国' ? [2] : origin === '准' ? [3] : [2, 3];
  if (!allowed.includes(deviceClass) || (issuer !== '国' && origin !== '准')) {
    return refuse('device_number_class', { value, deviceClass: grade });
  }
  return ok({ value, kind: 'registration', deviceClass });
}

/** UDI-DI: a GTIN-14 (GS1), or the codes of the other two issuers, MA… and AHM…, which are kept as text. */
export function readUdiDi(text: string): Result<string> {
  const value = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (/^\d{14}$/.test(value)) return hasGs1CheckDigit(value) ? ok(value) : refuse('gtin_check_digit', { value });
  if (/^MA\.\d{3}\.[A-Z0-9.]{3,40}$/.test(value) || /^AHM[A-Z0-9]{5,40}$/.test(value)) return ok(value);
  return refuse('udi_di_shape', { value: value.slice(0, 60) });
}
