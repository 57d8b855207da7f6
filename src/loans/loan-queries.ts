/** One loan with its document, its card and both sides, for its acts and its page. */
import { eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { loan } from '../../db/schema/loans.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';

const borrower = alias(organisation, 'loan_borrower');

/** The loan of that number; undefined when there is none. */
export async function loanByNumber(db: Db, number: string) {
  const [row] = await db
    .select({
      document,
      loan,
      asset,
      keeper: { id: organisation.id, path: organisation.path, shortName: organisation.shortName },
      borrower: { id: borrower.id, path: borrower.path, shortName: borrower.shortName },
    })
    .from(loan)
    .innerJoin(document, eq(document.id, loan.documentId))
    .innerJoin(asset, eq(asset.id, loan.assetId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(borrower, eq(borrower.id, loan.toId))
    .where(eq(document.number, number));
  return row;
}

export type LoadedLoan = NonNullable<Awaited<ReturnType<typeof loanByNumber>>>;

/** The loan when keeper or borrower lies within the scope. */
export async function loanFor(db: Db, scopePath: string, number: string): Promise<LoadedLoan | undefined> {
  const found = await loanByNumber(db, number);
  return found !== undefined && isNear(found, scopePath) ? found : undefined;
}

const isNear = ({ keeper, borrower: to }: LoadedLoan, scopePath: string) =>
  [keeper, to].some(({ path }) => path.startsWith(scopePath));

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockLoan(tx: Tx, scopePath: string, number: string): Promise<LoadedLoan | undefined> {
  await tx.run(lockDocument, { number });
  return loanFor(tx, scopePath, number);
}

type Person = Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>;

/** Whether the person speaks for who keeps the thing; the asset office does for everybody. */
export function lends(person: Person, { keeper }: Pick<LoadedLoan, 'keeper'>): boolean {
  return may(person.roles, 'asset.edit') || (may(person.roles, 'asset.keep') && worksAt(person, keeper));
}

/** Whether the person speaks for who borrows it. */
export function borrows(person: Person, { borrower: to }: Pick<LoadedLoan, 'borrower'>): boolean {
  return may(person.roles, 'asset.keep') && worksAt(person, to);
}
