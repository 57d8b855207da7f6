/** Recomputes the hash chains: a changed, removed or inserted audit row shows as the first broken link. */
import { and, asc, eq, gt, lte, notInArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditChain, auditRow } from '../../db/schema/audit.ts';
import type { Check, Finding } from '../kernel/finding.ts';
import { hashOf } from './record.ts';

const PAGE = 5000;

type Row = typeof auditRow.$inferSelect;

function expectedHash(previousHash: string, row: Row): string {
  const { chain, sequence, at, actorId, actorName, act, outcome, subject, before, after } = row;
  return hashOf(previousHash, { chain, sequence, at, actorId, actorName, act, outcome, subject, before, after });
}

async function checkChain(db: Db, chain: { chain: number; sequence: number; hash: string }): Promise<Finding[]> {
  let previousHash = '';
  let sequence = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(auditRow)
      // No further than the head that was read: rows that come meanwhile are the next run's
      .where(
        and(eq(auditRow.chain, chain.chain), gt(auditRow.sequence, sequence), lte(auditRow.sequence, chain.sequence)),
      )
      .orderBy(asc(auditRow.sequence))
      .limit(PAGE);
    for (const row of rows) {
      const broken = row.sequence !== sequence + 1 || row.previousHash !== previousHash;
      if (broken || row.hash !== expectedHash(previousHash, row)) {
        return [
          { rule: 'audit_chain', subject: `${chain.chain}/${row.sequence}`, expected: 'unbroken', found: 'broken' },
        ];
      }
      sequence = row.sequence;
      previousHash = row.hash;
    }
    if (rows.length < PAGE) break;
  }
  if (sequence === chain.sequence && previousHash === chain.hash) return [];
  return [
    {
      rule: 'audit_chain',
      subject: String(chain.chain),
      expected: `${chain.sequence} rows`,
      found: `${sequence} rows`,
    },
  ];
}

/** Rows of a chain whose head is gone: the trail of a whole organisation cannot vanish by removing one row. */
async function checkHeads(db: Db): Promise<Finding[]> {
  const heads = db.select({ chain: auditChain.chain }).from(auditChain);
  const headless = await db
    .selectDistinct({ chain: auditRow.chain })
    .from(auditRow)
    .where(notInArray(auditRow.chain, heads))
    .orderBy(asc(auditRow.chain));
  return headless.map(({ chain }) => {
    return { rule: 'audit_chain', subject: String(chain), expected: 'a head', found: 'none' };
  });
}

/** Every broken chain, as findings; none when the trail is whole. */
export async function verifyAudit(db: Db): Promise<Finding[]> {
  const findings = await checkHeads(db);
  for (const chain of await db.select().from(auditChain)) findings.push(...(await checkChain(db, chain)));
  return findings;
}

/** Rule 4 of the house. */
export const auditChecks: readonly Check<Db>[] = [{ rule: 'audit_chain', find: verifyAudit }];
