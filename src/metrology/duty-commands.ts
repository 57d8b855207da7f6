/** What of the equipment is under compulsory metrology: registered, ended, taken away for its test, fetched back. */

import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { metrologyDuty } from '../../db/schema/metrology.ts';
import { type AssetRow, lockAsset, lockAssetById, recordEvents } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { isGone } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import type { MetrologyItem } from './rules.ts';

export type DutyRow = typeof metrologyDuty.$inferSelect;

export interface HeldDuty {
  duty: DutyRow;
  card: AssetRow;
}

/** The duties with their cards, both held until the transaction ends, in the order asked for. */
export async function holdDuties(tx: Tx, actor: Actor, ids: readonly number[]): Promise<Result<HeldDuty[]>> {
  const open = and(inArray(metrologyDuty.id, [...ids]), isNull(metrologyDuty.endedOn));
  const assets = await tx.select({ assetId: metrologyDuty.assetId }).from(metrologyDuty).where(open);
  const cards = new Map<number, AssetRow>();
  // One order for everybody, so that two forms with the same cards wait for each other
  for (const assetId of [...new Set(assets.map((row) => row.assetId))].sort((a, b) => a - b)) {
    const card = await lockAssetById(tx, assetId);
    if (card !== undefined && (await inReach(tx, card, actor.scopePath))) cards.set(assetId, card);
  }
  const duties = new Map((await tx.select().from(metrologyDuty).where(open)).map((duty) => [duty.id, duty]));
  const held = ids.flatMap((id) => {
    const duty = duties.get(id);
    const card = duty && cards.get(duty.assetId);
    return duty && card ? [{ duty, card }] : [];
  });
  return held.length === ids.length ? ok(held) : refuse('not_found');
}

/** Puts cards under kinds of the list. Refuses kinds that are not on it today, scrapped cards, and what is known. */
export function registerDuties(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { lines: { number: string; item: MetrologyItem }[] },
): Promise<Answer<{ duties: number }>> {
  const asked = { act: 'metrology.register', key, input, subject: input.lines[0]?.number ?? '' };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'asset.test')) return refuseWithout('asset.test');
    if (input.lines.length === 0) return refuse('metrology_none_chosen');
    const since = dayOf(at);
    const cycles = await ruleOn(tx, 'metrology_cycles', since);
    for (const { number, item } of [...input.lines].sort((a, b) => (a.number < b.number ? -1 : 1))) {
      const card = await lockAsset(tx, number);
      if (card === undefined || !(await inReach(tx, card, actor.scopePath))) return refuse('not_found');
      if (isGone(card.status)) return refuse('asset_wrong_state', { number, status: card.status });
      if (cycles[item] === 0) return refuse('metrology_not_listed', { day: since }, 'item');
      const known = and(
        eq(metrologyDuty.assetId, card.id),
        eq(metrologyDuty.item, item),
        isNull(metrologyDuty.endedOn),
      );
      const [same] = await tx.select({ id: metrologyDuty.id }).from(metrologyDuty).where(known);
      if (same !== undefined) return refuse('metrology_known', { number, item }, 'item');
      await tx
        .insert(metrologyDuty)
        .values({ assetId: card.id, item, since, registeredBy: actor.userId, registeredAt: at });
      const event = { assetId: card.id, act: 'metrology_register', from: card.status, to: card.status };
      await recordEvents(tx, actor, at, [{ ...event, detail: { item } }]);
    }
    return ok({ value: { duties: input.lines.length }, subject: input.lines[0]?.number ?? '', after: input });
  });
}

interface OneDuty {
  dutyId: number;
  reason: string;
}

/** Takes a card off a kind of the list, with the reason; it may be registered anew. Its results stay. */
export function endDuty(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: OneDuty,
): Promise<Answer<{ number: string }>> {
  return onDuties(services, actor, { act: 'metrology.end', key, input, ids: [input.dutyId] }, (_held, at) =>
    ok({ change: { endedOn: dayOf(at), endReason: input.reason }, event: 'metrology_end', note: input.reason }),
  ).then(firstOf);
}

/** Takes a card that is being scrapped off every kind. The caller holds the card; `note` names the paper. */
export async function endDutiesOfScrapped(
  tx: Tx,
  actor: Actor,
  at: number,
  { card, note }: { card: AssetRow; note: string },
): Promise<void> {
  const open = and(eq(metrologyDuty.assetId, card.id), isNull(metrologyDuty.endedOn));
  const ended = await tx
    .update(metrologyDuty)
    .set({ endedOn: dayOf(at), endReason: note })
    .where(open)
    .returning({ item: metrologyDuty.item });
  const event = { assetId: card.id, act: 'metrology_end', from: card.status, to: card.status, note };
  await recordEvents(
    tx,
    actor,
    at,
    ended.map(({ item }) => ({ ...event, detail: { item } })),
  );
}

/** Takes many for their tests in one go. Refuses days to come and what is away already. */
export function sendForTest(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { dutyIds: number[]; institution: string; day: string },
): Promise<Answer<{ numbers: string[] }>> {
  const { dutyIds: ids, institution, day } = input;
  return onDuties(services, actor, { act: 'metrology.send', key, input, ids }, ({ duty, card }, at) => {
    const today = dayOf(at);
    if (day > today) return refuse('metrology_day_future', { today }, 'day');
    if (duty.sentOn !== null) return refuse('metrology_away', { number: card.number, item: duty.item });
    return ok({ change: { sentTo: institution, sentOn: day }, event: 'metrology_send', note: institution });
  });
}

/** Fetches one back that was not tested, with the reason. */
export function fetchBack(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: OneDuty,
): Promise<Answer<{ number: string }>> {
  const ids = [input.dutyId];
  return onDuties(services, actor, { act: 'metrology.fetch', key, input, ids }, ({ duty, card }) => {
    if (duty.sentOn === null) return refuse('metrology_not_away', { number: card.number, item: duty.item });
    return ok({ change: { sentTo: null, sentOn: null }, event: 'metrology_fetch', note: input.reason });
  }).then(firstOf);
}

function firstOf(done: Answer<{ numbers: string[] }>): Answer<{ number: string }> {
  return done.ok ? { ...done, value: { number: done.value.numbers[0] ?? '' } } : done;
}

interface DutyStep {
  change: Partial<DutyRow>;
  event: string;
  note: string;
}

function onDuties(
  services: CommandServices,
  actor: Actor,
  request: { act: string; key: string | null; input: object; ids: readonly number[] },
  decide: (held: HeldDuty, at: number) => Result<DutyStep>,
): Promise<Answer<{ numbers: string[] }>> {
  const { act, key, input } = request;
  const ids = [...new Set(request.ids)];
  return command(services, actor, { act, key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.test')) return refuseWithout('asset.test');
    if (ids.length === 0) return refuse('metrology_none_chosen');
    const held = await holdDuties(tx, actor, ids);
    if (!held.ok) return held;
    for (const one of held.value) {
      const decided = decide(one, at);
      if (!decided.ok) return decided;
      const { change, event, note } = decided.value;
      await tx
        .update(metrologyDuty)
        .set({ ...change, version: one.duty.version + 1 })
        .where(eq(metrologyDuty.id, one.duty.id));
      const { id: assetId, status } = one.card;
      const { item } = one.duty;
      await recordEvents(tx, actor, at, [{ assetId, act: event, from: status, to: status, note, detail: { item } }]);
    }
    const numbers = held.value.map(({ card }) => card.number);
    return ok({ value: { numbers }, subject: numbers[0] ?? '', after: input });
  });
}
