/**
 * The frame of every command: one transaction, one idempotency key, one audit row.
 * No other code opens a transaction, so no act can happen without its row or happen twice for one form.
 */
import type { Database, Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { canonicalJson, sha256 } from '../kernel/canonical.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Refusal, type Result, refuse } from '../kernel/result.ts';
import { record } from './record.ts';

export interface CommandServices {
  db: Database;
  clock: Clock;
  /** Tells open pages that something changed; called after the commit. */
  live?: { publish(topic: string): void };
}

export interface CommandRequest {
  /** Such as `shortage.register`: the audit row's act; the part before the dot is the topic of live updates. */
  act: string;
  /** Made when the form was rendered; null for acts that no form sends. */
  key: string | null;
  /** The whole input: the same key with another input is refused. */
  input: unknown;
  /** What the act is about, such as a number, when that is known beforehand: a refusal is then found by it. */
  subject?: string | undefined;
}

export interface Done<T> {
  value: T;
  subject: string;
  before?: unknown;
  after?: unknown;
}

/** A repeated key gives the first answer again, marked so that the page can say so. */
export type Answer<T> = { ok: true; value: T; repeated: boolean } | Refusal;

const LONGEST_SUBJECT = 100;

/** A refused number stands as it was typed: without what no text column keeps alike, and not without end. */
function plainSubject(typed: string): string {
  return [...typed.replace(/\p{C}/gu, '')].slice(0, LONGEST_SUBJECT).join('');
}

const claimKey = statement(
  `insert into request_key (key, person_id, act, input_hash, answer, at)
   values (:key, :personId, :act, :inputHash, '', :at) on conflict (key) do nothing returning key`,
);
const readKey = statement(`select person_id, act, input_hash, answer from request_key where key = :key`);
const keepAnswer = statement(`update request_key set answer = :answer where key = :key`);

interface KeyRow {
  person_id: number;
  act: string;
  input_hash: string;
  answer: string;
}

async function firstAnswer<T>(tx: Tx, actor: Actor, request: CommandRequest, inputHash: string): Promise<Answer<T>> {
  const [row] = await tx.run<KeyRow>(readKey, { key: request.key });
  const same = row?.person_id === actor.userId && row.act === request.act && row.input_hash === inputHash;
  if (row === undefined || !same) return refuse('key_reused');
  return { ok: true, value: JSON.parse(row.answer) as T, repeated: true };
}

/**
 * Runs `work` as one act of `actor`. A refusal undoes everything and is itself recorded.
 * The value must survive JSON: a repeated key gives it back from the table. `about` names the subject as soon as it is
 * known, so that a refusal after that stands under it.
 */
export async function command<T>(
  services: CommandServices,
  actor: Actor,
  request: CommandRequest,
  work: (tx: Tx, at: number, about: (subject: string) => void) => Promise<Result<Done<T>>>,
): Promise<Answer<T>> {
  let subject = request.subject;
  const about = (known: string) => {
    subject = known;
  };
  const inputHash = sha256(canonicalJson(request.input ?? null));
  const answer = await services.db.transaction(async (tx): Promise<Answer<T>> => {
    /* Asked inside: who waited long for the turn must not write a time before those who went first. */
    const at = services.clock.now();
    const { key } = request;
    if (key !== null) {
      const claim = { key, personId: actor.userId, act: request.act, inputHash, at };
      const claimed = await tx.run(claimKey, claim);
      if (claimed.length === 0) return firstAnswer<T>(tx, actor, request, inputHash);
    }
    const result = await work(tx, at, about);
    if (!result.ok) return result;
    const { value, before, after } = result.value;
    if (key !== null) await tx.run(keepAnswer, { key, answer: JSON.stringify(value ?? null) });
    await record(tx, actor, at, { act: request.act, outcome: 'done', subject: result.value.subject, before, after });
    return { ok: true, value, repeated: false };
  });
  if (!answer.ok) await recordRefusal(services, actor, { ...request, subject }, answer);
  else if (!answer.repeated) services.live?.publish(request.act.split('.')[0] ?? request.act);
  return answer;
}

/**
 * A note of the program for itself, such as when a job of the clock ran or what it reckoned: nobody's act, so it
 * leaves no row of the trail. What people decide goes through `command`.
 */
export function note<T>(services: CommandServices, work: (tx: Tx, at: number) => Promise<T>): Promise<T> {
  return services.db.transaction((tx) => work(tx, services.clock.now()));
}

/** Refused acts are part of the trail: who tried what, and why it was not done. */
async function recordRefusal(
  services: CommandServices,
  actor: Actor,
  request: CommandRequest,
  refusal: Refusal,
): Promise<void> {
  const { act } = request;
  const subject = plainSubject(request.subject ?? '') || refusal.reason;
  const after = { reason: refusal.reason, detail: refusal.detail };
  await services.db.transaction((tx) =>
    record(tx, actor, services.clock.now(), { act, outcome: 'refused', subject, after }),
  );
}
