/** One act that proposes tiers for medicines which members lack because the formulary does not give them. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import type { Tier } from '../catalogue/item.ts';
import { type TierColumns, tierColumns, tiersOf } from '../catalogue/pack-queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ProposedChange, proposeChanges } from './change-commands.ts';
import { addTier, type MeasuredTier, type Standing } from './linkage-rules.ts';
import { openDraft, publishedVersions } from './queries.ts';
import type { Tiers } from './rules.ts';

export interface TierProposal {
  picks: readonly { itemCode: string; tier: MeasuredTier }[];
  reason: string;
}

const wouldHave = (tier: Tier) =>
  `case when change.item_id is not null then change.${tier}
     when cast(:baseId as bigint) = 0 then item.${tier}_tier else coalesce(base.${tier}, false) end`;

/** Each item as the next version would have it: its change in the draft, its entry in the latest version, or itself. */
const standings = statement(
  `select item.id, item.code, item.generic_name, item.control_class, ${tierColumns(wouldHave)},
     coalesce(change.act, '') as act
   from ${rowset('codes', { code: 'text' })} as given join item on item.code = given.code
   left join formulary_entry as base on base.version_id = :baseId and base.item_id = item.id
   left join formulary_change as change on change.version_id = :draftId and change.item_id = item.id`,
);

type Row = TierColumns & { id: number; code: string; generic_name: string; control_class: string; act: string };

async function standingsOf(tx: Tx, codes: readonly string[]): Promise<Map<string, Standing & { itemId: number }>> {
  const draft = await openDraft(tx);
  const [latest] = await publishedVersions(tx);
  const baseId = draft === undefined ? (latest?.id ?? 0) : (draft.basedOnId ?? 0);
  const given = { codes: [...new Set(codes)].map((code) => ({ code })), baseId, draftId: draft?.id ?? 0 };
  const rows = await tx.run<Row>(standings, given);
  return new Map(
    rows.map((row) => [
      row.code,
      {
        itemId: Number(row.id),
        name: row.generic_name,
        ...tiersOf(row),
        leaving: row.act === 'remove',
        controlClass: row.control_class,
      },
    ]),
  );
}

async function changesFor(tx: Tx, input: TierProposal): Promise<Result<ProposedChange[]>> {
  const known = await standingsOf(
    tx,
    input.picks.map((pick) => pick.itemCode),
  );
  const tiers = new Map<string, Tiers>();
  for (const { itemCode, tier } of input.picks) {
    const standing = known.get(itemCode);
    if (standing === undefined) return refuse('linkage_unknown', { code: itemCode }, 'pick');
    // Chosen for the township and for the village: one change with both
    const added = addTier({ ...standing, ...tiers.get(itemCode) }, tier);
    if (!added.ok) return { ...added, field: 'pick' };
    tiers.set(itemCode, added.value);
  }
  const { reason } = input;
  return ok(
    [...tiers].map(([code, wanted]) => {
      const itemId = known.get(code)?.itemId ?? 0;
      return { itemId, act: 'tiers' as const, ...wanted, origin: 'linkage' as const, reason };
    }),
  );
}

/**
 * Puts the chosen tiers into the draft of the next version, all or none; opens the draft when there is none. Refuses
 * nothing chosen, unknown items, tiers an item has or is proposed for, tiers whose upper one lacks it, and leavers.
 */
export async function proposeTiers(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: TierProposal,
): Promise<Answer<{ documentNumber: string; changed: number }>> {
  const subject = input.picks.map((pick) => pick.itemCode).join('、');
  return command(services, actor, { act: 'linkage.propose', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    if (input.picks.length === 0) return refuse('linkage_nothing', {}, 'pick');
    const changes = await changesFor(tx, input);
    if (!changes.ok) return changes;
    const proposed = await proposeChanges(tx, actor, at, changes.value);
    if (!proposed.ok) return proposed;
    const { documentNumber, changed } = proposed.value;
    return ok({ value: { documentNumber, changed }, subject: documentNumber, after: { ...input, changed } });
  });
}
