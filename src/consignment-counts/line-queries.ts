/** The units of a count as they are now, what became of each, and what was found off the books. */
import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import {
  consignmentCount,
  consignmentCountStray,
  consignmentCountUnit,
  implantMissing,
} from '../../db/schema/consignment-counts.ts';
import { document } from '../../db/schema/documents.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { party } from '../../db/schema/parties.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type Outcome, outcomeOf } from './rules.ts';

const paper = alias(document, 'missing_paper');

/** All units of the list in the order of their shelves; what a closed count says of one is as it was at the closing. */
export async function unitsOf(db: Db, countId: number) {
  const { id, di, lotNumber, serial, expiresOn, state, organisationId, shelf, searchText } = implantUnit;
  const rows = await db
    .select({
      line: consignmentCountUnit,
      counted: { organisationId: document.organisationId, shelf: consignmentCount.shelf },
      unit: { id, di, lotNumber, serial, expiresOn, state, organisationId, shelf, searchText },
      name: item.genericName,
      strength: item.strength,
      supplier: party.shortName,
      missing: { number: paper.number, amountFen: implantMissing.amountFen, payableId: implantMissing.payableId },
      foundAt: implantMissing.foundAt,
    })
    .from(consignmentCountUnit)
    .innerJoin(consignmentCount, eq(consignmentCount.documentId, consignmentCountUnit.countId))
    .innerJoin(document, eq(document.id, consignmentCount.documentId))
    .innerJoin(implantUnit, eq(implantUnit.id, consignmentCountUnit.unitId))
    .innerJoin(item, eq(item.id, implantUnit.itemId))
    .leftJoin(party, eq(party.id, implantUnit.partyId))
    .leftJoin(
      implantMissing,
      and(
        eq(implantMissing.countId, consignmentCountUnit.countId),
        eq(implantMissing.unitId, consignmentCountUnit.unitId),
      ),
    )
    .leftJoin(paper, eq(paper.id, implantMissing.documentId))
    .where(eq(consignmentCountUnit.countId, countId))
    .orderBy(asc(consignmentCountUnit.bookShelf), asc(implantUnit.serial), asc(consignmentCountUnit.id));
  return rows.map((row) => {
    const outcome: Outcome = row.line.outcome ?? outcomeOf(row.counted, row.line.seen, row.unit);
    return { ...row, outcome };
  });
}
export type CountedLine = Awaited<ReturnType<typeof unitsOf>>[number];

const lockUnits = statement(
  `select id from implant_unit
   where id in (select unit_id from consignment_count_unit where count_id = :countId) order by id ${forUpdate}`,
);

/** The same with every unit locked until the transaction ends: none is used or returned while its count is closed. */
export async function lockUnitsOf(tx: Tx, countId: number): Promise<CountedLine[]> {
  await tx.run(lockUnits, { countId });
  return unitsOf(tx, countId);
}

export type StrayRow = typeof consignmentCountStray.$inferSelect;

/** Off-book finds in the order in which they were found, with those that were taken back. */
export function straysOf(db: Db, countId: number): Promise<StrayRow[]> {
  return db
    .select()
    .from(consignmentCountStray)
    .where(eq(consignmentCountStray.countId, countId))
    .orderBy(asc(consignmentCountStray.position));
}
