/**
 * What a page of a plan says about all its lines at once: what needs attention, amounts by channel, each member's part.
 * It is worked out once for each version of a plan and kept for a while: a plan of two thousand lines opens at once.
 */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import type { Channel, planLine } from '../../db/schema/plans.ts';
import { rowset, statement } from '../../db/statement.ts';
import { whyNotOrder } from '../parties/licence-queries.ts';
import { interestsOf } from '../parties/queries.ts';
import { type VolumeProgress, volumeProgress } from '../prices/progress-queries.ts';
import { lineShares } from './budget-queries.ts';
import type { PlanRecord } from './plan-queries.ts';

export const FLAGS = ['no_supplier', 'barred', 'price_up', 'exception', 'lagging'] as const;
export type Flag = (typeof FLAGS)[number];

export interface MemberPart {
  organisationId: number;
  category: string;
  amountFen: number;
  lines: number;
}

export interface PlanDigest {
  /** By line id, of the lines that need attention. */
  flags: ReadonlyMap<number, Flag[]>;
  counts: { changed: number; byChannel: Partial<Record<Channel, { lines: number; amountFen: number }>> };
  /** By contract line. */
  progress: ReadonlyMap<number, VolumeProgress>;
  /** Price of the lot that came last, by item; 1/10,000 yuan a pack. */
  lastPaid: ReadonlyMap<number, number>;
  /** Why nothing may be ordered from a supplier today, by party. */
  barred: ReadonlyMap<number, { reason: string; detail: Record<string, string | number | boolean | null> }>;
  /** Suppliers that are members too, by party. */
  interests: ReadonlyMap<number, string>;
  parts: MemberPart[];
}

const lastLots = statement(
  `select given.id as item_id, (select lot.price_pack from lot where lot.item_id = given.id and lot.price_pack > 0
     order by lot.id desc limit 1) as price_pack
   from ${rowset('items', { id: 'int' })} as given`,
);

type Row = Pick<
  typeof planLine.$inferSelect,
  | 'id'
  | 'itemId'
  | 'partyId'
  | 'channel'
  | 'pricePack'
  | 'contractLineId'
  | 'proposedBase'
  | 'quantityBase'
  | 'amountFen'
>;

const columnsOfLines = gathered<{
  id: number;
  item_id: number;
  party_id: number | null;
  channel: Channel;
  price_pack: number;
  contract_line_id: number | null;
  proposed_base: number;
  quantity_base: number;
  amount_fen: number;
}>(
  [
    'id',
    'item_id',
    'party_id',
    'channel',
    'price_pack',
    'contract_line_id',
    'proposed_base',
    'quantity_base',
    'amount_fen',
  ],
  'from plan_line where plan_id = :planId',
);

async function linesOfPlan(db: Db, planId: number): Promise<Row[]> {
  const lines = await columnsOfLines(db, { planId });
  return lines.id.map((id, at) => ({
    id,
    itemId: lines.item_id[at] ?? 0,
    partyId: lines.party_id[at] ?? null,
    channel: lines.channel[at] ?? 'listed',
    pricePack: lines.price_pack[at] ?? 0,
    contractLineId: lines.contract_line_id[at] ?? null,
    proposedBase: lines.proposed_base[at] ?? 0,
    quantityBase: lines.quantity_base[at] ?? 0,
    amountFen: lines.amount_fen[at] ?? 0,
  }));
}

async function lastPaidOf(db: Db, itemIds: readonly number[]): Promise<Map<number, number>> {
  const items = [...new Set(itemIds)].map((id) => ({ id }));
  const rows = await db.run<{ item_id: number; price_pack: number | null }>(lastLots, { items });
  return new Map(rows.flatMap((row) => (row.price_pack === null ? [] : [[row.item_id, Number(row.price_pack)]])));
}

