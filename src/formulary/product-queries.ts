/** 一品两规 over a set of entries: conflicts of a draft, and advice for whoever is about to propose an item. */
import { and, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { formularyException } from '../../db/schema/formulary.ts';
import { committeeSession, matter } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import { chronicOf } from '../catalogue/fact-rules.ts';
import { type PassedDecision, passedDecisions } from '../committee/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { coming, itemsAsEntries } from './entry-queries.ts';
import { anyTier, judgeProducts, type ListedDrug, type ProductConflict, type ProductVerdict } from './rules.ts';
import type { Entry } from './snapshot.ts';

/** Drugs that some tier may stock, as 一品两规 counts them. */
function listedDrugs(entries: readonly Entry[]): ListedDrug[] {
  return entries
    .filter((entry) => entry.snapshot.kind === 'drug' && anyTier(entry))
    .map(({ itemId, snapshot }) => ({
      itemId,
      productId: snapshot.productId,
      genericName: snapshot.genericName,
      route: snapshot.route,
      chronic: chronicOf(snapshot.chronic).length > 0,
    }));
}

/** Judges entries by the rule and the exceptions that hold on `day`. */
export async function judgeEntries(db: Db, entries: readonly Entry[], day: string): Promise<ProductVerdict> {
  const limits = await ruleOn(db, 'two_products', day);
  return judgeProducts(listedDrugs(entries), limits, await exceptionsOn(db, day));
}

/**
 * Conflicts that the next version would have if the items were in it as well: advice for a dossier, a linkage proposal
 * or a change by hand. Empty when there is nothing to say.
 */
export async function twoProductAdvice(db: Db, itemIds: readonly number[], today: string): Promise<ProductConflict[]> {
  const { entries, day } = await coming(db, today);
  const listed = entries.filter((entry) => anyTier(entry));
  const there = new Set(listed.map((entry) => entry.itemId));
  const fresh = await itemsAsEntries(
    db,
    itemIds.filter((id) => !there.has(id)),
    day,
  );
  const together = [...listed, ...fresh.map((entry) => ({ ...entry, county: true }))];
  const { conflicts } = await judgeEntries(db, together, day);
  return conflicts.filter((conflict) => conflict.itemIds.some((id) => itemIds.includes(id)));
}

/** Exceptions that hold on `day`. */
export async function exceptionsOn(db: Db, day: string) {
  return exceptionsDuring(db, day, day);
}

/** Exceptions that hold on some day from `from` to `to`; null: without end. */
export async function exceptionsDuring(db: Db, from: string, to: string | null) {
  const { id, genericName, route, most, validFrom, validTo, revokedAt } = formularyException;
  const holds = and(
    to === null ? undefined : lte(validFrom, to),
    or(isNull(validTo), gte(validTo, from)),
    isNull(revokedAt),
  );
  return db.select({ id, genericName, route, most }).from(formularyException).where(holds);
}

export interface ExceptionRow {
  id: number;
  genericName: string;
  route: 'oral' | 'injection';
  most: number;
  reason: string;
  validFrom: string;
  validTo: string | null;
  recordedAt: number;
  recordedBy: string;
  revokedAt: number | null;
  matterId: number | null;
  sessionNumber: string | null;
}

/** Every exception that was ever recorded, the latest first. */
export async function listExceptions(db: Db): Promise<ExceptionRow[]> {
  const rows = await db
    .select({ exception: formularyException, recordedBy: person.name, sessionNumber: document.number })
    .from(formularyException)
    .leftJoin(person, eq(person.id, formularyException.recordedBy))
    .leftJoin(matter, eq(matter.id, formularyException.matterId))
    .leftJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .leftJoin(document, eq(document.id, committeeSession.documentId))
    .orderBy(desc(formularyException.id));
  return rows.map((row) => ({ ...row.exception, recordedBy: row.recordedBy ?? '', sessionNumber: row.sessionNumber }));
}

/** Decisions that an exception may rest on: those about exceptions, and about versions with theirs. */
export function mattersForExceptions(db: Db): Promise<PassedDecision[]> {
  return passedDecisions(db, ['exception', 'version']);
}
