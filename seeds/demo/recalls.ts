/** Recalls of the demo: one that is over, one that a village has not answered in time, and a drill. */

import { eq } from 'drizzle-orm';
import { lot } from '../../db/schema/ledger.ts';
import { may } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays, HOUR_MS } from '../../src/kernel/clock.ts';
import { answerRecall } from '../../src/recalls/answer-commands.ts';
import { openRecall, type RecallInput } from '../../src/recalls/draft-commands.ts';
import { closeRecall } from '../../src/recalls/end-commands.ts';
import { confirmLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { lotsOf, type NoticeRow, noticesOf } from '../../src/recalls/record-queries.ts';
import { placesOfLots } from '../../src/recalls/standing-queries.ts';
import { documentOf } from './acts.ts';
import { instantOf, MINUTE_MS, type Script } from './agenda.ts';
import { quietItem } from './incidents.ts';
import { chiefOf, type Item, itemOf, must, type World } from './world.ts';

type Notice = Omit<RecallInput, 'receivedAt' | 'noticeNumber'> & { noticeNumber?: string };

async function seen(world: World, number: string) {
  return { key: null, number, seenVersion: (await documentOf(world, number)).version };
}

/** The batch of the item that lies at the most members: a recall of one that nobody has would show nothing. */
async function widestBatch(world: World, item: Item): Promise<{ id: number; number: string } | undefined> {
  const lots = await world.tx.select({ id: lot.id, number: lot.number }).from(lot).where(eq(lot.itemId, item.id));
  const places = await placesOfLots(
    world.tx,
    lots.map((one) => one.id),
  );
  const members = (id: number) =>
    new Set(places.filter((one) => one.lotId === id && one.onHandBase > 0).map((one) => one.organisationId)).size;
  return lots.sort((a, b) => members(b.id) - members(a.id) || a.id - b.id)[0];
}

/** Enters the notice for a batch of the item and confirms its lots. */
async function entered(world: World, item: Item, notice: Notice): Promise<string | undefined> {
  const { services, hub, tx } = world;
  const first = await widestBatch(world, item);
  if (first === undefined) return undefined;
  const target = { itemText: item.data.code, lotNumber: first.number, match: 'exact' as const };
  const input = { noticeNumber: '', ...notice, receivedAt: services.clock.now() - 35 * MINUTE_MS, targets: [target] };
  const { number } = must(await openRecall(services, hub.quality, null, input), 'a recall');
  const confirmed = await confirmLots(services, hub.quality, await seen(world, number), [first.id]);
  must(confirmed, `lots of ${number}`);
  if (!notice.drill) {
    const lots = await lotsOf(tx, (await documentOf(world, number)).id);
    world.shelves.withhold(new Set(lots.map((row) => row.lot.id)));
  }
  return number;
}

async function told(world: World, number: string): Promise<NoticeRow[]> {
  return noticesOf(world.tx, (await documentOf(world, number)).id);
}

function answererOf(world: World, row: NoticeRow): Actor | undefined {
  const member = world.members.find((one) => one.id === row.place.id);
  return member?.staff.find((actor) => may(actor.roles, 'recall.answer'));
}

/** The member says it found what its books have, a loose unit less where `short`. */
async function answered(world: World, number: string, row: NoticeRow, short: boolean): Promise<void> {
  const actor = answererOf(world, row);
  if (actor === undefined) return;
  const found = Object.fromEntries(
    row.notice.books.lots.map(({ lotId, onHandBase }) => {
      return [lotId, short && onHandBase > 1 ? onHandBase - 1 : onHandBase] as const;
    }),
  );
  const lots = await lotsOf(world.tx, (await documentOf(world, number)).id);
  const boxes = Object.fromEntries(
    lots.map(({ lot: { id }, item }) => {
      const base = found[id] ?? 0;
      const weighed = { units: String(base / item.scale) };
      return [id, item.scale === 1 ? inBoxes(base, item.packSize) : weighed] as const;
    }),
  );
  const used = row.notice.books.lots.reduce((sum, one) => sum + one.usedBase, 0);
  const input = { found: boxes, used: {}, patients: Math.min(3, used), note: short ? '少的已在找' : '' };
  const given = { key: null, number, organisationCode: row.place.code };
  must(await answerRecall(world.services, actor, given, input), `answer of ${row.place.code}`);
}

function inBoxes(base: number, packSize: number) {
  const packs = String(Math.floor(base / packSize));
  return packSize === 1 ? { packs } : { packs, units: String(base % packSize) };
}

async function allBut(world: World, number: string, left: (row: NoticeRow) => boolean): Promise<void> {
  const rows = (await told(world, number)).filter((row) => row.notice.answeredAt === null && !left(row));
  for (const [index, row] of rows.entries()) await answered(world, number, row, index === 1);
}

/** Frozen three weeks ago, answered within the day, closed two days later. */
export async function* closedRecall(world: World): Script {
  yield instantOf(addDays(world.day, -19), '16:10');
  const number = await entered(world, quietItem(world, 'XH'), {
    level: 2,
    title: '有关物质检查不合格',
    source: '生产企业',
    noticeNumber: '质〔2026〕18号',
    reason: '留样复检有关物质超出标准',
    handling: 'destroy',
    drill: false,
  });
  if (number === undefined) return;
  const { services, hub } = world;
  must(await freezeRecall(services, hub.quality, await seen(world, number)), `freezing for ${number}`);
  yield services.clock.now() + 3 * HOUR_MS;
  await allBut(world, number, (row) => row.place.kind === 'clinic');
  yield services.clock.now() + 15 * HOUR_MS;
  await allBut(world, number, () => false);
  yield services.clock.now() + 24 * HOUR_MS;
  const why = '各机构封存品由县医药总公司统一收回，按报损单销毁';
  must(await closeRecall(services, chiefOf(hub), await seen(world, number), { why }), `closing of ${number}`);
}

/** Frozen two days ago; one member has let its day pass. */
export async function* openedRecall(world: World): Script {
  yield instantOf(addDays(world.day, -2), '08:50');
  const number = await entered(world, quietItem(world, 'KG'), {
    level: 1,
    title: '装量差异，部分批次含量偏高',
    source: '省药品监督管理局',
    noticeNumber: '药监召回〔2026〕41号',
    reason: '抽检含量高于标准上限，可能引起不良反应',
    handling: 'return',
    drill: false,
  });
  if (number === undefined) return;
  const { services, hub } = world;
  must(await freezeRecall(services, hub.quality, await seen(world, number)), `freezing for ${number}`);
  yield services.clock.now() + 2 * HOUR_MS;
  const rows = await told(world, number);
  const village = rows.find((row) => row.place.code === 'XG1801');
  const last = village ?? rows.findLast((row) => answererOf(world, row) !== undefined);
  await allBut(world, number, (row) => row.place.code === last?.place.code);
}

/** An exercise on the drug of the story, half answered. */
export async function* recallDrill(world: World): Script {
  yield instantOf(addDays(world.day, -1), '15:10');
  const number = await entered(world, itemOf(world, '盐酸二甲双胍缓释片'), {
    level: 1,
    title: '季度召回演练',
    source: '县卫生健康总院药械部',
    reason: '检验一级召回多久能通知到村卫生室',
    handling: 'return',
    drill: true,
  });
  if (number === undefined) return;
  const { services, hub } = world;
  must(await freezeRecall(services, hub.quality, await seen(world, number)), `the drill ${number}`);
  yield services.clock.now() + 40 * MINUTE_MS;
  await allBut(world, number, (row) => row.place.kind === 'clinic');
}
