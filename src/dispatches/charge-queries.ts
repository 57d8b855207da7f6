/** Who bears losses of the way: the charge of one difference, the list of all, and what waits for a decision. */
import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { discrepancyCharge } from '../../db/schema/charges.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { payableClaim } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import type { ChargeFilter, ChargeRow } from './charge-rules.ts';
import { escaped, inScope, receiver, sender } from './list-queries.ts';

const loser = alias(organisation, 'loser');
const decider = alias(person, 'decider');

function select(db: Db) {
  return db
    .select({
      id: discrepancyCharge.id,
      number: document.number,
      bearer: discrepancyCharge.bearer,
      bearerName: discrepancyCharge.bearerName,
      lossIn: loser.shortName,
      receiver: receiver.shortName,
      amountFen: discrepancyCharge.amountFen,
      status: discrepancyCharge.status,
      madeAt: discrepancyCharge.madeAt,
      decidedAt: discrepancyCharge.decidedAt,
      decidedBy: decider.name,
      note: discrepancyCharge.note,
      payableId: payableClaim.payableId,
      claimStatus: payableClaim.status,
    })
    .from(discrepancyCharge)
    .innerJoin(document, eq(document.id, discrepancyCharge.discrepancyId))
    .innerJoin(receiver, eq(receiver.id, document.organisationId))
    .innerJoin(sender, eq(sender.id, document.counterpartId))
    .innerJoin(loser, eq(loser.id, discrepancyCharge.organisationId))
    .leftJoin(payableClaim, eq(payableClaim.id, discrepancyCharge.claimId))
    .leftJoin(decider, eq(decider.id, discrepancyCharge.decidedBy))
    .$dynamic();
}

/** Every charge of a difference, the last first: withdrawn ones stay. */
export function chargesOf(db: Db, discrepancyId: number): Promise<ChargeRow[]> {
  return select(db).where(eq(discrepancyCharge.discrepancyId, discrepancyId)).orderBy(desc(discrepancyCharge.id));
}

/** Charges of the viewer's scope, newest first, from before `cursor`; one more than `size`. */
export function listCharges(
  db: Db,
  scopePath: string,
  filter: ChargeFilter,
  page: { cursor?: number | undefined; size: number },
): Promise<ChargeRow[]> {
  const found = queryTokens(filter.q ?? '').map((token) => {
    const part = `%${escaped(token)}%`;
    return or(
      sql`lower(${document.number}) like ${part} escape '!'`,
      sql`lower(${discrepancyCharge.bearerName}) like ${part} escape '!'`,
      sql`${receiver.searchText} like ${part} escape '!'`,
      sql`${loser.searchText} like ${part} escape '!'`,
    );
  });
  const older = page.cursor === undefined ? undefined : lt(discrepancyCharge.id, page.cursor);
  const state = filter.state && eq(discrepancyCharge.status, filter.state);
  return select(db)
    .where(and(inScope(scopePath), state, older, ...found))
    .orderBy(desc(discrepancyCharge.id))
    .limit(page.size + 1);
}

const waiting = statement(
  `select document.number, charge.amount_fen, charge.bearer_name, charge.made_at
   from discrepancy_charge as charge join document on document.id = charge.discrepancy_id
   join discrepancy on discrepancy.document_id = charge.discrepancy_id
   where charge.status = 'proposed' and charge.claim_id is null and charge.made_by <> :userId
     and discrepancy.sender_by <> :userId and discrepancy.receiver_by <> :userId
   order by charge.id limit 20`,
);

/** Charges that wait for this person, who may decide on money and spoke for neither side. */
export async function chargeTasks(db: Db, userId: number): Promise<Task[]> {
  type Row = { number: string; amount_fen: number; bearer_name: string; made_at: number };
  const rows = await db.run<Row>(waiting, { userId });
  return rows.map(({ number, amount_fen: amount, bearer_name: from }) => {
    const href = paths.discrepancy(number);
    return { code: 'charge_decide', subject: number, href, from, dueAt: null, amountFen: Number(amount) };
  });
}
