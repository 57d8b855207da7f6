/** The giver grants what is asked, wholly or in part: its lots are kept on a dispatch that carries nothing else. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { memberTransfer, memberTransferLine } from '../../db/schema/transfers.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { keepForTransfer } from '../dispatches/transfer-commands.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { grantPlanned } from '../plans/granted-commands.ts';
import { actOnTransfer, type Seen } from './act-commands.ts';
import { readBoxes, type TypedBoxes } from './answer-commands.ts';
import { checkGrant, checkGranter, checkItem } from './rules.ts';
import type { LoadedTransfer } from './transfer-record.ts';

export interface TypedGrant extends TypedBoxes {
  reason?: string | undefined;
  /** The lot that goes; nothing for the first to expire. */
  lot?: number | undefined;
}

interface Granted {
  lineId: number;
  itemId: number;
  itemName: string;
  lotId: number | null;
  askedBase: number;
  grantedBase: number;
  reason: string;
}

function grantsOf(loaded: LoadedTransfer, typed: Record<string, TypedGrant>, read: Map<number, number>): Granted[] {
  return loaded.lines.map(({ line, item }) => {
    const { reason = '', lot } = typed[String(line.id)] ?? {};
    const { id: lineId, itemId, askedBase } = line;
    const grantedBase = read.get(lineId) ?? 0;
    return { lineId, itemId, itemName: item.genericName, lotId: lot ?? null, askedBase, grantedBase, reason };
  });
}

/** Lots kept for it: those of a plan serve the needs behind the plan, all others the transfer itself. */
async function keep(
  tx: Tx,
  by: { actor: Actor; at: number },
  loaded: LoadedTransfer,
  grants: readonly Granted[],
): Promise<Result<{ documentId: number; number: string }>> {
  const { document, transfer, giver, taker } = loaded;
  const lines = grants
    .filter((one) => one.grantedBase > 0)
    .map(({ lineId, itemId, lotId, grantedBase }) => {
      return { lineId, itemId, lotId: lotId ?? undefined, quantityBase: grantedBase };
    });
  if (transfer.origin === 'plan') {
    const sources = loaded.lines.map(({ line }) => ({
      transferId: line.proposalLineId ?? 0,
      grantedBase: grants.find((one) => one.lineId === line.id)?.grantedBase ?? 0,
    }));
    return grantPlanned(tx, { ...by, fromId: giver.id, toId: taker.id, sources });
  }
  const shortageId = transfer.origin === 'shortage' ? (loaded.lines[0]?.line.proposalLineId ?? undefined) : undefined;
  const papers = { transfer: { id: document.id, number: document.number }, shortageId };
  return keepForTransfer(tx, { ...by, ...papers, fromId: giver.id, taker, lines, day: dayOf(by.at) });
}

/**
 * Grants it line by line and keeps the goods. Refuses whoever asked for it, more than asked, less without a reason,
 * nothing at all, and lots that are not usable or not there any more.
 */
export function grantTransfer(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  typed: Record<string, TypedGrant>,
): Promise<Answer<{ dispatch: string }>> {
  const act = { act: 'transfer.grant', step: 'grant' as const, side: 'giver' as const };
  const request = { ...act, permission: 'transfer.grant' as const, ...given, input: { line: typed } };
  return actOnTransfer(services, actor, request, async (tx, loaded, at) => {
    const other = checkGranter(actor.userId, await timelineOf(tx, loaded.document.id));
    if (!other.ok) return other;
    const read = readBoxes(loaded, typed);
    if (!read.ok) return read;
    const grants = grantsOf(loaded, typed, read.value);
    const fits = checkGrant(grants);
    if (!fits.ok) return fits;
    for (const { item } of loaded.lines) {
      const may = checkItem(item);
      if (!may.ok) return may;
    }
    const kept = await keep(tx, { actor, at }, loaded, grants);
    if (!kept.ok) {
      const line = grants.find((one) => one.itemId === kept.detail.itemId);
      return line === undefined ? kept : { ...kept, field: `line.${line.lineId}.packs` };
    }
    for (const { lineId, grantedBase, lotId, reason } of grants) {
      await tx.update(memberTransferLine).set({ grantedBase, lotId, reason }).where(eq(memberTransferLine.id, lineId));
    }
    const { documentId: dispatchId, number: dispatch } = kept.value;
    await tx.update(memberTransfer).set({ dispatchId }).where(eq(memberTransfer.documentId, loaded.document.id));
    const lines = grants.filter((one) => one.grantedBase > 0).length;
    return ok({ value: { dispatch }, to: 'granted', detail: { dispatch, lines } });
  });
}
