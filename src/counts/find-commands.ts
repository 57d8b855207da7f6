/** Reporting what was found: first findings, the second ones that are asked for, and lots the books do not have. */
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { countLine } from '../../db/schema/counts.ts';
import { lot } from '../../db/schema/ledger.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openLots } from '../ledger/lots.ts';
import { storesOf } from '../organisations/queries.ts';
import { catchRecalled } from '../recalls/catch-commands.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnCount, type Seen } from './act-commands.ts';
import { type CountRow, countLines, type LoadedCount, nextLineNumber } from './count-record.ts';
import { judgeLines } from './judge-queries.ts';
import { placeOfFinding } from './rules.ts';

/** Two boxes as typed: packs and loose units. */
export interface TypedQuantity {
  packs?: string | undefined;
  units?: string | undefined;
}

export interface FindingsInput {
  /** By the id of the line. */
  lines: Record<string, TypedQuantity>;
  /** When it was counted, UTC ms; null for now. A sheet of paper is typed in later. */
  countedAt: number | null;
}

export interface FindingsDone {
  counted: number;
  /** Lines that another person must count again now. */
  recounts: number;
}

const boxes = ({ packs, units }: TypedQuantity) => ({
  ...(packs !== undefined && { packs }),
  ...(units !== undefined && { units }),
});

const isEmpty = ({ packs = '', units = '' }: TypedQuantity) => packs.trim() === '' && units.trim() === '';

function checkMoment(loaded: LoadedCount, countedAt: number | null, at: number): Result<number> {
  const moment = countedAt ?? at;
  if (moment > at) return refuse('count_found_future', {}, 'countedAt');
  if (moment < loaded.count.asOf) return refuse('count_found_before', {}, 'countedAt');
  return ok(moment);
}

interface Reported {
  row: CountRow;
  base: number;
  place: 'first' | 'second';
}

/** What of the form is a report: empty boxes are not. Refuses at the line's own field. */
function reportsOf(loaded: LoadedCount, input: FindingsInput, actor: Actor): Result<Reported[]> {
  const reports: Reported[] = [];
  for (const [id, typed] of Object.entries(input.lines)) {
    if (isEmpty(typed)) continue;
    const row = loaded.lines.find(({ line }) => line.id === Number(id));
    if (row === undefined) return refuse('not_found');
    const read = readQuantity(boxes(typed), row.item);
    if (!read.ok) return refuse(read.reason, read.detail, `line.${id}.${read.field ?? 'packs'}`);
    const place = placeOfFinding(row.line, actor.userId);
    const named = { item: row.item.genericName, lot: row.lot.number };
    if (!place.ok) return refuse(place.reason, named, `line.${id}.packs`);
    reports.push({ row, base: read.value, place: place.value });
  }
  return reports.length === 0 ? refuse('count_nothing_typed') : ok(reports);
}

const first = (base: number, by: number, at: number) => ({ countedBase: base, countedBy: by, countedAt: at });
const second = (base: number, by: number, at: number) => ({ recountedBase: base, recountedBy: by, recountedAt: at });

async function keep(tx: Tx, loaded: LoadedCount, reports: readonly Reported[], who: Actor, moment: number, at: number) {
  const tolerance = await ruleOn(tx, 'count_tolerance', dayOf(at));
  const rows = reports.map(({ row, base, place }) => {
    const written = place === 'first' ? first(base, who.userId, moment) : second(base, who.userId, moment);
    return { ...row, line: { ...row.line, ...written } };
  });
  const judged = await judgeLines(tx, rows, at, tolerance);
  let recounts = 0;
  for (const [index, one] of judged.entries()) {
    const { place = 'first', base = 0 } = reports[index] ?? {};
    const isFirst = place === 'first';
    // The second finding stands, unless more has left since than it found
    const asked = isFirst ? one.conflict !== null : one.conflict === 'moved';
    if (asked) recounts += 1;
    const recount = asked ? ('asked' as const) : isFirst ? ('none' as const) : ('done' as const);
    const moved = isFirst ? { movedBase: one.movedBase } : { recountMovedBase: one.movedBase };
    const written = isFirst ? first(base, who.userId, moment) : second(base, who.userId, moment);
    const recountReason = asked ? (one.conflict ?? '') : one.line.recountReason;
    await tx
      .update(countLine)
      .set({ ...written, ...moved, recount, recountReason })
      .where(and(eq(countLine.id, one.line.id), eq(countLine.countId, loaded.document.id)));
  }
  return recounts;
}

/**
 * Keeps what was found on any number of lines, all or none. What moved since the moment of the count is included. Asks
 * for a second person where the finding conflicts. Refuses a count that is closed, lines that another person counted,
 * and a time before the count's moment or after now.
 */
