/** A month's file of use of a busy branch, 20,000 lines, taken and posted part by part in a county of a year. */
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { takeFile } from '../../src/issues/use/file-commands.ts';
import { postFile, startFile } from '../../src/issues/use/post-commands.ts';
import { addDays, HOUR_MS, SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { type Figure, timed } from './measure.ts';
import { countyOf } from './pages.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const ROWS = 20_000;
const ITEMS = 400;
const MOST_OF_ONE = 3;
/** Two rows a prescription. */
const ROWS_A_PAPER = 2;
const MINUTES = 600;

function must<T>(answer: { ok: true; value: T } | { ok: false; reason: string; detail?: unknown }): T {
  if (!answer.ok) throw new Error(`refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.value;
}

/** The branch's pharmacist, and of its items those of which most may be used. */
async function branchOf({ db }: World): Promise<{ actor: Actor; items: { code: string; unit: string }[] }> {
  const [found] = await db.read
    .select({ id: organisation.id, name: organisation.name, path: organisation.path, userId: person.id })
    .from(organisation)
    .innerJoin(person, eq(person.organisationId, organisation.id))
    .where(eq(organisation.code, 'SCB01'))
    .limit(1);
  if (found === undefined) throw new Error('the county has no branch');
  const usable = [eq(location.keeperId, found.id), eq(location.kind, 'store'), eq(item.controlClass, 'none')];
  const items = await db.read
    .select({ code: item.code, unit: item.baseUnit })
    .from(balance)
    .innerJoin(location, eq(location.id, balance.locationId))
    .innerJoin(lot, eq(lot.id, balance.lotId))
    .innerJoin(item, eq(item.id, balance.itemId))
    .where(and(...usable, eq(location.zone, item.storageZone), gte(lot.expiresOn, addDays(BENCH_DAY, 1))))
    .groupBy(item.id)
    .orderBy(desc(sql`sum(${balance.onHand} - ${balance.reserved})`), item.id)
    .limit(ITEMS);
  const place = { organisationId: found.id, organisationName: found.name, scopePath: found.path };
  return { actor: { userId: found.userId, name: 'bench', roles: ['branch_pharmacist'], ...place }, items };
}

function fileOf(items: readonly { code: string; unit: string }[]): Uint8Array {
  const lines = ['日期,药品编码,数量,单位,病人,处方号'];
  for (let row = 0; row < ROWS; row += 1) {
    const one = items[row % items.length];
    const minute = Math.floor((row * MINUTES) / ROWS);
    const time = `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const paper = Math.floor(row / ROWS_A_PAPER);
    const used = 1 + (row % MOST_OF_ONE);
    lines.push(`${BENCH_DAY} ${time},${one?.code},${used},${one?.unit},P${paper},CF${paper}`);
  }
  return new TextEncoder().encode(lines.join('\n'));
}

/** Seconds to take and judge the file, to post it, and of both; and how many rows went through in how many parts. */
export async function benchUse(movements: number): Promise<Figure[]> {
  const world = await openWorld(countyOf(movements), 'write');
  const services = { db: world.db, clock: new SettableClock(startOfDay(BENCH_DAY) + 20 * HOUR_MS) };
  const { actor, items } = await branchOf(world);
  const upload = { fileName: 'use.csv', content: fileOf(items), columns: {}, unit: 'base' as const };
  let fileId = 0;
  let posted = 0;
  let parts = 0;
  const taken = await timed(async () => {
    fileId = must(await takeFile(services, actor, 'bench-take', upload)).fileId;
  });
  const posting = await timed(async () => {
    must(await startFile(services, actor, 'bench-start', fileId));
    const told = async () => {
      parts += 1;
    };
    posted = must(await postFile(services, actor, fileId, told)).posted;
  });
  await world.close();
  const name = `use.${engine === 'sqlite' ? 'sqlite' : 'postgres'}.${movements}`;
  return [
    { name: `${name}.rows`, value: posted, unit: 'lines' },
    { name: `${name}.parts`, value: parts, unit: 'parts' },
    { name: `${name}.take`, value: taken / 1000, unit: 's' },
    { name: `${name}.post`, value: posting / 1000, unit: 's' },
    { name: `${name}.whole`, value: (taken + posting) / 1000, unit: 's' },
  ];
}
