/** Accounts as people look for them, and where an entry without a document leads to. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { BookEntry } from '../books/entry-queries.ts';
import { documentPath, paths } from '../paths.ts';

export interface AccountLine {
  id: number;
  code: string;
  kind: string;
  /** The member or the supplier that it is about; the account's own name otherwise. */
  name: string;
  debitsFen: number;
  creditsFen: number;
  heldFen: number;
}

const OWNED = `from money_account as account left join organisation on organisation.id = account.organisation_id
   left join party on account.kind = 'payable' and account.code = 'PAYABLE-' || party.id
   where (:like = '' or upper(account.code) like :like or account.name like :like
     or organisation.search_text like :low or party.search_text like :low)
     and (:kind = '' or account.kind = :kind)`;

const accounts = statement(
  `select account.id, account.code, account.kind, account.name, organisation.short_name as organisation,
     party.short_name as party, account.debits_posted, account.credits_posted,
     account.debits_pending + account.credits_pending as held_fen
   ${OWNED} and account.code > :after order by account.code limit :most`,
);
const totals = statement(
  `select count(*) as n, coalesce(sum(account.debits_posted), 0) as debits_fen,
     coalesce(sum(account.credits_posted), 0) as credits_fen ${OWNED}`,
);

interface AccountRow {
  id: number;
  code: string;
  kind: string;
  name: string;
  organisation: string | null;
  party: string | null;
  debits_posted: number;
  credits_posted: number;
  held_fen: number;
}

export interface AccountFilter {
  q?: string | undefined;
  kind?: string | undefined;
}

function given({ q, kind }: AccountFilter) {
  const typed = (q ?? '').trim().replace(/[%_\\]/g, '');
  const like = typed === '' ? '' : `%${typed.toUpperCase()}%`;
  return { like, low: `%${typed.toLowerCase()}%`, kind: kind ?? '' };
}

/** The owner and the account, the owner only once. */
function nameOf({ organisation, party, name }: AccountRow): string {
  const owner = organisation ?? party;
  return owner === null || name.startsWith(owner) ? name : `${owner} ${name}`;
}

const lineOf = (row: AccountRow): AccountLine => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  name: nameOf(row),
  debitsFen: row.debits_posted,
  creditsFen: row.credits_posted,
  heldFen: Number(row.held_fen),
});

/** Accounts that fit, by code, after the code `after`. */
export async function listAccounts(
  db: Db,
  filter: AccountFilter,
  page: { limit: number; after: string },
): Promise<AccountLine[]> {
  const rows = await db.run<AccountRow>(accounts, { ...given(filter), after: page.after, most: page.limit });
  return rows.map(lineOf);
}

/** Of all accounts that fit: how many, and both columns. */
export async function accountTotals(db: Db, filter: AccountFilter) {
  const [row] = await db.run<{ n: number; debits_fen: number; credits_fen: number }>(totals, given(filter));
  return {
    count: Number(row?.n ?? 0),
    debitsFen: Number(row?.debits_fen ?? 0),
    creditsFen: Number(row?.credits_fen ?? 0),
  };
}

export async function accountByCode(db: Db, code: string): Promise<AccountLine | undefined> {
  const [row] = await db.run<AccountRow>(oneAccount, { code });
  return row && lineOf(row);
}

const oneAccount = statement(
  `select account.id, account.code, account.kind, account.name, organisation.short_name as organisation,
     party.short_name as party, account.debits_posted, account.credits_posted,
     account.debits_pending + account.credits_pending as held_fen
   from money_account as account left join organisation on organisation.id = account.organisation_id
   left join party on account.kind = 'payable' and account.code = 'PAYABLE-' || party.id
   where account.code = :code`,
);

const keysOf = statement(
  `select transfer.id, transfer.key from ${rowset('ids', { id: 'int' })} as given
   join transfer on transfer.id = given.id`,
);

export interface EntryOrigin {
  label: string;
  href: string;
}

/** What made each entry: its document; a line of the bank, a statement or a duty where there is no document. */
export async function originsOf(db: Db, entries: readonly BookEntry[]): Promise<Map<number, EntryOrigin>> {
  const found = new Map<number, EntryOrigin>();
  const bare = entries.filter((entry) => entry.paper === null).map((entry) => ({ id: entry.id }));
  for (const { id, paper } of entries) {
    if (paper !== null) found.set(id, { label: paper.number, href: documentPath(paper.kind, paper.number) });
  }
  if (bare.length === 0) return found;
  for (const { id, key } of await db.run<{ id: number; key: string }>(keysOf, { ids: bare })) {
    const [, kind, number] = /^(bank-line|statement|fund|budget-change)-(\d+)/.exec(key) ?? [];
    if (kind === 'bank-line') found.set(id, { label: `#${number}`, href: paths.bankLine(Number(number)) });
    if (kind === 'statement') found.set(id, { label: `#${number}`, href: paths.bankStatement(Number(number)) });
    if (kind === 'fund') found.set(id, { label: `#${number}`, href: paths.fund() });
    if (kind === 'budget-change') found.set(id, { label: `#${number}`, href: paths.budgets() });
  }
  return found;
}
