/** Contracts for approved equipment: written down, and closed when the rest will not come. */
import { and, eq, ne, or } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { assetPurchase } from '../../db/schema/asset-purchases.ts';
import { party } from '../../db/schema/parties.ts';
import { lockAcquisition } from '../acquisitions/acquisition-queries.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { arrivedOf, boughtOf, lockPurchase } from './purchase-record.ts';
import { checkApproved, checkPayment, checkTerms, type Method, type PaymentTerms, PURCHASE_ACTS } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface ContractInput extends PaymentTerms {
  acquisitionNumber: string;
  /** Code or name. */
  supplier: string;
  method: Method;
  methodReason: string | null;
  contractNumber: string;
  contractOn: string;
  quantity: number;
  unitFen: number;
  warrantyMonths: number;
  deliverOn: string;
  paymentTerms: string;
}

async function supplierNamed(tx: Tx, typed: string): Promise<Result<typeof party.$inferSelect>> {
  const text = typed.trim();
  const named = or(eq(party.code, text.toUpperCase()), eq(party.name, text), eq(party.shortName, text));
  const [found] = await tx
    .select()
    .from(party)
    .where(and(eq(party.active, true), ne(party.kind, 'maker'), named));
  return found === undefined ? refuse('asset_supplier_unknown', { name: text }, 'supplier') : ok(found);
}

/**
 * Writes down the contract for units of an approved application. Refuses what is not approved, units and amounts
 * beyond what was approved, unknown suppliers, and days that cannot be.
 */
export function openPurchase(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ContractInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'asset_purchase.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'acquisition.buy')) return refuseWithout('acquisition.buy');
    const { acquisitionNumber: asked, supplier: typed, ...facts } = input;
    const field = 'acquisitionNumber';
    const loaded = await lockAcquisition(tx, actor.scopePath, asked.trim().toUpperCase());
    if (loaded === undefined) return refuse('asset_purchase_unknown', { number: asked }, field);
    if (loaded.document.status !== 'approved') {
      return refuse('asset_purchase_unapproved', { number: loaded.document.number }, field);
    }
    const terms = checkTerms(facts, dayOf(at));
    if (!terms.ok) return terms;
    const payment = checkPayment(facts);
    if (!payment.ok) return payment;
    if (facts.unitFen <= 0) return refuse('acquisition_price', {}, 'unit');
    const { acquisition, document: application, place } = loaded;
    const approved = { quantity: acquisition.quantity, amountFen: acquisition.quantity * acquisition.unitFen };
    const wanted = { quantity: facts.quantity, amountFen: facts.quantity * facts.unitFen };
    const within = checkApproved(wanted, approved, await boughtOf(tx, application.id));
    if (!within.ok) return within;
    const supplier = await supplierNamed(tx, typed);
    if (!supplier.ok) return supplier;
    const paper = { kind: 'asset_purchase' as const, status: 'ordered', act: 'open', organisationId: place.id };
    const note = `${facts.contractNumber} ${application.number}`;
    const { id, number } = await openDocument(tx, { ...paper, counterpartId: null, actor, at, note });
    const { name, shortName } = supplier.value;
    const words = searchText([acquisition.name, loaded.class.name, name, shortName, facts.contractNumber]);
    await tx.insert(assetPurchase).values({
      ...{ documentId: id, acquisitionId: application.id, supplierId: supplier.value.id, ...facts },
      searchText: `${words} ${application.number.toLowerCase()}`,
    });
    return ok({ value: { number }, subject: number, after: input });
  });
}

/** Ends a contract of which no more will come. Refuses while something that arrived waits for acceptance. */
export function closePurchase(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const { key, number, seenVersion } = given;
  const asked = { act: 'asset_purchase.close', key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'acquisition.buy')) return refuseWithout('acquisition.buy');
    const loaded = await lockPurchase(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id } = loaded.document;
    if ((await arrivedOf(tx, id)).open > 0) return refuse('asset_purchase_waits', { number });
    const step = { act: 'close', to: 'closed', transitions: PURCHASE_ACTS, actor, at, note: input.why };
    const led = await advance(tx, id, step);
    return led.ok ? ok({ value: { number }, subject: number, after: input }) : led;
  });
}
