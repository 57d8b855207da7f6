/** What other features ask of transfers: the open one of a card, and what has been written off of its price. */
import type { Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { AssetRow } from '../assets/advance-commands.ts';
import { ok, type Result } from '../kernel/result.ts';
import { useBlockedBy } from '../safety-of-use/queries.ts';
import { type Bar, refusalOf } from '../safety-of-use/rules.ts';

const charged = statement(
  `select coalesce(sum(accumulated_fen), 0) as fen from depreciation_balance where asset_id = :assetId`,
);

/** What has been written off of a card so far; never more than it cost. */
export async function writtenOff(tx: Tx, card: Pick<AssetRow, 'id' | 'priceFen'>): Promise<number> {
  const [row] = await tx.run<{ fen: number }>(charged, { assetId: card.id });
  return Math.min(card.priceFen, Number(row?.fen ?? 0));
}

const openMove = statement(
  `select document.number from asset_transfer join document on document.id = asset_transfer.document_id
   where asset_transfer.asset_id = :assetId and asset_transfer.ended_at is null`,
);

/** Number of the open transfer of a card. */
export async function openMoveOf(tx: Tx, assetId: number): Promise<string | undefined> {
  const [row] = await tx.run<{ number: string }>(openMove, { assetId });
  return row?.number;
}

/** Refuses what is recalled, failed its compulsory test or is overdue for it; in use, also what was never tested. */
export async function checkTested(
  tx: Tx,
  card: Pick<AssetRow, 'id' | 'number' | 'status'>,
  today: string,
): Promise<Result<undefined>> {
  const bars = (await useBlockedBy(tx, [card.id], today)).get(card.id) ?? [];
  const unsafe: readonly Bar['why'][] = ['recalled', 'test_failed', 'test_overdue'];
  const barred = bars.find(({ why }) => unsafe.includes(why) || (why === 'test_missing' && card.status === 'in_use'));
  return barred === undefined ? ok() : refusalOf(card.number, barred);
}
