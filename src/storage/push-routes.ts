/**
 * Where devices send their readings: by token and without a session, so no browser can be made to do it, and the check
 * of the own origin is left out on purpose. Small bodies, few requests, every reading judged by itself.
 */
import { sha256 } from '../kernel/canonical.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { SlidingWindow } from '../web/rate-limit.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { clientAddress } from '../web/security.ts';
import { readMoment } from './file-readings.ts';
import { loggerByToken } from './logger-record.ts';
import { pushReadings } from './reading-commands.ts';
import { checkReading, type GivenReading } from './rules.ts';

const WINDOW_MS = 60_000;
const PUSHES_A_MINUTE = 120;
const WRONG_TOKENS_A_MINUTE = 20;
const MOST_BYTES = 256 * 1024;
const MOST_READINGS = 2000;
const LONGEST_TOKEN = 200;

interface Judged {
  good: GivenReading[];
  refused: { index: number; reason: string }[];
}

const numberIn = (given: unknown) => (typeof given === 'number' && Number.isFinite(given) ? given : undefined);

function momentIn(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isSafeInteger(given) ? given : undefined;
  const read = typeof given === 'string' && given.length <= 40 ? readMoment(given) : undefined;
  return read?.ok ? read.value : undefined;
}

function readingIn(given: unknown): GivenReading | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { at, temperature, humidity } = given as Record<string, unknown>;
  const [moment, degrees] = [momentIn(at), numberIn(temperature)];
  const damp = humidity === undefined || humidity === null ? null : numberIn(humidity);
  if (moment === undefined || degrees === undefined || damp === undefined) return undefined;
  const tenths = (value: number) => Math.round(value * 10);
  return { at: moment, temperatureTenths: tenths(degrees), humidityTenths: damp === null ? null : tenths(damp) };
}

function judge(list: readonly unknown[], now: number): Judged {
  const judged: Judged = { good: [], refused: [] };
  for (const [index, given] of list.entries()) {
    const reading = readingIn(given);
    if (reading === undefined) {
      judged.refused.push({ index, reason: 'reading_unreadable' });
      continue;
    }
    const sane = checkReading(reading, now, 'push');
    if (sane.ok) judged.good.push(reading);
    else judged.refused.push({ index, reason: sane.reason });
  }
  return judged;
}

type Problem = { status: 400 | 401 | 413 | 422 | 429; error: string };
const problem = (status: Problem['status'], error: string): Problem => ({ status, error });

/** The list in the body: `{ "readings": [...] }` or the list itself. */
async function listIn(c: AppContext): Promise<unknown[] | Problem> {
  if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) return problem(413, 'too_large');
  const body = await c.req.text();
  if (Buffer.byteLength(body) > MOST_BYTES) return problem(413, 'too_large');
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return problem(400, 'not_json');
  }
  const list = Array.isArray(given) ? given : (given as { readings?: unknown } | null)?.readings;
  if (!Array.isArray(list)) return problem(422, 'no_readings');
  return list.length > MOST_READINGS ? problem(413, 'too_many_readings') : list;
}

function tokenIn(c: AppContext): string | undefined {
  const match = /^Bearer ([\w-]{20,})$/.exec(c.req.header('authorization') ?? '');
  return match?.[1] === undefined || match[1].length > LONGEST_TOKEN ? undefined : match[1];
}

/** `POST /api/readings`: answers what was taken, what was there before, and what was refused and why. */
export function readingPushRoutes(services: Services): Router {
  const router = createRouter();
  const pushes = new SlidingWindow(PUSHES_A_MINUTE, WINDOW_MS, services.clock);
  const wrong = new SlidingWindow(WRONG_TOKENS_A_MINUTE, WINDOW_MS, services.clock);
  const answer = (c: AppContext, { status, error }: Problem) => c.json({ error }, status);
  const tooMany = (c: AppContext, seconds: number) => {
    c.header('Retry-After', String(seconds));
    return answer(c, problem(429, 'too_many'));
  };
  router.post(paths.readingPush(), async (c) => {
    const token = tokenIn(c);
    const device = token === undefined ? undefined : await loggerByToken(services.db.read, sha256(token));
    if (device === undefined) {
      const wait = wrong.take(clientAddress(c));
      if (wait > 0) return tooMany(c, wait);
      c.header('WWW-Authenticate', 'Bearer');
      return answer(c, problem(401, 'token_unknown'));
    }
    const wait = pushes.take(device.code);
    if (wait > 0) return tooMany(c, wait);
    const list = await listIn(c);
    if (!Array.isArray(list)) return answer(c, list);
    const { good, refused } = judge(list, services.clock.now());
    if (good.length === 0) return c.json({ probe: device.code, taken: 0, repeated: 0, differing: 0, refused }, 422);
    const done = await pushReadings(services, device.code, good);
    if (!done.ok) return answer(c, problem(422, (done as Refusal).reason));
    const { taken, repeated, differing, excursions } = done.value;
    return c.json({ probe: device.code, taken, repeated, differing, refused, excursions });
  });
  return router;
}
