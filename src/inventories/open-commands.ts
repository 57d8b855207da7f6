/** Opening a stocktake of equipment: which cards it is about, as they are at that moment. */

import { and, asc, eq, notInArray, type SQL, sql } from 'drizzle-orm';
import { asset } from '../../db/schema/assets.ts';
import { inventory, inventoryLine } from '../../db/schema/inventories.ts';
import { GONE_STATES } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { ok, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { InventoryScope } from './inventory-record.ts';

/** More cards than these are better divided: people walk them with a phone. */
const MOST_LINES = 10_000;
const INSERT_AT_ONCE = 500;

const COLUMNS = { owner: asset.ownerId, user: asset.userId, keeper: asset.keeperId };

function cardsOf(place: { id: number; path: string }, scope: InventoryScope): SQL | undefined {
  const column = COLUMNS[scope.by];
  const below = sql`${column} in (select id from organisation where path like ${`${place.path}%`})`;
  return and(
    scope.below ? below : eq(column, place.id),
    notInArray(asset.status, [...GONE_STATES]),
    scope.classCode ? sql`${asset.classId} = (select id from asset_class where code = ${scope.classCode})` : undefined,
    scope.room ? eq(asset.room, scope.room) : undefined,
  );
}

export interface InventoryInput {
  organisationCode: string;
  title: string;
  scope: InventoryScope;
}

/** Refuses people without the permission, members out of reach, and a scope in which no card or too many lie. */
export function openInventory(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: InventoryInput,
): Promise<Answer<{ number: string; lines: number }>> {
  return command(services, actor, { act: 'inventory.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.count')) return refuseWithout('asset.count');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    const cards = await tx
      .select({
        assetId: asset.id,
        bookStatus: asset.status,
        bookRoom: asset.room,
        bookKeeperId: asset.keeperId,
        bookCustodianId: asset.custodianId,
      })
      .from(asset)
      .where(cardsOf(place, input.scope))
      .orderBy(asc(asset.room), asc(asset.id))
      .limit(MOST_LINES + 1);
    if (cards.length === 0) return refuse('inventory_nothing', {}, 'organisation');
    if (cards.length > MOST_LINES) return refuse('inventory_too_many', { most: MOST_LINES }, 'organisation');
    const header = { kind: 'inventory' as const, status: 'counting', act: 'open', counterpartId: null };
    const opened = await openDocument(tx, { ...header, organisationId: place.id, actor, at, note: input.title });
    const { title, scope } = input;
    await tx.insert(inventory).values({ documentId: opened.id, title, scope: { ...scope }, asOf: at });
    const rows = cards.map((card) => ({ inventoryId: opened.id, ...card }));
    for (let from = 0; from < rows.length; from += INSERT_AT_ONCE) {
      await tx.insert(inventoryLine).values(rows.slice(from, from + INSERT_AT_ONCE));
    }
    const value = { number: opened.number, lines: rows.length };
    return ok({ value, subject: opened.number, after: { place: place.code, ...input, lines: rows.length } });
  });
}
