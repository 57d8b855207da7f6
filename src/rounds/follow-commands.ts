/** What happens to a dispatch aboard when its paper is cancelled or taken back. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { roundLoad, roundStop } from '../../db/schema/rounds.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

const lockRounds = statement(
  `select id from document where id in (select round_id from round_load where dispatch_id = :dispatchId)
   order by id ${forUpdate}`,
);

/**
 * Takes a dispatch off the round that has not left yet. Refuses while it is on the road, and once somebody has taken
 * it: then the receiver answers for it.
 */
export async function leaveRound(tx: Tx, dispatchId: number, number: string): Promise<Result<undefined>> {
  // A vehicle that leaves at this moment is waited for
  await tx.run(lockRounds, { dispatchId });
  const loads = await tx
    .select({ id: roundLoad.id, outcome: roundLoad.outcome, round: document, place: organisation.shortName })
    .from(roundLoad)
    .innerJoin(document, eq(document.id, roundLoad.roundId))
    .innerJoin(roundStop, eq(roundStop.id, roundLoad.stopId))
    .innerJoin(organisation, eq(organisation.id, roundStop.organisationId))
    .where(eq(roundLoad.dispatchId, dispatchId));
  for (const { outcome, round, place } of loads) {
    if (outcome === 'handed') return refuse('load_handed_over', { number, round: round.number, place });
    if (outcome === null && round.status === 'under_way')
      return refuse('load_on_road', { number, round: round.number });
  }
  await tx.delete(roundLoad).where(and(eq(roundLoad.dispatchId, dispatchId), isNull(roundLoad.outcome)));
  return ok();
}
