/** A contract for equipment, and an acceptance, with all that belongs to them, for their acts and pages. */
import { and, asc, eq, notInArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { acquisition } from '../../db/schema/acquisitions.ts';
import { assetAcceptance, assetAcceptanceUnit, assetPurchase } from '../../db/schema/asset-purchases.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { forUpdate, statement } from '../../db/statement.ts';

const application = alias(document, 'application');

export interface LoadedPurchase {
  document: typeof document.$inferSelect;
  purchase: typeof assetPurchase.$inferSelect;
  acquisition: typeof acquisition.$inferSelect;
  /** Number of the application. */
  applied: string;
  class: typeof assetClass.$inferSelect;
  place: typeof organisation.$inferSelect;
  supplier: typeof party.$inferSelect;
}

/** The purchase of that number within the scope; undefined when there is none. */
export async function purchaseFor(db: Db, scopePath: string, number: string): Promise<LoadedPurchase | undefined> {
  const [row] = await db
    .select({
      ...{ document, purchase: assetPurchase, acquisition, class: assetClass, place: organisation, supplier: party },
      applied: application.number,
    })
    .from(assetPurchase)
    .innerJoin(document, eq(document.id, assetPurchase.documentId))
    .innerJoin(acquisition, eq(acquisition.documentId, assetPurchase.acquisitionId))
    .innerJoin(application, eq(application.id, assetPurchase.acquisitionId))
    .innerJoin(assetClass, eq(assetClass.id, acquisition.classId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(party, eq(party.id, assetPurchase.supplierId))
    .where(eq(document.number, number));
  return row?.place.path.startsWith(scopePath) ? row : undefined;
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockPurchase(tx: Tx, scopePath: string, number: string): Promise<LoadedPurchase | undefined> {
  await tx.run(lockDocument, { number });
  return purchaseFor(tx, scopePath, number);
}

export interface LoadedUnit {
  id: number;
  serialNumber: string;
  udi: string | null;
  producedOn: string | null;
  assetNumber: string | null;
}

export interface LoadedAcceptance {
  document: typeof document.$inferSelect;
  acceptance: typeof assetAcceptance.$inferSelect;
  units: LoadedUnit[];
  of: LoadedPurchase;
}

/** The acceptance of that number within the scope; undefined when there is none. */
export async function acceptanceFor(db: Db, scopePath: string, number: string): Promise<LoadedAcceptance | undefined> {
  const [row] = await db
    .select({ document, acceptance: assetAcceptance })
    .from(assetAcceptance)
    .innerJoin(document, eq(document.id, assetAcceptance.documentId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const [paper] = await db
    .select({ number: document.number })
    .from(document)
    .where(eq(document.id, row.acceptance.purchaseId));
  const of = paper && (await purchaseFor(db, scopePath, paper.number));
  return of && { ...row, of, units: await unitsOf(db, row.document.id) };
}

/** The same, its document locked until the transaction ends. */
export async function lockAcceptance(tx: Tx, scopePath: string, number: string): Promise<LoadedAcceptance | undefined> {
  await tx.run(lockDocument, { number });
  return acceptanceFor(tx, scopePath, number);
}

export function unitsOf(db: Db, acceptanceId: number): Promise<LoadedUnit[]> {
  const { id, serialNumber, udi, producedOn } = assetAcceptanceUnit;
  return db
    .select({ id, serialNumber, udi, producedOn, assetNumber: asset.number })
    .from(assetAcceptanceUnit)
    .leftJoin(asset, eq(asset.id, assetAcceptanceUnit.assetId))
    .where(eq(assetAcceptanceUnit.acceptanceId, acceptanceId))
    .orderBy(asc(id));
}

export interface ArrivedUnits {
  /** Of acceptances that were not sent back or undone. */
  arrived: number;
  accepted: number;
  /** Acceptances that wait for a word. */
  open: number;
}

/** How many units of a purchase arrived and were accepted. */
export async function arrivedOf(db: Db, purchaseId: number): Promise<ArrivedUnits> {
  const rows = await db
    .select({ status: document.status, id: document.id })
    .from(assetAcceptanceUnit)
    .innerJoin(assetAcceptance, eq(assetAcceptance.documentId, assetAcceptanceUnit.acceptanceId))
    .innerJoin(
      document,
      and(eq(document.id, assetAcceptance.documentId), notInArray(document.status, ['returned', 'undone'])),
    )
    .where(eq(assetAcceptance.purchaseId, purchaseId));
  const accepted = rows.filter((row) => row.status === 'accepted').length;
  const open = new Set(rows.filter((row) => row.status !== 'accepted').map((row) => row.id)).size;
  return { arrived: rows.length, accepted, open };
}

const bought = statement(
  `select coalesce(sum(units), 0) as quantity, coalesce(sum(units * unit_fen), 0) as amount_fen from (
     select purchase.unit_fen, case when document.status <> 'closed' then purchase.quantity else
       (select count(*) from asset_acceptance_unit as unit
         join asset_acceptance as acceptance on acceptance.document_id = unit.acceptance_id
         where acceptance.purchase_id = purchase.document_id and unit.asset_id is not null) end as units
     from asset_purchase as purchase join document on document.id = purchase.document_id
     where purchase.acquisition_id = :acquisitionId) as each_one`,
);

/** What contracts took of an application so far; a closed one took what was accepted of it. */
export async function boughtOf(db: Db, acquisitionId: number): Promise<{ quantity: number; amountFen: number }> {
  const [row] = await db.run<{ quantity: number; amount_fen: number }>(bought, { acquisitionId });
  return { quantity: Number(row?.quantity ?? 0), amountFen: Number(row?.amount_fen ?? 0) };
}
