/** Deciding what differed, one by one and by another person than found it; and closing the stocktake. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { inventory, inventoryFind, inventoryLine } from '../../db/schema/inventories.ts';
import { type AssetRow, advanceAsset, lockAssetById } from '../assets/advance-commands.ts';
import { type AssetInput, judgeAsset } from '../assets/card-rules.ts';
import { addCards } from '../assets/commands.ts';
import type { FundSource, PurchaseMethod } from '../assets/rules.ts';
import { assetWorld } from '../assets/world-queries.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnInventory, type Seen } from './act-commands.ts';
import type { InventoryRecord } from './inventory-record.ts';
import { findsOf, type JudgedLine, linesOf } from './line-queries.ts';
import { checkDecision, type Decision, INVENTORY_ACTS, turnTo } from './rules.ts';

const deciding = ({ document }: InventoryRecord): Result<undefined> =>
  document.status === 'deciding' ? ok() : refuse('inventory_not_deciding', { number: document.number });

/** Decides one line. Refuses who found it, what does not differ, and what cannot be led there by a stocktake. */
export function decideLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { lineId: number; decision: Decision; why: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'inventory.decide', permission: 'asset.keep' as const, ...given, input };
  return actOnInventory(services, actor, request, async (tx, loaded, at) => {
    const open = deciding(loaded);
    if (!open.ok) return open;
    const [one] = await linesOf(tx, loaded.document.id, input.lineId);
    if (one === undefined) return refuse('not_found');
    if (one.line.foundBy === actor.userId) return refuse('inventory_own_finding', { number: one.card.number });
    const fit = checkDecision(input.decision, one.differences);
    if (!fit.ok) return fit;
    if (input.decision === 'correct' && one.differences.includes('status')) {
      const { condition } = one.line;
      if (condition === null || turnTo(condition, one.card.status) === undefined) {
        return refuse('inventory_status_on_card', { number: one.card.number });
      }
    }
    if (input.decision === 'lost' && !['in_use', 'idle', 'repair', 'stopped'].includes(one.card.status)) {
      return refuse('asset_wrong_state', { number: one.card.number, status: one.card.status });
    }
    const decided = { decidedBy: actor.userId, decidedByName: actor.name, decidedAt: at };
    await tx
      .update(inventoryLine)
      .set({ decision: input.decision, decisionWhy: input.why, ...decided })
      .where(eq(inventoryLine.id, one.line.id));
    return ok({ value: { number: one.card.number }, before: one.differences, after: input });
  });
}

export interface FindDecision {
  position: number;
  /** Left out, the find is dismissed: it is nobody's asset, or somebody's own. */
  card?: {
    classCode: string;
    priceFen: number;
    source: FundSource;
    acquiredOn: string;
    purchaseMethod: PurchaseMethod;
  };
  why: string;
}

/** Makes a card of a find off the books, or dismisses it. Refuses who found it, and what `judgeAsset` refuses. */
export function decideFind(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: FindDecision,
): Promise<Answer<{ card: string | null }>> {
  const request = { act: 'inventory.decide_find', permission: 'asset.keep' as const, ...given, input };
  return actOnInventory(services, actor, request, async (tx, loaded, at) => {
    const open = deciding(loaded);
    if (!open.ok) return open;
    const find = (await findsOf(tx, loaded.document.id)).find((one) => one.position === input.position);
    if (find === undefined) return refuse('not_found');
    if (find.decision !== null) return refuse('inventory_find_decided', { position: find.position });
    if (find.foundBy === actor.userId) return refuse('inventory_own_finding', { number: `#${find.position}` });
    let assetNumber: string | null = null;
    if (input.card !== undefined) {
      if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
      const { classCode, priceFen, source, acquiredOn, purchaseMethod } = input.card;
      const nothing = { categoryCode: null, registrationNumber: null, udi: null, supplier: null, contractNumber: null };
      const later = { acceptedOn: null, firstUsedOn: null, warrantyUntil: null, largeKind: null, licenceNumber: null };
      const facts: AssetInput = {
        ...{ ...nothing, ...later, name: find.name, classCode, purchaseMethod, priceFen, acquiredOn },
        ...{ serialNumber: find.serialNumber, brand: '', model: '', maker: '', formerNumber: null },
        ...{ funds: priceFen === 0 ? {} : { [source]: priceFen }, owner: find.placeCode, user: null, keeper: null },
        ...{ room: find.room, custodian: null, note: find.description },
      };
      const world = await assetWorld(tx, { inputs: [facts], today: dayOf(at), scopePath: actor.scopePath });
      const judged = judgeAsset(facts, world);
      if (!judged.ok) return judged;
      const documentNumber = loaded.document.number;
      const card = { values: judged.value, act: 'found' as const, status: 'idle' as const, documentNumber };
      [assetNumber = null] = await addCards(tx, actor, at, [card]);
    }
    const decision = assetNumber === null ? ('dismissed' as const) : ('card' as const);
    const decided = { decidedBy: actor.userId, decidedByName: actor.name, decidedAt: at };
    await tx
      .update(inventoryFind)
      .set({ decision, decisionWhy: input.why, assetNumber, ...decided })
      .where(eq(inventoryFind.id, find.id));
    return ok({ value: { card: assetNumber }, after: input });
  });
}

