/** Whether a supplier may be ordered from: its licences against what the goods need. */
import { asc } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { isOneOf } from '../../db/id-set.ts';
import { party, partyLicence } from '../../db/schema/parties.ts';
import { rowset } from '../../db/statement.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import type { PartyRow } from './queries.ts';
import { goodsOf, type HeldLicence, type LicensedItem, requirementsFor, unmet } from './rules.ts';

export type LicenceRow = typeof partyLicence.$inferSelect;

/** Every licence of the parties, ended ones too, in the order they were recorded. */
export async function licencesOf(db: Db, partyIds: readonly number[]): Promise<Map<number, LicenceRow[]>> {
  const found = new Map<number, LicenceRow[]>(partyIds.map((id) => [id, []]));
  if (partyIds.length === 0) return found;
  const rows = await db
    .select()
    .from(partyLicence)
    .where(isOneOf(partyLicence.partyId, partyIds))
    .orderBy(asc(partyLicence.id));
  for (const row of rows) found.get(row.partyId)?.push(row);
  return found;
}

type NamedItem = LicensedItem & { id: number; genericName: string };

/* A plan asks about thousands: read by columns. */
const columnsOfItems = gathered<{
  id: number;
  generic_name: string;
  kind: NamedItem['kind'];
  storage_zone: string;
  control_class: string;
  approval_number: string | null;
}>(
  ['id', 'generic_name', 'kind', 'storage_zone', 'control_class', 'approval_number'],
  `from item where id in (select id from ${rowset('items', { id: 'int' })} as given)`,
);

async function itemsOf(db: Db, itemIds: readonly number[]): Promise<Map<number, NamedItem>> {
  const found = await columnsOfItems(db, { items: itemIds.map((id) => ({ id })) });
  const rows = found.id.map((id, at): NamedItem => {
    return {
      id,
      genericName: found.generic_name[at] ?? '',
      kind: found.kind[at] ?? 'drug',
      storageZone: found.storage_zone[at] ?? '',
      controlClass: found.control_class[at] ?? '',
      approvalNumber: found.approval_number[at] ?? null,
    };
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function whyNot(
  known: PartyRow | undefined,
  asked: NamedItem | undefined,
  held: readonly HeldLicence[],
  day: string,
): Refusal | undefined {
  if (known === undefined || asked === undefined) return refuse('not_found');
  const name = known.shortName;
  if (!known.active) return refuse('party_inactive', { party: name });
  if (known.kind === 'maker') return refuse('party_only_makes', { party: name });
  for (const requirement of requirementsFor(goodsOf(asked))) {
    const refusal = unmet(name, held, requirement, { day, item: asked.genericName });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/**
 * Why a party may not be ordered from on `day` for the items asked about: the first reason of each party that has one
 * (retired, no supplier, a paper missing, lapsed, revoked, to come, or of another scope). Absent parties may.
 */
export async function whyNotOrder(
  db: Db,
  asks: readonly { partyId: number; itemId: number }[],
  day: string,
): Promise<Map<number, Refusal>> {
  const refusals = new Map<number, Refusal>();
  if (asks.length === 0) return refusals;
  const partyIds = [...new Set(asks.map((ask) => ask.partyId))];
  const parties = await db.select().from(party).where(isOneOf(party.id, partyIds));
  const byId = new Map(parties.map((row) => [row.id, row]));
  const items = await itemsOf(db, [...new Set(asks.map((ask) => ask.itemId))]);
  const licences = await licencesOf(db, partyIds);
  // What a party may sell of one item it may sell of all that are the same goods
  const passed = new Set<string>();
  for (const { partyId, itemId } of asks) {
    if (refusals.has(partyId)) continue;
    const asked = items.get(itemId);
    const goods = asked && `${partyId} ${goodsOf(asked).join(' ')}`;
    if (goods !== undefined && passed.has(goods)) continue;
    const refusal = whyNot(byId.get(partyId), asked, licences.get(partyId) ?? [], day);
    if (goods !== undefined && refusal === undefined) passed.add(goods);
    if (refusal !== undefined) refusals.set(partyId, refusal);
  }
  return refusals;
}
