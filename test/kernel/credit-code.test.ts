/** Holds the credit code to the worked example of the standard and to every single-character slip. */
import { describe, expect, it } from 'vitest';
import {
  creditCodeCheck,
  isCreditCode,
  makeCreditCode,
  organisationCheck,
} from '../../src/kernel/codes/credit-code.ts';

describe('统一社会信用代码', () => {
  it('computes the check character of known codes', () => {
    expect(creditCodeCheck('91350100M000100Y4')).toBe('3');
    expect(makeCreditCode('12', '360732', '49286013')).toBe('123607324928601373');
    expect(organisationCheck('49286013')).toBe('7');
  });

  it('accepts what it makes and refuses any single wrong character', () => {
    const code = '123607324928601373';
    expect(isCreditCode(code)).toBe(true);
    for (let position = 0; position < code.length; position += 1) {
      const wrong = code[position] === '1' ? '2' : '1';
      expect(isCreditCode(code.slice(0, position) + wrong + code.slice(position + 1))).toBe(false);
    }
  });

  it('refuses wrong lengths and letters that the code never uses', () => {
    expect(isCreditCode('')).toBe(false);
    expect(isCreditCode('12360732492860137')).toBe(false);
    expect(isCreditCode('9135O100M000100Y43')).toBe(false);
    expect(isCreditCode('91350100m000100y43')).toBe(false);
    expect(() => creditCodeCheck('9135I100M000100Y4')).toThrow();
  });
});
