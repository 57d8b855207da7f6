/** One count as its page shows it: who may do what, what is open, and the differences once they may be seen. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { person } from '../../db/schema/users.ts';
import { may } from '../auth/roles.ts';
import { mayAgree, type StockLevel, worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { itemById } from '../catalogue/queries.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { type LocationRow, storesOf } from '../organisations/queries.ts';
import { linesMeant, meantBy } from '../scanning/meant-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { type CountRecord, countByNumber, countLines } from './count-record.ts';
import { type Judged, judgeLines } from './judge-queries.ts';
import { levelOfCount } from './post-commands.ts';
import { checkApprover } from './rules.ts';
import type { ScopeDetail } from './scope-queries.ts';

export interface CountView extends CountRecord {
  detail: ScopeDetail;
  lines: Judged[];
  stores: LocationRow[];
  acts: ActRow[];
  /** Names of those who counted, by id. */
  names: Map<number, string>;
  progress: { lines: number; counted: number; recounts: number; differing: number };
  /** Whether book quantities and differences may be seen by now. */
  revealed: boolean;
  level: StockLevel;
  controlled: boolean;
  can: { count: boolean; decide: boolean; approve: boolean; why: 'own' | 'level' | null; prices: boolean };
}

async function namesOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

function decisionOf(viewer: Viewer, view: Pick<CountView, 'place' | 'lines' | 'acts' | 'level'>): CountView['can'] {
  const counters = view.lines.flatMap(({ line }) => [line.countedBy, line.recountedBy]);
  const decide = may(viewer.roles, 'count.approve');
  const other = checkApprover(viewer.userId, counters, view.acts).ok;
  const enough = mayAgree(viewer, 'count.approve', view.place, view.level);
  return {
    count: may(viewer.roles, 'count.make') && worksAt(viewer, view.place),
    decide,
    approve: decide && other && enough,
    why: other ? (enough ? null : 'level') : 'own',
    prices: may(viewer.roles, 'stock.read.prices'),
  };
}

/** Whether a line differs: as it was handed in, and while people count as it would be now. */
function differs(status: string, one: Judged): boolean {
  return ((status === 'counting' ? one.differenceBase : one.line.differenceBase) ?? 0) !== 0;
}

/** The count as the viewer sees it; undefined when there is none within the scope. */
export async function countView(db: Db, viewer: Viewer, number: string, now: number): Promise<CountView | undefined> {
  const record = await countByNumber(db, number);
  if (record === undefined || !record.place.path.startsWith(viewer.scopePath)) return undefined;
  const { document, count } = record;
  const tolerance = await ruleOn(db, 'count_tolerance', dayOf(now));
  const lines = await judgeLines(db, await countLines(db, document.id), now, tolerance);
  const progress = {
    lines: lines.length,
    counted: lines.filter((one) => one.foundBase !== null).length,
    recounts: lines.filter((one) => one.line.recount === 'asked').length,
    differing: lines.filter((one) => differs(document.status, one)).length,
  };
  const whole = progress.counted === progress.lines && progress.recounts === 0;
  const counting = document.status === 'counting';
  const acts = await timelineOf(db, document.id);
  const settled = lines.map(({ line, lot, differenceBase, differenceFen }) => {
    const kept = counting ? { differenceBase, differenceFen } : line;
    return { differenceBase: kept.differenceBase, differenceFen: kept.differenceFen, frozen: lot.frozen !== null };
  });
  const level = levelOfCount(settled, await ruleOn(db, 'count_tiers', dayOf(now)));
  const people = lines.flatMap(({ line }) => [line.countedBy, line.recountedBy]).filter((id) => id !== null);
  return {
    ...record,
    detail: count.detail as ScopeDetail,
    lines,
    acts,
    progress,
    level,
    stores: await storesOf(db, [document.organisationId]),
    names: await namesOf(db, people),
    revealed: !counting || !count.blind || whole,
    controlled: lines.some((one) => (one.differenceBase ?? 0) !== 0 && isControlled(one.item.controlClass)),
    can: decisionOf(viewer, { ...record, lines, acts, level }),
  };
}

export const LINE_TABS = ['open', 'recount', 'counted', 'differing', 'all'] as const;
export type LineTab = (typeof LINE_TABS)[number];

/** The lines of a tab, narrowed by words, pinyin or a code of the item, or by part of a lot number. */
export async function linesOfTab(
  db: Db,
  view: Pick<CountView, 'lines' | 'document'>,
  tab: LineTab,
  q: string | undefined,
): Promise<Judged[]> {
  const ids = await idsMatching(db, q, { retired: true });
  const about = ids && new Set(ids);
  const text = (q ?? '').trim().toLowerCase();
  return view.lines.filter((one) => {
    if (tab === 'open' && one.foundBase !== null) return false;
    if (tab === 'recount' && one.line.recount !== 'asked') return false;
    if (tab === 'counted' && one.foundBase === null) return false;
    if (tab === 'differing' && !differs(view.document.status, one)) return false;
    return about === undefined || about.has(one.item.id) || one.lot.number.toLowerCase().includes(text);
  });
}

export interface ScanFound {
  /** Lines that the scan may mean. */
  lines: Judged[];
  /** Why the code does not read without doubt. */
  unread: Refusal | null;
  /** What it says of a lot that is on no line, for adding it. */
  itemCode: string;
  lotNumber: string;
  expiresOn: string;
}

const factsOf = ({ item, lot }: Judged) => ({ itemId: item.id, lotId: lot.id, lotNumber: lot.number });

/** What a scan means here: a code with item and lot, our own label, a lot number, or a code or name of the item. */
export async function scanInCount(db: Db, view: Pick<CountView, 'lines'>, typed: string): Promise<ScanFound> {
  const meant = await meantBy(db, typed, { retired: true });
  if (!meant.ok) return { lines: [], unread: meant, itemCode: '', lotNumber: '', expiresOn: '' };
  const { itemIds, lotNumber, scanned } = meant.value;
  const [only] = itemIds;
  const known = itemIds.length === 1 && only !== undefined ? await itemById(db, only) : undefined;
  const lines = linesMeant(view.lines, meant.value, factsOf);
  return { lines, unread: null, itemCode: known?.code ?? '', lotNumber, expiresOn: scanned.expiresOn };
}