function flagsOf(line: Row, digest: Pick<PlanDigest, 'progress' | 'lastPaid' | 'barred'>): Flag[] {
  if (line.quantityBase === 0) return [];
  const flags: Flag[] = [];
  if (line.partyId === null) flags.push('no_supplier');
  else if (digest.barred.has(line.partyId)) flags.push('barred');
  if (line.pricePack > (digest.lastPaid.get(line.itemId) ?? line.pricePack)) flags.push('price_up');
  if (line.channel === 'filed' || line.channel === 'ad_hoc') flags.push('exception');
  const progress = line.contractLineId === null ? undefined : digest.progress.get(line.contractLineId);
  if (progress !== undefined && progress.state !== 'ahead') flags.push('lagging');
  return flags;
}

function partsOf(shares: Awaited<ReturnType<typeof lineShares>>): MemberPart[] {
  const parts = new Map<string, MemberPart>();
  for (const { organisationId, category, amountFen } of shares) {
    const key = `${organisationId}-${category}`;
    const part = parts.get(key) ?? { organisationId, category, amountFen: 0, lines: 0 };
    parts.set(key, part);
    part.amountFen += amountFen;
    part.lines += 1;
  }
  return [...parts.values()];
}

type Known = Omit<PlanDigest, 'parts'>;

async function knownOf(db: Db, planId: number, day: string): Promise<Known> {
  const lines = await linesOfPlan(db, planId);
  const bought = lines.filter((line) => line.quantityBase > 0);
  const asks = bought.flatMap(({ partyId, itemId }) => (partyId === null ? [] : [{ partyId, itemId }]));
  const contracts = bought.flatMap((line) => (line.contractLineId === null ? [] : [line.contractLineId]));
  const itemIds = lines.map((line) => line.itemId);
  const [barred, progress, lastPaid, interests] = await Promise.all([
    whyNotOrder(db, asks, day),
    volumeProgress(db, contracts, day),
    lastPaidOf(db, itemIds),
    interestsOf(db, [...new Set(asks.map((ask) => ask.partyId))]),
  ]);
  const known = { progress, lastPaid, barred };
  const byChannel: PlanDigest['counts']['byChannel'] = {};
  for (const line of lines) {
    const sum = byChannel[line.channel] ?? { lines: 0, amountFen: 0 };
    byChannel[line.channel] = { lines: sum.lines + 1, amountFen: sum.amountFen + line.amountFen };
  }
  const flagged = lines.map((line): [number, Flag[]] => [line.id, flagsOf(line, known)]);
  return {
    ...known,
    flags: new Map(flagged.filter(([, flags]) => flags.length > 0)),
    counts: { changed: lines.filter((line) => line.quantityBase !== line.proposedBase).length, byChannel },
    interests: new Map([...interests].map(([partyId, interest]) => [partyId, interest.name])),
  };
}

/** What the lines say and what members have on them do not wait for each other. */
async function digest(db: Db, record: PlanRecord, day: string): Promise<PlanDigest> {
  const { id: planId, organisationId: hubId } = record.document;
  const [shares, known] = await Promise.all([lineShares(db, planId, hubId), knownOf(db, planId, day)]);
  return { ...known, parts: partsOf(shares) };
}

const KEPT_MS = 30_000;
const MOST_KEPT = 50;

interface Kept {
  value: Promise<PlanDigest>;
  until: number;
}
const memories = new WeakMap<Db, Map<string, Kept>>();

/** The digest of the plan as this version of it stands; licences and volumes in it may be half a minute old. */
export function planDigest(db: Db, record: PlanRecord, day: string): Promise<PlanDigest> {
  const memory = memories.get(db) ?? new Map<string, Kept>();
  memories.set(db, memory);
  const key = `${record.document.id} ${record.document.version} ${day}`;
  const kept = memory.get(key);
  if (kept !== undefined && kept.until > performance.now()) return kept.value;
  if (memory.size >= MOST_KEPT) memory.clear();
  const value = digest(db, record, day);
  memory.set(key, { value, until: performance.now() + KEPT_MS });
  value.catch(() => memory.delete(key));
  return value;
}
