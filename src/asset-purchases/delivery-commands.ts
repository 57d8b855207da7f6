/** Equipment that arrives: each unit with its serial number, judged as its card will be; it waits for both sides. */
import type { Tx } from '../../db/database.ts';
import { assetAcceptance, assetAcceptanceUnit } from '../../db/schema/asset-purchases.ts';
import { acquisitionFor, type LoadedAcquisition } from '../acquisitions/acquisition-queries.ts';
import { type AssetValues, judgeAsset } from '../assets/card-rules.ts';
import { assetWorld } from '../assets/world-queries.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Arrival, cardInputs } from './card-inputs.ts';
import type { Seen } from './purchase-commands.ts';
import { arrivedOf, type LoadedPurchase, lockPurchase } from './purchase-record.ts';
import { checkUnits, PURCHASE_ACTS, type Unit } from './rules.ts';

export interface DeliveryInput extends Arrival {
  units: Unit[];
}

/** Whoever takes things in at the member, and the asset office, write down what arrived. */
export function takesIn(
  person: Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>,
  place: { id: number; path: string },
): boolean {
  return may(person.roles, 'asset.keep') && (may(person.roles, 'asset.edit') || worksAt(person, place));
}

/** The application a contract is for. */
async function applicationOf(tx: Tx, of: LoadedPurchase): Promise<LoadedAcquisition> {
  const found = await acquisitionFor(tx, '/', of.applied);
  if (found === undefined) throw new Error(`no application of ${of.document.number}`);
  return found;
}

const OF_UNIT = new Set(['udi', 'serialNumber']);

interface Judging {
  of: LoadedPurchase;
  arrival: Arrival;
  units: readonly Unit[];
  before: number;
  day: string;
}

/** What the cards will say. Refuses what the register refuses, at the field of the unit. */
export async function judgeUnits(tx: Tx, { of, arrival, units, before, day }: Judging): Promise<Result<AssetValues[]>> {
  const { funds } = await applicationOf(tx, of);
  const inputs = cardInputs({ of, funds, arrival, units, before, day });
  const world = await assetWorld(tx, { inputs, today: day, scopePath: '/' });
  const values: AssetValues[] = [];
  for (const [nth, input] of inputs.entries()) {
    const judged = judgeAsset(input, world);
    if (!judged.ok) {
      const { reason, detail, field } = judged;
      return refuse(reason, detail, field !== undefined && OF_UNIT.has(field) ? `unit.${nth}.${field}` : field);
    }
    values.push(judged.value);
  }
  return ok(values);
}

/** Writes down what arrived of a contract. Refuses more than is to come, and things the register would refuse. */
export function recordDelivery(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: DeliveryInput,
): Promise<Answer<{ number: string }>> {
  const { key, number: ofNumber, seenVersion } = given;
  const asked = { act: 'asset_purchase.deliver', key, input: { number: ofNumber, ...input }, subject: ofNumber };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const of = await lockPurchase(tx, actor.scopePath, ofNumber);
    if (of === undefined) return refuse('not_found');
    if (!takesIn(actor, of.place)) return refuse('acquisition_not_here', { place: of.place.shortName });
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, of.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { units, ...arrival } = input;
    const today = dayOf(at);
    if (arrival.arrivedOn > today) return refuse('asset_purchase_future', { today }, 'arrivedOn');
    const { arrived, accepted } = await arrivedOf(tx, of.document.id);
    const counted = checkUnits(units, of.purchase.quantity - arrived, arrival.arrivedOn);
    if (!counted.ok) return counted;
    const judged = await judgeUnits(tx, { of, arrival, units, before: accepted, day: today });
    if (!judged.ok) return judged;
    const paper = { kind: 'asset_acceptance' as const, status: 'arrived', act: 'open', organisationId: of.place.id };
    const { id, number } = await openDocument(tx, { ...paper, counterpartId: null, actor, at, note: ofNumber });
    await tx.insert(assetAcceptance).values({ documentId: id, purchaseId: of.document.id, ...arrival });
    await tx.insert(assetAcceptanceUnit).values(units.map((unit) => ({ acceptanceId: id, ...unit })));
    const step = { act: 'deliver', to: 'ordered', transitions: PURCHASE_ACTS, actor, at, note: number };
    const led = await advance(tx, of.document.id, step);
    return led.ok ? ok({ value: { number }, subject: number, after: input }) : led;
  });
}
