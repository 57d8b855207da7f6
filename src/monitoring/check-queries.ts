/** What a return is checked against: the rule, the members, what is short by our own data, the return before. */
import { and, count, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { ruleOn } from '../settings/queries.ts';
import type { CheckAsk } from './check-rules.ts';
import { shortDrugs } from './draw-queries.ts';
import { type LoadedReturn, reportedBefore } from './record-queries.ts';

const MEMBERS = ['head', 'campus', 'branch', 'clinic', 'centre'] as const;

/** The measure of the return on `today`. */
export async function checkAsk(db: Db, { paper }: LoadedReturn, today: string): Promise<CheckAsk> {
  const rule = await ruleOn(db, 'monitoring_return', today);
  const [members] = await db
    .select({ members: count() })
    .from(organisation)
    .where(and(eq(organisation.active, true), inArray(organisation.kind, [...MEMBERS])));
  const short = await shortDrugs(db, { month: paper.month, today, bands: rule });
  const before = await reportedBefore(db, paper.organisationId, paper.month);
  return {
    bands: rule,
    suppliers: rule.suppliers,
    members: members?.members ?? 0,
    today,
    short: short.map(({ item }) => ({ itemId: item.id, name: item.genericName })),
    before,
  };
}
