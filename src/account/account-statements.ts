/** The money ledger's SQL: set-based, prepared once, the same on both engines. */
import { forUpdate, rowset, statement } from '../../db/statement.ts';

const CHANGE = { id: 'int', debits: 'int', credits: 'int', held_debits: 'int', held_credits: 'int' } as const;

const LINE = {
  position: 'int',
  debit_id: 'int',
  credit_id: 'int',
  amount: 'int',
  hold_id: 'int',
  document_id: 'int',
  occurred_at: 'int',
  day: 'text',
  key: 'text',
} as const;

export const addProcurementAccount = statement(
  `insert into procurement_account (id, name, organisation_id, opened_at)
   values (1, :name, :organisationId, :at) on conflict (id) do nothing`,
);

export const readProcurementAccount = statement('select id, name, organisation_id from procurement_account');

export const addAccounts = statement(
  `insert into money_account (procurement_account_id, code, kind, name, organisation_id, normal)
   select 1, code, kind, name, organisation_id, normal
   from ${rowset('accounts', { code: 'text', kind: 'text', name: 'text', organisation_id: 'int', normal: 'text' })}
     as given where true order by code
   on conflict (code) do nothing`,
);

export const accountsByCode = statement(
  `select account.id, account.code, account.kind, account.normal, account.organisation_id
   from ${rowset('codes', { code: 'text' })} as given join money_account as account on account.code = given.code`,
);

/** Locked where writers overlap, in one fixed order, so that none deadlock. */
export const accountsOf = statement(
  `select id, code, normal, debits_posted, credits_posted, debits_pending, credits_pending from money_account
   where id in (select id from ${rowset('ids', { id: 'int' })} as given) order by id ${forUpdate}`,
);

/** The same by their codes. */
export const lockAccountsByCode = statement(
  `select id, code, normal, debits_posted, credits_posted, debits_pending, credits_pending from money_account
   where code in (select code from ${rowset('codes', { code: 'text' })} as given) order by id ${forUpdate}`,
);

/**
 * The guard against spending what is not there: changes an account only where its side still holds. A side cannot be
 * broken by changes that only give back, so ending a hold always passes.
 */
export const changeTotals = statement(
  `update money_account set
     debits_posted = money_account.debits_posted + given.debits,
     credits_posted = money_account.credits_posted + given.credits,
     debits_pending = money_account.debits_pending + given.held_debits,
     credits_pending = money_account.credits_pending + given.held_credits
   from ${rowset('changes', CHANGE)} as given
   where money_account.id = given.id
     and (money_account.normal <> 'debit'
       or money_account.credits_posted + given.credits + money_account.credits_pending + given.held_credits
         <= money_account.debits_posted + given.debits)
     and (money_account.normal <> 'credit'
       or money_account.debits_posted + given.debits + money_account.debits_pending + given.held_debits
         <= money_account.credits_posted + given.credits)
     and money_account.debits_posted + given.debits + money_account.debits_pending + given.held_debits <= :most
     and money_account.credits_posted + given.credits + money_account.credits_pending + given.held_credits <= :most
   returning money_account.id`,
);

/**
 * Nothing is written into a month that is closed. Whoever closes one holds all accounts, so that this statement, which
 * comes after the accounts were locked, sees every month that was closed before it.
 */
export const addTransfers = statement(
  `insert into transfer (debit_id, credit_id, amount_fen, kind, hold_id, code, document_id, actor_id, occurred_at,
     posted_at, key)
   select debit_id, credit_id, amount, cast(:kind as text), hold_id, cast(:code as text), document_id,
     cast(:actorId as bigint), occurred_at, cast(:postedAt as bigint), key
   from ${rowset('lines', LINE)} as given
   where not exists (select 1 from book_month where ends_on >= given.day) order by position
   on conflict (key) do nothing
   returning id, key`,
);

export const transfersByKey = statement(
  `select transfer.id, transfer.debit_id, transfer.credit_id, transfer.amount_fen, transfer.kind, transfer.hold_id,
     transfer.code, transfer.key
   from ${rowset('keys', { key: 'text' })} as given join transfer on transfer.key = given.key`,
);

/** Locked where writers overlap: of two who would end one hold, the second sees that it has ended. */
export const transferById = statement(
  `select id, debit_id, credit_id, amount_fen, kind from transfer where id = :id ${forUpdate}`,
);

/** Locked like one; in the order of their ids, so that two who end many wait for each other. */
export const transfersById = statement(
  `select transfer.id, transfer.debit_id, transfer.credit_id, transfer.amount_fen, transfer.kind from transfer
   where transfer.id in (select id from ${rowset('ids', { id: 'int' })} as given) order by transfer.id ${forUpdate}`,
);

export const endsOfHolds = statement(
  `select ended.hold_id from transfer as ended
   where ended.hold_id in (select id from ${rowset('ids', { id: 'int' })} as given)`,
);

export const lastClosedMonth = statement(
  'select month, ends_on from book_month where ends_on = (select max(ends_on) from book_month)',
);

export const endOfHold = statement('select id, kind, amount_fen, key from transfer where hold_id = :id');

/** Who stands on the other side of an entry's document, seen from its member; 0 for nobody of the county. */
const counterpart = `coalesce((
  select case when document.organisation_id = account.organisation_id then document.counterpart_id
    else document.organisation_id end
  from document join money_account as account on account.id = :accountId
  where document.id = transfer.document_id), 0)`;

/** Both sides of an account, each by its own index, newest first. */
const sideOf = (side: 'debit' | 'credit', other: 'debit' | 'credit', sign: '' | '-') =>
  `select * from (
     select id, occurred_at, posted_at, code, actor_id, document_id, ${other}_id as other_id,
       ${sign}amount_fen as signed_fen
     from transfer
     where ${side}_id = :accountId and id < :after and kind in ('transfer', 'settle')
       and occurred_at >= :from and occurred_at < :until and (cast(:code as text) is null or code = :code)
       and (cast(:side as text) is null or cast(:side as text) = '${side}')
       and (cast(:counterpartId as bigint) is null or ${counterpart} = cast(:counterpartId as bigint))
     order by id desc limit :most
   ) as ${side}s`;

export const entriesOf = statement(
  `select entry.id, entry.occurred_at, entry.posted_at, entry.code, entry.actor_id, entry.document_id,
     other.code as other_code, other.organisation_id as other_organisation_id, entry.signed_fen
   from (${sideOf('debit', 'credit', '')} union all ${sideOf('credit', 'debit', '-')}) as entry
   join money_account as other on other.id = entry.other_id
   order by entry.id desc limit :most`,
);

const newer = `kind in ('transfer', 'settle')
  and (occurred_at >= :until or (occurred_at >= :from and id >= :after))`;

/** What stood on the account before its newer entries: after the period, and of the pages before this one. */
export const balanceBefore = statement(
  `select debits_posted - credits_posted
     - coalesce((select sum(amount_fen) from transfer where debit_id = :accountId and ${newer}), 0)
     + coalesce((select sum(amount_fen) from transfer where credit_id = :accountId and ${newer}), 0) as balance
   from money_account where id = :accountId`,
);
