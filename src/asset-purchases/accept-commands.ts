/** Acceptance of installed equipment by both sides: the second word makes cards and owes. Sent back with the reason. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { assetAcceptance, assetAcceptanceUnit } from '../../db/schema/asset-purchases.ts';
import { asset } from '../../db/schema/assets.ts';
import { addCards } from '../assets/commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { judgeUnits } from './delivery-commands.ts';
import { oweAccepted } from './owe-commands.ts';
import type { Seen } from './purchase-commands.ts';
import { arrivedOf, type LoadedAcceptance, lockAcceptance, lockPurchase } from './purchase-record.ts';
import { ACCEPTANCE_ACTS, type AcceptanceState, checkWord, PURCHASE_ACTS, type Side } from './rules.ts';

type Person = Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>;

/** For which side a person speaks: the asset office, or who works where it is used. */
export function sideOf(person: Person, place: { id: number; path: string }): Side | null {
  if (may(person.roles, 'asset.edit')) return 'office';
  return may(person.roles, 'asset.keep') && worksAt(person, place) ? 'user' : null;
}

interface Led {
  to: AcceptanceState;
  note?: string | null;
  cards?: string[];
}

interface Act extends Seen {
  step: keyof typeof ACCEPTANCE_ACTS;
  input: object;
}

type Done = { status: AcceptanceState; cards: string[] };

function actOnAcceptance(
  services: CommandServices,
  actor: Actor,
  request: Act,
  work: (tx: Tx, loaded: LoadedAcceptance, side: Side, at: number) => Promise<Result<Led>>,
): Promise<Answer<Done>> {
  const { step, key, number, seenVersion, input } = request;
  const asked = { act: `asset_acceptance.${step}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const loaded = await lockAcceptance(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    const side = sideOf(actor, loaded.of.place);
    if (side === null) return refuse('acquisition_not_here', { place: loaded.of.place.shortName });
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id, status } = loaded.document;
    if (status !== 'arrived' && status !== 'half') return refuse('wrong_state', { number, status });
    const done = await work(tx, loaded, side, at);
    if (!done.ok) return done;
    const { to, note, cards = [] } = done.value;
    const led = await advance(tx, id, { act: step, to, transitions: ACCEPTANCE_ACTS, actor, at, note: note ?? null });
    return led.ok ? ok({ value: { status: to, cards }, subject: number, after: { ...input, cards } }) : led;
  });
}

export interface WordInput {
  side: Side;
  /** Who was there for the supplier; the asset office writes it. */
  supplierPerson: string | null;
  note: string | null;
}

/**
 * One side's word that it stands installed and in order. Refuses who signed the contract, who spoke for the other side,
 * and a second word of one side. With both, each unit gets its card, and the supplier
 * is owed for it.
 */
export function confirmAcceptance(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: WordInput,
): Promise<Answer<Done>> {
  const step = input.side === 'user' ? ('confirm_user' as const) : ('confirm_office' as const);
  return actOnAcceptance(services, actor, { step, ...given, input }, async (tx, loaded, side, at) => {
    const { acceptance, document: paper, of } = loaded;
    if (side !== input.side) return refuse('asset_acceptance_side', { side: input.side });
    const own = side === 'user' ? acceptance.userBy : acceptance.officeBy;
    const other = side === 'user' ? acceptance.officeBy : acceptance.userBy;
    if (own !== null) return refuse('asset_acceptance_said', { side });
    const word = checkWord({ personId: actor.userId, orderedBy: of.document.createdBy, other });
    if (!word.ok) return word;
    if (side === 'office' && input.supplierPerson === null) {
      return refuse('asset_acceptance_supplier', {}, 'supplierPerson');
    }
    const { supplierPerson } = input;
    const said = side === 'user' ? { userBy: actor.userId } : { officeBy: actor.userId, supplierPerson };
    const both = other !== null;
    await tx
      .update(assetAcceptance)
      .set({ ...said, ...(both && { acceptedOn: dayOf(at) }) })
      .where(eq(assetAcceptance.documentId, paper.id));
    if (!both) return ok({ to: 'half' as const, note: input.note });
    const cards = await makeCards(tx, actor, at, loaded);
    if (!cards.ok) return cards;
    const owed = await oweAccepted(tx, actor, at, loaded);
    return owed.ok ? ok({ to: 'accepted' as const, note: input.note, cards: cards.value }) : owed;
  });
}

/** A card for each unit, and the purchase led on: done with its last unit. */
async function makeCards(tx: Tx, actor: Actor, at: number, loaded: LoadedAcceptance): Promise<Result<string[]>> {
  const { acceptance, document: paper, units } = loaded;
  const of = await lockPurchase(tx, '/', loaded.of.document.number);
  if (of === undefined) return refuse('not_found');
  const { accepted } = await arrivedOf(tx, of.document.id);
  const judged = await judgeUnits(tx, { of, arrival: acceptance, units, before: accepted, day: dayOf(at) });
  if (!judged.ok) return refuse(judged.reason, judged.detail);
  const card = { act: 'accept' as const, status: 'idle' as const, documentNumber: paper.number };
  const cards = judged.value.map((values) => ({ ...card, values }));
  const numbers = await addCards(tx, actor, at, cards);
  for (const [nth, unit] of units.entries()) {
    const number = numbers[nth] ?? '';
    const [written] = await tx.select({ id: asset.id }).from(asset).where(eq(asset.number, number));
    if (written === undefined) throw new Error(`no card ${number}`);
    await tx.update(assetAcceptanceUnit).set({ assetId: written.id }).where(eq(assetAcceptanceUnit.id, unit.id));
  }
  const to = accepted + units.length === of.purchase.quantity ? 'done' : 'ordered';
  const step = { act: 'accept', to, transitions: PURCHASE_ACTS, actor, at, note: paper.number };
  const led = await advance(tx, of.document.id, step);
  return led.ok ? ok(numbers) : led;
}

/** Takes the own word back before the other side has spoken. Refuses everybody else. */
export function takeBackWord(services: CommandServices, actor: Actor, given: Seen): Promise<Answer<Done>> {
  return actOnAcceptance(services, actor, { step: 'take_back', ...given, input: {} }, async (tx, loaded) => {
    const { acceptance, document: paper } = loaded;
    if (acceptance.userBy !== actor.userId && acceptance.officeBy !== actor.userId) {
      return refuse('asset_acceptance_not_own');
    }
    const none = { userBy: null, officeBy: null, supplierPerson: null };
    await tx.update(assetAcceptance).set(none).where(eq(assetAcceptance.documentId, paper.id));
    return ok({ to: 'arrived' as const });
  });
}

/** Refuses it with the reason: what arrived goes back and may be delivered anew. */
export function sendBack(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<Done>> {
  return actOnAcceptance(services, actor, { step: 'send_back', ...given, input }, async () =>
    ok({ to: 'returned' as const, note: input.why }),
  );
}