export function recordFindings(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: FindingsInput,
): Promise<Answer<FindingsDone>> {
  const request = { act: 'count.find', permission: 'count.make' as const, ...given, input };
  return actOnCount(services, actor, request, async (tx, loaded, at) => {
    if (loaded.document.status !== 'counting') return refuse('count_closed', { number: given.number });
    const moment = checkMoment(loaded, input.countedAt, at);
    if (!moment.ok) return moment;
    const reports = reportsOf(loaded, input, actor);
    if (!reports.ok) return reports;
    const recounts = await keep(tx, loaded, reports.value, actor, moment.value, at);
    const value = { counted: reports.value.length, recounts };
    const after = reports.value.map(({ row, base }) => ({ line: row.line.lineNumber, lot: row.lot.number, base }));
    return ok({ value, subject: given.number, after: { lines: after, recounts } });
  });
}

export interface FoundLotInput {
  itemCode: string;
  lotNumber: string;
  expiresOn: string;
  storeId: number;
  quantity: TypedQuantity;
}

/** The lot of that number and expiry: the youngest known one, or a new one at the item's price. */
async function lotFor(tx: Tx, goods: { id: number; pricePack: number }, input: FoundLotInput, at: number) {
  const { lotNumber: number, expiresOn } = input;
  const same = and(eq(lot.itemId, goods.id), eq(lot.number, number), eq(lot.expiresOn, expiresOn));
  const [known] = await tx.select({ id: lot.id }).from(lot).where(same).orderBy(desc(lot.id)).limit(1);
  if (known !== undefined) return known.id;
  const identity = { itemId: goods.id, number, expiresOn, pricePack: goods.pricePack, origin: 'count' };
  const [opened] = await openLots(tx, [identity], dayOf(at), at);
  if (opened === undefined) throw new Error(`lot ${number} was not opened`);
  return opened;
}

/**
 * Adds a lot that lies there and not in the books of the place, as found; another person counts it again. Refuses an
 * unknown item, a store of another member, and a lot that is a line already.
 */
export function addFoundLot(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: FoundLotInput,
): Promise<Answer<{ line: number }>> {
  const request = { act: 'count.found', permission: 'count.make' as const, ...given, input };
  return actOnCount(services, actor, request, async (tx, loaded, at) => {
    const { document } = loaded;
    if (document.status !== 'counting') return refuse('count_closed', { number: given.number });
    const goods = await itemByCode(tx, input.itemCode);
    if (goods === undefined) return refuse('count_item_unknown', { code: input.itemCode }, 'item');
    const stores = await storesOf(tx, [document.organisationId]);
    if (!stores.some((store) => store.id === input.storeId)) return refuse('count_store_unknown', {}, 'store');
    const read = readQuantity(boxes(input.quantity), goods);
    if (!read.ok) return refuse(read.reason, read.detail, `quantity.${read.field ?? 'packs'}`);
    if (read.value === 0) return refuse('count_found_none', {}, 'quantity.packs');
    const lotId = await lotFor(tx, goods, input, at);
    const arrival = { organisationId: document.organisationId, actor, at };
    const caught = await catchRecalled(tx, { ...arrival, lots: [{ lotId, quantityBase: read.value }] });
    if (!caught.ok) return caught;
    const known = loaded.lines.find(({ line }) => line.lotId === lotId && line.locationId === input.storeId);
    if (known !== undefined) return refuse('count_lot_listed', { line: known.line.lineNumber }, 'lotNumber');
    const lineNumber = await nextLineNumber(tx, document.id);
    const place = { countId: document.id, lineNumber, locationId: input.storeId, itemId: goods.id, lotId };
    const [added] = await tx
      .insert(countLine)
      .values({ ...place, bookBase: 0, found: true })
      .returning({ id: countLine.id });
    const [row] = await countLines(tx, document.id, { lineId: added?.id ?? 0 });
    if (row === undefined) throw new Error(`line ${lineNumber} was not written`);
    await keep(tx, loaded, [{ row, base: read.value, place: 'first' }], actor, at, at);
    const after = { item: goods.code, lotNumber: input.lotNumber, quantityBase: read.value };
    return ok({ value: { line: lineNumber }, subject: given.number, after });
  });
}

/** Asks for a second person on a line by hand. Refuses lines that nobody has counted. */
export function askRecount(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  lineId: number,
): Promise<Answer<{ line: number }>> {
  const request = { act: 'count.recount', permission: 'count.make' as const, ...given, input: { lineId } };
  return actOnCount(services, actor, request, async (tx, loaded) => {
    if (loaded.document.status !== 'counting') return refuse('count_closed', { number: given.number });
    const row = loaded.lines.find(({ line }) => line.id === lineId);
    if (row === undefined || row.line.countedBase === null) return refuse('not_found');
    const asked = { recount: 'asked' as const, recountReason: 'hand' };
    await tx.update(countLine).set(asked).where(eq(countLine.id, lineId));
    const { lineNumber } = row.line;
    return ok({ value: { line: lineNumber }, subject: given.number, after: { line: lineNumber } });
  });
}
