/** What the pages of tracing list: rates, papers with missing codes, scans, alarms, boxes; within the scope. */
import type { Db } from '../../db/database.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import * as sql from './list-statements.ts';
import { dayOfNumber, numberOfDay } from './paper-queries.ts';
import type { AlarmKind, TraceAct } from './rules.ts';

export interface Span {
  /** Days, both included. */
  from: string;
  to: string;
  /** Code of a member; empty for all. */
  member: string;
  act: TraceAct | '';
}

export const GROUPINGS = ['member', 'day', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Rate {
  code: string;
  name: string;
  act: TraceAct;
  due: number;
  scanned: number;
}

const BY = { member: sql.ratesByMember, day: sql.ratesByDay, month: sql.ratesByMonth };

/** What was scanned of what was due, by member, day or month, and act. */
export async function captureRates(db: Db, scope: string, span: Span, by: Grouping): Promise<Rate[]> {
  const rows = await db.run<Rate>(BY[by], { ...span, scope });
  return rows.map((row) => ({ ...row, due: Number(row.due), scanned: Number(row.scanned) }));
}

export interface MissingPaper {
  act: TraceAct;
  id: number;
  number: string;
  place: string;
  day: string;
  due: number;
  missing: number;
}

interface MissingRow extends Omit<MissingPaper, 'id' | 'day'> {
  document_id: number;
  day: string | null;
  day_number: number | null;
}

const LAST_ID = Number.MAX_SAFE_INTEGER;

/** Which papers are listed: those that lack codes, or every one that a rate is made of. */
export type PaperKind = 'missing' | 'all';

/** Papers that lack codes, or all, newest first, after the cursor (document id, act); one more than `size`. */
export async function missingPapers(
  db: Db,
  scope: string,
  span: Span,
  kind: PaperKind,
  page: { cursor?: readonly [number, string] | undefined; size: number },
): Promise<MissingPaper[]> {
  const [before, beforeAct] = page.cursor ?? [LAST_ID, ''];
  const { from, to, member, act } = span;
  const days = { from, to, fromNumber: numberOfDay(from), toNumber: numberOfDay(to) };
  const asked = {
    ...days,
    scope,
    member,
    before,
    beforeAct,
    whole: kind === 'all' ? 'yes' : 'no',
    size: page.size + 1,
  };
  const rows = await db.run<MissingRow>(sql.missingPapers[act], asked);
  return rows.map((row) => ({
    act: row.act,
    id: row.document_id,
    number: row.number,
    place: row.place,
    day: row.day ?? dayOfNumber(row.day_number) ?? '',
    due: Number(row.due),
    missing: Number(row.missing),
  }));
}

export interface ListedScan {
  id: number;
  code: string;
  act: TraceAct;
  part_base: number | null;
  outer_code: string | null;
  at: number;
  place_code: string;
  place: string;
  number: string;
  kind: string;
  item_code: string;
  generic_name: string;
  strength: string;
  manufacturer: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  lot_number: string;
  expires_on: string;
  person: string | null;
  prescription: string;
  nhsa: string | null;
  base_code: string | null;
}

/** Scans that stand, newest first, from before the cursor; one more than `size`. */
export async function listScans(
  db: Db,
  scope: string,
  asked: Span & { q: string },
  page: { before?: number | undefined; size: number },
): Promise<ListedScan[]> {
  const { from, to, member, act, q } = asked;
  const times = { since: startOfDay(from), until: startOfDay(addDays(to, 1)) };
  const before = page.before ?? LAST_ID;
  return db.run<ListedScan>(sql.scans, { ...times, scope, member, act, q: q.trim(), before, size: page.size + 1 });
}

export interface ListedAlarm {
  id: number;
  code: string;
  kind: AlarmKind;
  raised_at: number;
  closed_at: number | null;
  reason: string;
  place: string;
  path: string;
  item_code: string;
  generic_name: string;
  strength: string;
  first_number: string;
  first_act: TraceAct;
  first_place: string;
  first_at: number;
  second_number: string;
  second_act: TraceAct;
  second_by: number;
  second_at: number;
  closed_by_name: string | null;
}

export const ALARM_TABS = ['open', 'closed', 'all'] as const;
export type AlarmTab = (typeof ALARM_TABS)[number];

/** Alarms that one of their two places is within the scope of, newest first; one more than `size`. */
export function listAlarms(
  db: Db,
  scope: string,
  asked: { tab: AlarmTab; q: string },
  page: { before?: number | undefined; size: number },
): Promise<ListedAlarm[]> {
  const given = { open: asked.tab, q: asked.q.trim(), before: page.before ?? LAST_ID, size: page.size + 1 };
  return db.run<ListedAlarm>(sql.alarms, { ...given, scope });
}

export async function alarmById(db: Db, scope: string, id: number): Promise<ListedAlarm | undefined> {
  const [row] = await db.run<ListedAlarm>(sql.alarmById, { id, scope });
  return row;
}

export function alarmsOfCode(db: Db, scope: string, code: string): Promise<ListedAlarm[]> {
  return db.run<ListedAlarm>(sql.alarmsOfCode, { code, scope });
}

export interface ListedBox {
  outer_code: string;
  packs: number;
  source: string;
  recorded_at: number;
  around: string | null;
}

/** Boxes whose packs are known, by code; one more than `size`. */
export function listBoxes(db: Db, q: string, page: { after: string; size: number }): Promise<ListedBox[]> {
  return db.run<ListedBox>(sql.boxes, { q: q.trim(), after: page.after, size: page.size + 1 });
}
