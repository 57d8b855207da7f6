/** What disposals let wait: appraisal by an engineer, carrying out by the asset office or who owns the things. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const waiting = statement(
  `select document.number, document.status, document.changed_at, document.created_by, place.id, place.path,
     place.short_name, disposal.price_fen
   from disposal join document on document.id = disposal.document_id and document.status in ('proposed', 'approved')
   join organisation as place on place.id = document.organisation_id order by document.id limit 200`,
);

interface Row {
  number: string;
  status: string;
  changed_at: number;
  created_by: number;
  id: number;
  path: string;
  short_name: string;
  price_fen: number;
}

/** Within how long an application is expected to move on. */
const DUE_MS = 10 * 86_400_000;

/** What waits for this person. */
export async function disposalTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  const [appraises, keeps] = [may(viewer.roles, 'asset.appraise'), may(viewer.roles, 'asset.keep')];
  if (!appraises && !keeps) return [];
  const rows = await db.run<Row>(waiting, {});
  return rows.flatMap((row): Task[] => {
    const { number: subject, short_name: from } = row;
    const task = { subject, href: paths.disposal(subject), from, dueAt: Number(row.changed_at) + DUE_MS };
    if (row.status === 'proposed') {
      const other = Number(row.created_by) !== viewer.userId;
      return appraises && other ? [{ ...task, code: 'disposal_appraise' }] : [];
    }
    const place = { id: Number(row.id), path: row.path };
    const turn = may(viewer.roles, 'asset.edit') || (keeps && worksAt(viewer, place));
    return turn ? [{ ...task, code: 'disposal_carry_out' }] : [];
  });
}
