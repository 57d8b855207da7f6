/** What readings mean for goods: cases open, last, end, come back or are refuted, and what lay there is held. */
import { and, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { excursion, excursionLot } from '../../db/schema/storage.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { ok, type Result } from '../kernel/result.ts';
import { holdPlaces, letPlacesGo } from '../ledger/hold-place.ts';
import { matchRuns, type Point, type Run, runsOf } from './excursion-runs.ts';
import type { LoadedLogger } from './logger-record.ts';
import { EXCURSION_ACTS, MEASURES, type Measure, type Range } from './rules.ts';
import * as sql from './storage-statements.ts';

type LoggerRow = LoadedLogger['logger'];
type CaseRow = typeof excursion.$inferSelect & { number: string; status: string };

const MINUTE_MS = 60_000;
const EVER = Number.MAX_SAFE_INTEGER;

/** The range of a measure; undefined when it is not watched. */
export function rangeOf(logger: LoggerRow, measure: Measure): Range | undefined {
  const { lowTenths, highTenths, humidityLowTenths, humidityHighTenths } = logger;
  if (measure === 'temperature') return { lowTenths, highTenths };
  if (humidityLowTenths === null || humidityHighTenths === null) return undefined;
  return { lowTenths: humidityLowTenths, highTenths: humidityHighTenths };
}

interface Stretch {
  from: number;
  to: number;
}

/** The readings of a stretch, out to the nearest ones in range: no run crosses its ends. */
async function aroundStretch(tx: Tx, loggerId: number, measure: Measure, range: Range, { from, to }: Stretch) {
  const { before, after, between } = sql.SERIES[measure];
  const { lowTenths: low, highTenths: high } = range;
  const [last] = await tx.run<{ at: number | null }>(before, { loggerId, from, low, high });
  const [next] = await tx.run<{ at: number | null }>(after, { loggerId, to, low, high });
  const bounds = { from: Number(last?.at ?? 0), to: Number(next?.at ?? EVER) };
  const rows = await tx.run<Point>(between, { loggerId, ...bounds });
  return { bounds, points: rows.map(({ at, value }) => ({ at: Number(at), value: Number(value) })) };
}

async function casesWithin(tx: Tx, loggerId: number, measure: Measure, { from, to }: Stretch): Promise<CaseRow[]> {
  const rows = await tx
    .select({ case: excursion, number: document.number, status: document.status })
    .from(excursion)
    .innerJoin(document, eq(document.id, excursion.documentId))
    .where(
      and(
        eq(excursion.loggerId, loggerId),
        eq(excursion.measure, measure),
        ne(document.status, 'withdrawn'),
        gt(excursion.startedAt, from),
        lt(excursion.startedAt, to),
      ),
    );
  return rows.map((row) => ({ ...row.case, number: row.number, status: row.status }));
}

/** Holds what lay at the place while it lasted and still lies there; gives how many lots are new to the case. */
async function holdExposed(
  tx: Tx,
  excursionId: number,
  locationId: number | null,
  endedAt: number | null,
): Promise<number> {
  if (locationId === null) return 0;
  const lying = await tx.run<{ lot_id: number; on_hand: number }>(sql.exposedLots, {
    locationId,
    until: endedAt ?? EVER,
  });
  if (lying.length === 0) return 0;
  const lots = lying.map((row) => ({ location_id: locationId, lot_id: row.lot_id, on_hand: Number(row.on_hand) }));
  const added = await tx.run<{ lot_id: number }>(sql.addExcursionLots, { excursionId, lots });
  const fresh = added.map((row) => ({ locationId, lotId: Number(row.lot_id) }));
  await holdPlaces(tx, excursionId, fresh);
  return fresh.length;
}

interface Watching {
  logger: LoggerRow;
  organisationId: number;
  actor: Actor;
  at: number;
}

async function openCase(tx: Tx, watching: Watching, measure: Measure, range: Range, run: Run): Promise<string> {
  const { logger, organisationId, actor, at } = watching;
  const opening = { kind: 'excursion' as const, status: 'open', act: 'open', organisationId, counterpartId: null };
  const { id, number } = await openDocument(tx, { ...opening, actor, at, detail: { ...run } });
  const values = { documentId: id, loggerId: logger.id, locationId: logger.locationId, measure, ...range };
  await tx.insert(excursion).values({ ...values, ...run });
  await holdExposed(tx, id, logger.locationId, run.endedAt);
  return number;
}

/** What was decided rested on less: the lots that were let go are held again until somebody has decided anew. */
async function reopen(tx: Tx, watching: Watching, known: CaseRow, detail: Record<string, unknown>) {
  const { actor, at } = watching;
  const request = { act: 'reopen', to: 'open', transitions: EXCURSION_ACTS, actor, at, detail };
  const moved = await advance(tx, known.documentId, request);
  if (!moved.ok) return moved;
  const released = and(eq(excursionLot.excursionId, known.documentId), eq(excursionLot.decision, 'released'));
  const undone = { decision: null, reason: '', decidedBy: null, decidedAt: null };
  const again = await tx
    .update(excursionLot)
    .set(undone)
    .where(released)
    .returning({ locationId: excursionLot.locationId, lotId: excursionLot.lotId });
  await holdPlaces(tx, known.documentId, again);
  return ok();
}

/** Brings a known case to what the readings say now. */
async function continueCase(tx: Tx, watching: Watching, known: CaseRow, run: Run): Promise<Result<undefined>> {
  const { startedAt, endedAt, worstTenths } = run;
  const longer = startedAt < known.startedAt || (endedAt ?? EVER) > (known.endedAt ?? EVER);
  const worse = worstTenths !== known.worstTenths;
  const changed = longer || worse || endedAt !== known.endedAt || startedAt !== known.startedAt;
  if (changed) {
    const now = { startedAt, endedAt, worstTenths };
    await tx.update(excursion).set(now).where(eq(excursion.documentId, known.documentId));
    if (known.status === 'closed') {
      const opened = longer || worse ? await reopen(tx, watching, known, now) : ok();
      if (!opened.ok) return opened;
    } else if (known.endedAt === null && endedAt !== null) {
      const { actor, at } = watching;
      const request = { act: 'end', to: 'open', transitions: EXCURSION_ACTS, actor, at, detail: now };
      const moved = await advance(tx, known.documentId, request);
      if (!moved.ok) return moved;
    }
  }
  if (known.status === 'open' || longer || worse) await holdExposed(tx, known.documentId, known.locationId, endedAt);
  return ok();
}

/** Lets go what a case holds at these places; another case that wants them holds them from now on. */
export async function letGo(
  tx: Tx,
  excursionId: number,
  places: readonly { locationId: number; lotId: number }[],
): Promise<void> {
  for (const place of await letPlacesGo(tx, excursionId, places)) {
    const [next] = await tx.run<{ id: number }>(sql.nextHolder, { ...place, excursionId });
    if (next !== undefined) await holdPlaces(tx, Number(next.id), [place]);
  }
}

/** Later readings show that it never lasted so long: nobody has decided anything yet, so nothing is left of it. */
async function withdrawCase(tx: Tx, watching: Watching, known: CaseRow): Promise<Result<undefined>> {
  if (known.status !== 'open') return ok();
  const parts = await tx.select().from(excursionLot).where(eq(excursionLot.excursionId, known.documentId));
  if (parts.some((part) => part.decision !== null)) return ok();
  const { actor, at } = watching;
  const request = { act: 'withdraw', to: 'withdrawn', transitions: EXCURSION_ACTS, actor, at };
  const moved = await advance(tx, known.documentId, request);
  if (!moved.ok) return moved;
  const open = and(eq(excursion.documentId, known.documentId), isNull(excursion.endedAt));
  await tx.update(excursion).set({ endedAt: at }).where(open);
  await letGo(tx, known.documentId, parts);
  return ok();
}

/**
 * Judges a stretch of new readings with their neighbours: opens, continues and refutes cases, and holds what lay
 * there, all in the transaction of the readings. Gives the numbers of the cases that it opened.
 */
export async function watchReadings(tx: Tx, watching: Watching, stretch: Stretch): Promise<Result<string[]>> {
  const opened: string[] = [];
  const { logger } = watching;
  for (const measure of MEASURES) {
    const range = rangeOf(logger, measure);
    if (range === undefined) continue;
    const { bounds, points } = await aroundStretch(tx, logger.id, measure, range, stretch);
    const runs = runsOf(points, range, logger.graceMinutes * MINUTE_MS);
    const { kept, found, refuted } = matchRuns(runs, await casesWithin(tx, logger.id, measure, bounds));
    for (const { run, known } of kept) {
      const done = await continueCase(tx, watching, known, run);
      if (!done.ok) return done;
    }
    for (const known of refuted) {
      const done = await withdrawCase(tx, watching, known);
      if (!done.ok) return done;
    }
    for (const run of found) opened.push(await openCase(tx, watching, measure, range, run));
  }
  return ok(opened);
}
