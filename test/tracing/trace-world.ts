/** The small county of dispatches with packs that carry codes, for the tests of tracing. */
import { eq } from 'drizzle-orm';
import { itemCode } from '../../db/schema/catalogue.ts';
import { datedRule } from '../../db/schema/settings.ts';
import { traceAlarm, traceDay } from '../../db/schema/tracing.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { forgetRules } from '../../src/settings/queries.ts';
import { TRACE_ACTS, type TraceAct } from '../../src/tracing/rules.ts';
import { type ScanInput, scanPaper } from '../../src/tracing/scan-commands.ts';
import { traceChecks } from '../../src/tracing/verify.ts';
import { type DispatchWorld, key, openWorld } from '../dispatches/dispatch-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';

export const PREFIX = '8385793';
export const codeOf = (serial: number, prefix = PREFIX) => `${prefix}${String(serial).padStart(13, '0')}`;
export const codesOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => codeOf(from + index));

export async function openTraceWorld(packs = 40): Promise<DispatchWorld> {
  const world = await openWorld(packs);
  const known = { itemId: world.item.id, type: 'trace_prefix' as const, value: PREFIX, source: 'test' };
  await world.services.db.transaction((tx) => tx.insert(itemCode).values(known));
  return world;
}

export function scan(world: DispatchWorld, actor: TestPerson, number: string, act: TraceAct, more: Partial<ScanInput>) {
  const input = { number, act, codes: '', line: null, partBase: null, confirmed: false, ...more };
  return scanPaper(world.services, actor, key(), input);
}

/** An issue of the branch with these codes. */
export function issue(
  world: DispatchWorld,
  quantityBase: number,
  codes: readonly (string | [string, number])[],
  actor = world.people.receiver,
) {
  const given = codes.map((code) =>
    typeof code === 'string' ? { code, partBase: null } : { code: code[0], partBase: code[1] },
  );
  const line = { itemId: world.item.id, quantityBase, place: null, reason: '', codes: given };
  const header = { purpose: 'patient' as const, ward: '', patient: '', prescription: '', note: '', occurredAt: null };
  return recordIssue(world.services, actor, key(), { ...header, lines: [line] });
}

export async function issued(world: DispatchWorld, quantityBase: number, codes: Parameters<typeof issue>[2]) {
  return accepted(await issue(world, quantityBase, codes)).number;
}

/** What the sums of days say of an act, over all days. */
export async function sumsOf(world: DispatchWorld, organisationId: number, act: TraceAct) {
  const rows = await world.services.db.read.select().from(traceDay).where(eq(traceDay.organisationId, organisationId));
  const own = rows.filter((row) => row.act === act);
  return {
    due: own.reduce((sum, row) => sum + row.duePacks, 0),
    scanned: own.reduce((sum, row) => sum + row.scannedPacks, 0),
  };
}

export async function alarms(world: DispatchWorld) {
  return world.services.db.read.select().from(traceAlarm);
}

/** What the rules of tracing find wrong: nothing. */
export async function wrong(world: DispatchWorld) {
  const found = [];
  for (const check of traceChecks) found.push(...(await check.find(world.services.db.read)));
  return found;
}

/** From today on these acts may not be done without codes. */
export async function require(world: DispatchWorld, acts: readonly TraceAct[]): Promise<void> {
  const value = Object.fromEntries(TRACE_ACTS.map((act) => [act, acts.includes(act) ? 'must' : 'advice']));
  await world.services.db.transaction(async (tx) => {
    await tx.delete(datedRule).where(eq(datedRule.code, 'trace_capture'));
    const rule = { code: 'trace_capture', value, legalBasis: '试验', effectiveFrom: '2020-01-01' };
    await tx.insert(datedRule).values(rule);
  });
  forgetRules();
}
