/** Why a payable may not be in a payment run: asked when one is prepared, proposed and approved. */
import type { Db } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { type BankDetails, bankInForce, interestsOf } from '../parties/queries.ts';
import { payableName } from '../payables/claim-queries.ts';
import { handsOf } from '../payables/hand-queries.ts';
import { checkFund } from '../treasury/fund-queries.ts';

const COLUMNS = `payable.id, payable.receipt_id, payable.part, payable.party_id, payable.due_on, payable.payer,
  payable.blocked, payable.invoiced_fen,
  payable.amount_fen - payable.credited_fen - payable.held_fen - payable.paid_fen as open_fen,
  payable.held_fen, document.number, document.status, party.short_name as party,
  (select run.number from payment_share share join payment on payment.id = share.payment_id
     join document run on run.id = payment.run_id
   where share.payable_id = payable.id and payment.status in ('prepared', 'approved') limit 1) as run,
  (select person.name from payment_share share join payment on payment.id = share.payment_id
     join document run on run.id = payment.run_id join person on person.id = run.created_by
   where share.payable_id = payable.id and payment.status in ('prepared', 'approved') limit 1) as prepared_by`;

const FROM = `from payable join document on document.id = payable.receipt_id join party on party.id = payable.party_id
  where payable.id in (select id from ${rowset('ids', { id: 'int' })} as given) order by payable.due_on, payable.id`;

const wantedRows = statement(`select ${COLUMNS} ${FROM}`);
/** Locked where writers overlap: of two who prepare one payable, the second sees what the first held. */
const lockWanted = statement(
  `select id from payable where id in (select id from ${rowset('ids', { id: 'int' })} as given)
   order by id ${forUpdate}`,
);

export interface WantedRow {
  id: number;
  receipt_id: number;
  part: number;
  party_id: number;
  due_on: string;
  payer: 'account' | 'insurance_fund';
  blocked: string | null;
  invoiced_fen: number;
  open_fen: number;
  held_fen: number;
  number: string;
  status: string;
  party: string;
  /** The run that holds it, and who prepared that. */
  run: string | null;
  prepared_by: string | null;
}

const idsOf = (ids: readonly number[]) => [...new Set(ids)].map((id) => ({ id }));

/** The payables, locked, first due first. */
export async function lockedPayables(db: Db, ids: readonly number[]): Promise<WantedRow[]> {
  await db.run(lockWanted, { ids: idsOf(ids) });
  return db.run<WantedRow>(wantedRows, { ids: idsOf(ids) });
}

/** What of the papers and the state forbids paying; undefined when nothing does. */
export function whyUnready(row: WantedRow): Refusal | undefined {
  const at = { payable: payableName(row.number, row.part), supplier: row.party };
  if (row.payer !== 'account') return refuse('payment_fund_pays', at);
  if (row.held_fen > 0) return refuse('payment_in_run', { ...at, run: row.run, who: row.prepared_by });
  if (row.open_fen <= 0) return refuse('payment_nothing_open', at);
  if (row.blocked !== null) return refuse('payment_blocked', { ...at, blocked: row.blocked });
  if (row.invoiced_fen === 0) return refuse('payment_no_invoice', at);
  return undefined;
}

/** Refuses whoever planned, ordered or accepted one of them, and people of a member that is the supplier. */
export async function checkPerson(db: Db, actor: Actor, rows: readonly WantedRow[]): Promise<Result<undefined>> {
  const ids = rows.map((row) => row.id);
  const hands = await handsOf(db, ids);
  for (const row of rows) {
    const hand = hands.get(row.id)?.get(actor.userId);
    if (hand !== undefined) return refuse(`payment_own_${hand}`, { payable: payableName(row.number, row.part) });
  }
  const interests = await interestsOf(db, [...new Set(rows.map((row) => row.party_id))]);
  for (const [partyId, interest] of interests) {
    if (interest.organisationId !== actor.organisationId) continue;
    const supplier = rows.find((row) => row.party_id === partyId)?.party ?? '';
    return refuse('payment_own_member', { supplier, member: interest.name });
  }
  return ok();
}

/** The confirmed account of each supplier. Refuses a supplier without one. */
export async function checkBanks(db: Db, rows: readonly WantedRow[]): Promise<Result<Map<number, BankDetails>>> {
  const banks = await bankInForce(db, [...new Set(rows.map((row) => row.party_id))]);
  const without = rows.find((row) => !banks.has(row.party_id));
  return without === undefined ? ok(banks) : refuse('payment_no_bank', { supplier: without.party });
}

/** Refuses while the year's revolving fund is not remitted and essential medicines are among what is paid. */
export function checkGate(db: Db, rows: readonly WantedRow[], payOn: string): Promise<Result<undefined>> {
  const ids = rows.map((row) => row.id);
  return checkFund(db, ids, Number(payOn.slice(0, 4)));
}

/** The payables of the ids as they are, without locking: what a page shows. */
export function wantedPayables(db: Db, ids: readonly number[]): Promise<WantedRow[]> {
  return db.run<WantedRow>(wantedRows, { ids: idsOf(ids) });
}
