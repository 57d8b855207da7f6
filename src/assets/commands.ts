/** Cards of equipment: entered, corrected with a reason, given to another custodian or room, put in and out of use. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { assetClass, assetFund } from '../../db/schema/assets.ts';
import { person } from '../../db/schema/users.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { nextNumbers } from '../documents/number.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { type AssetRow, advanceAsset, lockAsset, recordEvents } from './advance-commands.ts';
import { type AssetInput, type AssetValues, findCustodian, judgeAsset, wordsOf } from './card-rules.ts';
import { cardColumns, insertCards, insertFunds } from './card-statements.ts';
import { fundsOf, inReach } from './record-queries.ts';
import { type AssetState, CORRECTABLE, checkCommission, checkDays, isGone, looksAfter } from './rules.ts';
import { assetWorld } from './world-queries.ts';

/** What the numbers of cards begin with: 设备. */
export const ASSET_PREFIX = 'SB';
export interface NewCard {
  values: AssetValues;
  /** How it came: by hand, from a file, by acceptance of a purchase. */
  act: 'enter' | 'import' | 'accept' | 'found';
  status: Extract<AssetState, 'idle' | 'in_use'>;
  source?: { file: string; row: number };
  documentNumber?: string | null;
}

/** Writes judged cards with their funds and first events; gives their numbers in order. Inside the caller's act. */
export async function addCards(tx: Tx, actor: Actor, at: number, cards: readonly NewCard[]): Promise<string[]> {
  const numbers = await nextNumbers(tx, ASSET_PREFIX, dayOf(at), cards.length);
  const rows = cards.map(({ values, status, source }, nth) => {
    const number = numbers[nth] ?? '';
    const from = { sourceFile: source?.file ?? null, sourceRow: source?.row ?? null };
    const searchText = wordsOf(number, values.row);
    return cardColumns({ ...values.row, number, status, searchText, ...from, createdAt: at, changedAt: at });
  });
  const written = await tx.run<{ id: number; number: string }>(insertCards, { cards: rows });
  const ids = new Map(written.map((row) => [row.number, row.id]));
  const funds = cards.flatMap(({ values }, nth) => {
    const assetId = ids.get(numbers[nth] ?? '') ?? 0;
    return values.funds.map(([source, amountFen]) => ({ asset_id: assetId, source, amount_fen: amountFen }));
  });
  if (funds.length > 0) await tx.run(insertFunds, { funds });
  const events = cards.map(({ act, status, documentNumber }, nth) => {
    const assetId = ids.get(numbers[nth] ?? '') ?? 0;
    return { assetId, act, from: null, to: status, documentNumber: documentNumber ?? null };
  });
  await recordEvents(tx, actor, at, events);
  return numbers;
}

/** A card that was used before stands in use; another waits to be put into use. */
export const firstStatus = (values: AssetValues) =>
  values.row.firstUsedOn === null ? ('idle' as const) : ('in_use' as const);

/** Enters one card. Refuses whatever `judgeAsset` refuses. */
export function enterAsset(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: AssetInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'asset.enter', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const { scopePath } = actor;
    const judged = judgeAsset(input, await assetWorld(tx, { inputs: [input], today: dayOf(at), scopePath }));
    if (!judged.ok) return judged;
    const card = { values: judged.value, act: 'enter' as const, status: firstStatus(judged.value) };
    const [number = ''] = await addCards(tx, actor, at, [card]);
    return ok({ value: { number }, subject: number, after: input });
  });
}

export interface SeenAsset {
  key: string | null;
  number: string;
  /** The version of the page; left out when the act does not depend on it. */
  seenVersion?: number;
}

interface Done<T> {
  value: T;
  before?: unknown;
  after?: unknown;
}

/** One act on one card. Refuses people without the permission, cards out of reach, and pages that are stale. */
export function actOnAsset<T>(
  services: CommandServices,
  actor: Actor,
  request: SeenAsset & { act: string; permission: 'asset.edit' | 'asset.keep'; input: object },
  work: (tx: Tx, card: AssetRow, at: number) => Promise<Result<Done<T>>>,
): Promise<Answer<T>> {
  const { act, permission, key, number, seenVersion, input } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const card = await lockAsset(tx, number);
    if (card === undefined || !(await inReach(tx, card, actor.scopePath))) return refuse('not_found');
    if (!may(actor.roles, 'asset.edit') && !(await keeps(tx, actor, card))) return refuse('asset_not_here', { number });
    if (seenVersion !== undefined && seenVersion !== card.version) return refuse('asset_stale', { number });
    const done = await work(tx, card, at);
    return done.ok ? ok({ subject: number, ...done.value }) : done;
  });
}

/** Whether the person works for who keeps or uses it, or for a house above. */
async function keeps(tx: Tx, actor: Actor, card: AssetRow): Promise<boolean> {
  const keeper = await organisationById(tx, card.keeperId);
  return keeper !== undefined && looksAfter(actor, { user: { id: card.userId }, keeper });
}

/**
 * Corrects what was entered wrongly, with the reason: before and after stay in the timeline. Refuses cards that are
 * shared, under way or up for disposal, a correction that changes nothing, and what `judgeAsset` refuses.
 */
