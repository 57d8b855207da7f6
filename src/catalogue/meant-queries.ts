/** The item that somebody means who types its code, its name or the initials: nobody knows codes by heart. */
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchItems } from './queries.ts';

/** So many are named when several could be meant. */
const MOST_NAMED = 6;

/**
 * The code of the one item that is meant. What nothing is found for comes back as typed, for the command to refuse by
 * its own word. Refuses `item_several` with the first few, each with its code.
 */
export async function codeMeant(db: Db, typed: string, field: string): Promise<Result<string>> {
  const said = typed.trim();
  const code = said.toUpperCase();
  const [exact] = await db.select({ code: item.code }).from(item).where(eq(item.code, code));
  if (exact !== undefined) return ok(exact.code);
  const found = await searchItems(db, said, { limit: MOST_NAMED + 1 });
  const named = found.filter((one) => one.genericName === said);
  const [only, ...others] = named.length > 0 ? named : found;
  if (only === undefined) return ok(said);
  if (others.length === 0) return ok(only.code);
  const names = [only, ...others].slice(0, MOST_NAMED).map((one) => `${one.code} ${one.genericName} ${one.strength}`);
  return refuse('item_several', { typed: said, names: names.join('；') }, field);
}
