/** The door of every change of a card inside somebody's act: its row, its status and one event of its timeline. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { asset } from '../../db/schema/assets.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { wholeRow } from '../../db/whole-row.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allows } from '../kernel/transitions.ts';
import { standsInFor, useBlockedBy } from '../safety-of-use/queries.ts';
import { barTo, refusalOf } from '../safety-of-use/rules.ts';
import { wordsOf } from './card-rules.ts';
import { ASSET_ACTS, type AssetAct, type AssetState } from './rules.ts';

export type AssetRow = typeof asset.$inferSelect;

const whole = wholeRow(asset, 'asset');
const lockByNumber = statement(`select ${whole.columns} from asset where number = :number ${forUpdate}`);
const lockById = statement(`select ${whole.columns} from asset where id = :id ${forUpdate}`);

const addEvents = statement(
  `insert into asset_event (asset_id, act, from_status, to_status, actor_id, actor_name, organisation_id,
     organisation_name, at, note, detail, document_number)
   select asset_id, act, from_status, to_status, cast(:actorId as bigint), cast(:actorName as text),
     cast(:organisationId as bigint), cast(:organisationName as text), cast(:at as bigint), note,
     ${dialect === 'sqlite' ? 'detail' : 'cast(detail as json)'}, document_number
   from ${rowset('events', {
     asset_id: 'int',
     act: 'text',
     from_status: 'text',
     to_status: 'text',
     note: 'text',
     detail: 'text',
     document_number: 'text',
   })} as given where true`,
);

export interface AssetEventInput {
  assetId: number;
  /** Of the timeline; the words stand in the dictionary `equipment.acts`. */
  act: string;
  from: AssetState | null;
  to: AssetState;
  note?: string | null;
  detail?: Record<string, unknown> | null;
  documentNumber?: string | null;
}

/** Writes events, one statement for any number of them. */
export async function recordEvents(
  tx: Tx,
  actor: Actor,
  at: number,
  entries: readonly AssetEventInput[],
): Promise<void> {
  if (entries.length === 0) return;
  const { userId: actorId, name: actorName, organisationId, organisationName } = actor;
  const events = entries.map((entry) => ({
    asset_id: entry.assetId,
    act: entry.act,
    from_status: entry.from,
    to_status: entry.to,
    note: entry.note ?? null,
    detail: entry.detail ? JSON.stringify(entry.detail) : null,
    document_number: entry.documentNumber ?? null,
  }));
  await tx.run(addEvents, { actorId, actorName, organisationId, organisationName, at, events });
}

/** The card of that number, locked until the transaction ends. */
export async function lockAsset(tx: Tx, number: string): Promise<AssetRow | undefined> {
  const [row] = await tx.run<Record<string, unknown>>(lockByNumber, { number });
  return row && whole.read(row);
}

/** The same by its id. */
export async function lockAssetById(tx: Tx, id: number): Promise<AssetRow | undefined> {
  const [row] = await tx.run<Record<string, unknown>>(lockById, { id });
  return row && whole.read(row);
}

/** Statuses a thing may be in while a fault keeps it out of use. */
const DOWN_STATES: readonly AssetState[] = ['repair', 'stopped', 'to_scrap', 'scrapped'];

/** Where a thing goes that others take: none of it while it stands in for a faulty one. */
const TAKEN_AWAY: readonly AssetState[] = ['shared', 'moving', 'to_scrap'];

/** Facts of a card that acts may change along with its status. */
export type AssetChange = Partial<Omit<AssetRow, 'id' | 'number' | 'status' | 'version' | 'createdAt' | 'searchText'>>;

const shown = (value: unknown) => (value === undefined ? null : value);

/** What differs, as before and after by field. */
export function changesOf(before: AssetRow, change: AssetChange): Record<string, [unknown, unknown]> {
  const keys = Object.keys(change) as (keyof AssetChange)[];
  const different = keys.filter(
    (key) => key !== 'changedAt' && key !== 'downBy' && shown(before[key]) !== shown(change[key]),
  );
  return Object.fromEntries(different.map((key) => [key, [shown(before[key]), shown(change[key])]]));
}

export interface AssetStep {
  /** As `lockAsset` gave it in this transaction. */
  asset: AssetRow;
  act: string;
  /** Left out, the status stays; otherwise the act must lead there by `ASSET_ACTS`. */
  to?: AssetState;
  change?: AssetChange;
  note?: string | null;
  detail?: Record<string, unknown>;
  documentNumber?: string | null;
}

/**
 * Changes one card with its event: sharing, transfer, faults and disposal all go through here. Refuses
 * `asset_wrong_state` when the act does not begin in the card's status, `asset_stands_in` when it is taken away while
 * it stands in for a faulty one, what bars its use where it would come into use, and `stale` when the row moved on.
 */
export async function advanceAsset(
  tx: Tx,
  actor: Actor,
  at: number,
  step: AssetStep,
): Promise<Result<{ version: number }>> {
  const { asset: before, act, change = {}, note, documentNumber } = step;
  const to = step.to ?? before.status;
  if (step.to !== undefined && !allows(ASSET_ACTS, act as AssetAct, before.status, to)) {
    return refuse('asset_wrong_state', { number: before.number, status: before.status });
  }
  if (step.to !== undefined && TAKEN_AWAY.includes(to)) {
    const fault = await standsInFor(tx, before.id);
    if (fault !== undefined) return refuse('asset_stands_in', { number: before.number, fault });
  }
  const bar = await barOf(tx, step, at);
  if (bar !== undefined) return refusalOf(before.number, bar);
  // A thing that is down goes nowhere but to the bin before its fault is settled
  const down = change.downBy === undefined ? before.downBy : change.downBy;
  if (down !== null && step.to !== undefined && !DOWN_STATES.includes(to)) {
    return refuse('asset_down', { number: before.number });
  }
  const changes = changesOf(before, change);
  const after = { ...before, ...change };
  const version = before.version + 1;
  const moved = await tx
    .update(asset)
    .set({ ...change, status: to, searchText: wordsOf(before.number, after), version, changedAt: at })
    .where(and(eq(asset.id, before.id), eq(asset.version, before.version)))
    .returning({ id: asset.id });
  if (moved.length === 0) return refuse('stale');
  const detail = { ...step.detail, ...(Object.keys(changes).length > 0 && { changes }) };
  const said = Object.keys(detail).length > 0 ? detail : null;
  const event = { assetId: before.id, act, from: before.status, to, note: note ?? null, detail: said };
  await recordEvents(tx, actor, at, [{ ...event, documentNumber: documentNumber ?? null }]);
  return ok({ version });
}

/** What bars the card where the step leads into use. */
async function barOf(tx: Tx, { asset: before, act, to }: AssetStep, at: number) {
  const begins = (to === 'in_use' || to === 'shared') && to !== before.status;
  return begins ? barTo(act, (await useBlockedBy(tx, [before.id], dayOf(at))).get(before.id) ?? []) : undefined;
}
