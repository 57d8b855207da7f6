/** Requests whose limit passed unmet, as tasks of who was called: they stay until somebody has met it. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { Role } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { CALLED, passedLimit } from './limit-rules.ts';
import { sideOf } from './message-commands.ts';
import { unreadRequests } from './message-queries.ts';

const MOST = 20;

interface Row {
  number: string;
  status: string;
  answer_by: number;
  resolve_by: number | null;
  name: string;
  short_name: string;
}

const told = statement(
  `select document.number, document.status, shortage.answer_by, shortage.resolve_by,
     coalesce(item.generic_name, shortage.wish_name) as name, organisation.short_name
   from document join shortage on shortage.document_id = document.id
   join organisation on organisation.id = shortage.organisation_id
   left join item on item.id = shortage.item_id
   where document.kind = 'shortage' and document.status in ('registered', 'accepted', 'matched', 'in_transit')
     and shortage.escalated is not null and organisation.path like :scope || '%'
   order by shortage.answer_by, document.id limit 200`,
);

const CODES = { answer: 'shortage_answer_late', resolve: 'shortage_resolve_late' } as const;

/** Words of the other side that nobody here has read. */
async function messageTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  const side = sideOf(viewer);
  // The hub reads them where it works, on the request; a member is told at home
  if (side !== 'clinic') return [];
  const rows = await unreadRequests(db, side, viewer.scopePath);
  return rows.map(({ number, short_name: from, messages: count, since: dueAt }) => {
    return { code: 'shortage_message', subject: number, href: paths.shortage(number), from, dueAt, count };
  });
}

/** Messages to read, and what was told to this person's role and still is unmet. */
export async function shortageTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  return [...(await lateTasks(db, viewer, now)), ...(await messageTasks(db, viewer))];
}

async function lateTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const called: readonly Role[] = [CALLED.answer, CALLED.resolve];
  if (!viewer.roles.some((role) => called.includes(role))) return [];
  const rows = await db.run<Row>(told, { scope: viewer.scopePath });
  const tasks = rows.flatMap((row): Task[] => {
    const limits = { status: row.status, answerBy: row.answer_by, resolveBy: row.resolve_by };
    const passed = passedLimit(limits, now);
    if (passed === undefined || !viewer.roles.includes(CALLED[passed])) return [];
    const dueAt = passed === 'answer' ? row.answer_by : row.resolve_by;
    const subject = `${row.number} ${row.name}`;
    return [{ code: CODES[passed], subject, href: paths.shortage(row.number), from: row.short_name, dueAt }];
  });
  return tasks.slice(0, MOST);
}
