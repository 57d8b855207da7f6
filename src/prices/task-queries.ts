/** What prices let wait: contracts to activate or about to end, awards and repricings to approve. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task, TaskCode } from '../kernel/task.ts';
import { documentPath } from '../paths.ts';

/** A contract's end is told so many days ahead: time enough for another. */
const END_DAYS = 60;

/** Documents of a kind in a state that this person has had no part in, the oldest first. */
const waiting = statement(
  `select document.kind, document.number, coalesce(contract.title, negotiation.title, repricing.reason) as words
   from document
   left join contract on contract.document_id = document.id
   left join negotiation on negotiation.document_id = document.id
   left join repricing on repricing.document_id = document.id
   where document.kind = :kind and document.status = :status
     and (document.kind <> 'contract' or exists (select 1 from contract_line where contract_id = document.id))
     and not exists (select 1 from document_act as own where own.document_id = document.id
       and own.actor_id = :actorId and own.act not in ('return', 'approve'))
   order by document.id`,
);
const ending = statement(
  `select document.kind, document.number, contract.title as words, contract.ends_on
   from document join contract on contract.document_id = document.id
   where document.kind = 'contract' and document.status = 'active'
     and contract.ends_on >= :today and contract.ends_on <= :until
   order by contract.ends_on, document.id`,
);

type Row = { kind: 'contract' | 'negotiation' | 'repricing'; number: string; words: string; ends_on?: string };

const taskOf =
  (code: TaskCode) =>
  ({ kind, number, words, ends_on: endsOn }: Row): Task => ({
    code,
    subject: number,
    href: documentPath(kind, number),
    from: words,
    dueAt: endsOn === undefined ? null : startOfDay(addDays(endsOn, 1)),
  });

/** Contracts, awards and repricings that this person may decide, and contracts whose end is near. */
export async function priceTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const can = (permission: Parameters<typeof may>[1]) => may(viewer.roles, permission);
  const tasks: Task[] = [];
  const add = async (code: TaskCode, kind: Row['kind'], status: string) => {
    const rows = await db.run<Row>(waiting, { kind, status, actorId: viewer.userId });
    tasks.push(...rows.map(taskOf(code)));
  };
  if (can('contract.edit') || can('approval.decide')) await add('contract_activate', 'contract', 'draft');
  if (can('approval.decide')) await add('negotiation_award', 'negotiation', 'proposed');
  if (can('repricing.approve')) await add('repricing_approve', 'repricing', 'submitted');
  if (can('contract.edit')) {
    const today = dayOf(now);
    const rows = await db.run<Row>(ending, { today, until: addDays(today, END_DAYS) });
    tasks.push(...rows.map(taskOf('contract_ends')));
  }
  return tasks;
}
