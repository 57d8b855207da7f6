/** The register of controlled goods (专用账册): each movement of them is entered by the transaction that moves them. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { LotRow, Witness } from './checks.ts';
import { isControlled } from './usable.ts';

/** What only the act itself knows of a movement. */
export interface RegisterNote {
  /** Who took the goods or brought them. */
  taker?: string;
  patientRef?: string;
  summary?: string;
}

interface Entering {
  actor: { userId: number; organisationId: number };
  witness?: Witness;
}

interface Entered {
  documentId: number | null;
  reason: string | null;
  register?: RegisterNote;
  lines: readonly { lotId: number }[];
}

/** Names as they are now: the register does not change when somebody is renamed. */
const addEntries = statement(
  `insert into register_entry (movement_id, organisation_id, voucher, summary, taker, patient_ref, person_name,
     second_name)
   select movement_id, cast(:organisationId as bigint),
     coalesce((select number from document where id = given.document_id), ''), summary, taker, patient_ref,
     coalesce((select name from person where id = cast(:actorId as bigint)), ''),
     coalesce((select name from person where id = cast(:witnessId as bigint)), '')
   from ${rowset('entries', {
     movement_id: 'int',
     document_id: 'int',
     summary: 'text',
     taker: 'text',
     patient_ref: 'text',
   })} as given where true order by movement_id`,
);

/**
 * Enters each movement of which anything is controlled; never changed: a correction is a movement of its own. `ids` are
 * those of the movements, in their order.
 */
export async function enterRegister(
  tx: Tx,
  { actor, witness }: Entering,
  movements: readonly Entered[],
  ids: readonly number[],
  lots: ReadonlyMap<number, LotRow>,
): Promise<void> {
  const controlled = new Set(
    [...lots.values()].filter((lot) => isControlled(lot.control_class)).map((lot) => lot.lot_id),
  );
  if (controlled.size === 0) return;
  const entries = movements.flatMap(({ documentId, reason, register, lines }, index) => {
    if (!lines.some((line) => controlled.has(line.lotId))) return [];
    const { summary = reason ?? '', taker = '', patientRef = '' } = register ?? {};
    return [{ movement_id: ids[index] ?? 0, document_id: documentId, summary, taker, patient_ref: patientRef }];
  });
  const { organisationId, userId: actorId } = actor;
  await tx.run(addEntries, { entries, organisationId, actorId, witnessId: witness?.personId ?? null });
}
