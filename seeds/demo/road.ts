/** One trip to a member: it asks, the central pharmacy answers, picks and sends, it receives, patients collect. */
import type { Actor } from '../../src/auth/viewer.ts';
import * as acts from './acts.ts';
import { MINUTE_MS, NEVER, type Script, workLater } from './agenda.ts';
import { differenceIn, settleDifference } from './differences.ts';
import { recount } from './postings.ts';
import type { Errand, Fate, Trip } from './trip.ts';
import { type Member, staffOf, type World } from './world.ts';

const DRIVERS = ['黄师傅', '李师傅', '曾师傅', '钟师傅'];
const PLATES = ['赣B·7R216', '赣B·3K908', '赣B·5D471'];
const REJECTIONS = [
  '本品已停产，目录内有同类替代，请改登记。',
  '数量超出村卫生室备药上限，请分次登记。',
  '请先用本院现存批号，余量足够。',
];
const WITHDRAWALS = ['已从邻村借到，不用了。', '患者已转上级医院。', '登记重复，撤回。'];
const MISSES = ['到货七天未取，电话联系不上，已退回货架。', '患者外出务工，未来取。'];
const UNWANTED = ['医师已换药，不再需要。', '患者住院，由院区配药。'];
const CANCELLATIONS = ['班车故障停运，改下一班。', '收货方今天盘点，不便收货。'];
const REVERSALS = ['装错车，货未出院区即追回。', '冷藏箱温度超限，整单退回复核。'];

export interface Served {
  request: acts.Request;
  errand: Errand;
}

function stepAt(begin: number, index: number, minutes: number): number {
  return begin + index * minutes * MINUTE_MS;
}

/** The trip from registering to the outcomes. */
export async function* travel(world: World, trip: Trip): Script {
  const { random, hub } = world;
  const { member, times } = trip;
  const pharmacist = random.pick(hub.pharmacists);
  const served: Served[] = [];
  // Whoever took the call does not decide about it
  const colleague = hub.pharmacists.find((one) => one !== pharmacist) ?? pharmacist;
  const registrar = trip.byHub === true ? colleague : staffOf(member);
  for (const [index, errand] of trip.errands.entries()) {
    yield stepAt(times.register, index, 4);
    const ask = typeof errand.ask === 'function' ? errand.ask() : errand.ask;
    if (ask !== undefined) served.push({ request: await acts.register(world, registrar, member, ask), errand });
  }
  yield* withdraw(world, served, member);
  for (const [index, { request, errand }] of open(served).entries()) {
    yield stepAt(times.accept, index, 2);
    const { meant } = errand;
    if (meant !== undefined) await acts.identify(world, pharmacist, request, meant.item, meant.quantityBase);
    await acts.accept(world, pharmacist, request);
  }
  yield* turnDown(world, served, pharmacist);
  const waiting = open(served).filter(({ errand }) => errand.fate !== 'waiting');
  const number = yield* answerAll(world, waiting, pharmacist, times.answer);
  if (number === undefined) return;
  yield* sendOut(world, trip, number, waiting, pharmacist);
}

function open(served: readonly Served[]): Served[] {
  return served.filter(({ request }) => !request.ended);
}

async function* withdraw(world: World, served: readonly Served[], member: Member): Script {
  for (const { request, errand } of served) {
    if (errand.fate !== 'withdrawn') continue;
    yield world.services.clock.now() + world.random.int(15, 50) * MINUTE_MS;
    await acts.cancel(world, staffOf(member), request, world.random.pick(WITHDRAWALS));
  }
}

async function* turnDown(world: World, served: readonly Served[], pharmacist: Actor): Script {
  for (const { request, errand } of open(served)) {
    if (errand.fate !== 'rejected') continue;
    yield world.services.clock.now() + 9 * MINUTE_MS;
    await acts.reject(world, pharmacist, request, errand.rejection ?? world.random.pick(REJECTIONS));
  }
}

/** Answers in turn, once no other dispatch to the member is being picked; gives the dispatch they are on. */
async function* answerAll(
  world: World,
  served: readonly Served[],
  pharmacist: Actor,
  begin: number,
): AsyncGenerator<number, string | undefined, void> {
  let number: string | undefined;
  const [first] = served;
  if (first === undefined) return undefined;
  yield begin;
  while (world.sending.has(first.request.member.id)) yield workLater(world.services.clock.now(), 45);
  world.sending.add(first.request.member.id);
  for (const [index, { request, errand }] of served.entries()) {
    yield stepAt(begin, index, 3);
    const half = Math.ceil(request.ask.quantityBase / 2);
    const isPart = errand.fate === 'partly' && (await acts.openOf(world, request)) > half;
    const wish = {
      ...(errand.outOfTurn !== undefined && { outOfTurn: errand.outOfTurn }),
      ...(isPart && { quantityBase: half }),
    };
    number = (await acts.answer(world, pharmacist, request, wish)).dispatchNumber;
    if (!isPart) continue;
    yield world.services.clock.now() + MINUTE_MS;
    await acts.closeRest(world, pharmacist, request, '本月限量供应，其余部分下月再登记。');
  }
  return number;
}

/** Whether the dispatch is there still: goods bought for the member may have joined it, and taken it along. */
async function stands(world: World, number: string, status: 'picking' | 'in_transit'): Promise<boolean> {
  return (await acts.documentOf(world, number)).status === status;
}

