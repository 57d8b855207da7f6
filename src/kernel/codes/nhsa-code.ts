/** 医保编码: what the national health insurance calls a drug, a piece or a consumable; the first letter tells which. */
import { ok, type Result, refuse } from '../result.ts';

/** Lengths by first letter: X 西药, Z 中成药, T 饮片, C 耗材 (class level or whole). */
const LENGTHS: Readonly<Record<string, readonly number[]>> = { X: [23], Z: [20], T: [10], C: [20, 27] };

export interface NhsaCode {
  value: string;
  /** False for a letter whose length nobody has told us, such as that of in-house preparations: only a warning. */
  known: boolean;
  /** A consumable's 20 characters name a class that many items share; everything else names one pack. */
  shared: boolean;
}

/** Letters and digits after one letter. Refuses other signs, and a length that the letter does not have. */
export function readNhsaCode(text: string): Result<NhsaCode> {
  const value = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z][A-Z0-9]{4,39}$/.test(value)) return refuse('nhsa_code_shape', { value: text.slice(0, 60) });
  const letter = value.slice(0, 1);
  const lengths = Object.hasOwn(LENGTHS, letter) ? LENGTHS[letter] : undefined;
  if (lengths === undefined) return ok({ value, known: false, shared: false });
  if (lengths.includes(value.length)) return ok({ value, known: true, shared: letter === 'C' && value.length === 20 });
  return refuse('nhsa_code_length', { value, letter, length: value.length, expected: lengths.join('、') });
}
