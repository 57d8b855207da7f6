/** Correction by a red movement: the same lines the other way round, linked to what they undo; nothing is erased. */
import type { Tx } from '../../db/database.ts';
import { onlyOne, type Result, refuse } from '../kernel/result.ts';
import { checkNamed, checkTime, checkWitness, loadNamed, type Witness } from './checks.ts';
import * as sql from './post-statements.ts';
import { reverseLines, sumBy } from './posting.ts';
import { type Posted, writeAll } from './write.ts';

export interface ReverseRequest {
  movementId: number;
  actor: { userId: number; organisationId: number };
  at: number;
  key: string;
  reason: string;
  /** The second person, without whom nothing of controlled drugs is taken back. */
  witness?: Witness;
}

interface MovementRow {
  id: number;
  kind: string;
  document_id: number | null;
  occurred_at: number;
}

interface LineRow {
  item_id: number;
  lot_id: number;
  from_id: number;
  to_id: number;
  quantity_base: number;
  amount_fen: number;
}

/**
 * Posts the opposite of a movement, now, with the amounts it had as far as their value still lies there. Refuses: an
 * unknown movement, one already reversed, a reversal of a reversal, goods that have since left the place they would be
 * taken from, a missing reason, and controlled drugs without a second person.
 */
export async function reverse(tx: Tx, request: ReverseRequest): Promise<Result<Posted>> {
  const { movementId, actor, at, key, reason } = request;
  if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
  const [movement] = await tx.run<MovementRow>(sql.movementById, { id: movementId });
  if (movement === undefined) return refuse('not_found');
  if (movement.kind === 'reversal') return refuse('reversal_final');
  const reversed = await tx.run(sql.reversalOfMovement, { id: movementId });
  if (reversed.length > 0) return refuse('already_reversed');
  const time = await checkTime(tx, at, at);
  if (!time.ok) return time;
  const rows = await tx.run<LineRow>(sql.linesOfMovement, { id: movementId });
  const lines = reverseLines(
    rows.map((row) => ({
      itemId: row.item_id,
      lotId: row.lot_id,
      fromId: row.from_id,
      toId: row.to_id,
      quantityBase: row.quantity_base,
      amountFen: row.amount_fen,
    })),
  );
  const loaded = await loadNamed(tx, lines);
  const named = checkNamed(lines, loaded);
  if (!named.ok) return named;
  const { witness } = request;
  const set = { kind: 'reversal' as const, actor, postedAt: at, ...(witness && { witness }) };
  const witnessed = checkWitness(set, lines, loaded.lots);
  if (!witnessed.ok) return witnessed;
  const takes = sumBy(lines, 'fromId', loaded.places);
  const gives = sumBy(lines, 'toId', loaded.places);
  const header = { documentId: movement.document_id, occurredAt: at, key, reason, reversalOf: movementId };
  return onlyOne(await writeAll(tx, { ...set, movements: [{ ...header, lines }], takes, gives }, loaded));
}
