/** Pages of equipment at 6,000 cards and 204,000 events, and a file of 6,000 rows taken into the register. */
import { eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { createApp } from '../../src/app.ts';
import { applyAssets, previewAssets } from '../../src/assets/import-commands.ts';
import { createSessions } from '../../src/auth/session.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { readSettings } from '../../src/env.ts';
import { HOUR_MS, SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { addEquipment, addHistory, CARDS, openEquipmentWorld, SHARED } from './equipment-world.ts';
import { type Figure, spread, timed } from './measure.ts';
import { BENCH_DAY, type World } from './worlds.ts';

/** Each of eight reading connections plans a statement five times before it keeps the plan. */
const WARM_UP = 48;
const ROUNDS = 60;

const PAGES: Record<string, string> = {
  overview: paths.equipmentOverview(),
  barred: paths.equipment({ only: 'barred' }),
  register: paths.equipment(),
  found: paths.equipment({ q: '10999' }),
  card: paths.equipmentCard(SHARED),
  value: paths.equipmentValue(),
  aged: paths.equipmentValueCards({ age: 'second' }),
  use: paths.equipmentUse(),
  metrology: paths.metrology(),
  maintenance: paths.maintenance(),
  calendar: paths.share(SHARED),
  bookings: paths.bookings(),
};

const HEAD =
  '名称,类别,分类编码,注册证编号,序列号,生产企业,原值,财政资金,自筹资金,取得日期,启用日期,产权单位,使用单位,存放地点';

/** A sheet with a card in each row, spread over the members. */
function sheetOf(members: readonly { code: string }[]): Uint8Array {
  const rows = Array.from({ length: CARDS }, (_, nth) => {
    const place = members[nth % members.length]?.code;
    const thing = ['监护仪', '医用电子仪器', '07', '国械注准20233070003', `IMP${nth}`, '迈瑞'];
    return [...thing, '28000', '20000', '8000', '2025-06-01', '2025-06-20', place, place, `病房${nth}`].join(',');
  });
  return new TextEncoder().encode([HEAD, ...rows].join('\n'));
}

async function officerOf(world: World): Promise<Actor> {
  const [clerk] = await world.db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  if (clerk === undefined || head === undefined) throw new Error('the county has no head hospital');
  const roles = ['equipment_officer', 'engineer'] as const;
  const given = roles.map((role) => ({ personId: clerk.id, role }));
  await world.db.transaction((tx) => tx.insert(personRole).values(given).onConflictDoNothing());
  const place = { organisationId: head.id, organisationName: head.name, scopePath: '/' };
  return { userId: clerk.id, name: clerk.name, roles: [...roles], ...place };
}

/** Server time of each page until its answer is whole. */
async function pagesOf(world: World, clock: SettableClock, officer: Actor): Promise<Figure[]> {
  const app = createApp({ db: world.db, clock, settings: readSettings({ NODE_ENV: 'test' }) });
  const headers = { cookie: `session=${await createSessions(world.db, clock).open(officer.userId)}` };
  const visit = async (path: string) => {
    const answer = await app.request(path, { headers });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  };
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(PAGES)) {
    for (let round = 0; round < WARM_UP; round += 1) await visit(path);
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) samples.push(await timed(() => visit(path)));
    figures.push(...spread(`equipment.${engine}.${name}`, samples));
  }
  return figures;
}

/** Milliseconds of the pages, and seconds to judge and to write the file. */
export async function benchEquipmentPages(): Promise<Figure[]> {
  const world = await openEquipmentWorld();
  const clock = new SettableClock(startOfDay(BENCH_DAY) + 9.5 * HOUR_MS);
  const officer = await officerOf(world);
  await addEquipment(world);
  await addHistory(world);
  const pages = await pagesOf(world, clock, officer);
  const services = { db: world.db, clock };
  const members = await world.db.read.select({ code: organisation.code }).from(organisation);
  const upload = { fileName: 'equipment.csv', content: sheetOf(members) };
  let draftId = 0;
  const judged = await timed(async () => {
    const taken = await previewAssets(services, officer, 'bench-preview', upload);
    if (!taken.ok) throw new Error(`refused: ${taken.reason}`);
    draftId = taken.value.draftId;
  });
  const written = await timed(async () => {
    const done = await applyAssets(services, officer, 'bench-apply', draftId);
    if (!done.ok || done.value.added !== CARDS) throw new Error(`not all rows became cards: ${JSON.stringify(done)}`);
  });
  await world.close();
  const name = `equipment.${engine}.import`;
  return [
    ...pages,
    { name: `${name}.judged`, value: judged / 1000, unit: 's' },
    { name: `${name}.written`, value: written / 1000, unit: 's' },
    { name: `${name}.both`, value: (judged + written) / 1000, unit: 's' },
  ];
}
