/** The door of the documents kernel: opens a document and leads it from status to status, one timeline row an act. */
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { allows, type Transitions } from '../kernel/transitions.ts';
import { type DocumentKind, PREFIXES } from './kinds.ts';
import { nextNumbers } from './number.ts';

export type { DocumentKind } from './kinds.ts';

/** What documents that are opened at once have in common. */
export interface OpenHeader {
  kind: DocumentKind;
  status: string;
  /** The first act of the timeline. */
  act: string;
  organisationId: number;
  counterpartId: number | null;
  actor: Actor;
  at: number;
}

/** What the first row of a document's timeline says. */
export interface OpenNote {
  note?: string | null;
  detail?: Record<string, unknown>;
}

export interface OpenRequest extends OpenHeader, OpenNote {}

export interface AdvanceRequest {
  act: string;
  to: string;
  transitions: Transitions;
  actor: Actor;
  at: number;
  /** The version the person saw; left out when the act does not depend on what was shown. */
  seenVersion?: number;
  note?: string | null;
  detail?: Record<string, unknown>;
  /** As in a step. */
  locked?: DocumentState;
}

/** One document of several that an act leads on together: the dispatch and every shortage it serves. */
export interface Step {
  documentId: number;
  to: string;
  note?: string | null;
  detail?: Record<string, unknown>;
  /** The document as the caller read and locked it in this transaction; left out, it is read and locked here. */
  locked?: DocumentState;
}

/** Where a document stands: read it with `for update` to hand it over as locked. */
export interface DocumentState {
  status: string;
  version: number;
}

interface DocumentRow extends DocumentState {
  id: number;
}

const addDocuments = statement(
  `insert into document (kind, number, status, organisation_id, counterpart_id, version, created_by, created_at,
     changed_at)
   select cast(:kind as text), number, cast(:status as text), cast(:organisationId as bigint),
     cast(:counterpartId as bigint), 1, cast(:actorId as bigint), cast(:at as bigint), cast(:at as bigint)
   from ${rowset('papers', { position: 'int', number: 'text' })} as given where true order by position
   returning id, number`,
);
const addActs = statement(
  `insert into document_act (document_id, act, from_status, to_status, actor_id, actor_name, organisation_id,
     organisation_name, at, note, detail)
   select document_id, cast(:act as text), from_status, to_status, cast(:actorId as bigint), cast(:actorName as text),
     cast(:organisationId as bigint), cast(:organisationName as text), cast(:at as bigint), note,
     ${dialect === 'sqlite' ? 'detail' : 'cast(detail as json)'}
   from ${rowset('acts', { document_id: 'int', from_status: 'text', to_status: 'text', note: 'text', detail: 'text' })}
     as given where true`,
);
const current = statement(
  `select id, status, version from document
   where id in (select id from ${rowset('ids', { id: 'int' })} as given) order by id ${forUpdate}`,
);
const move = statement(
  `update document set status = given.to_status, version = document.version + 1, changed_at = :at
   from ${rowset('moves', { id: 'int', from_status: 'text', to_status: 'text', version: 'int' })} as given
   where document.id = given.id and document.status = given.from_status and document.version = given.version
   returning document.id`,
);
const lastAct = statement(
  `select act, actor_name, organisation_name, at, document.kind from document_act
   join document on document.id = document_act.document_id
   where document_act.document_id = :id order by document_act.id desc limit 1`,
);

interface ActEntry extends Step {
  from: string | null;
}

async function writeActs(tx: Tx, act: string, actor: Actor, at: number, entries: readonly ActEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    document_id: entry.documentId,
    from_status: entry.from,
    to_status: entry.to,
    note: entry.note ?? null,
    detail: entry.detail === undefined ? null : JSON.stringify(entry.detail),
  }));
  await tx.run(addActs, {
    act,
    at,
    actorId: actor.userId,
    actorName: actor.name,
    organisationId: actor.organisationId,
    organisationName: actor.organisationName,
    acts: rows,
  });
}

interface Opened {
  id: number;
  number: string;
}

/** Opens documents with their first timeline rows, in order. The numbers are taken here: call late in the act. */
export async function openDocuments(tx: Tx, header: OpenHeader, notes: readonly OpenNote[]): Promise<Opened[]> {
  if (notes.length === 0) return [];
  const { kind, status, act, actor, at, organisationId, counterpartId } = header;
  const numbers = await nextNumbers(tx, PREFIXES[kind], dayOf(at), notes.length);
  const papers = numbers.map((number, position) => ({ position, number }));
  const given = { kind, status, organisationId, counterpartId, actorId: actor.userId, at, papers };
  const ids = new Map((await tx.run<Opened>(addDocuments, given)).map((row) => [row.number, row.id]));
  const opened = numbers.map((number) => {
    const id = ids.get(number);
    if (id === undefined) throw new Error(`document ${number} was not written`);
    return { id, number };
  });
  const entries = opened.map(({ id }, nth) => ({ documentId: id, from: null, to: status, ...notes[nth] }));
  await writeActs(tx, act, actor, at, entries);
  return opened;
}

