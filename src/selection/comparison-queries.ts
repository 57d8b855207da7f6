/** Items of one class side by side: what dossiers scored, what facts say, what a day costs. */
import { and, asc, desc, eq, inArray, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { concept, item, product, specification } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { dossier, dossierReview, dossierScore } from '../../db/schema/selection.ts';
import { type FactValues, factsOn } from '../catalogue/fact-queries.ts';
import { dailyFen } from './daily-cost.ts';
import { comparatorsOf, type DossierRecord, type ItemRow } from './dossier-queries.ts';
import { type Dimension, dimensionSums, OPENED } from './rules.ts';

export interface ComparedColumn {
  item: ItemRow;
  facts: FactValues | undefined;
  /** Fen for a defined daily dose, reckoned from price, strength and DDD; undefined when it cannot be. */
  dailyFen: number | undefined;
  dossier: ComparedDossier | undefined;
  /** The dossier's own item stands first. */
  subject: boolean;
}

export interface ComparedDossier {
  number: string;
  scoreHalf: number;
  band: string | null;
  courseFen: number | null;
  statedDailyFen: number | null;
  /** Mean half points of each dimension times 100. */
  means: Record<Dimension, number>;
}

const MOST_COLUMNS = 12;

/** Sums of each dimension over the reviews that hold scores, as means times 100. */
async function meansByDossier(db: Db, ids: readonly number[]): Promise<Map<number, Record<Dimension, number>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ dossierId: dossierReview.dossierId, reviewId: dossierReview.id, score: dossierScore })
    .from(dossierReview)
    .innerJoin(dossierScore, eq(dossierScore.reviewId, dossierReview.id))
    .where(inArray(dossierReview.dossierId, [...ids]));
  const means = new Map<number, Record<Dimension, number>>();
  for (const id of ids) {
    const own = rows.filter((row) => row.dossierId === id);
    const reviewers = Math.max(1, new Set(own.map((row) => row.reviewId)).size);
    const sums = dimensionSums(own.map((row) => row.score));
    const mean = Object.entries(sums).map(([name, sum]) => [name, Math.round((sum * 100) / reviewers)]);
    means.set(id, Object.fromEntries(mean) as Record<Dimension, number>);
  }
  return means;
}

/** The latest dossier of each item whose scores are open, within the scope. */
async function openedDossiers(db: Db, itemIds: readonly number[], scopePath: string) {
  const found = new Map<number, ComparedDossier>();
  if (itemIds.length === 0) return found;
  const rows = await db
    .select({ dossier, number: document.number })
    .from(dossier)
    .innerJoin(document, eq(document.id, dossier.documentId))
    .innerJoin(organisation, eq(organisation.id, dossier.organisationId))
    .where(
      and(
        inArray(dossier.itemId, [...itemIds]),
        inArray(document.status, [...OPENED]),
        like(organisation.path, `${scopePath}%`),
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id));
  const means = await meansByDossier(
    db,
    rows.map((row) => row.dossier.id),
  );
  for (const { dossier: row, number } of rows) {
    const mean = means.get(row.id);
    if (row.itemId === null || found.has(row.itemId) || row.scoreHalf === null || mean === undefined) continue;
    const { scoreHalf, band, courseFen } = row;
    found.set(row.itemId, { number, scoreHalf, band, courseFen, statedDailyFen: row.dailyFen, means: mean });
  }
  return found;
}

interface Compared {
  items: readonly ItemRow[];
  subjectId: number | null;
}

async function columnsOf(db: Db, { items, subjectId }: Compared, scopePath: string, day: string) {
  const ids = items.map((each) => each.id);
  const facts = await factsOn(db, ids, day);
  const dossiers = await openedDossiers(db, ids, scopePath);
  return items.map((each): ComparedColumn => {
    const known = facts.get(each.id);
    return {
      item: each,
      facts: known,
      dailyFen: known && dailyFen(each, known.ddd),
      dossier: dossiers.get(each.id),
      subject: each.id === subjectId,
    };
  });
}

/** A dossier's item beside the items it names for comparison. */
export async function compareDossier(
  db: Db,
  record: DossierRecord,
  scopePath: string,
  day: string,
): Promise<ComparedColumn[]> {
  const others = await comparatorsOf(db, record.dossier.id);
  const items = [...(record.item === null ? [] : [record.item]), ...others].slice(0, MOST_COLUMNS);
  return columnsOf(db, { items, subjectId: record.item?.id ?? null }, scopePath, day);
}

/** Items of one therapeutic class, those with a dossier first. */
export async function compareClass(
  db: Db,
  therapeuticClass: string,
  scopePath: string,
  day: string,
): Promise<ComparedColumn[]> {
  const inClass = and(eq(concept.therapeuticClass, therapeuticClass), eq(item.active, true));
  const rows = await db
    .select({ item, dossierId: dossier.id })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .leftJoin(dossier, eq(dossier.itemId, item.id))
    .where(inClass)
    .orderBy(asc(item.genericName), asc(item.code));
  const once = [...new Map(rows.map((row) => [row.item.id, row])).values()];
  once.sort((a, b) => Number(a.dossierId === null) - Number(b.dossierId === null));
  const items = once.slice(0, MOST_COLUMNS).map((row) => row.item);
  return columnsOf(db, { items, subjectId: null }, scopePath, day);
}
