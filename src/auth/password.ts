/** Passwords: how they are kept, which are taken, and one-time ones that can be read aloud. */
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isCommonPassword } from './common-passwords.ts';

/** argon2id, 19 MiB, two passes, one lane: the recommendation of OWASP. The library's default variant is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const SHORTEST = 8;
const LONGEST = 128;
/** Without the signs that look alike: 0 O 1 l I 5 S 2 Z. */
const ALPHABET = 'abcdefghjkmnpqrtuvwxy346789';
const INITIAL_GROUPS = 4;
const GROUP_LENGTH = 4;

/** What a person types may arrive composed or not; both are the same password. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

export async function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST);
}

let dummyHash: Promise<string> | undefined;

/**
 * True when the password fits. Without a hash (unknown login) the same work is done for nothing, so that the time
 * does not tell which logins exist.
 */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (password.length > LONGEST * 2) return false;
  dummyHash ??= hashPassword(createInitialPassword());
  const known = passwordHash?.startsWith('$argon2') ? passwordHash : undefined;
  const fits = await verify(known ?? (await dummyHash), normal(password));
  return known !== undefined && fits;
}

/**
 * Refuses fewer than 8 or more than 128 characters, a common password, and one that contains the login or the name.
 * Any character may be used and none must be: length is what helps.
 */
export function checkPassword(password: string, person: { login: string; name: string }): Result<undefined> {
  const plain = normal(password);
  const length = [...plain].length;
  if (length < SHORTEST) return refuse('password_short', { minimum: SHORTEST }, 'password');
  if (length > LONGEST) return refuse('password_long', { maximum: LONGEST }, 'password');
  const lower = plain.toLowerCase();
  const own = [person.login, person.name].map((word) => word.normalize('NFKC').toLowerCase());
  if (own.some((word) => [...word].length >= 2 && lower.includes(word))) return refuse('password_own', {}, 'password');
  if (isCommonPassword(plain)) return refuse('password_common', {}, 'password');
  return ok();
}

/** A one-time password such as `hkmt-73qd-wexa-9c4r`: about 76 bits, easy to read aloud. */
export function createInitialPassword(): string {
  const groups = Array.from({ length: INITIAL_GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  );
  return groups.join('-');
}
