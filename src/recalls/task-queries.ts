/** What recalls let wait: members to answer, late ones to chase, papers that hold a lot, recalls to go on with. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { DocumentKind } from '../documents/kinds.ts';
import type { Task } from '../kernel/task.ts';
import { documentPath, paths } from '../paths.ts';

const toAnswer = statement(
  `select document.number, recall.title, recall.drill, notice.due_at, place.id, place.path, place.code,
     place.short_name
   from recall_notice as notice
   join document on document.id = notice.recall_id and document.status = 'open'
   join recall on recall.document_id = notice.recall_id
   join organisation as place on place.id = notice.organisation_id and place.path like :scope || '%'
   where notice.answered_at is null and (:whole = 0 or place.id = :own) order by notice.due_at limit 200`,
);

interface AnswerRow {
  number: string;
  title: string;
  drill: boolean | number;
  due_at: number;
  id: number;
  path: string;
  code: string;
  short_name: string;
}

async function answerTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'recall.answer')) return [];
  const scope = { scope: viewer.scopePath, whole: viewer.scopePath === '/' ? 1 : 0, own: viewer.organisationId };
  const rows = await db.run<AnswerRow>(toAnswer, scope);
  return rows
    .filter((row) => worksAt(viewer, row))
    .map((row): Task => {
      const late = Number(row.due_at) < now;
      const code = row.drill ? ('recall_drill' as const) : late ? ('recall_late' as const) : ('recall_answer' as const);
      const href = paths.recallMember(row.number, row.code);
      return { code, subject: row.number, href, from: row.short_name, dueAt: Number(row.due_at) };
    });
}

const toManage = statement(
  `select document.number, document.status, recall.title,
     (select count(*) from recall_notice where recall_id = document.id and answered_at is null) as unanswered,
     (select count(*) from recall_notice where recall_id = document.id and answered_at is null
       and due_at < :now) as late,
     (select min(due_at) from recall_notice where recall_id = document.id and answered_at is null) as due_at
   from recall join document on document.id = recall.document_id and document.status in ('draft', 'open')
   order by document.id limit 200`,
);

interface ManageRow {
  number: string;
  status: string;
  title: string;
  unanswered: number;
  late: number;
  due_at: number | null;
}

async function manageTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'recall.manage')) return [];
  const rows = await db.run<ManageRow>(toManage, { now });
  return rows.flatMap((row): Task[] => {
    const at = { subject: row.number, href: paths.recall(row.number), from: row.title, dueAt: null };
    if (row.status === 'draft') return [{ ...at, code: 'recall_freeze' }];
    if (Number(row.late) > 0) {
      const dueAt = row.due_at === null ? null : Number(row.due_at);
      return [
        { ...at, href: paths.recall(row.number, { late: '1' }), code: 'recall_chase', count: Number(row.late), dueAt },
      ];
    }
    return Number(row.unanswered) === 0 ? [{ ...at, code: 'recall_close' }] : [];
  });
}

const holding = statement(
  `select distinct paper.kind, paper.number, held.number as recall_number, place.short_name
   from document as held join recall on recall.document_id = held.id and recall.drill = false
   join recall_lot on recall_lot.recall_id = held.id and recall_lot.released_at is null
   join balance on balance.lot_id = recall_lot.lot_id and balance.reserved > 0
   join reservation on reservation.location_id = balance.location_id and reservation.lot_id = balance.lot_id
     and reservation.status = 'open'
   join document as paper on paper.id = reservation.document_id
   join organisation as place on place.id = paper.organisation_id
   join location on location.id = reservation.location_id and location.keeper_id = :own
   where held.kind = 'recall' and held.status = 'open' order by paper.number limit 50`,
);

interface HoldingRow {
  kind: DocumentKind;
  number: string;
  recall_number: string;
  short_name: string;
}

/** Papers of the own store that cannot leave as they are. */
async function paperTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'dispatch.pick') && !may(viewer.roles, 'dispatch.post')) return [];
  const rows = await db.run<HoldingRow>(holding, { own: viewer.organisationId });
  return rows.map((row) => ({
    code: 'recall_paper' as const,
    subject: row.number,
    href: documentPath(row.kind, row.number),
    from: row.recall_number,
    dueAt: null,
  }));
}

/** What waits for this person because of recalls. */
export async function recallTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  return [
    ...(await answerTasks(db, viewer, now)),
    ...(await manageTasks(db, viewer, now)),
    ...(await paperTasks(db, viewer)),
  ];
}
