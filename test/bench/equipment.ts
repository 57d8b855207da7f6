/** Equipment of a whole county: the month's depreciation of 6,000 cards, posted into the books. */
import { asc, eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { postMonth } from '../../src/depreciation/run-commands.ts';
import { valuesBy } from '../../src/depreciation/value-queries.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { addEquipment, CARDS, openEquipmentWorld } from './equipment-world.ts';
import { type Figure, timed } from './measure.ts';
import { addMoney } from './money.ts';

const MONTHS = ['2027-03', '2027-04', '2027-05'];
const AFTER = '2027-06-02';

/** The month run of 6,000 cards of two sources each in 350 members' books, and the register of values after it. */
export async function benchEquipment(): Promise<Figure[]> {
  const world = await openEquipmentWorld();
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
