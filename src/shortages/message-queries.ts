/** The messages on a request with what a side has not read yet, and the requests on which something is unread. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { shortageMessage, shortageReading } from '../../db/schema/shortages.ts';
import { statement } from '../../db/statement.ts';
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

const unread = statement(
  `select document.number, organisation.short_name, cast(count(*) as bigint) as messages, min(message.at) as since
   from shortage_message as message
   join document on document.id = message.shortage_id
   join organisation on organisation.id = document.organisation_id and organisation.path like :scope || '%'
   left join shortage_reading as reading on reading.shortage_id = message.shortage_id and reading.side = :side
   where message.side <> :side and message.id > coalesce(reading.up_to_id, 0)
   group by document.number, organisation.short_name order by since limit 20`,
);

export interface Unread {
  number: string;
  short_name: string;
  messages: number;
  since: number;
}

/** Requests within the scope on which the other side's words are unread, the longest unread first. */
export async function unreadRequests(db: Db, side: Side, scope: string): Promise<Unread[]> {
  const rows = await db.run<Unread>(unread, { side, scope });
  return rows.map((row) => ({ ...row, messages: Number(row.messages) }));
}
