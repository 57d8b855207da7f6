/** A transfer between members as a dispatch of its own: which lots serve it, and keeping them for it. */
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result } from '../kernel/result.ts';
import { checkPermitCaps } from '../ledger/permit-rule.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { progressShortages } from '../shortages/progress-commands.ts';
import { lotsOfItemsAt } from '../stock/item-lots-queries.ts';
import type { SupplyLot } from '../stock/supply-queries.ts';
import { chooseLots, type Supplied } from './supply-rules.ts';
import { dispatchTo, keepLines, keepSkips } from './target-commands.ts';

export interface TransferLineAsk {
  lineId: number;
  itemId: number;
  /** A lot that must be taken; first to expire first when none is named. */
  lotId?: number | undefined;
  quantityBase: number;
}

interface TransferAsk {
  fromId: number;
  taker: Pick<OrganisationRow, 'id' | 'kind'>;
  lines: readonly TransferLineAsk[];
  day: string;
}

/**
 * The lots of the giver that would serve the lines now. Refuses, with the item's name, lots that are not usable for
 * the taker, less stock than asked (`supply_short`) and more than a permit has left.
 */
export async function lotsForTransfer(tx: Tx, asked: TransferAsk): Promise<Result<Supplied<SupplyLot>>> {
  const { fromId, taker, lines, day } = asked;
  const itemIds = lines.map((line) => line.itemId);
  const lifeDaysMin = (await ruleOn(tx, 'life_days_min', day))[taker.kind];
  const lots = await lotsOfItemsAt(tx, { organisationId: fromId, itemIds });
  const asks = lines.map(({ lineId, ...line }) => ({ ...line, demandId: lineId }));
  const chosen = chooseLots(asks, lots, { on: day, lifeDaysMin, recipientId: taker.id });
  const rows = await tx.select().from(item).where(isOneOf(item.id, itemIds));
  const of = new Map(rows.map((row) => [row.id, row]));
  if (!chosen.ok) {
    const {
      genericName = '',
      packSize = 1,
      packUnit = '',
      baseUnit = '',
      scale = 1,
    } = of.get(Number(chosen.detail.itemId)) ?? {};
    return { ...chosen, detail: { ...chosen.detail, item: genericName, packSize, packUnit, baseUnit, scale } };
  }
  const leaving = chosen.value.picks.flatMap(({ lot, quantityBase }) => {
    const { preparation, lotNumber } = lot;
    if (preparation === undefined || preparation.keeperId === taker.id) return [];
    const name = of.get(lot.itemId)?.genericName ?? '';
    return [{ lot: lotNumber, item: name, preparation, recipientId: taker.id, quantityBase }];
  });
  const caps = checkPermitCaps(leaving, day);
  return caps.ok ? chosen : caps;
}

export interface TransferKeep extends TransferAsk {
  actor: Actor;
  at: number;
  /** The transfer with its number: what named lots were taken for. */
  transfer: { id: number; number: string };
  /** The shortage that the goods answer, when it is one. */
  shortageId?: number | undefined;
}

/** Keeps the lots on a dispatch of their own: granted goods are promised to nobody else. Refuses as above. */
export async function keepForTransfer(
  tx: Tx,
  keep: TransferKeep,
): Promise<Result<{ documentId: number; number: string }>> {
  const { actor, at, fromId, taker, transfer, shortageId, lines } = keep;
  const chosen = await lotsForTransfer(tx, keep);
  if (!chosen.ok) return chosen;
  const { picks, skipped } = chosen.value;
  const target = await dispatchTo(tx, actor, at, { fromId, toId: taker.id, alone: true });
  if (shortageId !== undefined) {
    const answeredBase = lines.reduce((sum, line) => sum + line.quantityBase, 0);
    const detail = { dispatch: target.number, quantityBase: answeredBase };
    const answered = await progressShortages(tx, { act: 'answer', actor, at }, [{ shortageId, answeredBase, detail }]);
    if (!answered.ok) return answered;
  }
  const kept = picks.map(({ demandId, lot, quantityBase, outOfTurn }) => ({
    lot,
    quantityBase,
    overrideReason: outOfTurn ? transfer.number : null,
    documentId: shortageId ?? transfer.id,
    lineId: shortageId === undefined ? demandId : null,
  }));
  const held = await keepLines(tx, at, target, kept);
  if (!held.ok) return held;
  await keepSkips(tx, target.id, skipped);
  return ok({ documentId: target.id, number: target.number });
}
