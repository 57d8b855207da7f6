/** Upkeep lists come about: every night for who has none of the month or quarter, or by hand. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { upkeep } from '../../db/schema/storage.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { type Actor, SYSTEM_ACTOR } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { periodOf, UPKEEP_KINDS, type UpkeepKind } from './rules.ts';
import * as sql from './upkeep-statements.ts';

interface Made {
  number: string;
  lines: number;
}

/** Writes the list of a member; undefined when nothing belongs on it. */
async function make(
  tx: Tx,
  actor: Actor,
  at: number,
  wanted: { organisationId: number; kind: UpkeepKind },
): Promise<Made | undefined> {
  const day = dayOf(at);
  const bands = await ruleOn(tx, 'near_expiry_days', day);
  const { slow } = await ruleOn(tx, 'slow_stock_days', day);
  const scope = { ...wanted, nearDay: addDays(day, bands.caution), slowDay: addDays(day, -slow) };
  const [counted] = await tx.run<{ lines: number }>(sql.countLines, scope);
  const lines = Number(counted?.lines ?? 0);
  if (lines === 0) return undefined;
  const { organisationId, kind } = wanted;
  const opening = { kind: 'upkeep' as const, status: 'open', act: 'open', organisationId, counterpartId: null };
  const { id, number } = await openDocument(tx, { ...opening, actor, at });
  const { period, dueOn } = periodOf(kind, day);
  await tx.insert(upkeep).values({ documentId: id, organisationId, kind, period, dueOn });
  await tx.run(sql.addLines, { ...scope, upkeepId: id });
  return { number, lines };
}

/** Makes the list of now by hand. Refuses one that is there already, and members where nothing lies. */
export function makeUpkeep(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { organisationCode: string; kind: UpkeepKind },
): Promise<Answer<Made>> {
  return command(services, actor, { act: 'upkeep.make', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'upkeep.do')) return refuseWithout('upkeep.do');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, place)) return refuse('storage_not_here', { place: place.shortName });
    const { kind } = input;
    const { period } = periodOf(kind, dayOf(at));
    const own = and(eq(upkeep.organisationId, place.id), eq(upkeep.kind, kind), eq(upkeep.period, period));
    const [known] = await tx
      .select({ number: document.number })
      .from(upkeep)
      .innerJoin(document, eq(document.id, upkeep.documentId))
      .where(own);
    if (known !== undefined) return refuse('upkeep_known', { number: known.number, period });
    const made = await make(tx, actor, at, { organisationId: place.id, kind });
    if (made === undefined) return refuse('upkeep_nothing');
    return ok({ value: made, subject: made.number, after: { ...input, period, lines: made.lines } });
  });
}

/** The daily job: each member with stock gets the lists of the month and of the quarter that it has not yet. */
export const upkeepDue = {
  act: 'upkeep.due',
  async run(tx: Tx, at: number, day: string) {
    const numbers: string[] = [];
    for (const kind of UPKEEP_KINDS) {
      const { period } = periodOf(kind, day);
      for (const { id } of await tx.run<{ id: number }>(sql.membersWithout, { kind, period })) {
        const made = await make(tx, SYSTEM_ACTOR, at, { organisationId: Number(id), kind });
        if (made !== undefined) numbers.push(made.number);
      }
    }
    return ok({ value: { lists: numbers.length }, subject: day, after: { lists: numbers.length } });
  },
};
