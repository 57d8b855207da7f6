/** Hears what other processes did to documents, so that pages open here refresh too. */
import type { Database } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const newestAct = statement('select coalesce(max(id), 0) as id from document_act');
const kindsSince = statement(
  `select distinct document.kind as kind from document_act join document on document.id = document_act.document_id
   where document_act.id > :id`,
);

/** One glance of a watch: the kinds of documents that were acted on since the glance before. */
export function watchDocuments(db: Database): () => Promise<string[]> {
  let seen: number | undefined;
  return async () => {
    const [newest] = await db.read.run<{ id: number }>(newestAct, {});
    const before = seen;
    seen = newest?.id ?? 0;
    if (before === undefined || seen <= before) return [];
    const rows = await db.read.run<{ kind: string }>(kindsSince, { id: before });
    return rows.map((row) => row.kind);
  };
}
