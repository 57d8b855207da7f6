/** Proposing a transfer of ownership: by who looks after the card, or asked for by the member that wants it. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { assetTransfer } from '../../db/schema/asset-moves.ts';
import { assetClass } from '../../db/schema/assets.ts';
import { openNamedRound } from '../approvals/commands.ts';
import { type AssetRow, lockAsset } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { checkLicence, type LargeKind, looksAfter } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isOutside, type OrganisationRow, organisationByCode, organisationById } from '../organisations/queries.ts';
import { ruleIfAny, ruleOn } from '../settings/queries.ts';
import { checkUnbooked } from '../sharing/release-commands.ts';
import { approversOf, checkMovable } from './rules.ts';
import { checkTested, openMoveOf, writtenOff } from './transfer-queries.ts';

export interface MoveInput {
  assetNumber: string;
  /** Code of the member that gets it. */
  to: string;
  reason: string;
  paidFen: number;
  /** Of the receiver, where the thing is on the catalogue of large equipment. */
  licenceNumber: string | null;
}

/** Whether the person speaks for the owner's side or for the member that wants it; strangers learn nothing. */
async function sideOf(
  tx: Tx,
  actor: Actor,
  card: AssetRow,
  to: OrganisationRow,
): Promise<Result<'giver' | 'receiver'>> {
  const keeper = await organisationById(tx, card.keeperId);
  const near = await inReach(tx, card, actor.scopePath);
  const cares = keeper !== undefined && looksAfter(actor, { user: { id: card.userId }, keeper });
  if (near && (may(actor.roles, 'asset.edit') || cares)) return ok('giver');
  if (!worksAt(actor, to)) return near ? refuse('asset_not_here', { number: card.number }) : refuse('not_found');
  return card.status === 'idle' ? ok('receiver') : refuse('asset_transfer_not_idle', { number: card.number });
}

async function checkCard(tx: Tx, card: AssetRow, to: OrganisationRow, input: MoveInput, day: string) {
  if (card.ownerId === to.id) return refuse('asset_transfer_same_owner', { to: to.shortName }, 'to');
  const open = await openMoveOf(tx, card.id);
  if (open !== undefined) return refuse('asset_transfer_open', { number: card.number, open });
  const [known] = await tx.select().from(assetClass).where(eq(assetClass.id, card.classId));
  const movable = checkMovable(card, known?.medical ?? true);
  if (!movable.ok) return movable;
  const unbooked = await checkUnbooked(tx, card);
  if (!unbooked.ok) return { ...unbooked, field: 'assetNumber' };
  const tested = await checkTested(tx, card, day);
  if (!tested.ok) return tested;
  const large = { largeKind: card.largeKind as LargeKind | null, licenceNumber: input.licenceNumber };
  const licence = checkLicence(large, await ruleIfAny(tx, 'large_equipment', day));
  return licence.ok ? ok() : refuse('asset_transfer_licence', { to: to.shortName }, 'licenceNumber');
}

/**
 * Proposes to give a card into another member's books and opens the approval. Refuses what is shared, booked, faulty,
 * stopped or under another proposal, a receiver without the licence, and people of neither side.
 */
export function proposeMove(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: MoveInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'asset_transfer.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const card = await lockAsset(tx, input.assetNumber);
    if (card === undefined) return refuse('asset_unknown', { number: input.assetNumber }, 'assetNumber');
    const to = await organisationByCode(tx, input.to);
    if (to === undefined || !to.active || isOutside(to.path))
      return refuse('asset_member_unknown', { code: input.to }, 'to');
    const side = await sideOf(tx, actor, card, to);
    if (!side.ok) {
      return side.reason === 'not_found' ? refuse('asset_unknown', { number: card.number }, 'assetNumber') : side;
    }
    const fit = await checkCard(tx, card, to, input, dayOf(at));
    if (!fit.ok) return fit;
    const owner = await organisationById(tx, card.ownerId);
    const opening = { kind: 'asset_transfer' as const, status: 'proposed', act: 'open', note: input.reason };
    const parties = { organisationId: card.ownerId, counterpartId: to.id };
    const { id, number } = await openDocument(tx, { ...opening, ...parties, actor, at });
    const { priceFen } = card;
    await tx.insert(assetTransfer).values({
      documentId: id,
      assetId: card.id,
      fromId: card.ownerId,
      toId: to.id,
      askedBy: side.value,
      reason: input.reason,
      paidFen: input.paidFen,
      licenceNumber: input.licenceNumber,
      priceFen,
      accumulatedFen: await writtenOff(tx, card),
    });
    const tiers = await ruleOn(tx, 'asset_transfer_tiers', dayOf(at));
    const roles = approversOf({ priceFen, ownerKind: owner?.kind ?? 'head', asks: actor.roles }, tiers);
    await openNamedRound(tx, { documentId: id, amountFen: priceFen, at, roles });
    return ok({ value: { number }, subject: number, after: input });
  });
}
