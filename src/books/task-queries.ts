/** What members' books let wait: a month to close, statements to confirm, objections to answer. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { monthsClosed, nextMonth, spanOf } from '../account/months.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';

const entryBefore = statement('select id from transfer where occurred_at < :until limit 1');

const SHOWN = 20;

const unsignedIn = statement(
  `select organisation.code, organisation.short_name as name, book_month.month
   from member_statement as kept join book_month on book_month.id = kept.month_id
   join organisation on organisation.id = kept.organisation_id
   where kept.confirmed_at is null and organisation.path like :scopePath || '%'
   order by book_month.month, organisation.path limit ${SHOWN}`,
);

const unanswered = statement(
  `select organisation.code, organisation.short_name as name, book_month.month
   from member_statement as kept join book_month on book_month.id = kept.month_id
   join organisation on organisation.id = kept.organisation_id
   where kept.confirmed_at is null and kept.objection is not null and kept.answer is null
   order by kept.objection_at limit ${SHOWN}`,
);

interface StatementRow {
  code: string;
  name: string;
  month: string;
}

const statementTask =
  (code: 'statement_sign' | 'objection_answer') =>
  ({ code: member, name, month }: StatementRow): Task => {
    return { code, dueAt: null, subject: month, href: paths.memberBook(member, month), from: name };
  };

async function monthToClose(db: Db, now: number): Promise<string | undefined> {
  const thisMonth = dayOf(now).slice(0, 7);
  const [last] = await monthsClosed(db);
  const next = last === undefined ? dayOf(spanOf(thisMonth).from - 1).slice(0, 7) : nextMonth(last.month);
  if (next >= thisMonth) return undefined;
  const entries = await db.run(entryBefore, { until: spanOf(next).until });
  return entries.length === 0 ? undefined : next;
}

/** The month to close and objections to answer for who may close; statements to be confirmed for their members. */
export async function bookTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const tasks: Task[] = [];
  if (may(viewer.roles, 'month.close')) {
    const month = await monthToClose(db, now);
    const line = { code: 'month_close' as const, href: paths.bookMonths(), from: '', dueAt: null };
    if (month !== undefined) tasks.push({ ...line, subject: month });
    tasks.push(...(await db.run<StatementRow>(unanswered, {})).map(statementTask('objection_answer')));
  }
  if (may(viewer.roles, 'books.confirm')) {
    const { scopePath } = viewer;
    tasks.push(...(await db.run<StatementRow>(unsignedIn, { scopePath })).map(statementTask('statement_sign')));
  }
  return tasks;
}
