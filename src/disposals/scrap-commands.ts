/** A card leaves all books: what hangs on it ends with it. */
import type { Tx } from '../../db/database.ts';
import { advanceAsset, lockAssetById } from '../assets/advance-commands.ts';
import type { Actor } from '../auth/viewer.ts';
import { endFaultOfScrapped } from '../faults/scrap-commands.ts';
import { endOfferOfLeaving } from '../idle-pool/pool-commands.ts';
import { type Result, refuse } from '../kernel/result.ts';
import { endPlansOfScrapped } from '../maintenance/plan-commands.ts';
import { endDutiesOfScrapped } from '../metrology/duty-commands.ts';
import { endShareOfLeaving } from '../sharing/release-commands.ts';

/**
 * One card leaves all books for good, and what was offered, planned and due of it ends. Its open fault ends with it,
 * and first: faults are locked before their cards.
 */
export async function scrapCard(
  tx: Tx,
  actor: Actor,
  at: number,
  { assetId, number, note }: { assetId: number; number: string; note: string },
): Promise<Result<unknown>> {
  const ended = await endFaultOfScrapped(tx, actor, at, { assetId, note: number });
  if (!ended.ok) return ended;
  const card = await lockAssetById(tx, assetId);
  if (card === undefined) return refuse('not_found');
  await endShareOfLeaving(tx, actor, at, { card, note: number });
  await endOfferOfLeaving(tx, actor, at, { assetId, note: number });
  await endPlansOfScrapped(tx, actor, at, { card, note: number });
  await endDutiesOfScrapped(tx, actor, at, { card, note: number });
  const step = { asset: card, act: 'scrap', to: 'scrapped' as const, change: { downBy: null } };
  return advanceAsset(tx, actor, at, { ...step, note, documentNumber: number });
}
