/** What the form of a new request shows of the chosen drug: stock here and in the county, and for whom one may ask. */
import { and, asc, desc, eq, inArray, like, max } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import type { OrganisationKind, Viewer } from '../auth/viewer.ts';
import { type ShownItem, searchItems } from '../catalogue/queries.ts';
import { isListed, whyNotListed } from '../formulary/left-queries.ts';
import type { Refusal } from '../kernel/result.ts';
import { whyNotUsable } from '../ledger/usable.ts';
import { stockAndUse, supplyOf } from '../stock/supply-queries.ts';
import { type ItemRow, itemByCode } from './shortage-queries.ts';

const MEMBERS: OrganisationKind[] = ['campus', 'branch', 'clinic', 'centre'];
const FOUND = 8;
/** Asked of the search, so that enough are left when those outside the formulary are left out. */
const ASKED = 40;
const PLACES = 3;

export interface Place {
  id: number;
  code: string;
  shortName: string;
  kind: OrganisationKind;
}

/** Members within the viewer's scope that can be short of something, in the order of their codes. */
export async function placesFor(db: Db, viewer: Viewer): Promise<Place[]> {
  return db
    .select({
      id: organisation.id,
      code: organisation.code,
      shortName: organisation.shortName,
      kind: organisation.kind,
    })
    .from(organisation)
    .where(
      and(
        like(organisation.path, `${viewer.scopePath}%`),
        inArray(organisation.kind, MEMBERS),
        eq(organisation.active, true),
      ),
    )
    .orderBy(asc(organisation.code));
}

export interface FoundDrugs {
  q: string;
  items: ShownItem[];
  more: boolean;
  chosen: string | undefined;
  /** Usable stock of the place, by item. */
  stockHere: Map<number, number>;
  /** What was asked for, or the only find, is on no list any more: when it left, and what there is instead. */
  left: Refusal | undefined;
  /** The item that is on no list any more. */
  leftItem: ItemRow | undefined;
}

/** What the place asked for of late, the last first: mostly the same patients need the same again. */
async function usuallyAsked(db: Db, placeId: number): Promise<ItemRow[]> {
  const rows = await db
    .select({ item })
    .from(shortage)
    .innerJoin(item, eq(item.id, shortage.itemId))
    .where(and(eq(shortage.organisationId, placeId), eq(item.active, true)))
    .groupBy(item.id)
    .orderBy(desc(max(shortage.documentId)))
    .limit(FOUND);
  return rows.map((row) => row.item).filter(isListed);
}

/** Items of the formulary for what was typed, with the chosen one among them; a single find is chosen by itself. */
export async function searchFor(
  db: Db,
  asked: { q: string; chosen: string | undefined; placeId: number | undefined; today: string },
): Promise<FoundDrugs> {
  const all = await searchItems(db, asked.q, { limit: ASKED });
  const found = all.filter(isListed);
  const items: ShownItem[] = found.slice(0, FOUND);
  const usual = asked.q.trim() === '' && !asked.chosen && asked.placeId !== undefined;
  if (usual) items.push(...(await usuallyAsked(db, asked.placeId ?? 0)));
  let left: Refusal | undefined;
  let leftItem: ItemRow | undefined;
  const known = items.some((item) => item.code === asked.chosen);
  if (asked.chosen && asked.chosen !== 'off' && !known) {
    const named = await itemByCode(db, asked.chosen);
    if (named?.active && isListed(named)) items.unshift(named);
    else if (named !== undefined) {
      left = await whyNotListed(db, named, asked.today, 'itemCode');
      if (left !== undefined) leftItem = named;
    }
  }
  // A code, or a name that nothing else has, must not just find nothing
  const [first] = all;
  const meant = first !== undefined && (items.length === 0 || first.rank === 'code');
  if (meant && left === undefined) {
    left = await whyNotListed(db, first, asked.today, 'itemCode');
    if (left !== undefined) leftItem = first;
  }
  const [only] = items;
  const named = items.some((item) => item.code === asked.chosen) || asked.chosen === 'off' ? asked.chosen : undefined;
  // A code that one item alone has is meant, whatever else holds its digits
  const byCode = found.filter((item) => item.rank === 'code');
  const isMeant = (items.length === 1 && !usual) || (byCode.length === 1 && byCode[0]?.code === only?.code);
  const chosen = named ?? (isMeant ? only?.code : undefined);
  const stockHere = new Map<number, number>();
  if (asked.placeId !== undefined) {
    for (const { id } of items) {
      const { usableBase } = await stockAndUse(db, asked.placeId, id, asked.today);
      stockHere.set(id, usableBase);
    }
  }
  return { q: asked.q, items, more: found.length > FOUND, chosen, stockHere, left, leftItem };
}

/** Stock and use of the chosen item at the place, and the members that have most of it. */
export async function chosenDrug(db: Db, item: ItemRow, placeId: number | undefined, today: string) {
  const supply = await supplyOf(db, item.id, today);
  const byPlace = new Map<string, number>();
  for (const lot of supply.lots) {
    if (lot.organisation.id === placeId || whyNotUsable(lot, { on: today, secondPerson: true }) !== null) continue;
    const place = lot.organisation.shortName;
    byPlace.set(place, (byPlace.get(place) ?? 0) + lot.onHand - lot.reserved);
  }
  const county = [...byPlace]
    .map(([place, usableBase]) => ({ place, usableBase }))
    .filter((one) => one.usableBase > 0)
    .sort((a, b) => b.usableBase - a.usableBase)
    .slice(0, PLACES);
  const here = placeId === undefined ? { usableBase: 0, use30Base: 0 } : await stockAndUse(db, placeId, item.id, today);
  return { item, ...here, county };
}
