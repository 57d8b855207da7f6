/** Recalls of equipment as a list, newest first, by key: found by words, pinyin and numbers of the notice. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { RECALL_HOLDS } from '../safety-of-use/recall-queries.ts';
import { NEAR } from './card-queries.ts';
import type { DeviceRecallState, Level, Measure } from './rules.ts';

export interface RecallFilter {
  q?: string | undefined;
  state?: DeviceRecallState | undefined;
  level?: Level | undefined;
}

export interface ListedRecall {
  id: number;
  number: string;
  status: DeviceRecallState;
  title: string;
  level: Level;
  measure: Measure;
  registrationNumber: string | null;
  model: string | null;
  udiDi: string | null;
  noticeNumber: string;
  reason: string;
  receivedOn: string;
  dueOn: string;
  /** Within the scope: what it means, and with what of it something was done. */
  cards: number;
  done: number;
}

/** Every token is asked for; at most as many as a person types. */
const TOKENS = ['first', 'second', 'third', 'fourth'] as const;
const tokens = TOKENS.map((name) => `and recall.search_text like :${name}`).join(' ');

const listed = statement(
  `select recall.document_id as id, document.number, document.status, recall.title, recall.level, recall.measure,
     recall.registration_number, recall.model, recall.udi_di, recall.notice_number, recall.reason, recall.received_on,
     recall.due_on, (select count(*) from asset where ${RECALL_HOLDS} and ${NEAR}) as cards,
     (select count(*) from asset join device_recall_answer as answer on answer.asset_id = asset.id
        and answer.recall_id = recall.document_id and answer.taken_back_at is null
      where ${RECALL_HOLDS} and ${NEAR}) as done
   from device_recall as recall join document on document.id = recall.document_id
   where recall.document_id < :before ${tokens}
     and (cast(:state as text) is null or document.status = cast(:state as text))
     and (cast(:level as bigint) is null or recall.level = cast(:level as bigint))
   order by recall.document_id desc limit :most`,
);

/** Newest first, from before the cursor; one more than `size`, for the pager. */
export async function listDeviceRecalls(
  db: Db,
  scope: string,
  filter: RecallFilter,
  page: { before?: number | undefined; size: number },
): Promise<ListedRecall[]> {
  const typed = queryTokens(filter.q ?? '');
  const words = TOKENS.map((name, nth): [string, string] => {
    const token = (typed[nth] ?? '').replace(/[%_\\]/g, '').toLowerCase();
    return [name, `%${token}%`];
  });
  const rows = await db.run<Record<string, string | number | null>>(listed, {
    ...{ scope, state: filter.state ?? null, level: filter.level ?? null },
    ...{ before: page.before ?? Number.MAX_SAFE_INTEGER, most: page.size + 1 },
    ...Object.fromEntries(words),
  });
  const text = (value: string | number | null | undefined) => String(value ?? '');
  const perhaps = (value: string | number | null | undefined) => (value === null ? null : text(value));
  return rows.map((row) => ({
    id: Number(row['id']),
    number: text(row['number']),
    status: text(row['status']) as DeviceRecallState,
    title: text(row['title']),
    level: Number(row['level']) as Level,
    measure: text(row['measure']) as Measure,
    registrationNumber: perhaps(row['registration_number']),
    model: perhaps(row['model']),
    udiDi: perhaps(row['udi_di']),
    noticeNumber: text(row['notice_number']),
    reason: text(row['reason']),
    receivedOn: text(row['received_on']),
    dueOn: text(row['due_on']),
    cards: Number(row['cards']),
    done: Number(row['done']),
  }));
}
