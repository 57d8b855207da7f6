/** The register of controlled goods (专用账册): each movement of them is entered by the transaction that moves them. */
import type { Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
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
  documentId: number | null;
  actor: { userId: number; organisationId: number };
  reason: string | null;
  witness?: Witness;
  register?: RegisterNote;
}

/** Names as they are now: the register does not change when somebody is renamed. */
const addEntry = statement(
  `insert into register_entry (movement_id, organisation_id, voucher, summary, taker, patient_ref, person_name,
     second_name)
   select cast(:movementId as bigint), cast(:organisationId as bigint),
     coalesce((select number from document where id = cast(:documentId as bigint)), ''),
     cast(:summary as text), cast(:taker as text), cast(:patientRef as text),
     coalesce((select name from person where id = cast(:actorId as bigint)), ''),
     coalesce((select name from person where id = cast(:witnessId as bigint)), '')`,
);

/** Enters the movement when anything of it is controlled; never changed: a correction is a movement of its own. */
export async function enterRegister(
  tx: Tx,
  movementId: number,
  writing: Entering,
  lots: ReadonlyMap<number, LotRow>,
): Promise<void> {
  if (![...lots.values()].some((lot) => isControlled(lot.control_class))) return;
  const { documentId, actor, reason, witness, register } = writing;
  await tx.run(addEntry, {
    movementId,
    organisationId: actor.organisationId,
    documentId,
    summary: register?.summary ?? reason ?? '',
    taker: register?.taker ?? '',
    patientRef: register?.patientRef ?? '',
    actorId: actor.userId,
    witnessId: witness?.personId ?? null,
  });
}
