/** The door of the audit trail: adds one row to its organisation's hash chain, inside the command's transaction. */
import type { Tx } from '../../db/database.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { canonicalJson, sha256 } from '../kernel/canonical.ts';

export interface AuditEntry {
  act: string;
  outcome: 'done' | 'refused';
  /** What it was done to, such as a document number. */
  subject: string;
  before?: unknown;
  after?: unknown;
}

export interface HashedFields {
  chain: number;
  sequence: number;
  at: number;
  actorId: number;
  actorName: string;
  act: string;
  outcome: string;
  subject: string;
  before: string | null;
  after: string | null;
}

const openChain = statement(
  `insert into audit_chain (chain, sequence, hash) values (:chain, 0, '') on conflict (chain) do nothing`,
);
const lastOfChain = statement(`select sequence, hash from audit_chain where chain = :chain ${forUpdate}`);
const addRow = statement(
  `insert into audit_row (chain, sequence, at, actor_id, actor_name, act, outcome, subject, before, after,
     previous_hash, hash)
   values (:chain, :sequence, :at, :actorId, :actorName, :act, :outcome, :subject, :before, :after,
     :previousHash, :hash)`,
);
const moveChain = statement(`update audit_chain set sequence = :sequence, hash = :hash where chain = :chain`);

/** The hash of a row: over the row before and every field, so that none can be changed, removed or put between. */
export function hashOf(previousHash: string, fields: HashedFields): string {
  return sha256(`${previousHash}\n${canonicalJson(fields)}`);
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : canonicalJson(value);
}

/** What a kept form's phone told of its times stands beside what the act changed. */
function withPhone({ phone }: Actor, after: unknown): unknown {
  if (phone === undefined) return after;
  const changed = typeof after === 'object' && !Array.isArray(after) ? after : { value: after };
  return { ...changed, phone };
}

/** Adds the row. Called last in a transaction: the chain stays locked until it commits. */
export async function record(tx: Tx, actor: Actor, at: number, entry: AuditEntry): Promise<void> {
  const chain = actor.organisationId;
  let [last] = await tx.run<{ sequence: number; hash: string }>(lastOfChain, { chain });
  if (last === undefined) {
    await tx.run(openChain, { chain });
    [last] = await tx.run<{ sequence: number; hash: string }>(lastOfChain, { chain });
  }
  const previousHash = last?.hash ?? '';
  const fields: HashedFields = {
    chain,
    sequence: (last?.sequence ?? 0) + 1,
    at,
    actorId: actor.userId,
    actorName: actor.name,
    act: entry.act,
    outcome: entry.outcome,
    subject: entry.subject,
    before: jsonOrNull(entry.before),
    after: jsonOrNull(withPhone(actor, entry.after)),
  };
  const hash = hashOf(previousHash, fields);
  await tx.run(addRow, { ...fields, previousHash, hash });
  await tx.run(moveChain, { chain, sequence: fields.sequence, hash });
}
