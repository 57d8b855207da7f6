/** Proposing equipment for disposal: cards of one owner, none of them usable from then on. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { disposal, disposalLine } from '../../db/schema/asset-moves.ts';
import { assetClass } from '../../db/schema/assets.ts';
import { openMoveOf, writtenOff } from '../asset-transfers/transfer-queries.ts';
import { type AssetRow, advanceAsset, lockAsset } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { checkUnbooked } from '../sharing/release-commands.ts';
import { type DisposalReason, dutiesOf, MOST_CARDS } from './rules.ts';

export interface DisposalInput {
  assetNumbers: string[];
  reason: DisposalReason;
  explanation: string;
}

async function cardOf(tx: Tx, actor: Actor, number: string): Promise<Result<AssetRow>> {
  const card = await lockAsset(tx, number);
  if (card === undefined || !(await inReach(tx, card, actor.scopePath))) {
    return refuse('asset_unknown', { number }, 'assets');
  }
  const keeper = await organisationById(tx, card.keeperId);
  const cares = keeper !== undefined && looksAfter(actor, { user: { id: card.userId }, keeper });
  if (!may(actor.roles, 'asset.edit') && !cares) return refuse('asset_not_here', { number }, 'assets');
  const open = await openMoveOf(tx, card.id);
  return open === undefined ? ok(card) : refuse('asset_transfer_open', { number, open }, 'assets');
}

async function cardsOf(tx: Tx, actor: Actor, numbers: readonly string[]): Promise<Result<AssetRow[]>> {
  const cards: AssetRow[] = [];
  // In the order of their numbers: two applications over the same cards wait for each other, and never in a circle
  for (const number of [...new Set(numbers)].sort()) {
    const card = await cardOf(tx, actor, number);
    if (!card.ok) return card;
    cards.push(card.value);
  }
  const [first] = cards;
  if (first === undefined) return refuse('disposal_none', {}, 'assets');
  if (cards.length > MOST_CARDS) return refuse('disposal_many', { most: MOST_CARDS }, 'assets');
  const other = cards.find((card) => card.ownerId !== first.ownerId);
  return other === undefined ? ok(cards) : refuse('disposal_owners', { number: other.number }, 'assets');
}

async function addLine(tx: Tx, disposalId: number, card: AssetRow, reason: DisposalReason): Promise<void> {
  const [known] = await tx.select().from(assetClass).where(eq(assetClass.id, card.classId));
  await tx.insert(disposalLine).values({
    disposalId,
    assetId: card.id,
    reason,
    priceFen: card.priceFen,
    accumulatedFen: await writtenOff(tx, card),
    ...dutiesOf(known?.code ?? ''),
  });
}

/** Refuses cards out of reach, of several owners, under a transfer, shared, booked, under way or scrapped before. */
export function proposeDisposal(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DisposalInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'disposal.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const { reason, explanation } = input;
    const cards = await cardsOf(tx, actor, input.assetNumbers);
    if (!cards.ok) return cards;
    const organisationId = cards.value[0]?.ownerId ?? 0;
    const opening = { kind: 'disposal' as const, status: 'proposed', act: 'open', note: explanation };
    const { id, number } = await openDocument(tx, { ...opening, organisationId, counterpartId: null, actor, at });
    const priceFen = cards.value.reduce((sum, card) => sum + card.priceFen, 0);
    await tx.insert(disposal).values({ documentId: id, explanation, priceFen });
    for (const card of cards.value) {
      const unbooked = await checkUnbooked(tx, card);
      if (!unbooked.ok) return { ...unbooked, field: 'assets' };
      const step = { asset: card, act: 'propose_scrap', to: 'to_scrap' as const, note: explanation };
      const moved = await advanceAsset(tx, actor, at, { ...step, documentNumber: number });
      if (!moved.ok) return refuse(moved.reason, moved.detail, 'assets');
      await addLine(tx, id, card, reason);
    }
    return ok({ value: { number }, subject: number, after: input });
  });
}
