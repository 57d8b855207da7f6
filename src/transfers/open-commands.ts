/** Opening a transfer: a member asks another for goods or offers its own; plans and proposals open them likewise. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { memberTransfer, memberTransferLine } from '../../db/schema/transfers.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { lotsForTransfer } from '../dispatches/transfer-commands.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type OrganisationRow, organisationByCode, organisationById } from '../organisations/queries.ts';
import { actOnTransfer, type Seen } from './act-commands.ts';
import { checkItem, checkNeededBy, type Origin } from './rules.ts';

export interface WantedLine {
  itemId: number;
  /** A certain lot; null lets the first to expire go. */
  lotId: number | null;
  quantityBase: number;
  /** The line of the proposal or the transfer of the plan that it comes from. */
  sourceId?: number;
}

export interface TransferRequest {
  fromId: number;
  toId: number;
  origin: Origin;
  neededBy: string;
  note: string;
  lines: readonly WantedLine[];
}

const MOST_LINES = 200;

export const fieldOf = (itemId: number) => `item.${itemId}.packs`;

/**
 * Refuses controlled drugs, items that left the catalogue, the same twice, and whatever the giver's lots cannot serve:
 * expired, frozen, held, without a permit, or too few, each with its reason.
 */
async function checkLines(
  tx: Tx,
  sides: { giver: OrganisationRow; taker: OrganisationRow },
  lines: readonly WantedLine[],
  day: string,
): Promise<Result<undefined>> {
  if (lines.length === 0) return refuse('transfer_no_lines');
  if (lines.length > MOST_LINES) return refuse('transfer_too_many', { most: MOST_LINES });
  const ids = [...new Set(lines.map((line) => line.itemId))];
  const rows = await tx
    .select()
    .from(item)
    .where(and(isOneOf(item.id, ids)));
  const items = new Map(rows.map((row) => [row.id, row]));
  if (new Set(lines.map((line) => `${line.itemId}-${line.lotId ?? 0}`)).size < lines.length)
    return refuse('line_twice');
  for (const line of lines) {
    const of = items.get(line.itemId);
    if (of === undefined) return refuse('not_found');
    const may = checkItem(of);
    if (!may.ok) return { ...may, field: fieldOf(line.itemId) };
  }
  const { giver, taker } = sides;
  const asked = lines.map((line, index) => ({ ...line, lineId: index, lotId: line.lotId ?? undefined }));
  const chosen = await lotsForTransfer(tx, { fromId: giver.id, taker, lines: asked, day });
  return chosen.ok ? ok() : { ...chosen, field: fieldOf(Number(chosen.detail.itemId ?? 0)) };
}

/** Both sides. Refuses a member that gives to itself, and those that keep no stock. */
async function loadSides(tx: Tx, fromId: number, toId: number) {
  if (fromId === toId) return refuse('transfer_same_member', {}, 'other');
  const [giver, taker] = [await organisationById(tx, fromId), await organisationById(tx, toId)];
  if (giver === undefined || taker === undefined) return refuse('not_found');
  const idle = [giver, taker].find((one) => !one.active || one.kind === 'company');
  return idle === undefined ? ok({ giver, taker }) : refuse('transfer_no_member', { place: idle.shortName }, 'other');
}

/**
 * Opens the document (DB) with its lines: of the giver when it offers, of the taker otherwise. Refuses what
 * `checkLines` and `loadSides` refuse.
 */
export async function openTransfer(
  tx: Tx,
  actor: Actor,
  at: number,
  request: TransferRequest,
): Promise<Result<{ id: number; number: string }>> {
  const { fromId, toId, origin, neededBy, note, lines } = request;
  const sides = await loadSides(tx, fromId, toId);
  if (!sides.ok) return sides;
  const checked = await checkLines(tx, sides.value, lines, dayOf(at));
  if (!checked.ok) return checked;
  const offers = origin === 'offered';
  const { id, number } = await openDocument(tx, {
    kind: 'transfer',
    status: offers ? 'offered' : 'asked',
    act: 'open',
    organisationId: offers ? fromId : toId,
    counterpartId: offers ? toId : fromId,
    actor,
    at,
    note: note === '' ? null : note,
    detail: { origin, lines: lines.length },
  });
  const head = { documentId: id, fromOrganisationId: fromId, toOrganisationId: toId, origin, neededBy, note };
  await tx.insert(memberTransfer).values(head);
  await tx.insert(memberTransferLine).values(
    lines.map(({ itemId, lotId, quantityBase, sourceId }, index) => ({
      transferId: id,
      lineNumber: index + 1,
      itemId,
      lotId,
      askedBase: quantityBase,
      proposalLineId: sourceId ?? null,
    })),
  );
  return ok({ id, number });
}

export interface TypedLine {
  packs?: string | undefined;
  units?: string | undefined;
  /** The lot's id; nothing for the first to expire. */
  lot?: number | undefined;
}

export interface AskInput {
  direction: 'asked' | 'offered';
  /** The member that asks or offers, and the other one. */
  organisationCode: string;
  otherCode: string;
  neededBy: string;
  note: string;
  /** By the item's id. */
  items: Record<string, TypedLine>;
}

