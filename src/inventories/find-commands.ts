/** What people find as they walk: a thing of the list, one the list does not have, or one that no card has. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { inventoryFind, inventoryLine } from '../../db/schema/inventories.ts';
import { lockAsset } from '../assets/advance-commands.ts';
import { assetMeant } from '../assets/find-queries.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode, organisationById } from '../organisations/queries.ts';
import { actOnInventory, type Seen } from './act-commands.ts';
import type { InventoryRecord } from './inventory-record.ts';
import type { Condition } from './rules.ts';

/** The member below the stocktake's where something stood. */
async function placeOf(tx: Tx, { place }: InventoryRecord, code: string): Promise<Result<number>> {
  const at = await organisationByCode(tx, code);
  return at?.path.startsWith(place.path) ? ok(at.id) : refuse('inventory_place_unknown', { code }, 'at');
}

async function keeperCode(tx: Tx, { place }: InventoryRecord, keeperId: number): Promise<string> {
  const keeper = await organisationById(tx, keeperId);
  return keeper?.path.startsWith(place.path) ? keeper.code : place.code;
}

const counting = ({ document }: InventoryRecord): Result<undefined> =>
  document.status === 'counting' ? ok() : refuse('inventory_not_counting', { number: document.number });

export interface FoundInput {
  /** What was scanned or typed: the label, the number, the plate, the serial number. */
  code: string;
  /** Code of the member where it stands; empty for the keeper of its card, or the member that is counted. */
  at: string;
  /** Empty for that of its card. */
  room: string;
  condition: Condition;
  note: string;
}

/**
 * Marks a thing as found, as its card says now. Found by several people, the first finding stands: the same person may
 * put it right. Refuses codes that no card has, things another person found, and a stocktake that nobody counts.
 */
export function markFound(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: FoundInput,
): Promise<Answer<{ number: string; name: string; extra: boolean }>> {
  const request = { act: 'inventory.find', permission: 'asset.count' as const, ...given, input };
  return actOnInventory(services, actor, request, async (tx, loaded, at) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    // A thing that strayed is found outside its own reach: what stands here may be any card of the county
    const number = await assetMeant(tx, { roles: actor.roles, scopePath: '/' }, input.code);
    const card = number === undefined ? undefined : await lockAsset(tx, number);
    if (card === undefined) return refuse('inventory_code_unknown', { code: input.code.slice(0, 60) }, 'code');
    const where = await placeOf(tx, loaded, input.at || (await keeperCode(tx, loaded, card.keeperId)));
    if (!where.ok) return where;
    const inventoryId = loaded.document.id;
    const same = and(eq(inventoryLine.inventoryId, inventoryId), eq(inventoryLine.assetId, card.id));
    const [line] = await tx.select().from(inventoryLine).where(same);
    if (line?.foundBy !== undefined && line.foundBy !== null && line.foundBy !== actor.userId) {
      return refuse('inventory_found_already', { number: card.number, who: line.foundByName ?? '' }, 'code');
    }
    const facts = {
      bookStatus: card.status,
      bookRoom: card.room,
      bookKeeperId: card.keeperId,
      bookCustodianId: card.custodianId,
      foundRoom: input.room || card.room,
      foundAtId: where.value,
      condition: input.condition,
      foundNote: input.note || null,
      foundBy: actor.userId,
      foundByName: actor.name,
      foundAt: at,
      ...{ decision: null, decisionWhy: null, decidedBy: null, decidedByName: null, decidedAt: null },
    };
    if (line === undefined) {
      await tx.insert(inventoryLine).values({ inventoryId, assetId: card.id, extra: true, ...facts });
    } else {
      await tx.update(inventoryLine).set(facts).where(eq(inventoryLine.id, line.id));
    }
    const value = { number: card.number, name: card.name, extra: line?.extra ?? true };
    return ok({ value, after: { ...input, card: card.number } });
  });
}

/** Takes a finding back: it was another thing. Refuses what another person found. */
export function unmarkFound(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { lineId: number },
): Promise<Answer<{ line: number }>> {
  const request = { act: 'inventory.unfind', permission: 'asset.count' as const, ...given, input };
  return actOnInventory(services, actor, request, async (tx, loaded) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    const same = and(eq(inventoryLine.inventoryId, loaded.document.id), eq(inventoryLine.id, input.lineId));
    const [line] = await tx.select().from(inventoryLine).where(same);
    if (line === undefined) return refuse('not_found');
    if (line.foundBy !== actor.userId) return refuse('inventory_found_other', { who: line.foundByName ?? '' });
    const nothing = { foundRoom: null, foundAtId: null, condition: null, foundNote: null };
    const nobody = { foundBy: null, foundByName: null, foundAt: null };
    if (line.extra) await tx.delete(inventoryLine).where(eq(inventoryLine.id, line.id));
    else {
      await tx
        .update(inventoryLine)
        .set({ ...nothing, ...nobody })
        .where(eq(inventoryLine.id, line.id));
    }
    return ok({ value: { line: line.id }, before: line });
  });
}

export interface OffBookInput {
  name: string;
  description: string;
  serialNumber: string;
  at: string;
  room: string;
  condition: Condition;
}

/** Writes down a thing that no card has. Refuses one whose serial number a card or another find has. */
export function addOffBook(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: OffBookInput,
): Promise<Answer<{ position: number }>> {
  const request = { act: 'inventory.off_book', permission: 'asset.count' as const, ...given, input };
  return actOnInventory(services, actor, request, async (tx, loaded, at) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    const where = await placeOf(tx, loaded, input.at);
    if (!where.ok) return where;
    const serialNumber = input.serialNumber.trim() || null;
    const known =
      serialNumber === null ? undefined : await assetMeant(tx, { roles: actor.roles, scopePath: '/' }, serialNumber);
    if (known !== undefined) return refuse('inventory_on_book', { number: known }, 'serialNumber');
    const inventoryId = loaded.document.id;
    const finds = await tx.select().from(inventoryFind).where(eq(inventoryFind.inventoryId, inventoryId));
    const twice = finds.find((one) => serialNumber !== null && one.serialNumber === serialNumber);
    if (twice !== undefined) return refuse('inventory_find_known', { position: twice.position }, 'serialNumber');
    const position = Math.max(0, ...finds.map((one) => one.position)) + 1;
    const { name, description, room, condition } = input;
    const found = { foundBy: actor.userId, foundByName: actor.name, foundAt: at };
    const row = { inventoryId, position, name, description, serialNumber, room, condition, placeId: where.value };
    await tx.insert(inventoryFind).values({ ...row, ...found });
    return ok({ value: { position }, after: input });
  });
}