/** Leads a card to stand as it was decided, as it is now. */
async function apply(tx: Tx, actor: Actor, at: number, one: JudgedLine, number: string): Promise<Result<unknown>> {
  const { line, differences } = one;
  const card = await lockAssetById(tx, line.assetId);
  if (card === undefined) return refuse('not_found');
  const common = { note: line.decisionWhy, documentNumber: number };
  if (line.decision === 'lost') {
    const to = card.status === 'stopped' ? undefined : ('stopped' as const);
    return advanceAsset(tx, actor, at, { asset: card, act: to ? 'stop' : 'missed', ...(to && { to }), ...common });
  }
  const change = changeOf(one, card);
  const turn =
    differences.includes('status') && line.condition !== null ? turnTo(line.condition, card.status) : undefined;
  return advanceAsset(tx, actor, at, {
    asset: card,
    act: turn?.act ?? 'recount',
    ...(turn && { to: turn.to }),
    change,
    ...common,
  });
}

function changeOf({ line, differences }: JudgedLine, card: AssetRow) {
  const moves = differences.includes('keeper') && line.foundAtId !== null;
  return {
    ...(differences.includes('room') && { room: line.foundRoom ?? '' }),
    ...(moves && { keeperId: line.foundAtId ?? card.keeperId, custodianId: null }),
  };
}

/**
 * Closes it: what was decided is done on the cards, and what differed is kept. Refuses people who found things in it,
 * and whatever is not decided yet.
 */
export function closeInventory(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ corrected: number; lost: number }>> {
  const request = { act: 'inventory.close', permission: 'asset.edit' as const, ...given, input: {} };
  return actOnInventory(services, actor, request, async (tx, loaded, at) => {
    const { document } = loaded;
    const lines = await linesOf(tx, document.id);
    const finds = await findsOf(tx, document.id);
    const step = { act: 'close', to: 'closed', transitions: INVENTORY_ACTS, actor, at };
    const moved = await advance(tx, document.id, step);
    if (!moved.ok) return moved;
    if ([...lines.map(({ line }) => line.foundBy), ...finds.map((one) => one.foundBy)].includes(actor.userId)) {
      return refuse('inventory_own_counting');
    }
    const undecided = lines.filter(({ line, differences }) => differences.length > 0 && line.decision === null).length;
    const left = undecided + finds.filter((one) => one.decision === null).length;
    if (left > 0) return refuse('inventory_undecided', { left });
    const done = { corrected: 0, lost: 0 };
    const order = [...lines].sort((a, b) => a.line.assetId - b.line.assetId);
    for (const one of order.filter(({ differences }) => differences.length > 0)) {
      const { decision, id } = one.line;
      await tx
        .update(inventoryLine)
        .set({ differed: one.differences.join(' ') })
        .where(eq(inventoryLine.id, id));
      if (decision !== 'correct' && decision !== 'lost') continue;
      const applied = await apply(tx, actor, at, one, document.number);
      if (!applied.ok) return applied;
      done[decision === 'lost' ? 'lost' : 'corrected'] += 1;
    }
    await tx.update(inventory).set({ closedAt: at }).where(eq(inventory.documentId, document.id));
    return ok({ value: done, after: { ...done, lines: lines.length, finds: finds.length } });
  });
}
