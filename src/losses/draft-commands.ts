/** Writing a paper of losses and handing it in: reason, lots, quantities; nothing is taken off before the approval. */
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { loss, lossLine } from '../../db/schema/losses.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { amountFen } from '../kernel/money.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { actOnLoss, type Seen } from './act-commands.ts';
import type { LoadedLoss } from './loss-record.ts';
import { checkReason, type LossReason } from './rules.ts';
import { type LyingLot, lotsAtPlaces } from './stock-queries.ts';

export interface LossInput {
  kind: 'write_off' | 'adjustment';
  organisationCode: string;
  reasonCode: LossReason;
  reason: string;
}

/** Opens a write-off (报损) or an adjustment (调账). Refuses other members' people and a reason of the other kind. */
export function openLoss(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LossInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'loss.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'loss.report')) return refuseWithout('loss.report');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, place)) return refuse('loss_not_here', { place: place.shortName });
    const { kind, reasonCode, reason } = input;
    const reasoned = checkReason(kind, reasonCode, reason);
    if (!reasoned.ok) return reasoned;
    const opening = { kind, status: 'draft', act: 'open', organisationId: place.id, counterpartId: null };
    const { id, number } = await openDocument(tx, { ...opening, actor, at });
    await tx.insert(loss).values({ documentId: id, kind, reasonCode, reason, occurredAt: at });
    return ok({ value: { number }, subject: number, after: input });
  });
}

const CHANGE = { step: 'change' as const, to: 'draft', permission: 'loss.report' as const };

export interface TypedQuantity {
  packs?: string | undefined;
  units?: string | undefined;
}

export interface LinesInput {
  /** By `location-lot`. */
  lots: Record<string, TypedQuantity>;
  direction: 'out' | 'in';
}

interface Wanted {
  lot: LyingLot;
  quantityBase: number;
}

const isEmpty = ({ packs = '', units = '' }: TypedQuantity) => packs.trim() === '' && units.trim() === '';

function placesOf(input: LinesInput) {
  return Object.entries(input.lots)
    .filter(([, typed]) => !isEmpty(typed))
    .map(([place, typed]) => {
      const [locationId = 0, lotId = 0] = place.split('-').map(Number);
      return { place, locationId, lotId, typed };
    });
}

async function wantedLots(tx: Tx, loaded: LoadedLoss, input: LinesInput): Promise<Result<Wanted[]>> {
  const places = placesOf(input);
  if (places.length === 0) return refuse('loss_nothing_typed');
  const lots = await lotsAtPlaces(tx, loaded.document.organisationId, places);
  const wanted: Wanted[] = [];
  for (const { place, locationId, lotId, typed } of places) {
    const lot = lots.find((one) => one.locationId === locationId && one.lotId === lotId);
    if (lot === undefined) return refuse('loss_lot_unknown');
    const { packs, units } = typed;
    const boxes = { ...(packs !== undefined && { packs }), ...(units !== undefined && { units }) };
    const read = readQuantity(boxes, lot);
    const field = `lot.${place}.packs`;
    if (!read.ok) return refuse(read.reason, read.detail, `lot.${place}.${read.field ?? 'packs'}`);
    if (read.value === 0) return refuse('loss_zero', {}, field);
    const left = lot.onHand - lot.reserved;
    if (input.direction === 'out' && read.value > left) {
      return refuse('loss_more_than_left', { item: lot.genericName, lot: lot.lotNumber }, field);
    }
    wanted.push({ lot, quantityBase: read.value });
  }
  return ok(wanted);
}

/** What a quantity of a lot is worth by its price, in fen. */
export function worthOf(lot: { packSize: number; pricePack: number }, quantityBase: number): number {
  return amountFen(quantityBase, lot.packSize, lot.pricePack);
}

async function keepTotal(tx: Tx, lossId: number): Promise<void> {
  const total = sql<number>`coalesce((select sum(amount_fen) from loss_line where loss_id = ${lossId}), 0)`;
  await tx.update(loss).set({ amountFen: total }).where(eq(loss.documentId, lossId));
}

/**
 * Adds lots with their quantities, or changes them, all or none. Refuses nothing typed, lots of other places, more
 * than is there and free, and goods coming in on a write-off.
 */
export function setLossLines(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: LinesInput,
): Promise<Answer<{ lines: number }>> {
  const request = { act: 'loss.set_lines', ...CHANGE, ...given, input };
  return actOnLoss(services, actor, request, async (tx, loaded) => {
    const { id } = loaded.document;
    if (loaded.loss.kind === 'destruction') return refuse('not_found');
    if (loaded.loss.kind === 'write_off' && input.direction === 'in') return refuse('loss_only_out');
    const wanted = await wantedLots(tx, loaded, input);
    if (!wanted.ok) return wanted;
    let last = Math.max(0, ...loaded.lines.map(({ line }) => line.lineNumber));
    for (const { lot, quantityBase } of wanted.value) {
      const { locationId, lotId, itemId } = lot;
      const known = loaded.lines.find(({ line }) => line.locationId === locationId && line.lotId === lotId);
      const values = { direction: input.direction, quantityBase, amountFen: worthOf(lot, quantityBase) };
      if (known !== undefined) await tx.update(lossLine).set(values).where(eq(lossLine.id, known.line.id));
      else {
        last += 1;
        await tx.insert(lossLine).values({ lossId: id, lineNumber: last, locationId, lotId, itemId, ...values });
      }
    }
    await keepTotal(tx, id);
    const after = wanted.value.map(({ lot, quantityBase }) => ({ lot: lot.lotNumber, quantityBase }));
    return ok({ value: { lines: wanted.value.length }, after: { direction: input.direction, lines: after } });
  });
}

/** Takes a line out of a draft. */
export function removeLossLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  lineId: number,
): Promise<Answer<{ lot: string }>> {
  const request = { act: 'loss.remove_line', ...CHANGE, ...given, input: { lineId } };
  return actOnLoss(services, actor, request, async (tx, { document, lines }) => {
    const found = lines.find(({ line }) => line.id === lineId);
    if (found === undefined) return refuse('not_found');
    await tx.delete(lossLine).where(and(eq(lossLine.id, lineId), eq(lossLine.lossId, document.id)));
    await keepTotal(tx, document.id);
    return ok({ value: { lot: found.lot.number }, after: { lot: found.lot.number } });
  });
}
