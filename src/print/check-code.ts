/** The short code on a paper: fifty bits that nobody guesses, of signs that are not mistaken for each other. */
import { randomInt, timingSafeEqual } from 'node:crypto';

const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 10;

/** A fresh code. */
export function newCheckCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** As it stands on the paper: 7K3MA-92C4P. */
export function spokenCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** A typed code without what people add: spaces, hyphens, small letters. Always of one length. */
export function typedCode(typed: string): string {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return bare.slice(0, LENGTH).padEnd(LENGTH, '0');
}

/** Whether two codes are one, in a time that tells nothing of where they differ. */
export function sameCode(kept: string, typed: string): boolean {
  const [a, b] = [Buffer.from(kept.padEnd(LENGTH)), Buffer.from(typed.padEnd(LENGTH))];
  return a.length === b.length && timingSafeEqual(a, b);
}
