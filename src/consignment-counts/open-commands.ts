/** Opening a count of a shelf: what stands there by the register at that moment. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { consignmentCount, consignmentCountUnit } from '../../db/schema/consignment-counts.ts';
import { document } from '../../db/schema/documents.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { coversShelf, MOST_UNITS } from './rules.ts';

const lockCounts = statement(lockTable('consignment_count', 'exclusive'));
const INSERT_AT_ONCE = 500;

/** Refuses a shelf that another count is of, alone or with all shelves. */
async function checkFree(tx: Tx, organisationId: number, shelf: string): Promise<Result<undefined>> {
  await tx.run(lockCounts, {});
  const open = await tx
    .select({ number: document.number, shelf: consignmentCount.shelf })
    .from(consignmentCount)
    .innerJoin(document, eq(document.id, consignmentCount.documentId))
    .where(and(eq(document.organisationId, organisationId), inArray(document.status, ['counting', 'deciding'])));
  const same = open.find((one) => coversShelf(one.shelf, shelf) || coversShelf(shelf, one.shelf));
  return same === undefined ? ok() : refuse('shelf_count_open', { number: same.number }, 'shelf');
}

/**
 * Lists what stands on a shelf of the own member, or on all of them (an empty name). The list is copied, as that of
 * a stocktake of equipment is: units are used, returned and placed while people count, and what came later is not
 * looked for. Refuses a shelf of another count, one that no unit stands on or is missing from, and too many units.
 */
export function openShelfCount(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { shelf: string },
): Promise<Answer<{ number: string; units: number }>> {
  const { shelf } = input;
  return command(services, actor, { act: 'consignment_count.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const { organisationId } = actor;
    const free = await checkFree(tx, organisationId, shelf);
    if (!free.ok) return free;
    const there = and(
      eq(implantUnit.organisationId, organisationId),
      inArray(implantUnit.state, ['shelf', 'missing']),
      shelf === '' ? undefined : eq(implantUnit.shelf, shelf),
    );
    const all = await tx
      .select()
      .from(implantUnit)
      .where(there)
      .orderBy(asc(implantUnit.id))
      .limit(MOST_UNITS + 1);
    if (all.length === 0) return refuse('shelf_count_nothing', {}, 'shelf');
    if (all.length > MOST_UNITS) return refuse('shelf_count_too_many', { most: MOST_UNITS }, 'shelf');
    const units = all.filter(({ state }) => state === 'shelf');
    const header = { kind: 'consignment_count' as const, status: 'counting', act: 'open', counterpartId: null };
    const opened = await openDocument(tx, { ...header, organisationId, actor, at, note: shelf });
    await tx.insert(consignmentCount).values({ documentId: opened.id, shelf });
    const rows = units.map((unit) => ({ countId: opened.id, unitId: unit.id, expected: true, bookShelf: unit.shelf }));
    for (let from = 0; from < rows.length; from += INSERT_AT_ONCE) {
      await tx.insert(consignmentCountUnit).values(rows.slice(from, from + INSERT_AT_ONCE));
    }
    const value = { number: opened.number, units: rows.length };
    return ok({ value, subject: opened.number, after: { shelf, units: rows.length } });
  });
}
