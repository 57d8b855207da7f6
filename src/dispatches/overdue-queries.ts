/** What should have been received, and on what both sides should have spoken: told to whom it waits for. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Finding } from '../alerts/rules.ts';
import type { SourceAsk } from '../alerts/source.ts';
import { dayOf } from '../kernel/clock.ts';
import { documentPath, paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { arrivalDue } from './transit-rules.ts';

const MEMBERS = rowset('members', { id: 'int' });

/** When a driver told that the dispatch was handed over; null while none has. */
export const HANDED_AT = `(select max(stop.happened_at) from round_load as load join round_stop as stop
     on stop.id = load.stop_id where load.dispatch_id = dispatch.document_id and load.outcome = 'handed')`;

const travelling = statement(
  `select document.number, dispatch.posted_at, ${HANDED_AT} as handed_at, sender.id as sender_id,
     sender.short_name as sender, receiver.id as receiver_id, receiver.short_name as receiver
   from document join dispatch on dispatch.document_id = document.id
   join organisation as sender on sender.id = dispatch.from_organisation_id
   join organisation as receiver on receiver.id = dispatch.to_organisation_id
   where document.kind = 'dispatch' and document.status = 'in_transit' and dispatch.posted_at < :now
     and (sender.id in (select id from ${MEMBERS} as member) or receiver.id in (select id from ${MEMBERS} as member))`,
);

interface Travelling {
  number: string;
  posted_at: number;
  handed_at: number | null;
  sender_id: number;
  sender: string;
  receiver_id: number;
  receiver: string;
}

/** Dispatches that nobody has received within the rule: the receiver's, and after a while the sender's as well. */
export async function arrivalsOverdue(db: Db, { members, day, now }: SourceAsk): Promise<Finding[]> {
  const rule = await ruleOn(db, 'arrival_minutes', day);
  const asked = new Set(members.map(({ id }) => id));
  const rows = await db.run<Travelling>(travelling, { members, now });
  return rows.flatMap((row): Finding[] => {
    const dueAt = arrivalDue({ sentAt: row.posted_at, handedAt: row.handed_at }, rule);
    if (now <= dueAt) return [];
    const detail = { number: row.number, title: row.sender, to: row.receiver, since: dayOf(dueAt) };
    const about = { subject: row.number, itemId: null, detail };
    const told: Finding[] = [{ ...about, organisationId: row.receiver_id, path: paths.dispatchReceipt(row.number) }];
    if (now > dueAt + rule.sender * 60_000) {
      const path = documentPath('dispatch', row.number);
      told.push({ ...about, organisationId: row.sender_id, path, detail: { ...detail, title: row.receiver } });
    }
    return told.filter(({ organisationId }) => asked.has(organisationId));
  });
}

const unsettled = statement(
  `select document.number, discrepancy.due_at, sender.id as sender_id, receiver.id as receiver_id,
     sender.short_name as sender, receiver.short_name as receiver,
     case when discrepancy.sender_finding is null or discrepancy.receiver_finding is not null then 1 else 0 end
       as sender_must,
     case when discrepancy.receiver_finding is null or discrepancy.sender_finding is not null then 1 else 0 end
       as receiver_must
   from document join discrepancy on discrepancy.document_id = document.id
   join organisation as receiver on receiver.id = document.organisation_id
   join organisation as sender on sender.id = document.counterpart_id
   where document.kind = 'discrepancy' and document.status = 'open' and discrepancy.due_at < :now
     and (sender.id in (select id from ${MEMBERS} as member) or receiver.id in (select id from ${MEMBERS} as member))`,
);

interface Unsettled {
  number: string;
  due_at: number;
  sender_id: number;
  receiver_id: number;
  sender: string;
  receiver: string;
  sender_must: number;
  receiver_must: number;
}

/** Differences past their limit: of each side that has not spoken; of both where they do not agree. */
export async function differencesOverdue(db: Db, { members, now }: SourceAsk): Promise<Finding[]> {
  const asked = new Set(members.map(({ id }) => id));
  const rows = await db.run<Unsettled>(unsettled, { members, now });
  return rows.flatMap((row): Finding[] => {
    const { number } = row;
    const about = { subject: number, itemId: null, path: documentPath('discrepancy', number) };
    const detailOf = (other: string) => ({ number, title: other, since: dayOf(row.due_at) });
    const sides: (Finding | false)[] = [
      Number(row.sender_must) === 1 && { ...about, organisationId: row.sender_id, detail: detailOf(row.receiver) },
      Number(row.receiver_must) === 1 && { ...about, organisationId: row.receiver_id, detail: detailOf(row.sender) },
    ];
    return sides.filter((side) => side !== false).filter(({ organisationId }) => asked.has(organisationId));
  });
}
