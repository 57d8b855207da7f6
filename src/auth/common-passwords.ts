/** Passwords that guessers try first, here and everywhere: refused in any case and with a few digits added. */

const WORDS = [
  'password passw0rd p@ssw0rd p@ssword pa55word mypassword admin administrator root system manager master letmein',
  'welcome qwerty qwertyuiop qwer asdfghjkl asdf zxcvbnm zxcv 1qaz2wsx 1qaz@wsx q1w2e3r4 1q2w3e4r 1q2w3e4r5t qazwsx',
  'qazwsxedc abc abcd abcdef abcdefgh aaaa aaaaaaaa a1b2c3d4 abc123456 iloveyou woaini woaiwojia 5201314 1314520',
  'woaini1314 woshishui nihao nihaoma zhongguo beijing shanghai jiangxi ganzhou xingguo yaoxie yaopin yiyuan yaofang',
  'yisheng weishengshi weishengyuan hospital pharmacy medicine doctor nurse changeme default guest user test demo',
  'sunshine princess dragon football baseball superman monkey shadow michael jordan freedom whatever trustno',
  'huawei xiaomi tencent alibaba taobao windows microsoft google computer internet samsung oracle',
]
  .join(' ')
  .split(' ');

const NUMBERS = [
  '12345678 123456789 1234567890 0123456789 87654321 987654321 0987654321 11111111 111111111 00000000 000000000',
  '88888888 888888888 66666666 666666666 99999999 12341234 11223344 1122334455 12344321 123123123 123321123 147258369',
  '159357456 789456123 741852963 963852741 13141314 52013140 10101010 20202020 123654789 112233445566 123qweasd',
]
  .join(' ')
  .split(' ');

const COMMON = new Set([...WORDS, ...NUMBERS]);

/** True for a listed word or number, whatever its case, digits or signs at its ends, or a single repeated sign. */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (COMMON.has(plain) || new Set(plain).size <= 2 || isRun(plain)) return true;
  const bare = plain.replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
  return bare.length >= 3 && COMMON.has(bare);
}

/** abcdefgh, 23456789, 98765432. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}
