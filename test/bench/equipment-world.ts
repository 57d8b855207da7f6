/** A register of 6,000 cards in 350 members: a history, tests and rounds that come due, recalls, and a booked week. */
import { settleTables } from '../../db/bulk.ts';
import { asset, assetEvent } from '../../db/schema/assets.ts';
import { deviceRecall } from '../../db/schema/device-recalls.ts';
import { document } from '../../db/schema/documents.ts';
import { maintenancePlan } from '../../db/schema/maintenance.ts';
import { metrologyDuty } from '../../db/schema/metrology.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { booking, shareOffer } from '../../db/schema/sharing.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 500, movements: 20_000, seed: 17, day: BENCH_DAY };
export const CARDS = 6000;
const EVENTS_OF_ONE = 34;
/** The last card of many, so that nothing is found at once. */
export const SHARED = `SB-20261101-${10_000 + CARDS - 1}`;
const AT = startOfDay('2026-11-01');

const addCards = statement(
  `insert into asset (number, name, class_id, purchase_method, price_fen, acquired_on, owner_id, user_id, keeper_id,
     status, search_text, version, created_at, changed_at, brand, model, maker, room, note, registration_number)
   select number, 'bench', (select min(id) from asset_class) + place % 20, 'tender', price_fen, acquired_on, owner_id,
     owner_id, owner_id, 'in_use', number, 1, ${AT}, ${AT}, '', '', '', '', '', 'R' || (place % 50)
   from ${rowset('cards', { number: 'text', place: 'int', price_fen: 'int', acquired_on: 'text', owner_id: 'int' })}
     as given where true`,
);
const addFunds = statement(
  `insert into asset_fund (asset_id, source, amount_fen)
   select id, 'fiscal', price_fen / 2 from asset where name = 'bench'
   union all select id, 'own', price_fen - price_fen / 2 from asset where name = 'bench'`,
);

const addEvents = statement(
  `insert into asset_event (asset_id, act, from_status, to_status, actor_id, actor_name, organisation_id,
     organisation_name, at, note)
   select asset.id, 'correct', 'in_use', 'in_use', 0, 'bench', asset.owner_id, 'bench', ${AT} + turn.nth, ''
   from asset join ${rowset('turns', { nth: 'int' })} as turn on true where asset.name = 'bench'`,
);

/** Cards of two sources of funds each, bought over five years. */
export async function addEquipment(world: World): Promise<void> {
  const members = await world.db.read.select({ id: organisation.id }).from(organisation);
  const cards = Array.from({ length: CARDS }, (_, place) => ({
    number: `SB-20261101-${10_000 + place}`,
    place,
    price_fen: 100_000 + place * 7_919,
    acquired_on: `20${22 + (place % 5)}-${String((place % 12) + 1).padStart(2, '0')}-15`,
    owner_id: members[place % members.length]?.id ?? 0,
  }));
  await world.db.transaction(async (tx) => {
    await tx.run(addCards, { cards });
    await tx.run(addFunds, {});
    await settleTables(tx, [asset]);
  });
}

type Id = { id: number };

/** A third is under compulsory metrology, all is maintained; due days lie over half a year before and after. */
async function addDuties(world: World, cards: readonly Id[]): Promise<void> {
  const by = { since: '2026-01-01', registeredBy: 1, registeredAt: AT };
  const day = (nth: number) => addDays(BENCH_DAY, (nth % 360) - 20);
  const tested = { outcome: 'pass' as const, testedOn: '2026-01-02' };
  const duties = cards.map(({ id }, nth) => ({ assetId: id, item: 'monitor', validUntil: day(nth), ...tested, ...by }));
  const planned = { since: '2026-01-01', firstDueOn: '2026-02-01', plannedBy: 1, plannedAt: AT, items: ['appearance'] };
  const plans = cards.map(({ id }, nth) => ({
    ...{ assetId: id, kind: 'pm' as const, cycleMonths: 6, dueOn: day(nth * 7), ...planned },
  }));
  const part = 500;
  await world.db.transaction(async (tx) => {
    for (let from = 0; from < plans.length; from += part) {
      await tx.insert(maintenancePlan).values(plans.slice(from, from + part));
      const some = duties.slice(from, from + part).filter((_, nth) => nth % 3 === 0);
      await tx.insert(metrologyDuty).values(some);
    }
    await settleTables(tx, [maintenancePlan, metrologyDuty]);
  });
}

