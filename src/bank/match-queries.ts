/** What the lines of a statement probably are: payments on their way, payments made, members by their names. */
import { like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { paymentsAtBank } from '../payments/payment-queries.ts';
import type { BankLineRow } from './line-queries.ts';
import { type Proposal, proposeMeanings } from './rules.ts';

async function membersByName(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .select({ name: organisation.name, shortName: organisation.shortName, code: organisation.code })
    .from(organisation)
    .where(like(organisation.path, '/%'));
  return new Map(
    rows.flatMap((row) => [
      [row.name, row.code],
      [row.shortName, row.code],
    ]),
  );
}

/** Proposals for the lines that have no meaning yet, by line. */
export async function proposalsFor(db: Db, lines: readonly BankLineRow[]): Promise<Map<number, Proposal>> {
  const open = lines.filter((line) => line.meaning === 'unmatched');
  if (open.length === 0) return new Map();
  const known = {
    sent: await paymentsAtBank(db, 'approved'),
    made: await paymentsAtBank(db, 'confirmed'),
    members: await membersByName(db),
  };
  const found = proposeMeanings(open, known);
  return new Map(
    open.flatMap((line, index) => {
      const proposal = found[index];
      return proposal === undefined ? [] : [[line.id, proposal] as const];
    }),
  );
}
