/** Passwords: which are taken, how they are kept, and what one-time ones look like. */
import { describe, expect, it } from 'vitest';
import { lockMs, minutesLeft, UnknownLogins } from '../../src/auth/lockout.ts';
import { checkPassword, createInitialPassword, hashPassword, passwordFits } from '../../src/auth/password.ts';

const liu = { login: 'liuyaoshi', name: '刘药师' };
const reasonFor = (password: string) => {
  const result = checkPassword(password, liu);
  return result.ok ? 'taken' : result.reason;
};

describe('the policy', () => {
  it.each([
    'three quiet rivers',
    '药柜里有三把旧钥匙',
    'Zx!9vq~P',
    ' spaces kept ',
    `${'é'.repeat(3)}naïve-ß`,
    `${'k'.repeat(60)}zebra9`,
  ])('takes %s', (password) => expect(reasonFor(password)).toBe('taken'));

  it.each([
    ['short7!', 'password_short'],
    [`${'ab1 '.repeat(40)}`, 'password_long'],
    ['password', 'password_common'],
    ['PassWord2026!', 'password_common'],
    ['12345678', 'password_common'],
    ['23456789', 'password_common'],
    ['aaaaaaaaaa', 'password_common'],
    ['qwertyuiop', 'password_common'],
    ['xingguo123', 'password_common'],
    ['LiuYaoshi-9x', 'password_own'],
    ['我是刘药师呀你好', 'password_own'],
  ])('refuses %s: %s', (password, reason) => expect(reasonFor(password)).toBe(reason));
});

describe('a hash', () => {
  it('is argon2id with the cost we say, salted, and fits only its password', async () => {
    const [one, other] = [await hashPassword('three quiet rivers'), await hashPassword('three quiet rivers')];
    expect(one).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(one).not.toBe(other);
    expect(await passwordFits(one, 'three quiet rivers')).toBe(true);
    expect(await passwordFits(one, 'three quiet river')).toBe(false);
  });

  it('fits however the input method composed the letters', async () => {
    expect(await passwordFits(await hashPassword('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true);
  });

  it('that is missing or empty fits nothing', async () => {
    expect(await passwordFits(undefined, '')).toBe(false);
    expect(await passwordFits('', '')).toBe(false);
    expect(await passwordFits(await hashPassword('x'), 'x'.repeat(1000))).toBe(false);
  });
});

describe('a one-time password', () => {
  it('is new each time, readable, and good enough for the policy', () => {
    const made = new Set(Array.from({ length: 200 }, createInitialPassword));
    expect(made.size).toBe(200);
    for (const password of made)
      expect(password).toMatch(/^[a-hj-kmnp-rtuvwxy346789]{4}(-[a-hj-kmnp-rtuvwxy346789]{4}){3}$/);
  });
});

describe('the lock', () => {
  it('grows from the fifth failure and stays below half an hour', () => {
    expect([1, 4, 5, 6, 7, 9, 10, 50].map((failures) => lockMs(failures) / 60_000)).toEqual([
      0, 0, 1, 2, 4, 16, 30, 30,
    ]);
    expect(minutesLeft(61_000, 0)).toBe(2);
    expect(minutesLeft(10, 0)).toBe(1);
  });

  it('holds for logins that do not exist as for those that do', () => {
    const unknown = new UnknownLogins();
    const ends = Array.from({ length: 6 }, () => unknown.fail('ghost', 1000));
    expect(ends).toEqual([undefined, undefined, undefined, undefined, 61_000, 121_000]);
    expect(unknown.lockedUntil('ghost', 2000)).toBe(121_000);
    expect(unknown.lockedUntil('other', 2000)).toBeUndefined();
  });
});
