/** A transfer of equipment with its document, card and members, for its acts and its page. */
import { eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { assetTransfer } from '../../db/schema/asset-moves.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { AssetRow } from '../assets/advance-commands.ts';
import type { AssetClassRow } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import type { DocumentRow } from '../documents/queries.ts';

const giver = alias(organisation, 'giver');
const receiver = alias(organisation, 'receiver');
const keeper = alias(organisation, 'keeper');
type Member = typeof organisation.$inferSelect;

export interface LoadedMove {
  document: DocumentRow;
  move: typeof assetTransfer.$inferSelect;
  asset: AssetRow;
  class: AssetClassRow;
  giver: Member;
  receiver: Member;
  keeper: Member;
}

export async function moveByNumber(db: Db, number: string): Promise<LoadedMove | undefined> {
  const [row] = await db
    .select({ document, move: assetTransfer, asset, class: assetClass, giver, receiver, keeper })
    .from(assetTransfer)
    .innerJoin(document, eq(document.id, assetTransfer.documentId))
    .innerJoin(asset, eq(asset.id, assetTransfer.assetId))
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(giver, eq(giver.id, assetTransfer.fromId))
    .innerJoin(receiver, eq(receiver.id, assetTransfer.toId))
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .where(eq(document.number, number));
  return row;
}

/** Whether giver, receiver or keeper lies within the scope. */
export function movesNear({ giver, receiver, keeper }: LoadedMove, scopePath: string): boolean {
  return [giver, receiver, keeper].some(({ path }) => path.startsWith(scopePath));
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockMove(tx: Tx, number: string): Promise<LoadedMove | undefined> {
  await tx.run(lockDocument, { number });
  return moveByNumber(tx, number);
}

/** Whether the person speaks for who keeps the thing, or for the asset office. */
export function gives(actor: Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>, loaded: LoadedMove): boolean {
  if (may(actor.roles, 'asset.edit')) return true;
  const { asset, keeper, giver } = loaded;
  return (
    may(actor.roles, 'asset.keep') &&
    (looksAfter(actor, { user: { id: asset.userId }, keeper }) || worksAt(actor, giver))
  );
}

/** Whether the person takes equipment over for the receiver. */
export function takes(actor: Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>, { receiver }: LoadedMove): boolean {
  return may(actor.roles, 'asset.keep') && worksAt(actor, receiver);
}
