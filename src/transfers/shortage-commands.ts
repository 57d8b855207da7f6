/** Asking a neighbour for the goods of a shortage: granted, they are sent to who asked, and the shortage ends so. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf, daysBetween } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { openBase, shortageTransitions } from '../shortages/rules.ts';
import { lockShortage, type ShortageRecord } from '../shortages/shortage-queries.ts';
import { openTransfer } from './open-commands.ts';
import { waitingBase } from './rules.ts';
import { transfersForShortage } from './shortage-queries.ts';

export interface NeighbourInput {
  number: string;
  /** Version of the shortage that the person saw. */
  version: number;
  /** Code of the member that is asked. */
  from: string;
  quantityBase: number;
}

const FROM = 'neighbour.from';
const QUANTITY = 'neighbour.quantity.packs';

/** What is left to ask for: neither answered nor asked of somebody who has not answered. */
async function checkQuantity(tx: Tx, { document, shortage }: ShortageRecord, base: number): Promise<Result<undefined>> {
  if (!Number.isSafeInteger(base) || base <= 0) return refuse('quantity_none', {}, QUANTITY);
  const open = openBase(shortage) - waitingBase(await transfersForShortage(tx, document.id));
  return base > open ? refuse('shortage_neighbour_more', { open: Math.max(0, open) }, QUANTITY) : ok();
}

/** The transfer of the neighbour to the member that is short. Refuses as `openTransfer`, at the fields of the form. */
async function open(tx: Tx, actor: Actor, at: number, record: ShortageRecord, input: NeighbourInput) {
  const { document, shortage, organisation, item } = record;
  const giver = await organisationByCode(tx, input.from);
  if (giver === undefined) return refuse('transfer_other_unknown', {}, FROM);
  const today = dayOf(at);
  const opened = await openTransfer(tx, actor, at, {
    fromId: giver.id,
    toId: organisation.id,
    origin: 'shortage',
    // What is late already is wanted today
    neededBy: daysBetween(today, shortage.neededBy) < 0 ? today : shortage.neededBy,
    note: '',
    lines: [{ itemId: item?.id ?? 0, lotId: null, quantityBase: input.quantityBase, sourceId: document.id }],
  });
  if (opened.ok) return ok({ ...opened.value, giver: giver.shortName });
  if (opened.reason === 'supply_short') {
    return refuse('neighbour_short', { available: opened.detail.available ?? 0, place: giver.shortName }, QUANTITY);
  }
  return { ...opened, field: opened.field?.startsWith('item.') ? QUANTITY : FROM };
}

/** Asking inside an act that is under way: of many requests, each is asked for so. */
export async function askInside(
  tx: Tx,
  actor: Actor,
  at: number,
  input: NeighbourInput,
): Promise<Result<{ transfer: string; giver: string; quantityBase: number }>> {
  const { number, version, quantityBase } = input;
  const record = await lockShortage(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, record.document, version);
  if (!seen.ok) return seen;
  if (record.item === null) return refuse('not_identified');
  const fits = await checkQuantity(tx, record, quantityBase);
  if (!fits.ok) return fits;
  const opened = await open(tx, actor, at, record, input);
  if (!opened.ok) return opened;
  const { number: transfer, giver } = opened.value;
  const { id, status: to } = record.document;
  const detail = { transfer, giver, quantityBase };
  const step = { act: 'ask_neighbour', to, transitions: shortageTransitions, actor, at, seenVersion: version, detail };
  const moved = await advance(tx, id, step);
  return moved.ok ? ok(detail) : moved;
}

/**
 * Asks a member for what the shortage still wants; its people grant it, its goods go straight to who is short. Refuses
 * a shortage that is not accepted or not identified, more than is open, and what `openTransfer` refuses.
 */
export function askNeighbour(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: NeighbourInput,
): Promise<Answer<{ number: string; transfer: string }>> {
  const { number } = input;
  return command(services, actor, { act: 'shortage.ask_neighbour', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const asked = await askInside(tx, actor, at, input);
    if (!asked.ok) return asked;
    return ok({ value: { number, transfer: asked.value.transfer }, subject: number, after: asked.value });
  });
}
