/** What can be spent, as the balances it is made of: the bank, each supplier owed, each budget that is held. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { PARTS, type Part } from './rules.ts';

export interface AvailableLine {
  part: Part;
  code: string;
  /** The member or the supplier, where the account has one; the account's own name otherwise. */
  name: string;
  category: string | null;
  /** The budget that is held, of a commitment. */
  budgetId: number | null;
  /** What it adds to the sum, fen: what is owed or committed is negative. */
  fen: number;
}

const MADE_OF = `from (
   select account.code, coalesce(organisation.short_name, party.short_name, account.name) as name, budget.category,
     budget.id as budget_id,
     case account.kind when 'bank' then 0 when 'payable' then 1 else 2 end as position,
     case account.kind when 'budget' then -account.credits_pending
       else account.debits_posted - account.credits_posted end as fen
   from money_account as account left join organisation on organisation.id = account.organisation_id
   left join party on account.kind = 'payable' and account.code = 'PAYABLE-' || party.id
   left join budget on account.kind = 'budget' and budget.account_id = account.id
   where (account.code = 'BANK' or (account.kind = 'budget' and account.credits_pending > 0)
       or (account.kind = 'payable' and account.organisation_id is null
         and account.debits_posted <> account.credits_posted))
     and (:like = '' or account.name like :like or organisation.search_text like :like
       or party.search_text like :like)) as line
   where (:position < 0 or line.position = :position)`;

const lines = statement(
  `select line.* ${MADE_OF} and (line.position > :afterPosition
     or (line.position = :afterPosition and line.code > :afterCode))
   order by line.position, line.code limit :most`,
);
const totals = statement(`select count(*) as n, coalesce(sum(line.fen), 0) as fen ${MADE_OF}`);

export interface AvailableFilter {
  /** Member or supplier by name or pinyin. */
  q?: string | undefined;
  part?: Part | undefined;
}

function given({ q, part }: AvailableFilter) {
  const typed = (q ?? '')
    .trim()
    .toLowerCase()
    .replace(/[%_\\]/g, '');
  return { like: typed === '' ? '' : `%${typed}%`, position: part === undefined ? -1 : PARTS.indexOf(part) };
}

interface LineRow {
  code: string;
  name: string;
  category: string | null;
  budget_id: number | null;
  position: number;
  fen: number;
}

/** Balances that fit, in the order of the sum, after the key `after`; the code of a line is unique. */
export async function availableLines(
  db: Db,
  filter: AvailableFilter,
  page: { limit: number; after?: { part: Part; code: string } | undefined },
): Promise<AvailableLine[]> {
  const { limit, after } = page;
  const key = { afterPosition: after === undefined ? -1 : PARTS.indexOf(after.part), afterCode: after?.code ?? '' };
  const rows = await db.run<LineRow>(lines, { ...given(filter), ...key, most: limit });
  return rows.map(({ position, budget_id: budgetId, fen, ...row }) => {
    return { ...row, budgetId, part: PARTS[Number(position)] ?? 'committed', fen: Number(fen) };
  });
}

/** How many balances fit, and what they add up to. */
export async function availableTotals(db: Db, filter: AvailableFilter): Promise<{ count: number; fen: number }> {
  const [row] = await db.run<{ n: number; fen: number }>(totals, given(filter));
  return { count: Number(row?.n ?? 0), fen: Number(row?.fen ?? 0) };
}