export function correctAsset(
  services: CommandServices,
  actor: Actor,
  given: SeenAsset,
  input: AssetInput & { reason: string },
): Promise<Answer<{ fields: number }>> {
  const request = { act: 'asset.correct', permission: 'asset.edit' as const, ...given, input };
  return actOnAsset(services, actor, request, async (tx, card, at) => {
    if (!CORRECTABLE.includes(card.status)) {
      return refuse('asset_wrong_state', { number: card.number, status: card.status });
    }
    const { reason, ...facts } = input;
    const { scopePath } = actor;
    const world = await assetWorld(tx, { inputs: [facts], today: dayOf(at), scopePath, except: card.id });
    const judged = judgeAsset(facts, world);
    if (!judged.ok) return judged;
    if (judged.value.row.firstUsedOn === null && card.firstUsedOn !== null) {
      return refuse('asset_first_use_gone', {}, 'firstUsedOn');
    }
    const before = await fundsOf(tx, card.id);
    const after = judged.value.funds.map(([source, amountFen]) => ({ source, amountFen }));
    const funds = JSON.stringify(before) === JSON.stringify(after) ? {} : { funds: [before, after] };
    const detail = { ...funds };
    const step = { asset: card, act: 'correct', change: judged.value.row, note: reason, detail };
    const fields = Object.entries(judged.value.row).filter(([name, value]) => card[name as keyof AssetRow] !== value);
    if (fields.length === 0 && !('funds' in funds)) return refuse('asset_nothing_changed');
    const moved = await advanceAsset(tx, actor, at, step);
    if (!moved.ok) return moved;
    if ('funds' in funds) {
      await tx.delete(assetFund).where(eq(assetFund.assetId, card.id));
      const rows = after.map((one) => ({ assetId: card.id, ...one }));
      if (rows.length > 0) await tx.insert(assetFund).values(rows);
    }
    return ok({ value: { fields: fields.length + ('funds' in funds ? 1 : 0) }, before: card, after: input });
  });
}

export interface Assignment {
  room: string;
  /** Login or name; null when nobody answers for it by name. */
  custodian: string | null;
  note: string;
}

/** Gives it to another custodian or puts it in another room. Refuses unknown people, and what changes nothing. */
export function assignAsset(
  services: CommandServices,
  actor: Actor,
  given: SeenAsset,
  input: Assignment,
): Promise<Answer<{ room: string }>> {
  const request = { act: 'asset.assign', permission: 'asset.keep' as const, ...given, input };
  return actOnAsset(services, actor, request, async (tx, card, at) => {
    if (isGone(card.status)) return refuse('asset_wrong_state', { number: card.number, status: card.status });
    const people = await tx
      .select({ id: person.id, login: person.login, name: person.name, organisationId: person.organisationId })
      .from(person)
      .where(eq(person.active, true));
    const found = findCustodian(input.custodian, card, people);
    if (!found.ok) return found;
    const change = { room: input.room, custodianId: found.value };
    if (change.room === card.room && change.custodianId === card.custodianId) return refuse('asset_nothing_changed');
    const moved = await advanceAsset(tx, actor, at, { asset: card, act: 'assign', change, note: input.note || null });
    if (!moved.ok) return moved;
    const before = { room: card.room, custodianId: card.custodianId };
    return ok({ value: { room: input.room }, before, after: change });
  });
}

/**
 * Puts it into use for the first time or again after lying idle. Refuses a medical device of which no registration is
 * known, and a day to come.
 */
export function commissionAsset(
  services: CommandServices,
  actor: Actor,
  given: SeenAsset,
  input: { day: string; note: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'asset.commission', permission: 'asset.edit' as const, ...given, input };
  return actOnAsset(services, actor, request, async (tx, card, at) => {
    const [known] = await tx
      .select()
      .from(assetClass)
      .where(and(eq(assetClass.id, card.classId)));
    const fit = checkCommission({ medical: known?.medical ?? true, registrationNumber: card.registrationNumber });
    if (!fit.ok) return fit;
    const firstUsedOn = card.firstUsedOn ?? input.day;
    const days = checkDays({ ...card, firstUsedOn: input.day }, dayOf(at));
    if (!days.ok) return refuse(days.reason, days.detail, 'day');
    const change = { firstUsedOn };
    const step = { asset: card, act: 'commission', to: 'in_use' as const, change, note: input.note || null };
    const moved = await advanceAsset(tx, actor, at, step);
    return moved.ok ? ok({ value: { number: card.number }, after: input }) : moved;
  });
}

const TURNS = { rest: 'idle', stop: 'stopped', resume: 'in_use' } as const;
export type Turn = keyof typeof TURNS;

/** Lays it idle, stops its use, or lets it be used again, with the reason. Refuses what its status does not allow. */
export function turnAsset(
  services: CommandServices,
  actor: Actor,
  given: SeenAsset,
  input: { turn: Turn; why: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: `asset.${input.turn}`, permission: 'asset.keep' as const, ...given, input };
  return actOnAsset(services, actor, request, async (tx, card, at) => {
    const step = { asset: card, act: input.turn, to: TURNS[input.turn], note: input.why };
    const moved = await advanceAsset(tx, actor, at, step);
    return moved.ok ? ok({ value: { number: card.number }, after: { why: input.why } }) : moved;
  });
}
