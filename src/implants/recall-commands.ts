/** A device is recalled: what of it lies on any shelf of the county may not be used, at once; and free again. */
import { and, eq, ne } from 'drizzle-orm';
import { implantUnit } from '../../db/schema/implants.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { tell } from './place-commands.ts';

export interface RecallInput {
  di: string;
  /** Null: all lots, all serials. */
  lotNumber: string | null;
  serial: string | null;
  freeze: boolean;
  why: string;
}

/** Freezes or frees what is on shelves by device identifier, lot or serial. Refuses when nothing of it is known. */
export function recallUnits(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RecallInput,
): Promise<Answer<{ changed: number }>> {
  const { di, lotNumber, serial, freeze, why } = input;
  return command(services, actor, { act: 'consignment.recall', key, input, subject: di }, async (tx, at) => {
    if (!may(actor.roles, 'recall.manage')) return refuseWithout('recall.manage');
    const meant = and(
      eq(implantUnit.di, di),
      lotNumber === null ? undefined : eq(implantUnit.lotNumber, lotNumber),
      serial === null ? undefined : eq(implantUnit.serial, serial),
    );
    const known = await tx.select({ id: implantUnit.id }).from(implantUnit).where(meant).limit(1);
    if (known.length === 0) return refuse('implant_recall_none', { di }, 'di');
    const other = freeze ? eq(implantUnit.frozen, '') : ne(implantUnit.frozen, '');
    const changed = await tx
      .update(implantUnit)
      .set({ frozen: freeze ? why : '' })
      .where(and(meant, eq(implantUnit.state, 'shelf'), other))
      .returning({ id: implantUnit.id });
    const act = freeze ? ('freeze' as const) : ('release' as const);
    for (const { id: unitId } of changed) await tell(tx, actor, at, { unitId, act, note: why });
    return ok({ value: { changed: changed.length }, subject: di, after: input });
  });
}
