/** Keeps the further names of concepts: a source that knows another one adds it, none takes one away. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { concept, product, specification } from '../../db/schema/catalogue.ts';

/** Adds the aliases to the concepts of the products, as far as they are new there. */
export async function addAliases(
  tx: Tx,
  given: readonly { productId: number; aliases: readonly string[] }[],
): Promise<void> {
  const named = given.filter(({ aliases }) => aliases.length > 0);
  if (named.length === 0) return;
  const ids = [...new Set(named.map(({ productId }) => productId))];
  const rows = await tx
    .select({ productId: product.id, id: concept.id, aliases: concept.aliases })
    .from(product)
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(isOneOf(product.id, ids));
  const conceptOf = new Map(rows.map((row) => [row.productId, row.id]));
  const known = new Map(rows.map((row) => [row.id, row.aliases]));
  const grown = new Map<number, string[]>();
  for (const { productId, aliases } of named) {
    const id = conceptOf.get(productId);
    if (id === undefined) continue;
    const names = grown.get(id) ?? [...(known.get(id) ?? [])];
    const fresh = aliases.filter((alias) => !names.includes(alias));
    if (fresh.length > 0) grown.set(id, [...names, ...new Set(fresh)]);
  }
  // In one order, so that two imports at once do not wait for each other in a circle
  for (const [id, aliases] of [...grown].sort(([a], [b]) => a - b)) {
    await tx.update(concept).set({ aliases }).where(eq(concept.id, id));
  }
}
