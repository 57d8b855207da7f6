/** What buying equipment lets wait: contracts for what was approved, and acceptances that need a word. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { sideOf } from './accept-commands.ts';

const unbought = statement(
  `select document.number, place.short_name, acquisition.quantity * acquisition.unit_fen as amount_fen
   from acquisition join document on document.id = acquisition.document_id and document.status = 'approved'
   join organisation as place on place.id = document.organisation_id and place.path like :scope || '%'
   where not exists (select 1 from asset_purchase where asset_purchase.acquisition_id = document.id)
   order by document.id limit 100`,
);

const waiting = statement(
  `select document.number, document.created_at, place.id as place_id, place.path, place.short_name,
     acceptance.user_by, acceptance.office_by, contract.created_by as ordered_by
   from asset_acceptance as acceptance
   join document on document.id = acceptance.document_id and document.status in ('arrived', 'half')
   join document as contract on contract.id = acceptance.purchase_id
   join organisation as place on place.id = document.organisation_id and place.path like :scope || '%'
   order by document.id limit 200`,
);

interface Waiting {
  number: string;
  created_at: number;
  place_id: number;
  path: string;
  short_name: string;
  user_by: number | null;
  office_by: number | null;
  ordered_by: number;
}

/** Within how long what arrived is expected to be accepted or sent back. */
const WEEK_MS = 7 * 86_400_000;

async function toBuy(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'acquisition.buy')) return [];
  const rows = await db.run<{ number: string; short_name: string; amount_fen: number }>(unbought, {
    scope: viewer.scopePath,
  });
  return rows.map((row) => ({
    ...{ code: 'acquisition_buy' as const, subject: row.number, from: row.short_name, dueAt: null },
    ...{ href: paths.newAssetPurchase({ acquisition: row.number }), amountFen: Number(row.amount_fen) },
  }));
}

/** What waits for this person. */
export async function assetPurchaseTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  const contracts = await toBuy(db, viewer);
  if (!may(viewer.roles, 'asset.keep')) return contracts;
  const rows = await db.run<Waiting>(waiting, { scope: viewer.scopePath });
  const words = rows.flatMap((row): Task[] => {
    const side = sideOf(viewer, { id: Number(row.place_id), path: row.path });
    const said = side === 'user' ? row.user_by : row.office_by;
    const mine = [row.user_by, row.office_by, row.ordered_by].some((id) => id !== null && Number(id) === viewer.userId);
    if (side === null || said !== null || mine) return [];
    const task = { code: 'asset_accept' as const, subject: row.number, from: row.short_name };
    return [{ ...task, href: paths.assetAcceptance(row.number), dueAt: Number(row.created_at) + WEEK_MS }];
  });
  return [...contracts, ...words];
}
