/** Lets a line serve less or more demand than before: what it gives back is open again, what it takes is planned. */
import type { Tx } from '../../db/database.ts';
import { ok, type Result } from '../kernel/result.ts';
import { planDemand, unplanDemand } from '../requisitions/demand-commands.ts';
import { type OpenDemand, openDemand } from '../requisitions/demand-queries.ts';
import { demandFacts, type PlanLineRow, servedBy } from './plan-queries.ts';
import { type Need, shareFairly, sumOf } from './share-rules.ts';
import { serveLess, serveMore } from './write-commands.ts';

/** What is bought is counted to the last unit here: in whole packs it is shared when it comes. */
const UNTORN = 1;

export interface Filled {
  /** New sums of the line: what its members asked for, and what of it is bought. */
  sums: Pick<PlanLineRow, 'askedBase' | 'toBuyBase'>;
  /** Back in the pool, base units. */
  backBase: number;
}

/** Serves no more than `quantityBase` by buying: the least pressing needs give back first. */
export async function shrinkTo(tx: Tx, line: PlanLineRow, quantityBase: number): Promise<Result<Filled>> {
  const { askedBase, toBuyBase } = line;
  const bought = (await servedBy(tx, line.id)).filter((one) => one.source === 'buy');
  const needs = await demandFacts(tx, bought);
  const kept = new Map(shareFairly(quantityBase, needs, UNTORN).map((share) => [share.demandId, share.quantityBase]));
  const back = bought.flatMap(({ demandId, quantityBase: had }) => {
    const less = had - (kept.get(demandId) ?? 0);
    return less > 0 ? [{ lineId: line.id, demandId, source: 'buy' as const, quantityBase: less }] : [];
  });
  await serveLess(tx, back);
  const given = await unplanDemand(tx, back);
  return given.ok ? ok({ sums: { askedBase, toBuyBase }, backBase: sumOf(back) }) : given;
}

function asNeed(open: OpenDemand): Need {
  const { id: demandId, organisationId, openBase: quantityBase, urgent, neededBy } = open;
  return { demandId, organisationId, quantityBase, urgent, neededBy };
}

/** Open demand of an item by a day, shared fairly up to a quantity. */
export async function needsOf(tx: Tx, ask: { itemId: number; neededBy: string; upToBase: number }): Promise<Need[]> {
  const needs = (await openDemand(tx, { itemIds: [ask.itemId], neededBy: ask.neededBy })).map(asNeed);
  const shares = new Map(shareFairly(ask.upToBase, needs, UNTORN).map((share) => [share.demandId, share.quantityBase]));
  return needs.flatMap((need) => {
    const quantityBase = shares.get(need.demandId) ?? 0;
    return quantityBase > 0 ? [{ ...need, quantityBase }] : [];
  });
}

/** Takes open demand of the line's item along, as far as the quantity reaches beyond what it already serves. */
export async function fillFromPool(
  tx: Tx,
  line: PlanLineRow,
  ask: { upToBase: number; neededBy: string },
): Promise<Result<Filled>> {
  const { askedBase, toBuyBase } = line;
  const bought = sumOf((await servedBy(tx, line.id)).filter((one) => one.source === 'buy'));
  const room = ask.upToBase > line.quantityBase ? ask.upToBase - bought : 0;
  if (room <= 0) return ok({ sums: { askedBase, toBuyBase }, backBase: 0 });
  const needs = await needsOf(tx, { itemId: line.itemId, neededBy: ask.neededBy, upToBase: room });
  const planned = await planDemand(tx, needs);
  if (!planned.ok) return planned;
  await serveMore(
    tx,
    needs.map(({ demandId, quantityBase }) => ({ lineId: line.id, demandId, source: 'buy' as const, quantityBase })),
  );
  // What had been given back comes home before anything new is asked for
  const served = Math.max(toBuyBase, bought + sumOf(needs));
  return ok({ sums: { askedBase: askedBase + served - toBuyBase, toBuyBase: served }, backBase: 0 });
}
