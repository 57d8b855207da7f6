/** Counts tries in a sliding window, in memory: brakes guessing at the door and floods of searches and exports. */
import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../kernel/clock.ts';
import type { AppContext, AppEnv } from './router.ts';
import { WebError } from './web-error.ts';

const MOST_KEYS = 10_000;

export class SlidingWindow {
  private readonly tries = new Map<string, number[]>();
  private readonly limit: number;
  private readonly windowMs: number;
  private readonly clock: Clock;

  /** At most `limit` tries in any `windowMs` milliseconds for each key. */
  constructor(limit: number, windowMs: number, clock: Clock) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.clock = clock;
  }

  /** Counts one try. Returns 0 when it may go on, else the whole seconds to wait; a refused try is not counted. */
  take(key: string): number {
    const now = this.clock.now();
    const recent = (this.tries.get(key) ?? []).filter((at) => at > now - this.windowMs);
    const oldest = recent[0];
    if (recent.length >= this.limit && oldest !== undefined) {
      this.tries.set(key, recent);
      return Math.max(1, Math.ceil((oldest + this.windowMs - now) / 1000));
    }
    recent.push(now);
    // Re-inserted so that the map stays in the order of last use and the first key is the stalest
    this.tries.delete(key);
    this.tries.set(key, recent);
    this.dropStale();
    return 0;
  }

  /** Forgets the tries of a key, after a success. */
  clear(key: string): void {
    this.tries.delete(key);
  }

  private dropStale(): void {
    for (const key of this.tries.keys()) {
      if (this.tries.size <= MOST_KEYS) return;
      this.tries.delete(key);
    }
  }
}

/** Answers 429 with Retry-After when the key has used up its tries. */
export function rateLimit(window: SlidingWindow, keyOf: (c: AppContext) => string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const seconds = window.take(keyOf(c));
    if (seconds > 0) {
      c.header('Retry-After', String(seconds));
      throw new WebError(429, 'tooMany');
    }
    await next();
  };
}
