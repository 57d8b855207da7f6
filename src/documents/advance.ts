/** The door of the documents kernel: opens a document and leads it from status to status, one timeline row an act. */
import type { Tx } from '../../db/database.ts';
import { jsonValue, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allows, type Transitions } from '../kernel/transitions.ts';
import { nextNumber } from './number.ts';

export type DocumentKind = 'shortage' | 'dispatch' | 'discrepancy' | 'opening' | 'count' | 'order';

const PREFIXES: Record<DocumentKind, string> = {
  shortage: 'QY',
  dispatch: 'PS',
  discrepancy: 'CY',
  opening: 'QC',
  count: 'PD',
  order: 'CG',
};

export interface OpenRequest {
  kind: DocumentKind;
  status: string;
  /** The first act of the timeline. */
  act: string;
  organisationId: number;
  counterpartId: number | null;
  actor: Actor;
  at: number;
  note?: string | null;
  detail?: Record<string, unknown>;
}

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
}

interface DocumentRow {
  id: number;
  status: string;
  version: number;
}

const addDocument = statement(
  `insert into document (kind, number, status, organisation_id, counterpart_id, version, created_by, created_at, changed_at)
   values (:kind, :number, :status, :organisationId, :counterpartId, 1, :actorId, :at, :at) returning id`,
);
const addAct = statement(
  `insert into document_act (document_id, act, from_status, to_status, actor_id, actor_name, organisation_id,
     organisation_name, at, note, detail)
   values (:documentId, :act, :fromStatus, :toStatus, :actorId, :actorName, :organisationId, :organisationName, :at,
     :note, ${jsonValue('detail')})`,
);
const current = statement(`select id, status, version from document where id = :id`);
const move = statement(
  `update document set status = :toStatus, version = version + 1, changed_at = :at
   where id = :id and status = :fromStatus and version = :version returning id`,
);
const lastAct = statement(
  `select act, actor_name, organisation_name, at from document_act where document_id = :id order by id desc limit 1`,
);

/** Opens a document with its first timeline row. The number is taken here: call late in the act. */
export async function openDocument(tx: Tx, request: OpenRequest): Promise<{ id: number; number: string }> {
  const { kind, status, act, actor, at, organisationId, counterpartId } = request;
  const number = await nextNumber(tx, PREFIXES[kind], dayOf(at));
  const given = { kind, number, status, organisationId, counterpartId, actorId: actor.userId, at };
  const [row] = await tx.run<{ id: number }>(addDocument, given);
  if (row === undefined) throw new Error(`document ${number} was not written`);
  await writeAct(tx, row.id, { ...request, act, from: null, to: status });
  return { id: row.id, number };
}

async function writeAct(
  tx: Tx,
  documentId: number,
  entry: {
    act: string;
    from: string | null;
    to: string;
    actor: Actor;
    at: number;
    note?: string | null;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await tx.run(addAct, {
    documentId,
    act: entry.act,
    fromStatus: entry.from,
    toStatus: entry.to,
    actorId: entry.actor.userId,
    actorName: entry.actor.name,
    organisationId: entry.actor.organisationId,
    organisationName: entry.actor.organisationName,
    at: entry.at,
    note: entry.note ?? null,
    detail: entry.detail === undefined ? null : JSON.stringify(entry.detail),
  });
}

/** Who acted last and when: what a person with a stale page is told. */
async function refuseStale(tx: Tx, row: DocumentRow, reason: 'stale' | 'wrong_state') {
  const [last] = await tx.run<{ act: string; actor_name: string; organisation_name: string; at: number }>(lastAct, {
    id: row.id,
  });
  return refuse(reason, {
    status: row.status,
    act: last?.act ?? null,
    who: last?.actor_name ?? null,
    where: last?.organisation_name ?? null,
    at: last?.at ?? null,
  });
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
  const [row] = await tx.run<DocumentRow>(current, { id: documentId });
  if (row === undefined) return refuse('not_found');
  const { act, to, at } = request;
  if (request.seenVersion !== undefined && request.seenVersion !== row.version) return refuseStale(tx, row, 'stale');
  if (!allows(request.transitions, act, row.status, to)) return refuseStale(tx, row, 'wrong_state');
  const given = { id: row.id, fromStatus: row.status, toStatus: to, version: row.version, at };
  const moved = await tx.run(move, given);
  if (moved.length === 0) return refuseStale(tx, row, 'stale');
  await writeAct(tx, documentId, { ...request, from: row.status });
  return ok({ version: row.version + 1 });
}
