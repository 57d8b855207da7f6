/** Printing labels of equipment: each printing of each card is kept, and a later one counts as a reprint. */
import { assetLabel } from '../../db/schema/inventories.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LabelledAsset, labelledAssets, labelsBefore } from './label-queries.ts';
import type { AssetFilter } from './list-queries.ts';

/** Any of these lets a person print labels of equipment. */
export const ASSET_LABELLERS = ['asset.keep', 'asset.edit'] as const;

/** One card by its number, or what the filter leaves. */
export type LabelledCards = AssetFilter & { number?: string | undefined };

/**
 * Writes down one printing. `check` says whether so many labels may be printed as asked. Refuses people without the
 * permission, and cards out of reach.
 */
export function printAssetLabels(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { cards: LabelledCards; copies: number; most: number; size: string; skip: number },
  check: (different: number) => Result<undefined>,
): Promise<Answer<{ cards: LabelledAsset[]; reprint: number }>> {
  const { cards: asked, copies, most } = input;
  const subject = asked.number ?? 'equipment';
  return command(services, actor, { act: 'label.print', key, input, subject }, async (tx, at) => {
    if (!ASSET_LABELLERS.some((permission) => may(actor.roles, permission))) return refuseWithout(...ASSET_LABELLERS);
    const cards = await labelledAssets(tx, actor.scopePath, asked, most);
    if (asked.number !== undefined && cards.length === 0) return refuse('not_found');
    const checked = check(cards.length);
    if (!checked.ok) return checked;
    const { times: reprint } = await labelsBefore(
      tx,
      cards.map(({ id }) => id),
    );
    const by = { printedBy: actor.userId, printedByName: actor.name, printedAt: at };
    await tx.insert(assetLabel).values(cards.map(({ id }) => ({ assetId: id, copies, ...by })));
    const after = { cards: cards.map(({ number }) => number), size: input.size, copies, reprint };
    return ok({ value: { cards, reprint }, subject, after });
  });
}
