/**
 * Whether a payable may be paid, judged anew whenever its papers change: an open claim, lots that no invoice names, or
 * invoices that differ from what was accepted each block it, in this order.
 */
import type { Tx } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { type MatchState, matchOf, missingLots } from './rules.ts';

const IDS = `(select id from ${rowset('ids', { id: 'int' })} as given)`;

const lockRows = statement(`select id from payable where id in ${IDS} order by id ${forUpdate}`);

const factsOf = statement(
  `select payable.id, payable.receipt_id, payable.amount_fen, payable.invoiced_fen, payable.accepted_on,
     coalesce(receipt.invoices, 'exempt') as invoices,
     coalesce((select sum(amount_fen) from credit_note where payable_id = payable.id), 0) as returned_fen,
     coalesce((select max(amount_fen) from payable_claim where payable_id = payable.id
       and kind = 'invoice_difference' and status = 'agreed'), 0) as agreed_fen,
     (select count(*) from payable_claim where payable_id = payable.id and kind <> 'invoice_difference'
       and status = 'proposed') as disputes
   from payable left join receipt on receipt.document_id = payable.receipt_id
   where payable.id in ${IDS} order by payable.id`,
);

const lotsOf = statement(
  `select distinct receipt_line.receipt_id, receipt_line.lot_number from receipt_line
   where receipt_line.accepted_base > 0
     and receipt_line.receipt_id in (select receipt_id from payable where id in ${IDS})`,
);

const papersOf = statement(
  `select invoice_share.payable_id, invoice.kind, invoice.lots from invoice_share
   join invoice on invoice.id = invoice_share.invoice_id
   where invoice_share.payable_id in ${IDS} and invoice.withdrawn_at is null`,
);

const keep = statement(
  `update payable set blocked = given.blocked, blocked_note = given.note
   from ${rowset('rows', { id: 'int', blocked: 'text', note: 'text' })} as given where payable.id = given.id`,
);

interface FactRow {
  id: number;
  receipt_id: number;
  amount_fen: number;
  invoiced_fen: number;
  accepted_on: string;
  invoices: 'complete' | 'maker_missing' | 'distributor_missing' | 'exempt';
  returned_fen: number;
  agreed_fen: number;
  disputes: number;
}

interface PaperRow {
  payable_id: number;
  kind: 'distributor' | 'maker';
  lots: string;
}

const FEN_IN_YUAN = 100;

function stateOf(row: FactRow, toleranceFen: number): MatchState {
  const given = { amountFen: row.amount_fen, returnedFen: Number(row.returned_fen), invoicedFen: row.invoiced_fen };
  return matchOf({ ...given, agreedFen: Number(row.agreed_fen) }, toleranceFen);
}

/** Lots that the one or the other invoice leaves out, where the inspection missed a paper. */
function lotsMissing(row: FactRow, accepted: readonly string[], papers: readonly PaperRow[]): string[] {
  if (row.invoices === 'complete' || row.invoices === 'exempt') return [];
  const named = (kind: PaperRow['kind']) => papers.filter((one) => one.kind === kind).map((one) => one.lots);
  return missingLots(accepted, named('distributor')).concat(missingLots(accepted, named('maker')));
}

/** Judges the payables anew and blocks or frees each. Call it inside the act that changed their papers. */
export async function rematch(tx: Tx, payableIds: readonly number[]): Promise<void> {
  const ids = [...new Set(payableIds)].map((id) => ({ id }));
  if (ids.length === 0) return;
  await tx.run(lockRows, { ids });
  const rows = await tx.run<FactRow>(factsOf, { ids });
  const lots = await tx.run<{ receipt_id: number; lot_number: string }>(lotsOf, { ids });
  const papers = await tx.run<PaperRow>(papersOf, { ids });
  const judged: { id: number; blocked: string | null; note: string }[] = [];
  for (const row of rows) {
    const { yuan } = await ruleOn(tx, 'match_tolerance', row.accepted_on);
    const accepted = lots.filter((lot) => lot.receipt_id === row.receipt_id).map((lot) => lot.lot_number);
    const own = papers.filter((paper) => paper.payable_id === row.id);
    const missing = lotsMissing(row, accepted, own);
    if (Number(row.disputes) > 0) judged.push({ id: row.id, blocked: 'disputed', note: '' });
    else if (missing.length > 0) {
      judged.push({ id: row.id, blocked: 'invoices_missing', note: [...new Set(missing)].join(' ') });
    } else {
      const differs = stateOf(row, yuan * FEN_IN_YUAN) === 'differs';
      judged.push({ id: row.id, blocked: differs ? 'match_failed' : null, note: '' });
    }
  }
  await tx.run(keep, { rows: judged });
}

const ofReceipt = statement(
  `select id, blocked, held_fen, paid_fen from payable where receipt_id = :receiptId order by id ${forUpdate}`,
);

interface HeldRow {
  id: number;
  blocked: string | null;
  held_fen: number;
  paid_fen: number;
}

/**
 * Judges what a receipt made owed anew, when other papers of it are there than before; `freed` counts what can be paid
 * now. Refuses when something would be blocked that is in a payment run or paid already.
 */
export async function judgeReceipt(tx: Tx, receiptId: number): Promise<Result<{ freed: number }>> {
  const before = await tx.run<HeldRow>(ofReceipt, { receiptId });
  await rematch(
    tx,
    before.map((row) => row.id),
  );
  const after = new Map((await tx.run<HeldRow>(ofReceipt, { receiptId })).map((row) => [row.id, row]));
  const blockedNow = (row: HeldRow) => after.get(row.id)?.blocked ?? null;
  const relied = before.find((row) => row.held_fen + row.paid_fen > 0 && row.blocked === null && blockedNow(row));
  if (relied !== undefined) return refuse('receipt_papers_paid');
  return ok({ freed: before.filter((row) => row.blocked !== null && blockedNow(row) === null).length });
}
