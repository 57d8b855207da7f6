/** The codes printed on Chinese medicines: which texts can be one, and which only deserve a warning. */
import { ok, type Result, refuse } from '../result.ts';
import { hasGs1CheckDigit } from './check-digit.ts';

/** GTIN-8, -12, -13 or -14 as typed or scanned. Refuses other lengths and a wrong check digit. */
export function readGtin(text: string): Result<string> {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return refuse('gtin_length', { value: digits });
  return hasGs1CheckDigit(digits) ? ok(digits) : refuse('gtin_check_digit', { value: digits });
}

export interface BaseCode {
  value: string;
  /** False when the check digit does not fit: the algorithm is inferred from real codes, so this only warns. */
  checked: boolean;
}

/** 国家药品本位码: 14 digits that begin with 86. Refuses another shape; a wrong check digit is only reported. */
export function readBaseCode(text: string): Result<BaseCode> {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^86\d{12}$/.test(digits)) return refuse('base_code_shape', { value: digits });
  return ok({ value: digits, checked: hasGs1CheckDigit(digits) });
}

const DOMESTIC = /^国药准字(?:[HZSBTFJ]|[HZS][JC])\d{8}$/;
const IMPORTED = /^(?:医药产品注册证|进口药品注册证)?[HZS](?:C|J)?\d{8}$/;

/** 批准文号 such as 国药准字H20000001, also 国药准字HJ… and older import licences. Refuses another shape. */
export function readApprovalNumber(text: string): Result<string> {
  const value = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return DOMESTIC.test(value) || IMPORTED.test(value) ? ok(value) : refuse('approval_number_shape', { value });
}

/** 药品追溯码: 20 digits that begin with 8; the first seven name the drug and its pack level. Refuses another shape. */
export function readTraceCode(text: string): Result<{ value: string; prefix: string }> {
  const value = text.replace(/\s/g, '');
  if (!/^8\d{19}$/.test(value)) return refuse('trace_code_shape', { value });
  return ok({ value, prefix: value.slice(0, 7) });
}

/** 追溯码前7位 (药品标识码): seven digits that begin with 8; a whole 追溯码 gives its own. Refuses another shape. */
export function readTracePrefix(text: string): Result<string> {
  const value = text.normalize('NFKC').replace(/\s/g, '');
  if (/^8\d{6}$/.test(value)) return ok(value);
  return /^8\d{19}$/.test(value) ? ok(value.slice(0, 7)) : refuse('trace_prefix_shape', { value: value.slice(0, 60) });
}
