/** Messages between a member and the hub on one request: only ever added to, read by a side when it says so. */
import { and, eq } from 'drizzle-orm';
import { shortageMessage, shortageReading } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { PERSONAL } from './rules.ts';
import { shortageByNumber } from './shortage-queries.ts';

export type Side = 'clinic' | 'hub';

const MOST_TEXT = 500;

/** The side a person speaks for; undefined for who may only look. */
export function sideOf(actor: Pick<Actor, 'roles'>): Side | undefined {
  if (may(actor.roles, 'shortage.answer')) return 'hub';
  return may(actor.roles, 'shortage.register') ? 'clinic' : undefined;
}

/** What may be said: something, not too much, and no telephone or identity card. */
export function checkMessage(typed: string): Result<string> {
  const text = typed.trim();
  if (text === '') return refuse('message_missing', {}, 'message.text');
  if (text.length > MOST_TEXT) return refuse('text_too_long', { max: MOST_TEXT }, 'message.text');
  return PERSONAL.test(text) ? refuse('personal_data', {}, 'message.text') : ok(text);
}

/** Adds a message. Refuses who has no part in it. */
export function sendMessage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; text: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'shortage.message', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const side = sideOf(actor);
    if (side === undefined) return refuseWithout('shortage.register', 'shortage.answer');
    const record = await shortageByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const text = checkMessage(input.text);
    if (!text.ok) return text;
    const { userId: personId, name: personName, organisationName } = actor;
    const said = { shortageId: record.document.id, side, personId, personName, organisationName };
    await tx.insert(shortageMessage).values({ ...said, text: text.value, at });
    return ok({ value: { number: input.number }, subject: input.number, after: { side, text: text.value } });
  });
}

/** A side says that it has read up to a message; never back again. Refuses who has no part in it. */
export function readMessages(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; upToId: number },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'shortage.read', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const side = sideOf(actor);
    if (side === undefined) return refuseWithout('shortage.register', 'shortage.answer');
    const record = await shortageByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const shortageId = record.document.id;
    const [last] = await tx
      .select({ id: shortageMessage.id })
      .from(shortageMessage)
      .where(and(eq(shortageMessage.shortageId, shortageId), eq(shortageMessage.id, input.upToId)));
    if (last === undefined) return refuse('message_unknown');
    const own = and(eq(shortageReading.shortageId, shortageId), eq(shortageReading.side, side));
    const [before] = await tx.select().from(shortageReading).where(own);
    if (before === undefined) await tx.insert(shortageReading).values({ shortageId, side, upToId: last.id, at });
    else if (before.upToId < last.id) await tx.update(shortageReading).set({ upToId: last.id, at }).where(own);
    return ok({ value: { number: input.number }, subject: input.number, after: { side, upToId: last.id } });
  });
}
