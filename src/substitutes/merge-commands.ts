/** Lets the substitutes of a generic name the one it was merged into. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';

/** Called once nothing stands against it (`substitutesMoving`). */
export async function moveSubstitutes(tx: Tx, fromId: number, intoId: number): Promise<void> {
  const { fromConceptId, toConceptId } = therapeuticSubstitute;
  await tx.update(therapeuticSubstitute).set({ fromConceptId: intoId }).where(eq(fromConceptId, fromId));
  await tx.update(therapeuticSubstitute).set({ toConceptId: intoId }).where(eq(toConceptId, fromId));
}
