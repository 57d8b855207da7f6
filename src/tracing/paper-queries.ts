/** A paper as whoever scans at it sees it: its lines with their codes, and what is still missing. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor, OrganisationKind } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { mayInspect } from '../receiving/rules.ts';
import { coveredBy, isRequired } from './capture-commands.ts';
import { scansOf } from './capture-statements.ts';
import * as sql from './paper-statements.ts';
import type { CaptureLine, CapturePaper } from './place-queries.ts';
import { type TraceAct, tallyLines } from './rules.ts';

type Asker = Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>;

export interface PaperLine extends CaptureLine {
  itemCode: string;
  detail: string;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
  carries: boolean;
  /** Of the heap that the line begins; none where it joins an earlier line of its item. */
  duePacks: number;
  scannedPacks: number;
  coveredBase: number;
  joined: boolean;
}

export interface TracePaper extends CapturePaper {
  number: string;
  status: string;
  place: string;
  lines: PaperLine[];
  /** The act is done: scans are added to it, none is taken back. */
  done: boolean;
}

const ACTS_OF: Record<string, readonly TraceAct[]> = {
  receipt: ['receipt'],
  dispatch: ['dispatch', 'arrival'],
  issue: ['issue'],
  issue_return: ['issue_return'],
  supplier_return: ['supplier_return'],
};

const OPEN_STATES: Record<TraceAct, readonly string[] | null> = {
  receipt: null,
  dispatch: ['picking', 'in_transit', 'discrepancy', 'received'],
  arrival: ['in_transit', 'discrepancy', 'received'],
  issue: ['posted'],
  issue_return: ['posted'],
  supplier_return: ['proposed', 'returned'],
};

interface Place {
  id: number;
  path: string;
  name: string;
  kind: OrganisationKind;
}

function placeFor(head: sql.HeadRow, act: TraceAct): Place {
  const kind = (head.inspecting_kind ?? 'branch') as OrganisationKind;
  const sender = { id: head.place_id, path: head.place_path, name: head.place_name, kind };
  if (act === 'arrival') return { id: head.to_id ?? 0, path: head.to_path ?? '', name: head.to_name ?? '', kind };
  if (act !== 'receipt') return sender;
  return { ...sender, id: head.inspecting_id ?? sender.id, path: head.inspecting_path ?? sender.path };
}

export async function headOf(db: Db, number: string): Promise<sql.HeadRow | undefined> {
  const [head] = await db.run<sql.HeadRow>(sql.headOf, { number });
  return head;
}

/** Whether this person sees the paper at this act: within the scope, its own sender or receiver. */
export function seesPaper(head: sql.HeadRow, act: TraceAct, asker: Asker): boolean {
  if (!(ACTS_OF[head.kind] ?? []).includes(act)) return false;
  const paths = [placeFor(head, act).path, head.place_path, ...(head.to_path === null ? [] : [head.to_path])];
  return paths.some((path) => path.startsWith(asker.scopePath));
}

/** Whether this person may scan at it: whoever may do the act itself. */
export function mayScan(head: sql.HeadRow, act: TraceAct, asker: Asker): boolean {
  const states = OPEN_STATES[act];
  if (head.status === 'abandoned' || (states !== null && !states.includes(head.status))) return false;
  const { roles, organisationId, scopePath } = asker;
  const place = placeFor(head, act);
  const own = organisationId === place.id;
  const within = place.path.startsWith(scopePath);
  if (act === 'receipt') return may(roles, 'receipt.inspect') && within && mayInspect(asker, place);
  if (act === 'dispatch') return worksAt(asker, place) && (may(roles, 'dispatch.pick') || may(roles, 'dispatch.post'));
  if (act === 'arrival') return may(roles, 'dispatch.receive') && within && organisationId !== head.place_id;
  if (act === 'supplier_return') return may(roles, 'return.make') && within;
  return own && may(roles, 'issue.record');
}

const DAY_MS = 86_400_000;