/** One thing is booked hour by hour for a year back and a week ahead. */
async function addBookings(world: World, shared: Id, member: number): Promise<void> {
  const days = Array.from({ length: 372 }, (_, nth) => addDays(BENCH_DAY, nth - 365));
  const slots = days.flatMap((day) => [8, 10, 12, 14, 16].map((hour) => startOfDay(day) + hour * HOUR_MS));
  const hours = JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 480, closes: 1200 })));
  await world.db.transaction(async (tx) => {
    const offered = { assetId: shared.id, slotMinutes: 60, hours, offeredBy: 1, offeredAt: AT };
    const [offer] = await tx.insert(shareOffer).values(offered).returning({ id: shareOffer.id });
    for (const [nth, startsAt] of slots.entries()) {
      const ahead = startsAt >= startOfDay(BENCH_DAY);
      const paper = { kind: 'booking' as const, number: `YY-20261121-${10_000 + nth}`, createdBy: 1, createdAt: AT };
      const state = {
        status: ahead ? 'agreed' : 'refused',
        organisationId: member,
        counterpartId: member,
        changedAt: AT,
      };
      const [made] = await tx
        .insert(document)
        .values({ ...paper, ...state })
        .returning({ id: document.id });
      const span = { startsAt, endsAt: startsAt + HOUR_MS, urgent: false, purpose: 'bench', toId: member };
      await tx
        .insert(booking)
        .values({ documentId: made?.id ?? 0, offerId: offer?.id ?? 0, assetId: shared.id, ...span });
    }
    await settleTables(tx, [document, booking, shareOffer]);
  });
}

/** Recalls of the last years: each means every fiftieth card, three are open. */
async function addRecalls(world: World, member: number): Promise<void> {
  const notice = { level: 2, measure: 'stop' as const, source: 'maker' as const, noticeNumber: '', reason: 'bench' };
  const days = { receivedOn: '2026-11-01', dueOn: '2026-12-01' };
  await world.db.transaction(async (tx) => {
    for (let nth = 0; nth < 20; nth += 1) {
      const isOpen = nth < 3;
      const paper = {
        kind: 'device_recall' as const,
        number: `SZ-20261101-${1000 + nth}`,
        createdBy: 1,
        createdAt: AT,
      };
      const state = { status: isOpen ? 'open' : 'ended', organisationId: member, changedAt: AT };
      const [made] = await tx
        .insert(document)
        .values({ ...paper, ...state })
        .returning({ id: document.id });
      const meant = { title: `R${nth}`, registrationNumber: `R${nth}`, searchText: '', isOpen };
      await tx.insert(deviceRecall).values({ documentId: made?.id ?? 0, ...meant, ...notice, ...days });
    }
    await settleTables(tx, [document, deviceRecall]);
  });
}

export const openEquipmentWorld = () => openWorld(SIZE, 'write');

/** 204,000 events of the cards, what is due, and a calendar that is full. */
export async function addHistory(world: World): Promise<void> {
  const turns = Array.from({ length: EVENTS_OF_ONE }, (_, nth) => ({ nth }));
  await world.db.transaction(async (tx) => {
    await tx.run(addEvents, { turns });
    await settleTables(tx, [assetEvent]);
  });
  const cards = await world.db.read.select({ id: asset.id, number: asset.number }).from(asset);
  const [member] = await world.db.read.select({ id: organisation.id }).from(organisation).limit(1);
  await addDuties(world, cards);
  await addRecalls(world, member?.id ?? 0);
  const shared = cards.find(({ number }) => number === SHARED);
  if (shared !== undefined) await addBookings(world, shared, member?.id ?? 0);
}
