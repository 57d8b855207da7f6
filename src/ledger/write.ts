/** Writes movements that passed every check; the guarded statement decides whether enough is there. */
import type { Tx } from '../../db/database.ts';
import { writersOverlap } from '../../db/statement.ts';
import { ok, type SetResult } from '../kernel/result.ts';
import { asIds, asRows, isForUse, type Loaded, type LotRow, type Witness } from './checks.ts';
import { checkBackdated, type PlaceRef, refuseShort, takenOf } from './cover.ts';
import { dayChangesOf } from './day-totals.ts';
import * as sql from './post-statements.ts';
import {
  addValues,
  type Change,
  carryValue,
  lineRows,
  type MovementKind,
  type Place,
  placeOf,
  type Standing,
  type ValuedLine,
} from './posting.ts';
import { enterRegister, type RegisterNote } from './register.ts';

/** One movement. */
export interface Writing {
  documentId: number | null;
  occurredAt: number;
  key: string;
  reason: string | null;
  reversalOf: number | null;
  register?: RegisterNote;
  lines: ValuedLine[];
}

/** Movements of one kind, written at once. What they take must lie there before them: all takings come first. */
export interface WritingSet {
  kind: MovementKind | 'reversal';
  actor: { userId: number; organisationId: number };
  postedAt: number;
  witness?: Witness;
  movements: Writing[];
  /** What all of them together take and give, by place and lot. */
  takes: Change[];
  gives: Change[];
}

/** A line as the books see it: between whose places it moved how much money's worth. */
export interface Moved {
  from: Place;
  to: Place;
  /** Fen. */
  amountFen: number;
}

export interface Posted {
  movementId: number;
  documentId: number | null;
  kind: WritingSet['kind'];
  key: string;
  occurredAt: number;
  /** One for each line, in order. */
  moved: Moved[];
}

interface StandingRow extends PlaceRef {
  on_hand: number;
  value_fen: number;
}

/** What lies where the lines take from. One writer at a time needs no lock, and none of what only gives. */
async function standingOf(tx: Tx, takes: readonly Change[], gives: readonly Change[]): Promise<Map<string, Standing>> {
  const touched = writersOverlap ? [...takes, ...gives] : takes;
  if (touched.length === 0) return new Map();
  const rows = await tx.run<StandingRow>(sql.lockBalances, { places: asRows(touched) });
  return new Map(
    rows.map((row) => [placeOf(row.location_id, row.lot_id), { onHand: row.on_hand, valueFen: row.value_fen }]),
  );
}

/** The movements with the value that really goes with each line, one after the other. */
function valued(movements: readonly Writing[], standing: ReadonlyMap<string, Standing>): Writing[] {
  const nominal = movements.flatMap((movement) => movement.lines);
  const lines = carryValue(nominal, standing);
  let from = 0;
  return movements.map((movement) => {
    const own = lines.slice(from, from + movement.lines.length);
    from += own.length;
    return { ...movement, lines: own };
  });
}

function movedBy(lines: readonly ValuedLine[], places: ReadonlyMap<number, Place>): Moved[] {
  return lines.map(({ fromId, toId, amountFen: value }) => {
    const [from, to] = [places.get(fromId), places.get(toId)];
    if (from === undefined || to === undefined) throw new Error(`place ${fromId} or ${toId} was not loaded`);
    return { from, to, amountFen: value };
  });
}

/** Changes the balances, where enough of everything is there that nobody else has reserved. */
async function changeBalances(
  tx: Tx,
  set: WritingSet,
  movements: readonly Writing[],
  lots: ReadonlyMap<number, LotRow>,
): Promise<SetResult<undefined>> {
  const { takes, gives } = set;
  if (takes.length > 0) {
    const take = isForUse(set.kind) ? sql.takeForUse : sql.takeStock;
    const taken = await tx.run<PlaceRef>(take, { takes: asRows(takes) });
    if (taken.length !== takes.length) {
      return refuseShort(tx, takes, taken, lots, (short) => movements.map(({ lines }) => takenOf(lines, short)));
    }
  }
  if (gives.length > 0) await tx.run(sql.giveStock, { gives: asRows(gives) });
  return ok();
}

/** The headers; their ids in order. */
async function addMovements(tx: Tx, set: WritingSet, movements: readonly Writing[]): Promise<number[]> {
  const { kind, actor, postedAt } = set;
  const rows = movements.map(({ documentId, occurredAt, key, reversalOf, reason }, position) => {
    return { position, document_id: documentId, occurred_at: occurredAt, key, reversal_of: reversalOf, reason };
  });
  const { organisationId, userId: actorId } = actor;
  const given = { kind, organisationId, actorId, postedAt, movements: rows };
  const written = await tx.run<{ id: number; key: string }>(sql.addMovements, given);
  const ids = new Map(written.map((row) => [row.key, row.id]));
  return movements.map(({ key }) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`movement ${key} was not written`);
    return id;
  });
}

/** Takes, gives and writes the rows. Refuses what is not there. */
export async function writeAll(
  tx: Tx,
  set: WritingSet,
  { lots, places }: Pick<Loaded, 'lots' | 'places'>,
): Promise<SetResult<Posted[]>> {
  const { kind, takes, gives, postedAt, witness } = set;
  const standing = await standingOf(tx, takes, gives);
  const movements = valued(set.movements, standing);
  const lines = movements.flatMap((movement) => movement.lines);
  addValues(takes, lines, 'fromId');
  addValues(gives, lines, 'toId');
  const covered = await checkBackdated(tx, { movements, postedAt, takes }, standing, { lots, places });
  if (!covered.ok) return covered;
  const changed = await changeBalances(tx, set, movements, lots);
  if (!changed.ok) return changed;
  const ids = await addMovements(tx, set, movements);
  if (witness !== undefined) await tx.run(sql.addWitness, { ids: asIds(ids), ...witness });
  const rows = movements.flatMap((one, index) => lineRows(ids[index] ?? 0, one.occurredAt, one.lines));
  await tx.run(sql.addLines, { lines: rows });
  await enterRegister(tx, set, movements, ids, lots);
  const changes = dayChangesOf(movements, places, kind === 'reversal');
  if (changes.length > 0) await tx.run(sql.addToDay, { changes });
  return ok(
    movements.map(({ documentId, key, occurredAt, lines: own }, index) => {
      return { movementId: ids[index] ?? 0, documentId, kind, key, occurredAt, moved: movedBy(own, places) };
    }),
  );
}
