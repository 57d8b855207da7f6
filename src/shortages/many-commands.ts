/** Answers many requests in one act: all of them or none, with a word for each that did not let itself be answered. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { type OpenOrderLine, openOrdersOf } from '../orders/item-open-queries.ts';
import { type Offer, substitutesFor } from '../substitutes/queries.ts';
import { askInside } from '../transfers/shortage-commands.ts';
import { checkMany, type ManyInput, type ManyLine, noteOf, packsInstead } from './many-rules.ts';
import { answerPart } from './part-commands.ts';
import { acceptFirst } from './share-commands.ts';
import { lockShortage, type ShortageRecord } from './shortage-queries.ts';

export interface GivenLine {
  number: string;
  quantityBase: number;
  /** The transfer that asks the neighbour for it. */
  transfer?: string;
}

export interface RefusedLine {
  number: string;
  refusal: Refusal;
}

/** What one item of the act can be answered with; read once, however many requests ask for it. */
interface Named {
  itemId: number;
  order: OpenOrderLine | undefined;
  offer: Offer | undefined;
}

async function namedFor(tx: Tx, input: ManyInput, itemId: number, today: string): Promise<Named> {
  const orders = input.way === 'order' ? await openOrdersOf(tx, itemId) : [];
  const offers = input.way === 'substitute' ? await substitutesFor(tx, itemId, today) : [];
  return {
    itemId,
    order: orders.find((one) => one.number === input.order),
    offer: offers.find((one) => one.item.code === input.itemCode),
  };
}

interface Serving {
  actor: Actor;
  at: number;
  input: ManyInput;
  named: Map<number, Named>;
}

/** The day and the amount that the way says of this request, where the person did not. */
async function sayOf(
  tx: Tx,
  { at, input, named }: Serving,
  line: ManyLine,
  record: ShortageRecord,
): Promise<Result<{ dueOn: string | null; itemBase: number }>> {
  const given = { dueOn: input.dueOn, itemBase: line.itemBase };
  if (record.item === null || (input.way !== 'order' && input.way !== 'substitute')) return ok(given);
  const { id } = record.item;
  const known = named.get(id) ?? (await namedFor(tx, input, id, dayOf(at)));
  named.set(id, known);
  const { order, offer } = known;
  if (input.way === 'order') return ok({ ...given, dueOn: input.dueOn ?? order?.dueOn ?? null });
  if (line.itemBase > 0 || offer === undefined) return ok(given);
  const packs = packsInstead(line.quantityBase, offer);
  return packs === undefined ? refuse('many_dose_unknown') : ok({ ...given, itemBase: packs * offer.item.packSize });
}

async function answerLine(tx: Tx, serving: Serving, line: ManyLine): Promise<Result<GivenLine>> {
  const { actor, at, input } = serving;
  const { number, quantityBase } = line;
  const record = await lockShortage(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, record.document, line.version);
  if (!seen.ok) return seen;
  const accepted = await acceptFirst(tx, actor, at, record);
  if (!accepted.ok) return accepted;
  const version = accepted.value;
  const { way, order, itemCode } = input;
  if (way === 'neighbour') {
    const asked = await askInside(tx, actor, at, { number, version, from: input.from ?? '', quantityBase });
    return asked.ok ? ok({ number, quantityBase, transfer: asked.value.transfer }) : asked;
  }
  const said = await sayOf(tx, serving, line, record);
  if (!said.ok) return said;
  const part = { number, version, way, quantityBase, note: noteOf(input, line), order, itemCode, ...said.value };
  const given = await answerPart(tx, actor, at, part);
  return given.ok ? ok({ number, quantityBase }) : given;
}

/** Every line is tried, so that all that stand in the way are named at once; one of them undoes the rest. */
async function answerAll(tx: Tx, serving: Serving, refused: RefusedLine[]): Promise<Result<GivenLine[]>> {
  const given = new Map<string, GivenLine>();
  const { lines } = serving.input;
  // In one order whoever asks: two acts on the same requests wait for each other and never for ever
  for (const line of [...lines].sort((a, b) => (a.number < b.number ? -1 : 1))) {
    const answered = await answerLine(tx, serving, line);
    if (answered.ok) given.set(line.number, answered.value);
    else refused.push({ number: line.number, refusal: answered });
  }
  const raced = refused.find(({ refusal }) => refusal.reason === 'stale') ?? refused[0];
  if (raced !== undefined) return raced.refusal;
  return ok(lines.flatMap(({ number }) => given.get(number) ?? []));
}

/**
 * Gives many requests one answer that needs no goods of the hub. All are answered or none: `refused` names every
 * request that stood in the way, with its reason. Refuses as `checkMany`, and each as the answer to it alone would.
 */
export async function answerMany(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ManyInput,
): Promise<{ answer: Answer<{ lines: GivenLine[] }>; refused: RefusedLine[] }> {
  const refused: RefusedLine[] = [];
  const subject = input.lines[0]?.number ?? '';
  const request = { act: 'shortage.answer_many', key, input, subject };
  const answer = await command(services, actor, request, async (tx, at) => {
    refused.length = 0;
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const fits = checkMany(input, dayOf(at));
    if (!fits.ok) return fits;
    const given = await answerAll(tx, { actor, at, input, named: new Map() }, refused);
    return given.ok ? ok({ value: { lines: given.value }, subject, after: { ...input, given: given.value } }) : given;
  });
  return { answer, refused };
}
