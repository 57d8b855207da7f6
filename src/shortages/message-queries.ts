/** The messages on a request with what a side has not read yet, and the requests on which something is unread. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { shortageMessage, shortageReading } from '../../db/schema/shortages.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Side } from './message-commands.ts';

export type Message = typeof shortageMessage.$inferSelect;

export interface Messages {
  /** Oldest first. */
  all: Message[];
  /** Up to which message each side has read. */
  readTo: Record<Side, number>;
}

/** Everything said on a request. */
export async function messagesOf(db: Db, shortageId: number): Promise<Messages> {
  const [all, readings] = await Promise.all([
    db
      .select()
      .from(shortageMessage)
      .where(eq(shortageMessage.shortageId, shortageId))
      .orderBy(asc(shortageMessage.id)),
    db.select().from(shortageReading).where(eq(shortageReading.shortageId, shortageId)),
  ]);
  const readTo = { clinic: 0, hub: 0 };
  for (const { side, upToId } of readings) readTo[side] = upToId;
  return { all, readTo };
}

/** Messages of the other side that this one has not read. */
export function unreadOf({ all, readTo }: Messages, side: Side): Message[] {
  return all.filter((message) => message.side !== side && message.id > readTo[side]);
}

/** Messages of the other side that `:side` has not read; to be narrowed to requests. */
export const UNREAD = `from shortage_message as message
   left join shortage_reading as reading on reading.shortage_id = message.shortage_id
     and reading.side = cast(:side as text)
   where message.side <> cast(:side as text) and message.id > coalesce(reading.up_to_id, 0)`;

const unreadCounts = statement(
  `select message.shortage_id as id, count(*) as messages ${UNREAD}
     and message.shortage_id in (select id from ${rowset('ids', { id: 'int' })} as given)
   group by message.shortage_id`,
);

/** How many messages of the other side are unread on each of these requests. */
export async function unreadOn(db: Db, side: Side, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const given = { side, ids: ids.map((id) => ({ id })) };
  const rows = await db.run<{ id: number; messages: number }>(unreadCounts, given);
  return new Map(rows.map((row) => [Number(row.id), Number(row.messages)]));
}
