/** Writing a repricing and leading it to its approval: reason, basis, items with their new prices. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { repricing, repricingLine } from '../../db/schema/negotiations.ts';
import { listedPrice } from '../../db/schema/prices.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { act } from './act-commands.ts';
import type { LoadedRepricing } from './repricing-record.ts';
import { checkApprover, checkNewPrice } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion: number;
}

/** Opens a repricing with why and on what basis. */
export function openRepricing(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { reason: string; legalBasis: string },
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'repricing.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'repricing.propose')) return refuseWithout('repricing.propose');
    const head = await headOrganisation(tx);
    if (head === undefined) return refuse('not_found');
    const opening = { kind: 'repricing' as const, status: 'draft', act: 'open', counterpartId: null };
    const { id, number } = await openDocument(tx, { ...opening, organisationId: head.id, actor, at });
    await tx.insert(repricing).values({ documentId: id, ...input });
    return ok({ value: { number }, subject: number, after: input });
  });
}

async function listedFor(tx: Tx, itemId: number, day: string): Promise<number | null> {
  const rows = await tx.select().from(listedPrice).where(eq(listedPrice.itemId, itemId));
  const row = rows.find((one) => one.validFrom <= day && (one.validTo === null || one.validTo >= day));
  return row?.pricePack ?? null;
}

/** The new prices are judged again when they are sent and when they are posted: listed prices change. */
export async function checkListed(tx: Tx, { lines }: LoadedRepricing, day: string): Promise<Result<undefined>> {
  for (const { line, item: goods } of lines) {
    const name = `${goods.genericName} ${goods.code}`;
    const fits = checkNewPrice(name, line.newPrice, await listedFor(tx, line.itemId, day));
    if (!fits.ok) return refuse(fits.reason, fits.detail);
  }
  return ok();
}

const CHANGE = { step: 'change' as const, to: 'draft', permission: 'repricing.propose' as const };

/** Adds an item with its new price, or changes it. Refuses unknown items and a price above the listed one. */
export function setRepricingLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: { itemCode: string; newPrice: number },
): Promise<Answer<{ code: string }>> {
  const request = { act: 'repricing.set_line', ...CHANGE, key, number, input };
  return act(services, actor, request, async (tx, { document, lines }, at) => {
    const { itemCode, newPrice } = input;
    const [goods] = await tx.select().from(item).where(eq(item.code, itemCode));
    if (goods === undefined) return refuse('contract_item', { code: itemCode }, 'item');
    const name = `${goods.genericName} ${goods.code}`;
    const fits = checkNewPrice(name, newPrice, await listedFor(tx, goods.id, dayOf(at)));
    if (!fits.ok) return fits;
    const known = lines.find(({ line }) => line.itemId === goods.id);
    if (known === undefined) {
      await tx.insert(repricingLine).values({ repricingId: document.id, itemId: goods.id, newPrice });
    } else await tx.update(repricingLine).set({ newPrice }).where(eq(repricingLine.id, known.line.id));
    return ok({ value: { code: goods.code }, note: name });
  });
}

/** Takes an item out of a draft. */
export function removeRepricingLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  lineId: number,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'repricing.remove_line', ...CHANGE, key, number, input: { lineId } };
  return act(services, actor, request, async (tx, { document, lines }) => {
    const found = lines.find(({ line }) => line.id === lineId);
    if (found === undefined) return refuse('not_found');
    const own = and(eq(repricingLine.id, lineId), eq(repricingLine.repricingId, document.id));
    await tx.delete(repricingLine).where(own);
    const { code, genericName } = found.item;
    return ok({ value: { code }, note: `− ${genericName} ${code}`, after: { item: code } });
  });
}

/** Sends it for approval. Refuses one without items and prices above what is listed now. */
export function submitRepricing(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ number: string }>> {
  const table = { step: 'submit' as const, to: 'submitted', permission: 'repricing.propose' as const };
  return act(services, actor, { act: 'repricing.submit', ...table, ...given, input: {} }, async (tx, loaded, at) => {
    if (loaded.lines.length === 0) return refuse('repricing_no_lines');
    const fits = await checkListed(tx, loaded, dayOf(at));
    return fits.ok ? ok({ value: { number: given.number } }) : fits;
  });
}

/** Sends it back to be changed, with the reason; by those who may approve it. */
export function returnRepricing(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reason: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'return' as const, to: 'draft', permission: 'repricing.approve' as const };
  return act(services, actor, { act: 'repricing.return', ...table, ...given, input }, async (tx, { document }) => {
    const other = checkApprover(actor.userId, await timelineOf(tx, document.id));
    return other.ok ? ok({ value: { number: given.number }, note: input.reason }) : other;
  });
}

/** Gives it up: no price was changed. */
export function cancelRepricing(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reason: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'cancel' as const, to: 'cancelled', permission: 'repricing.propose' as const };
  return act(services, actor, { act: 'repricing.cancel', ...table, ...given, input }, async () =>
    ok({ value: { number: given.number }, note: input.reason }),
  );
}
