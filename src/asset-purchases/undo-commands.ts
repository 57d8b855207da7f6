/** A finished acceptance undone while nothing hangs on its cards: they leave the register, nothing is owed any more. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { assetAcceptanceUnit } from '../../db/schema/asset-purchases.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { equipmentAccount, memberAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { advanceAsset, lockAsset } from '../assets/advance-commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { cancelOwed } from '../payables/owe-commands.ts';
import { owedOf } from './owed-queries.ts';
import type { Seen } from './purchase-commands.ts';
import { type LoadedAcceptance, lockAcceptance, lockPurchase } from './purchase-record.ts';
import { ACCEPTANCE_ACTS, PURCHASE_ACTS } from './rules.ts';

const exists = (what: string, table: string, more = '') =>
  `select '${what}' as what from ${table} where asset_id = :assetId ${more}`;

/** What hangs on a card besides how it came: the first of it, by what a person must undo. */
const hanging = statement(
  `select what from (
     ${exists('events', 'asset_event', "and act <> 'accept'")}
     union all ${exists('charges', 'depreciation_line')}
     union all ${exists('use', 'asset_use')}
     union all ${exists('bookings', 'booking')}
     union all ${exists('sharing', 'share_offer')}
     union all ${exists('loans', 'loan')}
     union all ${exists('offers', 'idle_offer')}
     union all ${exists('plans', 'maintenance_plan')}
     union all ${exists('tests', 'metrology_duty')}
     union all ${exists('faults', 'fault')}
     union all select 'standsIn' as what from fault where loaner_id = :assetId
     union all ${exists('adverse', 'device_event')}
     union all ${exists('recalls', 'device_recall_answer')}
     union all ${exists('stocktakes', 'inventory_line')}
     union all ${exists('transfers', 'asset_transfer')}
     union all ${exists('disposals', 'disposal_line')}
     union all ${exists('applications', 'acquisition_idle')}
   ) as found limit 1`,
);

// No month is charged meanwhile
const holdMonths = statement(lockTable('depreciation_run', 'row share'));

/** The card leaves the register. Refuses one on which anything hangs, saying what. */
async function withdrawCard(tx: Tx, actor: Actor, at: number, given: { number: string; paper: string; why: string }) {
  const { number, paper, why } = given;
  const card = await lockAsset(tx, number);
  if (card === undefined) throw new Error(`no card ${number}`);
  const [found] = await tx.run<{ what: string }>(hanging, { assetId: card.id });
  if (found !== undefined) return refuse('asset_acceptance_used', { number, what: found.what });
  const step = { asset: card, act: 'withdraw', to: 'withdrawn' as const, note: why, documentNumber: paper };
  return advanceAsset(tx, actor, at, step);
}

/** The supplier is owed nothing of it any more, nor the centre by its owner. Refuses what is invoiced or paid. */
async function forgiveAccepted(
  tx: Tx,
  actor: Actor,
  at: number,
  { document: paper, of }: LoadedAcceptance,
  reason: string,
): Promise<Result<undefined>> {
  const parts = await owedOf(tx, of.document.id, paper.id);
  const amountFen = parts.reduce((sum, part) => sum + part.amountFen, 0);
  if (amountFen === 0) return ok();
  const times = { actorId: actor.userId, occurredAt: at, postedAt: at };
  const header = { ...times, key: `equipment-undone-${paper.id}` };
  for (const { payableId } of parts) {
    const freed = await cancelOwed(tx, header, { payableId, documentId: paper.id, reason });
    if (!freed.ok) return freed;
  }
  const member = (await memberAccounts(tx, [of.place.id])).get(of.place.id);
  if (member === undefined) return refuse('account_unknown');
  const creditId = await equipmentAccount(tx, of.place.id);
  const line = { debitId: member.dueId, creditId, amountFen, key: `equipment-member-undone-${paper.id}` };
  const moved = await transfer(tx, { ...times, code: 'equipment_undone', documentId: paper.id, lines: [line] });
  return moved.ok ? ok() : moved;
}

/**
 * The asset office undoes a finished acceptance with the reason; what arrived may be written down anew. Refuses
 * acceptances that are not finished, cards on which anything hangs (charged, in use, booked, planned, counted, moved),
 * and what is invoiced, in a run or paid.
 */
export function undoAcceptance(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ cards: number }>> {
  const { key, number, seenVersion } = given;
  const asked = { act: 'asset_acceptance.undo', key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const loaded = await lockAcceptance(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    const { document: paper, units } = loaded;
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, paper, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id, status } = paper;
    if (status !== 'accepted') return refuse('wrong_state', { number, status });
    const of = await lockPurchase(tx, '/', loaded.of.document.number);
    if (of === undefined) return refuse('not_found');
    await tx.run(holdMonths, {});
    const cards = units.flatMap(({ assetNumber }) => (assetNumber === null ? [] : [assetNumber]));
    for (const card of cards) {
      const gone = await withdrawCard(tx, actor, at, { number: card, paper: number, why: input.why });
      if (!gone.ok) return gone;
    }
    const freed = await forgiveAccepted(tx, actor, at, loaded, input.why);
    if (!freed.ok) return freed;
    await tx.update(assetAcceptanceUnit).set({ assetId: null }).where(eq(assetAcceptanceUnit.acceptanceId, id));
    const note = [input.why, ...cards].join(' ');
    const undone = { act: 'undo', to: 'undone', transitions: ACCEPTANCE_ACTS, actor, at, note };
    const led = await advance(tx, id, undone);
    if (!led.ok) return led;
    const to = of.document.status === 'closed' ? 'closed' : 'ordered';
    const step = { act: 'undo', to, transitions: PURCHASE_ACTS, actor, at, note: number };
    const again = await advance(tx, of.document.id, step);
    return again.ok ? ok({ value: { cards: cards.length }, subject: number, after: { ...input, cards } }) : again;
  });
}
