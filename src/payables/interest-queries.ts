/** Suppliers of a list that are members too, by their codes. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { party } from '../../db/schema/parties.ts';
import { interestsOf } from '../parties/queries.ts';

/** Short name of the member, by code of the supplier; others are absent. */
export async function interestsByCode(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(codes)];
  if (asked.length === 0) return new Map();
  const rows = await db.select({ id: party.id, code: party.code }).from(party).where(inArray(party.code, asked));
  const interests = await interestsOf(
    db,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.flatMap(({ id, code }) => {
      const interest = interests.get(id);
      return interest === undefined ? [] : [[code, interest.name] as const];
    }),
  );
}
