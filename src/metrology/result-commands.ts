/** What tests found: entered for one or many, taken back by an entry of its own; a failed test stops the thing. */
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { metrologyDuty, metrologyResult } from '../../db/schema/metrology.ts';
import { advanceAsset, lockAssetById, recordEvents } from '../assets/advance-commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { type DutyRow, type HeldDuty, holdDuties } from './duty-commands.ts';
import { checkResult, type MetrologyItem, standing, type TypedResult } from './rules.ts';

export interface ResultLine extends Omit<TypedResult, 'testedOn'> {
  dutyId: number;
}

export interface ResultsInput {
  institution: string;
  testedOn: string;
  lines: ResultLine[];
}

/** What stops when its test failed; what stands in repair or is on its way comes into use no more all the same. */
const STOPPABLE = ['in_use', 'idle', 'shared'];

/** Brings the duty to what its results say now. */
async function settle(tx: Tx, duty: DutyRow, more: Partial<DutyRow> = {}): Promise<void> {
  const entries = await tx
    .select()
    .from(metrologyResult)
    .where(eq(metrologyResult.dutyId, duty.id))
    .orderBy(asc(metrologyResult.id));
  const [last] = standing(entries);
  const { outcome = null, testedOn = null, validUntil = null } = last ?? {};
  const change = { outcome, testedOn, validUntil, version: duty.version + 1, ...more };
  await tx.update(metrologyDuty).set(change).where(eq(metrologyDuty.id, duty.id));
}

/**
 * Enters what one institution found on one day, of any number of things. Refuses what `checkResult` refuses, and a
 * second result of one thing on one day: whoever entered it before was first.
 */
export function enterResults(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ResultsInput,
): Promise<Answer<{ numbers: string[]; stopped: string[] }>> {
  return command(services, actor, { act: 'metrology.result', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.test')) return refuseWithout('asset.test');
    if (input.lines.length === 0) return refuse('metrology_none_chosen');
    const held = await holdDuties(
      tx,
      actor,
      input.lines.map(({ dutyId }) => dutyId),
    );
    if (!held.ok) return held;
    const stopped: string[] = [];
    for (const [nth, line] of input.lines.entries()) {
      const one = held.value[nth];
      if (one === undefined) return refuse('not_found');
      const entered = await enterOne(tx, actor, at, { one, line, input });
      if (!entered.ok) return entered;
      if (entered.value) stopped.push(one.card.number);
    }
    const numbers = held.value.map(({ card }) => card.number);
    return ok({ value: { numbers, stopped }, subject: numbers[0] ?? '', after: input });
  });
}

interface Entry {
  one: HeldDuty;
  line: ResultLine;
  input: ResultsInput;
}

/** Writes one result; says whether the card was stopped by it. */
async function enterOne(tx: Tx, actor: Actor, at: number, { one, line, input }: Entry): Promise<Result<boolean>> {
  const { duty, card } = one;
  const { institution, testedOn } = input;
  const { outcome, certificateNumber, limits } = line;
  const place = { number: card.number, item: duty.item };
  const today = dayOf(at);
  if (testedOn > today) return refuse('metrology_day_future', { today }, 'testedOn');
  const cycleMonths = (await ruleOn(tx, 'metrology_cycles', testedOn))[duty.item as MetrologyItem];
  const checked = checkResult({ ...line, testedOn }, cycleMonths, today);
  if (!checked.ok) {
    const field = checked.field === 'testedOn' ? 'testedOn' : `line.${duty.id}.${checked.field}`;
    return refuse(checked.reason, { ...place, ...checked.detail }, field);
  }
  const entries = await tx.select().from(metrologyResult).where(eq(metrologyResult.dutyId, duty.id));
  if (standing(entries).some((known) => known.testedOn === testedOn)) {
    return refuse('metrology_result_known', { ...place, day: testedOn });
  }
  await tx.insert(metrologyResult).values({
    ...{ dutyId: duty.id, testedOn, outcome, validUntil: checked.value, cycleMonths, institution, certificateNumber },
    ...{ limits, enteredBy: actor.userId, enteredAt: at },
  });
  await settle(tx, duty, { sentTo: null, sentOn: null });
  const { id: assetId, status } = card;
  const told = { note: [institution, limits].filter(Boolean).join('；'), documentNumber: certificateNumber };
  const event = { assetId, act: `metrology_${outcome}`, from: status, to: status, detail: { item: duty.item } };
  await recordEvents(tx, actor, at, [{ ...event, ...told }]);
  const last = standing([
    ...entries,
    { id: Number.MAX_SAFE_INTEGER, testedOn, outcome, validUntil: null, reversalOf: null },
  ])[0];
  if (outcome !== 'fail' || last?.outcome !== 'fail') return ok(false);
  // Another kind of the same card may have stopped it a line before
  const now = await lockAssetById(tx, assetId);
  if (now === undefined || !STOPPABLE.includes(now.status)) return ok(false);
  const moved = await advanceAsset(tx, actor, at, { asset: now, act: 'stop', to: 'stopped', ...told });
  return moved.ok ? ok(true) : moved;
}

/**
 * Takes back a result that was entered by mistake, by an entry with the reason; the one before stands again. What was
 * stopped stays stopped until somebody lets it be used. Refuses what was taken back already.
 */
export function reverseResult(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { resultId: number; reason: string },
): Promise<Answer<{ number: string }>> {
  const { resultId, reason } = input;
  return command(services, actor, { act: 'metrology.reverse', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.test')) return refuseWithout('asset.test');
    const [found] = await tx.select().from(metrologyResult).where(eq(metrologyResult.id, resultId));
    if (found === undefined) return refuse('not_found');
    const held = await holdDuties(tx, actor, [found.dutyId]);
    if (!held.ok) return held;
    const [one] = held.value;
    const entries = await tx.select().from(metrologyResult).where(eq(metrologyResult.dutyId, found.dutyId));
    if (one === undefined || !standing(entries).some(({ id }) => id === resultId)) {
      return refuse('metrology_reversed', { number: one?.card.number ?? '' });
    }
    const { id: _id, ...said } = found;
    const back = { note: reason, reversalOf: resultId, enteredBy: actor.userId, enteredAt: at };
    await tx.insert(metrologyResult).values({ ...said, ...back });
    await settle(tx, one.duty);
    const { id: assetId, status, number } = one.card;
    const event = { assetId, act: 'metrology_reverse', from: status, to: status, detail: { item: one.duty.item } };
    await recordEvents(tx, actor, at, [{ ...event, note: reason, documentNumber: found.certificateNumber }]);
    return ok({ value: { number }, subject: number, before: found, after: { reason } });
  });
}