/** Typed boxes as lines in base units; empty ones are not meant. Refuses nonsense at its field. */
async function readLines(tx: Tx, items: AskInput['items']): Promise<Result<WantedLine[]>> {
  const typed = Object.entries(items).filter(([, { packs = '', units = '' }]) => `${packs}${units}`.trim() !== '');
  const ids = typed.map(([id]) => Number(id));
  const rows = await tx.select().from(item).where(isOneOf(item.id, ids));
  const shapes = new Map(rows.map((row) => [row.id, row]));
  const lines: WantedLine[] = [];
  for (const [id, { packs = '', units = '', lot }] of typed) {
    const shape = shapes.get(Number(id));
    if (shape === undefined) return refuse('not_found');
    const read = readQuantity({ packs, units }, shape);
    if (!read.ok) return { ...read, field: `item.${id}.${read.field ?? 'packs'}` };
    if (read.value === 0) return refuse('transfer_zero', {}, fieldOf(shape.id));
    lines.push({ itemId: shape.id, lotId: lot ?? null, quantityBase: read.value });
  }
  return ok(lines);
}

/** Asks another member for goods or offers it some. Refuses other members' people and what `openTransfer` refuses. */
export function askTransfer(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: AskInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'transfer.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'transfer.ask')) return refuseWithout('transfer.ask');
    const own = await organisationByCode(tx, input.organisationCode);
    if (own === undefined || !own.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, own)) return refuse('transfer_not_here', { place: own.shortName });
    const other = await organisationByCode(tx, input.otherCode);
    if (other === undefined) return refuse('transfer_other_unknown', {}, 'other');
    const day = checkNeededBy(input.neededBy, dayOf(at));
    if (!day.ok) return day;
    const lines = await readLines(tx, input.items);
    if (!lines.ok) return lines;
    const offers = input.direction === 'offered';
    const [fromId, toId] = offers ? [own.id, other.id] : [other.id, own.id];
    const { direction: origin, neededBy, note } = input;
    const opened = await openTransfer(tx, actor, at, { fromId, toId, origin, neededBy, note, lines: lines.value });
    if (!opened.ok) return opened;
    const { number } = opened.value;
    return ok({ value: { number }, subject: number, after: { ...input, items: undefined, lines: lines.value } });
  });
}

/**
 * Adds items while nobody has answered, or changes what is asked of them, all or none. Refuses transfers of plans and
 * proposals, whose quantities are agreed upon there.
 */
export function setTransferLines(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  items: AskInput['items'],
): Promise<Answer<{ lines: number }>> {
  const act = { act: 'transfer.set_lines', step: 'change' as const, side: 'opener' as const };
  const request = { ...act, permission: 'transfer.ask' as const, ...given, input: { items } };
  return actOnTransfer(services, actor, request, async (tx, loaded, at) => {
    const { document, transfer, giver, taker } = loaded;
    if (transfer.origin !== 'asked' && transfer.origin !== 'offered') return refuse('transfer_fixed');
    const read = await readLines(tx, items);
    if (!read.ok) return read;
    const added = read.value;
    const isNew = (one: { itemId: number }) => !added.some((line) => line.itemId === one.itemId);
    const kept = loaded.lines.map(({ line }) => line).filter(isNew);
    const all = [...kept.map((line) => ({ ...line, quantityBase: line.askedBase })), ...added];
    if (added.length === 0) return refuse('transfer_no_lines');
    const checked = await checkLines(tx, { giver, taker }, all, dayOf(at));
    if (!checked.ok) return checked;
    let last = Math.max(0, ...loaded.lines.map(({ line }) => line.lineNumber));
    for (const { itemId, lotId, quantityBase: askedBase } of added) {
      const known = loaded.lines.find(({ line }) => line.itemId === itemId)?.line;
      if (known !== undefined) {
        await tx.update(memberTransferLine).set({ lotId, askedBase }).where(eq(memberTransferLine.id, known.id));
        continue;
      }
      last += 1;
      const values = { transferId: document.id, lineNumber: last, itemId, lotId, askedBase };
      await tx.insert(memberTransferLine).values(values);
    }
    return ok({ value: { lines: added.length }, to: document.status, detail: { lines: all.length } });
  });
}

/** Takes a line back while nobody has answered. Refuses the last one: then the whole is withdrawn. */
export function removeTransferLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  lineId: number,
): Promise<Answer<{ item: string }>> {
  const act = { act: 'transfer.remove_line', step: 'change' as const, side: 'opener' as const };
  const request = { ...act, permission: 'transfer.ask' as const, ...given, input: { lineId } };
  return actOnTransfer(services, actor, request, async (tx, { document, transfer, lines }) => {
    if (transfer.origin !== 'asked' && transfer.origin !== 'offered') return refuse('transfer_fixed');
    const found = lines.find(({ line }) => line.id === lineId);
    if (found === undefined) return refuse('not_found');
    if (lines.length === 1) return refuse('transfer_last_line');
    await tx.delete(memberTransferLine).where(eq(memberTransferLine.id, lineId));
    const name = found.item.genericName;
    return ok({ value: { item: name }, to: document.status, detail: { removed: name } });
  });
}
