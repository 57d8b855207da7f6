/** Substitutes of a generic that is merged into another: which go along, and which stand against it. */
import { eq, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { concept } from '../../db/schema/catalogue.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import { sameAllowance } from './rules.ts';

export interface MovingSubstitutes {
  /** Records that will name the other generic. */
  moves: number;
  /** The two stand for each other in a record. */
  eachOther: boolean;
  /** Names of medicines for which both have a record at the same time: one of the two would do. */
  twice: string[];
}

/** What happens to the substitutes of `fromId` when its place is taken by `intoId`. */
export async function substitutesMoving(db: Db, fromId: number, intoId: number): Promise<MovingSubstitutes> {
  const of = (id: number) => or(eq(therapeuticSubstitute.fromConceptId, id), eq(therapeuticSubstitute.toConceptId, id));
  const moving = await db.select().from(therapeuticSubstitute).where(of(fromId));
  const there = await db.select().from(therapeuticSubstitute).where(of(intoId));
  const eachOther = moving.some((row) => row.fromConceptId === intoId || row.toConceptId === intoId);
  const place = (id: number) => (id === fromId ? intoId : id);
  const twice = moving
    .map((row) => ({ ...row, fromConceptId: place(row.fromConceptId), toConceptId: place(row.toConceptId) }))
    .filter((row) => there.some((other) => sameAllowance(row, other)))
    .map((row) => (row.fromConceptId === intoId ? row.toConceptId : row.fromConceptId));
  const names: string[] = [];
  for (const id of new Set(twice)) {
    const [row] = await db.select({ name: concept.genericName }).from(concept).where(eq(concept.id, id));
    if (row !== undefined) names.push(row.name);
  }
  return { moves: moving.length, eachOther, twice: eachOther ? [] : names };
}
