/** Closing a count by a second person: what was not seen is missing, and owed for. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { consignmentCount, consignmentCountUnit } from '../../db/schema/consignment-counts.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { declareMissing } from '../implants/missing-commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnShelfCount, type Given } from './act-commands.ts';
import type { ShelfCount } from './count-record.ts';
import { type CountedLine, lockUnitsOf, straysOf } from './line-queries.ts';
import { checkCloser, checkDecided, SHELF_COUNT_ACTS } from './rules.ts';

async function missUnit(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { line: CountedLine; document: ShelfCount['document'] },
): Promise<Result<number>> {
  const { line, document } = given;
  const [unit] = await tx.select().from(implantUnit).where(eq(implantUnit.id, line.unit.id));
  if (unit === undefined) return refuse('not_found');
  const missed = await declareMissing(tx, actor, at, { unit, countId: document.id, count: document.number });
  return missed.ok ? ok(missed.value.amountFen) : missed;
}

/**
 * Closes a count: every unit of the list that still should stand there and was not seen is missing from then on, and
 * owed to its supplier at the price of the day. Refuses who opened it or scanned in it, a unit that is not decided
 * (`missing`), and one without a price. Units used, returned or moved away since the opening are not missing.
 */
export function closeShelfCount(
  services: CommandServices,
  actor: Actor,
  given: Given,
  input: { missing: number[] },
): Promise<Answer<{ seen: number; missing: number; amountFen: number }>> {
  const request = { act: 'close', ...given, input, closes: true };
  return actOnShelfCount(services, actor, request, async (tx, loaded, at) => {
    const { document } = loaded;
    const step = { act: 'close', to: 'closed', transitions: SHELF_COUNT_ACTS, actor, at };
    const moved = await advance(tx, document.id, step);
    if (!moved.ok) return moved;
    const lines = await lockUnitsOf(tx, document.id);
    const strays = await straysOf(tx, document.id);
    const counters = [...lines.map(({ line }) => line.seenBy), ...strays.map((one) => one.foundBy)];
    const fit = checkCloser(actor.userId, [document.createdBy, ...counters]);
    if (!fit.ok) return fit;
    const missing = lines.filter(({ outcome }) => outcome === 'missing');
    const decided = checkDecided(
      missing.map(({ unit }) => unit.id),
      input.missing,
    );
    if (!decided.ok) return decided;
    let amountFen = 0;
    for (const line of missing) {
      const missed = await missUnit(tx, actor, at, { line, document });
      if (!missed.ok) return missed;
      amountFen += missed.value;
    }
    for (const { line, outcome } of lines) {
      await tx.update(consignmentCountUnit).set({ outcome }).where(eq(consignmentCountUnit.id, line.id));
    }
    await tx.update(consignmentCount).set({ closedAt: at }).where(eq(consignmentCount.documentId, document.id));
    const seen = lines.filter(({ outcome }) => outcome === 'seen').length;
    const value = { seen, missing: missing.length, amountFen };
    return ok({ value, after: { ...value, strays: strays.length } });
  });
}