/** Pick, check, post, receive; or called off in between, and answered anew the next day. */
async function* sendOut(
  world: World,
  trip: Trip,
  number: string,
  served: readonly Served[],
  pharmacist: Actor,
): Script {
  const { times, member } = trip;
  if (trip.twist === 'cancelled') {
    yield times.pick;
    const calledOff = await stands(world, number, 'picking');
    if (calledOff) await acts.cancelSending(world, pharmacist, number, world.random.pick(CANCELLATIONS));
    world.sending.delete(member.id);
    if (!calledOff) return;
    return yield* again(world, trip, served, pharmacist);
  }
  yield* pickAll(world, trip, number);
  yield Math.max(times.post, world.services.clock.now() + 6 * MINUTE_MS);
  const { random } = world;
  const box = random.chance(0.25) ? `冷藏箱${random.int(1, 9)}号` : null;
  const load = { vehicle: `${trip.line} ${random.pick(PLATES)}`, driver: random.pick(DRIVERS), box };
  if (await stands(world, number, 'picking')) {
    await pickLate(world, number);
    await acts.send(world, pharmacist, number, load);
  }
  world.sending.delete(member.id);
  if (trip.twist === 'reversed') {
    yield world.services.clock.now() + 35 * MINUTE_MS;
    if (!(await stands(world, number, 'in_transit'))) return;
    await acts.takeBack(world, pharmacist, number, random.pick(REVERSALS));
    return yield* again(world, trip, served, pharmacist);
  }
  yield times.receive === NEVER ? NEVER : Math.max(times.receive, world.services.clock.now() + 40 * MINUTE_MS);
  if (await stands(world, number, 'in_transit')) {
    const difference = differenceIn(world, await acts.linesOf(world, number), trip.difference);
    const found = await acts.receive(world, staffOf(member), number, difference);
    for (const one of found) world.agenda.add(world.services.clock.now(), settleDifference(world, trip, one));
  }
  for (const { request, errand } of served) {
    const at = times.collect + random.int(0, 45) * MINUTE_MS;
    world.agenda.add(Math.max(at, world.services.clock.now() + 30 * MINUTE_MS), handOut(world, request, errand.fate));
  }
}

/** What was called off is free again, and is answered a second time for the next round. */
async function* again(world: World, trip: Trip, served: readonly Served[], pharmacist: Actor): Script {
  for (const { request } of served) if (request.item !== null) await recount(world, world.hub.member, request.item);
  const next = workLater(world.services.clock.now(), 400);
  const number = yield* answerAll(world, served, pharmacist, next);
  if (number === undefined) return;
  const pick = workLater(next, 60);
  const post = workLater(pick, 60);
  const times = { ...trip.times, pick, post, receive: workLater(post, 150), collect: workLater(post, 700) };
  const { twist: _twist, ...plain } = trip;
  yield* sendOut(world, { ...plain, times }, number, served, pharmacist);
}

async function* pickAll(world: World, trip: Trip, number: string): Script {
  const { random, hub } = world;
  const storekeeper = random.pick(hub.storekeepers);
  yield trip.times.pick;
  const lines = await acts.linesOf(world, number);
  for (const [index, line] of lines.entries()) {
    if (trip.pickOnly !== undefined && index >= trip.pickOnly) yield NEVER;
    yield stepAt(Math.max(trip.times.pick, world.services.clock.now()), index === 0 ? 0 : 1, 3);
    if (!(await stands(world, number, 'picking'))) return;
    const isShort = trip.twist === 'short_pick' && index === 0 && line.quantityBase >= 2 * line.packSize;
    await acts.pick(world, storekeeper, number, line, isShort ? line.packSize : 0);
  }
}

/** Goods bought for the member may have joined a dispatch whose picking was done: they are taken too. */
async function pickLate(world: World, number: string): Promise<void> {
  const [storekeeper] = world.hub.storekeepers;
  if (storekeeper === undefined) return;
  for (const line of await acts.linesOf(world, number)) {
    if (line.pickedBase === null) await acts.pick(world, storekeeper, number, line);
  }
}

/** How a request that has arrived ended; what arrived in part is closed first. */
async function* handOut(world: World, request: acts.Request, fate: Fate): Script {
  const staff = staffOf(request.member);
  if ((await acts.documentOf(world, request.number)).status === 'accepted') {
    // Nothing of it arrived: it is answered anew
    const [pharmacist] = world.hub.pharmacists;
    if (pharmacist === undefined) return;
    const served = [{ request, errand: { ask: request.ask, fate: 'served' as const } }];
    const now = world.services.clock.now();
    const { member } = request;
    const times = { register: now, accept: now, answer: now, pick: now, post: now, receive: now, collect: now };
    return yield* again(world, { member, errands: [], times, line: '加急车' }, served, pharmacist);
  }
  if ((await acts.documentOf(world, request.number)).status === 'matched') {
    await acts.closeRest(world, staff, request, '少到部分由本单位现存补足，不再要。');
    yield world.services.clock.now() + 20 * MINUTE_MS;
  }
  if (fate === 'on_shelf') yield NEVER;
  const { random } = world;
  if (fate === 'no_show') {
    yield world.services.clock.now() + 7 * 24 * 60 * MINUTE_MS;
    return acts.finish(world, staff, request, 'no_show', random.pick(MISSES));
  }
  if (fate === 'unwanted') return acts.finish(world, staff, request, 'cancelled', random.pick(UNWANTED));
  await acts.finish(world, staff, request, 'collected', '');
}
