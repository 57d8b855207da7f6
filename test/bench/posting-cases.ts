/** Dispatches ready to be posted, all alike: fifty picked lines that serve ten shortages. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { person } from '../../db/schema/users.ts';
import { memberCode } from '../../src/account/chart.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { addDocumentLink } from '../../src/documents/links.ts';
import { amountFen } from '../../src/kernel/money.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { openReservations, reserve } from '../../src/ledger/reserve.ts';
import { BENCH_DAY } from './worlds.ts';

export const LINES = 50;
const SHORTAGES = 10;
const QUANTITY = 24;
const PRICE_PACK = 54_000;

export interface ReadyLine {
  lineId: number;
  reservationId: number;
  lotId: number;
  itemId: number;
  fromId: number;
  quantityBase: number;
  amountFen: number;
}

export interface ReadyDispatch {
  id: number;
  number: string;
  at: number;
  hubId: number;
  branchId: number;
  transitId: number;
  actor: Actor;
  shortages: { id: number; quantityBase: number }[];
  lines: ReadyLine[];
}

export interface Bench {
  actor: Actor;
  picker: number;
  hubId: number;
  branchId: number;
  transitId: number;
  stock: { lotId: number; itemId: number; packSize: number; fromId: number }[];
}

async function actorOf(tx: Tx, login: string): Promise<Actor> {
  const [row] = await tx
    .select({ person, organisation })
    .from(person)
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(eq(person.login, login));
  if (row === undefined) throw new Error(`no ${login} in the synthetic county`);
  const where = { organisationId: row.organisation.id, organisationName: row.organisation.shortName };
  return { userId: row.person.id, name: row.person.name, ...where, roles: ['hub_pharmacist'], scopePath: '/' };
}

/** Puts lots of `kinds` items on the hub's shelf, each enough for every case; dispatches take the first fifty. */
export async function stockUp(tx: Tx, at: number, cases: number, kinds = LINES): Promise<Bench> {
  const actor = await actorOf(tx, 'scale.sc00');
  const picker = (await actorOf(tx, 'scale.store')).userId;
  const places = await tx.select().from(location);
  const [branch] = await tx.select().from(organisation).where(eq(organisation.kind, 'branch')).limit(1);
  const fromId = places.find((place) => place.keeperId === actor.organisationId && place.zone === 'room')?.id ?? 0;
  const transitId = places.find((place) => place.keeperId === branch?.id && place.kind === 'transit')?.id ?? 0;
  const store = places.find((place) => place.kind === 'store' && place.keeperId === actor.organisationId)?.id ?? fromId;
  const items = await tx.select().from(item).orderBy(item.id).limit(kinds);
  const lots = items.map((one) => {
    const identity = { itemId: one.id, number: `BENCH${one.id}`, expiresOn: '2029-12-31', origin: 'bench' };
    return { ...identity, pricePack: PRICE_PACK };
  });
  const ids = await openLots(tx, lots, BENCH_DAY, at);
  const opening = places.find((place) => place.kind === 'opening')?.id ?? 0;
  const lines = ids.map((lotId) => ({ lotId, fromId: opening, toId: store, quantityBase: QUANTITY * cases }));
  const head = { kind: 'opening' as const, documentId: null, actor, occurredAt: at, postedAt: at };
  const posted = await postGoods(tx, { ...head, key: 'bench-opening', lines });
  if (!posted.ok) throw new Error(posted.reason);
  const stock = items.map((one, index) => {
    return { lotId: ids[index] ?? 0, itemId: one.id, packSize: one.packSize, fromId: store };
  });
  return { actor, picker, hubId: actor.organisationId, branchId: branch?.id ?? 0, transitId, stock };
}

async function openShortages(tx: Tx, bench: Bench, at: number): Promise<{ id: number; quantityBase: number }[]> {
  const { actor, branchId } = bench;
  const quantityBase = (QUANTITY * LINES) / SHORTAGES;
  const opened: { id: number; quantityBase: number }[] = [];
  for (let count = 0; count < SHORTAGES; count += 1) {
    const head = { kind: 'shortage' as const, status: 'matched', act: 'register', actor, at };
    const { id } = await openDocument(tx, { ...head, organisationId: branchId, counterpartId: null });
    const facts = { urgency: 'routine' as const, neededBy: BENCH_DAY, reason: 'out_of_stock' as const, answerBy: at };
    const itemId = bench.stock[count]?.itemId ?? null;
    const asked = { documentId: id, organisationId: branchId, itemId, quantityBase, answeredBase: quantityBase };
    await tx.insert(shortage).values({ ...asked, ...facts });
    opened.push({ id, quantityBase });
  }
  return opened;
}

/** A dispatch of fifty picked lines with its reservations and links, waiting to be posted. */
export async function readyDispatch(tx: Tx, bench: Bench, at: number): Promise<ReadyDispatch> {
  const { actor, picker, hubId, branchId, transitId } = bench;
  const stock = bench.stock.slice(0, LINES);
  const shortages = await openShortages(tx, bench, at);
  const head = { kind: 'dispatch' as const, status: 'picking', act: 'start', actor, at };
  const { id, number } = await openDocument(tx, { ...head, organisationId: hubId, counterpartId: branchId });
  await tx.insert(dispatch).values({ documentId: id, fromOrganisationId: hubId, toOrganisationId: branchId });
  const picked = { quantityBase: QUANTITY, pickedBase: QUANTITY, pickedBy: picker, pickedAt: at };
  const rows = stock.map(({ lotId, itemId, fromId }, index) => {
    return { dispatchId: id, lineNumber: index + 1, itemId, lotId, fromLocationId: fromId, ...picked };
  });
  const lines = await tx.insert(dispatchLine).values(rows).returning({ id: dispatchLine.id });
  const holds = stock.map(({ lotId, itemId, fromId }, index) => {
    return { lineId: lines[index]?.id ?? 0, locationId: fromId, lotId, itemId, quantityBase: QUANTITY };
  });
  for (const [index, hold] of holds.entries()) {
    const served = shortages[Math.floor((index * SHORTAGES) / LINES)]?.id ?? 0;
    const ends = { fromDocumentId: served, toDocumentId: id, toLineId: hold.lineId };
    await addDocumentLink(tx, { kind: 'serves', ...ends, quantityBase: QUANTITY });
  }
  const held = await reserve(tx, { documentId: id, at, lines: holds });
  if (!held.ok) throw new Error(held.reason);
  const open = new Map((await openReservations(tx, id)).map((row) => [row.line_id, row.id]));
  const ready = holds.map((hold, index) => ({
    lineId: hold.lineId,
    reservationId: open.get(hold.lineId) ?? 0,
    lotId: hold.lotId,
    itemId: hold.itemId,
    fromId: hold.locationId,
    quantityBase: QUANTITY,
    amountFen: amountFen(QUANTITY, stock[index]?.packSize ?? 1, PRICE_PACK),
  }));
  return { id, number, at, hubId, branchId, transitId, actor, shortages, lines: ready };
}

/** What the books do with a posted dispatch: the hub's stock turns into what it is owed, the branch's the other way. */
export function moneyOf(ready: ReadyDispatch): { debit: string; credit: string; amountFen: number }[] {
  const amountFen = ready.lines.reduce((sum, line) => sum + line.amountFen, 0);
  const { hubId, branchId } = ready;
  return [
    { debit: memberCode('DUE', hubId), credit: memberCode('STOCK', hubId), amountFen },
    { debit: memberCode('STOCK', branchId), credit: memberCode('DUE', branchId), amountFen },
  ];
}
