/** A county with its procurement account and one budget, for the tests of the money ledger. */
import type { Tx } from '../../db/database.ts';
import { moneyAccount } from '../../db/schema/index.ts';
import { type AccountDefinition, openAccounts, openProcurementAccount } from '../../src/account/accounts.ts';
import { type SettleRequest, settle, voidHold } from '../../src/account/hold.ts';
import { hold, type TransferLine, type TransferRequest, transfer } from '../../src/account/transfer.ts';
import { accepted, type LedgerWorld, NOW, nextOf, openLedgerWorld } from '../support/ledger-world.ts';

export interface MoneyWorld extends LedgerWorld {
  bank: number;
  fund: number;
  committed: number;
  equity: number;
}

export async function openMoneyWorld(): Promise<MoneyWorld> {
  const world = await openLedgerWorld();
  const opened = await world.db.transaction((tx) =>
    openProcurementAccount(tx, world.head, { name: 'county', at: NOW }),
  );
  const { bankId, fundId, committedId, equityId } = accepted(opened);
  return { ...world, bank: bankId, fund: fundId, committed: committedId, equity: equityId };
}

export async function newAccount(world: MoneyWorld, given: Partial<AccountDefinition> = {}): Promise<number> {
  const code = nextOf('A');
  const plain = { code, kind: 'budget' as const, name: code, organisationId: world.branch, normal: 'debit' as const };
  const [id] = accepted(await world.db.transaction((tx) => openAccounts(tx, [{ ...plain, ...given }])));
  if (id === undefined) throw new Error('no account');
  return id;
}

type Given = Partial<Omit<TransferRequest, 'lines'>>;

function header(given: Given) {
  return { code: 'test', documentId: null, actorId: 1, occurredAt: NOW, postedAt: NOW, ...given };
}

/** `debit` receives `amountFen` from `credit`. */
export function line(debitId: number, creditId: number, amountFen: number, key = nextOf('money')): TransferLine {
  return { debitId, creditId, amountFen, key };
}

export function move(world: MoneyWorld, lines: TransferLine[], given: Given = {}) {
  return world.db.transaction((tx) => transfer(tx, { ...header(given), lines }));
}

export function keep(world: MoneyWorld, lines: TransferLine[], given: Given = {}) {
  return world.db.transaction((tx) => hold(tx, { ...header(given), lines }));
}

type End = Partial<SettleRequest> & { holdId: number };

export function finish(world: MoneyWorld, given: End) {
  return world.db.transaction((tx) => settle(tx, { ...header({}), key: nextOf('settle'), ...given }));
}

export function cancel(world: MoneyWorld, given: End) {
  return world.db.transaction((tx) => voidHold(tx, { ...header({}), key: nextOf('void'), ...given }));
}

export async function totalsOf(world: { db: { read: Pick<Tx, 'select'> } }, id: number): Promise<number[]> {
  const rows = await world.db.read.select().from(moneyAccount);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no account ${id}`);
  return [row.debitsPosted, row.creditsPosted, row.debitsPending, row.creditsPending];
}
