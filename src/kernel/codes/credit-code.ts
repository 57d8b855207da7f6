/** 统一社会信用代码 (GB 32100): every member and supplier is a legal person known by this code, so typing errors matter. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The 18th character for the 17 before it; throws on a character that the code never uses, as that is a caller's bug.
 */
export function creditCodeCheck(first17: string): string {
  if (first17.length !== 17) throw new Error('the check character is computed from 17 characters');
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new Error(`a credit code never contains ${character}`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '0';
}

/** The ninth character of the organisation part (GB 11714) for its first eight digits. */
export function organisationCheck(body8: string): string {
  if (!/^\d{8}$/.test(body8)) throw new Error('the organisation part is made from eight digits');
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, index) => total + weight * Number(body8[index]), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/**
 * Builds a whole code: `authority` is the two characters for registering authority and type (12 = 事业单位),
 * `region` the six-digit 区划 and `body8` eight digits that tell organisations of that region apart.
 */
export function makeCreditCode(authority: string, region: string, body8: string): string {
  const first17 = `${authority}${region}${body8}${organisationCheck(body8)}`;
  return `${first17}${creditCodeCheck(first17)}`;
}

/** True for 18 allowed characters with the right check character; small letters and spaces are not forgiven here. */
export function isCreditCode(code: string): boolean {
  return SHAPE.test(code) && creditCodeCheck(code.slice(0, 17)) === code[17];
}
