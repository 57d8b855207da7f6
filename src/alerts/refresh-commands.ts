/** Brings alerts to what is so now: opens what began, closes what ended, once however often and wherever it runs. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { alert } from '../../db/schema/levels.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type CommandServices, note } from '../audit/command.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { type AlertKind, differenceOf, type Finding, type OpenAlert, ownerRoleOf } from './rules.ts';
import type { AlertSource, SourceAsk } from './source.ts';
import { ALERT_SOURCES } from './sources.ts';

/** Members asked for at once: some ten thousand rows at most, and the event loop is let go after each. */
const MEMBERS_A_TURN = 20;
const ROWS_A_TURN = 200;

export type Beat = (done: number, all: number) => Promise<void>;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Member {
  id: number;
  kind: OrganisationKind;
  active: boolean;
}

async function openOf(db: Db, kind: AlertKind, memberIds: number[]): Promise<OpenAlert[]> {
  return db
    .select({
      id: alert.id,
      organisationId: alert.organisationId,
      subject: alert.subject,
      path: alert.path,
      detail: alert.detail,
    })
    .from(alert)
    .where(and(eq(alert.kind, kind), isNull(alert.closedAt), inArray(alert.organisationId, memberIds)));
}

interface Written {
  kind: AlertKind;
  kinds: ReadonlyMap<number, OrganisationKind>;
  dueMinutes: number;
}

async function open(tx: Tx, given: Written, findings: readonly Finding[], at: number): Promise<number> {
  const { kind, kinds, dueMinutes } = given;
  const rows = findings.map(({ organisationId, subject, itemId, path, detail, dueAt }) => {
    const ownerRole = ownerRoleOf(kind, kinds.get(organisationId) ?? 'branch');
    const due = Math.max(at, dueAt ?? at + dueMinutes * 60_000);
    return { kind, organisationId, subject, itemId, path, detail, ownerRole, openedAt: at, dueAt: due };
  });
  let opened = 0;
  for (let from = 0; from < rows.length; from += ROWS_A_TURN) {
    const part = rows.slice(from, from + ROWS_A_TURN);
    // Another run may have opened it meanwhile: what is open is open once
    const written = await tx.insert(alert).values(part).onConflictDoNothing().returning({ id: alert.id });
    opened += written.length;
  }
  return opened;
}

async function close(tx: Tx, ids: readonly number[], at: number): Promise<number> {
  let closed = 0;
  for (let from = 0; from < ids.length; from += ROWS_A_TURN) {
    const part = ids.slice(from, from + ROWS_A_TURN);
    const still = and(inArray(alert.id, part), isNull(alert.closedAt));
    closed += (await tx.update(alert).set({ closedAt: at }).where(still).returning({ id: alert.id })).length;
  }
  return closed;
}

interface Counts {
  opened: number;
  closed: number;
  open: number;
}

async function bring(services: CommandServices, source: AlertSource, ask: SourceAsk, active: ReadonlySet<number>) {
  const db = services.db.read;
  const found = (await source.find(db, ask)).filter((one) => active.has(one.organisationId));
  const before = await openOf(
    db,
    source.kind,
    ask.members.map(({ id }) => id),
  );
  const { opened, closed, changed } = differenceOf(before, found);
  const counts: Counts = { opened: 0, closed: 0, open: before.length + opened.length - closed.length };
  if (opened.length + closed.length + changed.length === 0) return counts;
  const minutes = await ruleOn(db, 'alert_due_minutes', ask.day);
  const given = { kind: source.kind, kinds: ask.kinds, dueMinutes: minutes[source.kind] };
  await note(services, async (tx, at) => {
    counts.opened = await open(tx, given, opened, at);
    counts.closed = await close(
      tx,
      closed.map(({ id }) => id),
      at,
    );
    for (const { id, finding } of changed) {
      const { path, detail } = finding;
      await tx.update(alert).set({ path, detail }).where(eq(alert.id, id));
    }
  });
  return counts;
}

/** Those whose rest is over come back by themselves: a rest ends with its day, whoever asks. */
const restOver = sql`rests_until is not null and rests_until <= `;

/**
 * Asks every source for every member, some members at a time. A source that fails stops no other; the run then fails
 * and names it. Gives how many opened, closed and are open, of each kind too.
 */
export async function refreshAlerts(
  services: CommandServices,
  beat: Beat = async () => undefined,
  sources: readonly AlertSource[] = ALERT_SOURCES,
): Promise<Record<string, number>> {
  const db = services.db.read;
  const members: Member[] = await db
    .select({ id: organisation.id, kind: organisation.kind, active: organisation.active })
    .from(organisation)
    .where(inArray(organisation.kind, ['head', 'campus', 'branch', 'clinic', 'centre']))
    .orderBy(organisation.id);
  const kinds = new Map(members.map(({ id, kind }) => [id, kind]));
  const active = new Set(members.filter((one) => one.active).map(({ id }) => id));
  const now = services.clock.now();
  const total: Record<string, number> = { opened: 0, closed: 0, open: 0 };
  const problems = new Map<AlertKind, string>();
  for (let from = 0; from < members.length; from += MEMBERS_A_TURN) {
    await beat(from, members.length);
    const part = members.slice(from, from + MEMBERS_A_TURN).map(({ id }) => ({ id }));
    for (const source of sources) {
      await nextTurn();
      try {
        const counts = await bring(services, source, { members: part, kinds, day: dayOf(now), now }, active);
        for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
        total[source.kind] = (total[source.kind] ?? 0) + counts.open;
      } catch (error) {
        problems.set(source.kind, error instanceof Error ? error.message : String(error));
      }
    }
  }
  await note(services, (tx) => tx.update(alert).set({ restsUntil: null }).where(sql`${restOver}${now}`));
  await beat(members.length, members.length);
  if ((total['opened'] ?? 0) + (total['closed'] ?? 0) > 0) services.live?.publish('alert');
  if (problems.size > 0) throw new Error([...problems].map(([kind, text]) => `${kind}: ${text}`).join('; '));
  return total;
}
