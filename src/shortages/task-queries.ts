/** Requests whose limit passed unmet, as tasks of who was called: they stay until somebody has met it. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { Role } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { CALLED, passedLimit } from './limit-rules.ts';
import { sideOf } from './message-commands.ts';
import { UNREAD } from './message-queries.ts';

const MOST = 20;

interface Row {
  what: 'late' | 'message';
  number: string;
  status: string;
  answer_by: number;
  resolve_by: number | null;
  name: string;
  short_name: string;
  messages: number;
  since: number;
}

/** What is late and told, and what the other side said unread: one statement, for the page of today asks for much. */
const waiting = statement(
  `select * from (
     select 'late' as what, document.number, document.status, shortage.answer_by, shortage.resolve_by,
       coalesce(item.generic_name, shortage.wish_name) as name, organisation.short_name, 0 as messages,
       shortage.answer_by as since
     from document join shortage on shortage.document_id = document.id
     join organisation on organisation.id = shortage.organisation_id
     left join item on item.id = shortage.item_id
     where :late = 1 and document.kind = 'shortage'
       and document.status in ('registered', 'accepted', 'matched', 'in_transit')
       and shortage.escalated is not null and organisation.path like :scope || '%'
     order by shortage.answer_by, document.id limit 200
   ) as told
   union all
   select 'message', document.number, document.status, 0, null, '', organisation.short_name, unread.messages,
     unread.since
   from (
     select message.shortage_id, count(*) as messages, min(message.at) as since ${UNREAD}
     group by message.shortage_id
   ) as unread
   join document on document.id = unread.shortage_id
   join organisation on organisation.id = document.organisation_id and organisation.path like :scope || '%'`,
);

const CODES = { answer: 'shortage_answer_late', resolve: 'shortage_resolve_late' } as const;

function lateTask(viewer: Viewer, row: Row, now: number): Task[] {
  const limits = { status: row.status, answerBy: row.answer_by, resolveBy: row.resolve_by };
  const passed = passedLimit(limits, now);
  if (passed === undefined || !viewer.roles.includes(CALLED[passed])) return [];
  const dueAt = passed === 'answer' ? row.answer_by : row.resolve_by;
  const subject = `${row.number} ${row.name}`;
  return [{ code: CODES[passed], subject, href: paths.shortage(row.number), from: row.short_name, dueAt }];
}

function messageTask({ number, short_name: from, messages, since: dueAt }: Row): Task {
  const href = `${paths.shortage(number)}#messages`;
  return { code: 'shortage_message', subject: number, href, from, dueAt, count: Number(messages) };
}

/** What was told to this person's role and still is unmet, and words of the other side that nobody here has read. */
export async function shortageTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const called: readonly Role[] = [CALLED.answer, CALLED.resolve];
  const late = viewer.roles.some((role) => called.includes(role)) ? 1 : 0;
  const side = sideOf(viewer) ?? null;
  if (late === 0 && side === null) return [];
  const rows = await db.run<Row>(waiting, { scope: viewer.scopePath, late, side });
  const told = rows.filter((row) => row.what === 'late').flatMap((row) => lateTask(viewer, row, now));
  const unread = rows.filter((row) => row.what === 'message').sort((a, b) => a.since - b.since);
  return [...told.slice(0, MOST), ...unread.slice(0, MOST).map(messageTask)];
}
