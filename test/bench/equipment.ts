/** Equipment of a whole county: the month's depreciation of 6,000 cards, posted into the books. */
import { asc, eq } from 'drizzle-orm';
import { settleTables } from '../../db/bulk.ts';
import { engine } from '../../db/engine.ts';
import { asset } from '../../db/schema/assets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { rowset, statement } from '../../db/statement.ts';
import { postMonth } from '../../src/depreciation/run-commands.ts';
import { valuesBy } from '../../src/depreciation/value-queries.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { type Figure, timed } from './measure.ts';
import { addMoney } from './money.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 500, movements: 20_000, seed: 17, day: BENCH_DAY };
const CARDS = 6000;
const MONTHS = ['2027-03', '2027-04', '2027-05'];
const AFTER = '2027-06-02';
const AT = startOfDay('2026-11-01');

const addCards = statement(
  `insert into asset (number, name, class_id, purchase_method, price_fen, acquired_on, owner_id, user_id, keeper_id,
     status, search_text, version, created_at, changed_at, brand, model, maker, room, note)
   select number, 'bench', (select min(id) from asset_class) + place % 20, 'tender', price_fen, acquired_on, owner_id,
     owner_id, owner_id, 'in_use', number, 1, ${AT}, ${AT}, '', '', '', '', ''
   from ${rowset('cards', { number: 'text', place: 'int', price_fen: 'int', acquired_on: 'text', owner_id: 'int' })}
     as given where true`,
);
const addFunds = statement(
  `insert into asset_fund (asset_id, source, amount_fen)
   select id, 'fiscal', price_fen / 2 from asset where name = 'bench'
   union all select id, 'own', price_fen - price_fen / 2 from asset where name = 'bench'`,
);

async function addEquipment(world: World): Promise<void> {
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

/** The month run of 6,000 cards of two sources each in 350 members' books, and the register of values after it. */
export async function benchEquipment(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  await addEquipment(world);
  const [row] = await world.db.read.select().from(person).orderBy(asc(person.id)).limit(1);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const place = { organisationId: head?.id ?? 0, organisationName: 'bench', scopePath: '/' };
  const actor = { userId: row?.id ?? 0, name: 'bench', roles: ['chief_accountant' as const], ...place };
  const services = { db: world.db, clock: new SettableClock(startOfDay(AFTER)) };
  await addMoney(world, actor, startOfDay(AFTER));
  const months: number[] = [];
  for (const month of MONTHS) {
    months.push(
      await timed(async () => {
        const posted = await postMonth(services, actor, null, { month });
        if (!posted.ok) throw new Error(`refused: ${posted.reason}`);
      }),
    );
  }
  const values = await timed(() => valuesBy(world.db.read, '/', { month: MONTHS[1] ?? '' }, 'member'));
  await world.close();
  const name = `equipment.${engine === 'sqlite' ? 'sqlite' : 'postgres'}`;
  return [
    { name: `${name}.cards`, value: CARDS, unit: 'cards' },
    { name: `${name}.first_month`, value: months[0] ?? 0, unit: 'ms' },
    { name: `${name}.next_month`, value: Math.max(...months.slice(1)), unit: 'ms' },
    { name: `${name}.values_by_member`, value: values, unit: 'ms' },
  ];
}
