/** How long a login stays shut after wrong passwords: the delay grows, so guessing ends and a typo costs a minute. */

const FREE_TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 30 * 60_000;
const MOST_KEPT = 10_000;

/** Milliseconds of lock after `failures` wrong passwords in a row: 5 → 1 min, 6 → 2, 7 → 4 … at most 30. */
export function lockMs(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** Math.min(failures - FREE_TRIES, 10), LONGEST_LOCK_MS);
}

/** Whole minutes left, at least one: what the page says. */
export function minutesLeft(lockedUntil: number, now: number): number {
  return Math.max(1, Math.ceil((lockedUntil - now) / 60_000));
}

/** Locks for logins that do not exist, in memory: they must look like those that do. */
export class UnknownLogins {
  private readonly kept = new Map<string, { failures: number; lockedUntil: number }>();

  /** When the login opens again, if it is locked now. */
  lockedUntil(login: string, now: number): number | undefined {
    const until = this.kept.get(login)?.lockedUntil ?? 0;
    return until > now ? until : undefined;
  }

  /** Counts a wrong try and gives the end of the lock it causes, if it causes one. */
  fail(login: string, now: number): number | undefined {
    const failures = (this.kept.get(login)?.failures ?? 0) + 1;
    const lock = lockMs(failures);
    this.kept.delete(login);
    this.kept.set(login, { failures, lockedUntil: now + lock });
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return lock > 0 ? now + lock : undefined;
  }
}
