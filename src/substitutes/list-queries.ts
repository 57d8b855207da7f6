/** Therapeutic substitutes as their pages show them, with the medicines and the decisions they are made of. */
import { desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { concept, item, product, specification } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { committeeSession, matter } from '../../db/schema/selection.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import { person } from '../../db/schema/users.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type PassedDecision, passedDecisions } from '../committee/queries.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import type { RegisterFilter } from '../web/register.ts';
import { type SubstituteState, stateOf } from './rules.ts';

export interface ConceptName {
  id: number;
  genericName: string;
  form: string;
  therapeuticClass: string;
}

export interface SubstituteLine {
  row: typeof therapeuticSubstitute.$inferSelect;
  from: ConceptName;
  to: ConceptName;
  /** The decision; the session's number opens it. */
  decision: { sessionNumber: string; text: string; decidedAt: number } | null;
  recordedBy: string;
  state: SubstituteState;
}

const source = alias(concept, 'source');
const target = alias(concept, 'target');

/** Ids of the concepts whose items are found by the words; undefined when nothing was typed. */
async function conceptsFound(db: Db, q: string | undefined): Promise<Set<number> | undefined> {
  const ids = await idsMatching(db, q, { retired: true });
  if (ids === undefined) return undefined;
  const rows = await db
    .selectDistinct({ id: specification.conceptId })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .where(isOneOf(item.id, ids));
  return new Set(rows.map((row) => row.id));
}

/**
 * Every substitute that fits, with its state on `day`, the last recorded first. There are dozens, not thousands:
 * filtered in one pass.
 */
export async function listSubstitutes(
  db: Db,
  filter: Omit<RegisterFilter<SubstituteState>, 'on'> & { id?: number },
  day: string,
): Promise<SubstituteLine[]> {
  const found = await conceptsFound(db, filter.q);
  const rows = await db
    .select({
      row: therapeuticSubstitute,
      from: source,
      to: target,
      text: matter.text,
      decidedAt: matter.decidedAt,
      sessionNumber: document.number,
      recordedBy: person.name,
    })
    .from(therapeuticSubstitute)
    .innerJoin(source, eq(source.id, therapeuticSubstitute.fromConceptId))
    .innerJoin(target, eq(target.id, therapeuticSubstitute.toConceptId))
    .leftJoin(matter, eq(matter.id, therapeuticSubstitute.matterId))
    .leftJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .leftJoin(document, eq(document.id, committeeSession.documentId))
    .leftJoin(person, eq(person.id, therapeuticSubstitute.recordedBy))
    .where(filter.id === undefined ? undefined : eq(therapeuticSubstitute.id, filter.id))
    .orderBy(desc(therapeuticSubstitute.id));
  const plain = normaliseQuery(filter.q ?? '');
  return rows
    .filter(({ from, to }) => {
      if (found === undefined || found.has(from.id) || found.has(to.id)) return true;
      return plain !== '' && [from, to].some((one) => normaliseQuery(one.genericName).includes(plain));
    })
    .map(({ row, from, to, text, decidedAt, sessionNumber, recordedBy }) => ({
      row,
      from,
      to,
      decision: sessionNumber === null ? null : { sessionNumber, text: text ?? '', decidedAt: decidedAt ?? 0 },
      recordedBy: recordedBy ?? '',
      state: stateOf(row, day),
    }))
    .filter((line) => filter.state === undefined || line.state === filter.state);
}

export async function substituteById(db: Db, id: number, day: string): Promise<SubstituteLine | undefined> {
  const [line] = await listSubstitutes(db, { id }, day);
  return line;
}

/** Matters about substitutes that passed, the latest first: what a record may rest on. */
export function decisionsAboutSubstitutes(db: Db): Promise<PassedDecision[]> {
  return passedDecisions(db, ['substitute']);
}

const MOST_FOUND = 12;
const ITEMS_READ = 400;

/** Medicines by name and form for what was typed, the best first; nothing typed finds none. */
export async function findConcepts(db: Db, q: string): Promise<ConceptName[]> {
  const ids = (await idsMatching(db, q, {}))?.slice(0, ITEMS_READ) ?? [];
  if (ids.length === 0) return [];
  const rows = await db
    .select({ itemId: item.id, concept })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(isOneOf(item.id, ids));
  const byItem = new Map(rows.map((row) => [row.itemId, row.concept]));
  const found = new Map<number, ConceptName>();
  for (const id of ids) {
    const one = byItem.get(id);
    if (one !== undefined && found.size < MOST_FOUND) found.set(one.id, one);
  }
  return [...found.values()];
}

/** The concepts of these ids, for a form that comes back. */
export async function conceptsById(db: Db, ids: readonly number[]): Promise<ConceptName[]> {
  if (ids.length === 0) return [];
  return db.select().from(concept).where(isOneOf(concept.id, ids));
}
