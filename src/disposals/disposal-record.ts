/** An application for disposal with its document, owner and cards, for its acts and its page. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { disposal, disposalLine } from '../../db/schema/asset-moves.ts';
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

export interface DisposalRow {
  line: typeof disposalLine.$inferSelect;
  asset: AssetRow;
  class: AssetClassRow;
}

export interface LoadedDisposal {
  document: DocumentRow;
  disposal: typeof disposal.$inferSelect;
  place: typeof organisation.$inferSelect;
  lines: DisposalRow[];
}

export async function disposalByNumber(db: Db, number: string): Promise<LoadedDisposal | undefined> {
  const [row] = await db
    .select({ document, disposal, place: organisation })
    .from(disposal)
    .innerJoin(document, eq(document.id, disposal.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const lines = await db
    .select({ line: disposalLine, asset, class: assetClass })
    .from(disposalLine)
    .innerJoin(asset, eq(asset.id, disposalLine.assetId))
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .where(eq(disposalLine.disposalId, row.document.id))
    .orderBy(asc(disposalLine.assetId));
  return { ...row, lines };
}

const keepersNear = statement(
  `select 1 as near from disposal_line join asset on asset.id = disposal_line.asset_id
   join organisation as place on place.id in (asset.keeper_id, asset.user_id)
   where disposal_line.disposal_id = :id and place.path like :scope || '%' limit 1`,
);

/** The application when owner, keeper or user lies within the scope. */
export async function disposalFor(db: Db, scopePath: string, number: string): Promise<LoadedDisposal | undefined> {
  const found = await disposalByNumber(db, number);
  if (found === undefined || found.place.path.startsWith(scopePath)) return found;
  const near = await db.run<{ near: number }>(keepersNear, { id: found.document.id, scope: scopePath });
  return near.length > 0 ? found : undefined;
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockDisposal(tx: Tx, scopePath: string, number: string): Promise<LoadedDisposal | undefined> {
  await tx.run(lockDocument, { number });
  return disposalFor(tx, scopePath, number);
}

const proposed = statement(
  `select asset_id, from_status from asset_event where id in (
     select max(event.id) from asset_event as event join disposal_line on disposal_line.asset_id = event.asset_id
     where disposal_line.disposal_id = :id and event.act = 'propose_scrap' group by event.asset_id)`,
);

/** What each card was before it was proposed. */
export async function statusesBefore(tx: Tx, disposalId: number): Promise<Map<number, string | null>> {
  const rows = await tx.run<{ asset_id: number; from_status: string | null }>(proposed, { id: disposalId });
  return new Map(rows.map((row) => [Number(row.asset_id), row.from_status]));
}

/** Whether the person looks after every card of it, or speaks for the asset office. */
export function handles(
  actor: Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>,
  { place, lines }: LoadedDisposal,
): boolean {
  if (may(actor.roles, 'asset.edit')) return true;
  if (!may(actor.roles, 'asset.keep')) return false;
  // The path of a keeper is not at hand: who works for the owner, or for the keeper itself, handles it
  const cares = lines.every(({ asset }) =>
    looksAfter(actor, { user: { id: asset.userId }, keeper: { id: asset.keeperId, path: '' } }),
  );
  return worksAt(actor, place) || cares;
}