/** The same of one. */
export async function openDocument(tx: Tx, request: OpenRequest): Promise<Opened> {
  const { note, detail } = request;
  const [opened] = await openDocuments(tx, request, [{ note: note ?? null, ...(detail && { detail }) }]);
  if (opened === undefined) throw new Error('no document was opened');
  return opened;
}

interface LastAct {
  act: string;
  actor_name: string;
  organisation_name: string;
  at: number;
  kind: DocumentKind;
}

/** Who acted last and when: what a person with a stale page is told. */
async function refuseStale(tx: Tx, row: DocumentRow, reason: 'stale' | 'wrong_state'): Promise<Refusal> {
  const [last] = await tx.run<LastAct>(lastAct, { id: row.id });
  return refuse(reason, {
    status: row.status,
    kind: last?.kind ?? null,
    act: last?.act ?? null,
    who: last?.actor_name ?? null,
    where: last?.organisation_name ?? null,
    at: last?.at ?? null,
  });
}

/**
 * Refuses `stale` ahead of an act's own checks: that a colleague was quicker explains more than what is missing now.
 * `advance` checks the version again under its lock.
 */
export async function checkSeen(tx: Tx, row: DocumentRow, seenVersion: number): Promise<Result<undefined>> {
  return row.version === seenVersion ? ok() : refuseStale(tx, row, 'stale');
}

/**
 * Performs `act` on the document. Refuses `stale` when someone acted since `seenVersion`, `wrong_state` when the
 * table does not list the act from the present status; both say who acted last.
 */
export async function advance(
  tx: Tx,
  documentId: number,
  request: AdvanceRequest,
): Promise<Result<{ version: number }>> {
  const { to, note, detail, locked, seenVersion } = request;
  const step = { documentId, to, note, ...(detail && { detail }), ...(locked && { locked }) };
  const moved = await advanceAll(tx, [step], request, seenVersion);
  return moved.ok ? ok({ version: moved.value.get(documentId) ?? 0 }) : moved;
}

/** The documents of the steps; those that the caller has not locked are read and locked, in order of their ids. */
async function rowsOf(tx: Tx, steps: readonly Step[]): Promise<Map<number, DocumentRow>> {
  const ids = steps.filter((step) => step.locked === undefined).map((step) => ({ id: step.documentId }));
  const read = ids.length === 0 ? [] : await tx.run<DocumentRow>(current, { ids });
  const rows = new Map(read.map((row) => [row.id, row]));
  for (const { documentId: id, locked } of steps) if (locked !== undefined) rows.set(id, { id, ...locked });
  return rows;
}

/** Performs one act on several documents, all or none, in two or three statements; gives their new versions. */
export async function advanceAll(
  tx: Tx,
  steps: readonly Step[],
  request: { act: string; transitions: Transitions; actor: Actor; at: number },
  seenVersion?: number,
): Promise<Result<Map<number, number>>> {
  if (steps.length === 0) return ok(new Map());
  const rows = await rowsOf(tx, steps);
  const entries: ActEntry[] = [];
  for (const step of steps) {
    const row = rows.get(step.documentId);
    if (row === undefined) return refuse('not_found');
    if (seenVersion !== undefined && seenVersion !== row.version) return refuseStale(tx, row, 'stale');
    if (!allows(request.transitions, request.act, row.status, step.to)) return refuseStale(tx, row, 'wrong_state');
    entries.push({ ...step, from: row.status });
  }
  const moves = entries.map((entry) => ({
    id: entry.documentId,
    from_status: entry.from,
    to_status: entry.to,
    version: rows.get(entry.documentId)?.version ?? 0,
  }));
  const moved = await tx.run<{ id: number }>(move, { moves, at: request.at });
  if (moved.length !== entries.length) {
    const lost = [...rows.values()].find((row) => !moved.some((one) => one.id === row.id));
    return lost === undefined ? refuse('stale') : refuseStale(tx, lost, 'stale');
  }
  await writeActs(tx, request.act, request.actor, request.at, entries);
  return ok(new Map([...rows.values()].map((row) => [row.id, row.version + 1])));
}
