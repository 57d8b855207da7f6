/** Purchase cards (印鉴卡): without one in force no narcotic and no class-I psychotropic is bought. */
import { and, asc, desc, eq, gte, like, lte, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { purchaseCard } from '../../db/schema/controlled.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { rowset, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type CardClass, needsCard } from './rules.ts';

export interface Card {
  id: number;
  number: string;
  classes: CardClass[];
  buyers: string;
  validFrom: string;
  validTo: string;
  withdrawn: boolean;
  recordedBy: string;
  recordedAt: number;
  place: { id: number; code: string; shortName: string; path: string };
}

/** The cards of the scope that `q` finds by number or member, those that lapse first on top. */
export async function listCards(db: Db, scopePath: string, q?: string): Promise<Card[]> {
  const typed = (q ?? '')
    .trim()
    .toLowerCase()
    .replace(/[%_\\]/g, '');
  const found =
    typed === '' ? undefined : or(like(organisation.searchText, `%${typed}%`), like(purchaseCard.number, `%${typed}%`));
  const rows = await db
    .select({
      card: purchaseCard,
      recordedBy: person.name,
      place: {
        id: organisation.id,
        code: organisation.code,
        shortName: organisation.shortName,
        path: organisation.path,
      },
    })
    .from(purchaseCard)
    .innerJoin(organisation, eq(organisation.id, purchaseCard.organisationId))
    .innerJoin(person, eq(person.id, purchaseCard.recordedBy))
    .where(and(like(organisation.path, `${scopePath}%`), found))
    .orderBy(asc(purchaseCard.withdrawn), asc(purchaseCard.validTo), desc(purchaseCard.id));
  return rows.map(({ card, recordedBy, place }) => ({
    id: card.id,
    number: card.number,
    classes: card.classes.split(',').filter(needsCard),
    buyers: card.buyers,
    validFrom: card.validFrom,
    validTo: card.validTo,
    withdrawn: card.withdrawn,
    recordedBy,
    recordedAt: card.recordedAt,
    place,
  }));
}

/** The classes that the member's cards allow it to buy on that day. */
export async function classesAllowed(db: Db, organisationId: number, day: string): Promise<Set<CardClass>> {
  const rows = await db
    .select({ classes: purchaseCard.classes })
    .from(purchaseCard)
    .where(
      and(
        eq(purchaseCard.organisationId, organisationId),
        eq(purchaseCard.withdrawn, false),
        lte(purchaseCard.validFrom, day),
        gte(purchaseCard.validTo, day),
      ),
    );
  return new Set(rows.flatMap((row) => row.classes.split(',')).filter(needsCard));
}

export interface Bought {
  /** Who buys, or to whom it is delivered. */
  organisationId: number;
  itemId: number;
}

const needing = statement(
  `select distinct given.organisation_id, organisation.short_name, item.generic_name, item.control_class
   from ${rowset('bought', { organisation_id: 'int', item_id: 'int' })} as given
   join item on item.id = given.item_id and item.control_class in ('narcotic', 'psychotropic_1')
   join organisation on organisation.id = given.organisation_id
   order by given.organisation_id, item.control_class, item.generic_name`,
);

/** Refuses what somebody would buy or be sent without a card of theirs that is in force for its class that day. */
export async function checkCards(db: Db, bought: readonly Bought[], day: string): Promise<Result<undefined>> {
  if (bought.length === 0) return ok();
  const rows = await db.run<Record<string, string | number>>(needing, {
    bought: bought.map((one) => ({ organisation_id: one.organisationId, item_id: one.itemId })),
  });
  const allowed = new Map<number, Set<CardClass>>();
  for (const row of rows) {
    const id = Number(row.organisation_id);
    const classes = allowed.get(id) ?? (await classesAllowed(db, id, day));
    allowed.set(id, classes);
    if (classes.has(row.control_class as CardClass)) continue;
    return refuse('card_missing', { place: String(row.short_name), item: String(row.generic_name), day });
  }
  return ok();
}
