/** The needs that order lines serve: shared out of accepted goods, or back in the pool when nothing more will come. */
import type { Tx } from '../../db/database.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { unplanDemand } from '../requisitions/demand-commands.ts';
import * as sql from './order-statements.ts';
import { type LineProgress, needsGivenBack } from './rules.ts';

type EndedLine = Pick<LineProgress, 'quantityBase' | 'acceptedBase' | 'cancelledBase'> & { id: number };

/** What nothing accepted or open of the lines can serve any more goes back to the pool. */
export async function returnNeeds(tx: Tx, lines: readonly EndedLine[]): Promise<Result<undefined>> {
  const rows = await tx.run<sql.NeedRow>(sql.needsOfLines, { ids: lines.map(({ id }) => ({ id })) });
  const back = lines.flatMap((line) => {
    const needs = rows.filter((row) => row.order_line_id === line.id);
    const asNeed = (row: sql.NeedRow) => ({
      id: row.id,
      demandId: row.demand_id,
      quantityBase: row.quantity_base,
      allottedBase: row.allotted_base,
      returnedBase: row.returned_base,
      urgent: row.urgent === 1,
      neededBy: row.needed_by,
    });
    return needsGivenBack(line, needs.map(asNeed));
  });
  if (back.length === 0) return ok();
  await tx.run(sql.giveNeedsBack, { needs: back.map(({ id, quantityBase }) => ({ id, quantity: quantityBase })) });
  return unplanDemand(tx, back);
}

/**
 * Shares out accepted goods among the needs of lines; a negative quantity takes back. Refuses `order_allotted` when a
 * need would get more than it was ordered for.
 */
export async function allotAccepted(
  tx: Tx,
  allotments: readonly { orderLineId: number; demandId: number; quantityBase: number }[],
): Promise<Result<undefined>> {
  const needs = allotments
    .filter((one) => one.quantityBase !== 0)
    .map((one) => ({ line: one.orderLineId, demand: one.demandId, quantity: one.quantityBase }));
  if (needs.length === 0) return ok();
  const done = await tx.run(sql.allotNeeds, { needs });
  return done.length === needs.length ? ok() : refuse('order_allotted');
}
