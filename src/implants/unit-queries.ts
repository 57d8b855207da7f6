/** Units of high-value consumables: found by what they are, one with its story, the list. */
import { and, asc, desc, eq, isNull, like, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { implantMissing } from '../../db/schema/consignment-counts.ts';
import { document } from '../../db/schema/documents.ts';
import { consignment, implantAct, implantUnit, implantUse } from '../../db/schema/implants.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { payable } from '../../db/schema/payables.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { codesOfGtin } from '../kernel/codes/scan.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { lotsOfBatch } from './own-queries.ts';
import { maskedPatient, type RecallScope, type Udi, type UnitChoice } from './rules.ts';

const itemOfDi = statement(
  `select distinct item.id, item.generic_name, concept.consumable_grade from item_code
   join ${rowset('codes', { value: 'text' })} as given on given.value = item_code.value
   join item on item.id = item_code.item_id and item.active
   join product on product.id = item.product_id
   join specification on specification.id = product.specification_id
   join concept on concept.id = specification.concept_id
   where item_code.type in ('gtin', 'udi_di') and item_code.valid_from <= :day
     and (item_code.valid_to is null or item_code.valid_to >= :day) order by item.id`,
);

/** The item that a device identifier names. Refuses an unknown one, and goods that are no high-value consumable. */
export async function unitItem(db: Db, di: string, day: string): Promise<Result<{ id: number; genericName: string }>> {
  const codes = [...new Set(codesOfGtin(di).map(({ value }) => value))].map((value) => ({ value }));
  const rows = await db.run<{ id: number; generic_name: string; consumable_grade: string | null }>(itemOfDi, {
    codes,
    day,
  });
  const [found] = rows;
  if (found === undefined || rows.length > 1) return refuse('implant_di_unknown', { di });
  if (found.consumable_grade !== 'high' && found.consumable_grade !== 'implant') {
    return refuse('implant_not_high', { name: found.generic_name });
  }
  return ok({ id: Number(found.id), genericName: found.generic_name });
}

type Unit = typeof implantUnit.$inferSelect;

const lockOne = statement(`select id from implant_unit where id = :id ${forUpdate}`);

/** A unit at the member, locked until the transaction ends. */
export async function lockUnit(tx: Tx, organisationId: number, id: number): Promise<Unit | undefined> {
  await tx.run(lockOne, { id });
  const here = and(eq(implantUnit.id, id), eq(implantUnit.organisationId, organisationId));
  const [unit] = await tx.select().from(implantUnit).where(here);
  return unit;
}

/** The unit that a code names, at the member; what went back to its supplier is not meant. */
export async function unitByUdi(tx: Tx, organisationId: number, udi: Udi): Promise<Unit | undefined> {
  const here = and(eq(implantUnit.organisationId, organisationId), ne(implantUnit.state, 'returned'));
  const same = and(eq(implantUnit.di, udi.di), eq(implantUnit.serial, udi.serial));
  const [unit] = await tx
    .select()
    .from(implantUnit)
    .where(and(same, here, eq(implantUnit.lotNumber, udi.lotNumber)));
  return unit;
}

/** The unit that a code names, wherever in the county; of what went back to its supplier, the latest. */
export async function unitAnywhere(tx: Tx, udi: Udi): Promise<Unit | undefined> {
  const same = and(eq(implantUnit.di, udi.di), eq(implantUnit.serial, udi.serial));
  const lot = eq(implantUnit.lotNumber, udi.lotNumber);
  const units = await tx.select().from(implantUnit).where(and(same, lot)).orderBy(desc(implantUnit.id));
  return units.find(({ state }) => state !== 'returned') ?? units[0];
}

export async function standingUse(db: Db, unitId: number) {
  const [row] = await db
    .select({ use: implantUse, number: document.number })
    .from(implantUse)
    .innerJoin(document, eq(document.id, implantUse.documentId))
    .where(and(eq(implantUse.unitId, unitId), isNull(implantUse.takenBackAt)));
  return row && { ...row.use, number: row.number };
}

export interface UnitFilter {
  state?: UnitChoice | undefined;
  /** Only units that this recall means. */
  recall?: RecallScope | undefined;
  /** The last day of what is said to expire soon. */
  soonUntil: string;
  /** Part of a code, lot or serial; words, pinyin or initials of the goods, supplier or member. */
  q?: string | undefined;
  /** Whether patients' references are seen whole and searched; otherwise they are masked. */
  patients: boolean;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '').toLowerCase()}%`;
const standing = and(eq(implantUse.unitId, implantUnit.id), isNull(implantUse.takenBackAt));

function rowsOf(db: Db) {
  const { id, itemId, consignmentId, di, lotNumber, serial, expiresOn, shelf, state, frozen } = implantUnit;
  return db
    .select({
      ...{ id, itemId, consignmentId, di, lotNumber, serial, expiresOn, shelf, state, frozen },
      ...{ name: item.genericName, strength: item.strength, place: organisation.shortName, placeId: organisation.id },
      ...{
        path: organisation.path,
        supplier: party.shortName,
        list: document.number,
        noteNumber: consignment.noteNumber,
      },
      ...{ supplierPerson: consignment.supplierPerson, patientRef: implantUse.patientRef, doctor: implantUse.doctor },
      ...{ department: implantUse.department, operatedOn: implantUse.operatedOn, useFen: implantUse.amountFen },
      ...{ payableId: implantUse.payableId, useId: implantUse.documentId },
    })
    .from(implantUnit)
    .innerJoin(item, eq(item.id, implantUnit.itemId))
    .innerJoin(organisation, eq(organisation.id, implantUnit.organisationId))
    .leftJoin(party, eq(party.id, implantUnit.partyId))
    .leftJoin(consignment, eq(consignment.documentId, implantUnit.consignmentId))
    .leftJoin(document, eq(document.id, implantUnit.consignmentId))
    .leftJoin(implantUse, standing);
}

function stateOf({ state, soonUntil }: UnitFilter) {
  const shelf = eq(implantUnit.state, 'shelf');
  if (state === 'frozen') return and(shelf, ne(implantUnit.frozen, ''));
  if (state === 'soon') return and(shelf, lte(implantUnit.expiresOn, soonUntil));
  if (state === 'own') return isNull(implantUnit.consignmentId);
  return state && eq(implantUnit.state, state);
}

function unitsMeant({ di, lotNumber, serial }: RecallScope) {
  const lot = lotNumber === null ? undefined : eq(implantUnit.lotNumber, lotNumber);
  return and(eq(implantUnit.di, di), lot, serial === null ? undefined : eq(implantUnit.serial, serial));
}

function hidePatient<T extends { patientRef: string | null }>(row: T): T {
  return row.patientRef === null ? row : { ...row, patientRef: maskedPatient(row.patientRef) };
}

/** Rows from before the cursor (id), the newest first; one more than `size`, for the pager. */
export async function listUnits(
  db: Db,
  scopePath: string,
  filter: UnitFilter,
  page: { before?: number | undefined; size: number },
) {
  const words = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(implantUnit.searchText, plainLike(token)),
      like(organisation.searchText, plainLike(token)),
      filter.patients ? sql`lower(${implantUse.patientRef}) like ${plainLike(token)}` : undefined,
    ),
  );
  const own = like(organisation.path, `${scopePath}%`);
  const state = stateOf(filter);
  const meant = filter.recall && unitsMeant(filter.recall);
  const rows = await rowsOf(db)
    .where(and(own, state, meant, ...words, page.before === undefined ? undefined : lt(implantUnit.id, page.before)))
    .orderBy(desc(implantUnit.id))
    .limit(page.size + 1);
  return filter.patients ? rows : rows.map(hidePatient);
}
export type ListedUnit = Awaited<ReturnType<typeof listUnits>>[number];

/** One unit with its story; undefined outside the scope. */
export async function unitFor(db: Db, scopePath: string, id: number, patients: boolean) {
  const [unit] = await rowsOf(db).where(and(eq(implantUnit.id, id), like(organisation.path, `${scopePath}%`)));
  if (unit === undefined) return undefined;
  const story = await db.select().from(implantAct).where(eq(implantAct.unitId, id)).orderBy(asc(implantAct.id));
  const [owed] = unit.payableId === null ? [] : await db.select().from(payable).where(eq(payable.id, unit.payableId));
  const told = patients
    ? story
    : story.map((one) => (one.act === 'use' ? { ...one, note: maskedPatient(one.note) } : one));
  const seen = patients ? unit : hidePatient(unit);
  const { placeId, itemId, consignmentId } = unit;
  const lots = consignmentId === null ? await lotsOfBatch(db, placeId, itemId, unit) : [];
  const stock = lots.map(({ lotId, locationName, onHand }) => ({ lotId, locationName, onHand }));
  return { ...seen, story: told, stock, paidFen: owed === undefined ? 0 : owed.paidFen };
}
export type UnitView = NonNullable<Awaited<ReturnType<typeof unitFor>>>;

/** A unit of the paper, a use, a list or a missing one; undefined outside the scope. */
export async function unitOfPaper(db: Db, scopePath: string, number: string): Promise<number | undefined> {
  const [row] = await db
    .select({ id: sql<number>`coalesce(${implantUse.unitId}, ${implantMissing.unitId}, ${implantUnit.id})` })
    .from(document)
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .leftJoin(implantUse, eq(implantUse.documentId, document.id))
    .leftJoin(implantMissing, eq(implantMissing.documentId, document.id))
    .leftJoin(implantUnit, eq(implantUnit.consignmentId, document.id))
    .where(and(eq(document.number, number), like(organisation.path, `${scopePath}%`)))
    .limit(1);
  return row?.id === undefined || row.id === null ? undefined : Number(row.id);
}
