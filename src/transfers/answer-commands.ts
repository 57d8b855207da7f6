/** What is answered before anything moves: an offer taken up or declined, an asking refused, either taken back. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { memberTransferLine } from '../../db/schema/transfers.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { dropPlanned } from '../plans/granted-commands.ts';
import { type ActDone, actOnTransfer, type Seen, type TransferAct } from './act-commands.ts';
import type { LoadedTransfer } from './transfer-record.ts';

export interface TypedBoxes {
  packs?: string | undefined;
  units?: string | undefined;
}

/** Base units by line; a line whose boxes are left empty counts as zero. Refuses nonsense at its field. */
export function readBoxes(
  loaded: Pick<LoadedTransfer, 'lines'>,
  typed: Record<string, TypedBoxes>,
): Result<Map<number, number>> {
  const read = new Map<number, number>();
  for (const { line, item } of loaded.lines) {
    const { packs = '', units = '' } = typed[String(line.id)] ?? {};
    if (`${packs}${units}`.trim() === '') {
      read.set(line.id, 0);
      continue;
    }
    const quantity = readQuantity({ packs, units }, item);
    if (!quantity.ok) return { ...quantity, field: `line.${line.id}.${quantity.field ?? 'packs'}` };
    read.set(line.id, quantity.value);
  }
  return ok(read);
}

/** The taker takes up an offer, whole or in part; the giver's people grant it then. Refuses more than was offered. */
export function acceptOffer(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  typed: Record<string, TypedBoxes>,
): Promise<Answer<{ lines: number }>> {
  const act = { act: 'transfer.accept', step: 'accept' as const, side: 'taker' as const };
  const request = { ...act, permission: 'transfer.ask' as const, ...given, input: { line: typed } };
  return actOnTransfer(services, actor, request, async (tx, loaded) => {
    const read = readBoxes(loaded, typed);
    if (!read.ok) return read;
    const wanted = loaded.lines.map(({ line, item }) => ({ line, item, base: read.value.get(line.id) ?? 0 }));
    const over = wanted.find(({ line, base }) => base > line.askedBase);
    if (over !== undefined) {
      return refuse('transfer_more_than_offered', { item: over.item.genericName }, `line.${over.line.id}.packs`);
    }
    if (wanted.every(({ base }) => base === 0)) return refuse('transfer_accept_nothing');
    for (const { line, base } of wanted) {
      if (base === 0) await tx.delete(memberTransferLine).where(eq(memberTransferLine.id, line.id));
      else await tx.update(memberTransferLine).set({ askedBase: base }).where(eq(memberTransferLine.id, line.id));
    }
    const taken = wanted.filter(({ base }) => base > 0).length;
    return ok({ value: { lines: taken }, to: 'asked', detail: { lines: taken } });
  });
}

type Ending = Pick<TransferAct, 'act' | 'step' | 'side' | 'permission'> & { to: string };

const ENDINGS = {
  decline: { act: 'transfer.decline', step: 'decline', side: 'taker', permission: 'transfer.ask', to: 'declined' },
  refuse: { act: 'transfer.refuse', step: 'refuse', side: 'giver', permission: 'transfer.grant', to: 'refused' },
  withdraw: { act: 'transfer.withdraw', step: 'withdraw', side: 'opener', permission: 'transfer.ask', to: 'withdrawn' },
} as const satisfies Record<string, Ending>;

async function end(tx: Tx, loaded: LoadedTransfer, to: string, why: string): Promise<Result<ActDone<undefined>>> {
  // What a plan meant to meet this way is open again
  const dropped = await dropPlanned(tx, loaded, why);
  return dropped.ok ? ok({ value: undefined, to, note: why }) : dropped;
}

/** Ends it without goods, with a reason: declined by the taker, refused by the giver, withdrawn by who opened it. */
export function endTransfer(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  ending: { how: keyof typeof ENDINGS; why: string },
): Promise<Answer<undefined>> {
  const { how, why } = ending;
  const { to, ...act } = ENDINGS[how];
  const request = { ...act, ...given, input: { why } };
  return actOnTransfer(services, actor, request, async (tx, loaded) =>
    why.trim() === '' ? refuse('reason_missing', {}, 'why') : end(tx, loaded, to, why.trim()),
  );
}