/** Days since 1970 in Shanghai as a day; null while there is none. */
export const dayOfNumber = (days: number | null) =>
  days === null ? null : new Date(Number(days) * DAY_MS).toISOString().slice(0, 10);

/** The number of a day, as the statements count days. */
export const numberOfDay = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

function lineOf(row: sql.LineRow, coveredBase: number): PaperLine {
  const { pack_size: packSize, pack_unit: packUnit, base_unit: baseUnit, scale } = row;
  const quantityBase = Number(row.quantity_base);
  return {
    id: row.id,
    lineNumber: row.line_number,
    itemId: row.item_id,
    itemCode: row.item_code,
    itemName: row.generic_name,
    detail: [row.strength, row.manufacturer].filter((one) => one !== '').join(' '),
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    quantityBase,
    packSize,
    doneOn: row.day ?? dayOfNumber(row.day_number),
    shape: { packSize, packUnit, baseUnit, scale },
    carries: Number(row.prefixes) > 0,
    duePacks: 0,
    scannedPacks: 0,
    coveredBase,
    joined: false,
  };
}

/** The paper of that head at that act, with what scans cover of each line. */
export async function paperOf(db: Db, head: sql.HeadRow, act: TraceAct): Promise<TracePaper> {
  const rows = await db.run<sql.LineRow>(sql.linesOf[act], { id: head.id });
  const covered = await coveredBy(db, head.id, act);
  const place = placeFor(head, act);
  const moved = rows.map((row) => lineOf(row, covered.get(row.id) ?? 0)).filter((line) => line.quantityBase > 0);
  const tallies = tallyLines(act, moved);
  const lines = moved.map((line) => {
    const { due = 0, scanned = 0 } = tallies.get(line.id) ?? {};
    return { ...line, duePacks: due, scannedPacks: scanned, joined: !tallies.has(line.id) };
  });
  return {
    act,
    documentId: head.id,
    organisationId: place.id,
    returnsId: head.returns_id,
    number: head.number,
    status: head.status,
    place: place.name,
    lines,
    done: lines.length > 0 && lines.every((line) => line.doneOn !== null),
  };
}

export interface PaperScan {
  id: number;
  code: string;
  lineId: number | null;
  partBase: number | null;
  outerCode: string | null;
  at: number;
  person: string;
  alarmed: boolean;
}

interface ScanRow {
  id: number;
  code: string;
  line_id: number | null;
  part_base: number | null;
  outer_code: string | null;
  at: number;
  person: string | null;
  alarms: number;
}

/** The scans of a paper that stand, newest first. */
export async function paperScans(db: Db, documentId: number, act: TraceAct): Promise<PaperScan[]> {
  const rows = await db.run<ScanRow>(scansOf, { documentId, act });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    lineId: row.line_id,
    partBase: row.part_base,
    outerCode: row.outer_code,
    at: row.at,
    person: row.person ?? '',
    alarmed: Number(row.alarms) > 0,
  }));
}

export interface TraceStripData {
  number: string;
  act: TraceAct;
  duePacks: number;
  scannedPacks: number;
  /** Whether this person may scan here. */
  scan: boolean;
  /** Whether the act waits for its codes. */
  required: boolean;
  done: boolean;
}

/** What the page of a paper says of its codes; null where no code is due, none was scanned, or nobody may look. */
export async function traceStrip(
  db: Db,
  asker: Asker,
  asked: { number: string; act: TraceAct },
  now: number,
): Promise<TraceStripData | null> {
  const { number, act } = asked;
  const head = await headOf(db, number);
  if (head === undefined || !may(asker.roles, 'trace.read') || !seesPaper(head, act, asker)) return null;
  const { lines, done } = await paperOf(db, head, act);
  const sum = (of: (line: PaperLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const duePacks = sum((line) => line.duePacks);
  if (duePacks === 0) return null;
  const required = !done && (await isRequired(db, act, dayOf(now)));
  const scannedPacks = sum((line) => line.scannedPacks);
  return { number, act, duePacks, scannedPacks, scan: mayScan(head, act, asker), required, done };
}
