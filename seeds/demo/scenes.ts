/** What stands on the pages at the demo's moment: every state of a request and of a dispatch, and the stories told. */
import { HOUR_MS } from '../../src/kernel/clock.ts';
import { atWork, MINUTE_MS, NEVER, workEarlier } from './agenda.ts';
import { type Ask, chooseAsk, maskedPatient, wishAsk } from './asks.ts';
import { lineOf } from './history.ts';
import { habitOf } from './range.ts';
import { travel } from './road.ts';
import type { Errand, Fate, Times, Trip } from './trip.ts';
import { itemOf, memberOf, type World } from './world.ts';

/** Working minutes before the demo's moment; what is left out never happened. */
interface MinutesAgo {
  register: number;
  accept?: number;
  answer?: number;
  pick?: number;
  post?: number;
  receive?: number;
  collect?: number;
}

function timesOf(world: World, ago: MinutesAgo): Times {
  const at = (minutes: number | undefined) => (minutes === undefined ? NEVER : workEarlier(world.now, minutes));
  const { register, accept, answer, pick, post, receive, collect } = ago;
  return {
    register: at(register),
    accept: at(accept),
    answer: at(answer),
    pick: at(pick),
    post: at(post),
    receive: at(receive),
    collect: at(collect),
  };
}

type TripGiven = Partial<Pick<Trip, 'pickOnly' | 'twist' | 'difference' | 'byHub'>>;

/** A trip with `fates.length` requests that the member chooses itself. */
function addTrip(world: World, code: string, fates: readonly Fate[], ago: MinutesAgo, given: TripGiven = {}): void {
  const member = memberOf(world, code);
  const errands = fates.map((fate): Errand => ({ ask: () => chooseAsk(world, member), fate }));
  addErrands(world, code, errands, timesOf(world, ago), given);
}

function addErrands(world: World, code: string, errands: Errand[], times: Times, given: TripGiven = {}): void {
  const member = memberOf(world, code);
  world.agenda.add(times.register, travel(world, { member, errands, times, line: lineOf(member), ...given }));
}

interface Told extends Partial<Omit<Ask, 'item' | 'wish'>> {
  packs: number;
}

function told(world: World, name: string, given: Told): Ask {
  const item = itemOf(world, name);
  const { packs, ...rest } = given;
  return {
    item,
    wish: null,
    quantityBase: Math.round(packs * item.data.packSize),
    urgency: 'routine',
    reason: 'out_of_stock',
    neededInDays: 4,
    daysOfUse: null,
    patients: null,
    patientReference: null,
    note: null,
    ...rest,
  };
}

/** Registered at `at` and seen by nobody yet; or accepted and still waiting for an answer. */
function addWaiting(world: World, code: string, ask: Ask, at: number, accept = NEVER): void {
  // Kept free for the story: nothing else asks for it there
  if (ask.item !== null) world.asked.add(`${code} ${ask.item.data.code}`);
  const never = { answer: NEVER, pick: NEVER, post: NEVER, receive: NEVER, collect: NEVER };
  addErrands(world, code, [{ ask, fate: 'waiting' }], { register: at, accept, ...never });
}

/** Shelves of the stories: who has run out, who has plenty. Before the opening stock is posted. */
export function setStoryShelves(world: World): void {
  const metformin = '盐酸二甲双胍缓释片';
  const shelves: [string, string, number, number][] = [
    ['XG1801', metformin, -4, 11],
    ['XG18', metformin, 2, 31],
    ['XG19', metformin, 140, 5],
    ['XG11', metformin, 110, 18],
    ['XG30', metformin, -3, 24],
    ['XG00', metformin, 60, 160],
    ['XG27', '破伤风抗毒素', -6, 0.6],
    ['XG00', '破伤风抗毒素', 45, 5],
    ['XG33', '盐酸肾上腺素注射液', 4, 0.4],
    ['XG00', '盐酸肾上腺素注射液', 70, 6],
    ['XG35', '硝酸甘油片', -8, 6],
    ['XG00', '硝酸甘油片', 60, 60],
    ['XG30', '吸入用布地奈德混悬液', 3, 1.5],
    ['XG25', '地高辛片', 3, 3],
    ['XG21', '左甲状腺素钠片', -3, 9],
    ['XG26', '硝苯地平控释片', -2, 6],
  ];
  for (const [code, name, cover, rate] of shelves) {
    const member = memberOf(world, code);
    const item = itemOf(world, name);
    member.range.set(item.data.code, habitOf(world.random, member, item, { cover, rate, nearBatch: false }));
  }
}

function addRegistered(world: World): void {
  const { now } = world;
  const two = { patients: 2, daysOfUse: 28, urgency: 'chronic' as const };
  const tetanus = told(world, '破伤风抗毒素', {
    packs: 0.2,
    urgency: 'emergency',
    neededInDays: 0,
    note: '外伤一人在院，皮试前须到药。',
  });
  addWaiting(world, 'XG27', tetanus, now - 42 * MINUTE_MS);
  const adrenaline = told(world, '盐酸肾上腺素注射液', { packs: 0.5, urgency: 'emergency', note: '急救箱轮换。' });
  addWaiting(world, 'XG33', { ...adrenaline, reason: 'below_safety', neededInDays: 0 }, now - 12 * MINUTE_MS);
  const metformin = told(world, '盐酸二甲双胍缓释片', {
    packs: 224 / 30,
    urgency: 'chronic',
    patients: 4,
    daysOfUse: 28,
    note: '3位在家随访，周四统一上门送药。',
  });
  addWaiting(world, 'XG1801', metformin, atWork(now - (18 * 60 + 40) * MINUTE_MS));
  addWaiting(world, 'XG35', told(world, '硝酸甘油片', { packs: 2 }), atWork(now - 18 * HOUR_MS));
  const budesonide = told(world, '吸入用布地奈德混悬液', { ...two, packs: 3, reason: 'below_safety' });
  addWaiting(world, 'XG30', budesonide, workEarlier(now, 150));
  const digoxin = told(world, '地高辛片', { packs: 1, patients: 1, reason: 'below_safety' });
  addWaiting(world, 'XG25', { ...digoxin, patientReference: maskedPatient(world) }, workEarlier(now, 35));
  addWaiting(world, 'XG30', told(world, '盐酸二甲双胍缓释片', { ...two, packs: 3 }), workEarlier(now, 21));
  addWaiting(world, 'XG1401', wishAsk(world, 3), workEarlier(now, 110));
  const clinic = memberOf(world, 'XG2201');
  const overdue = { ...timesOf(world, { register: 0 }), register: atWork(now - 25.2 * HOUR_MS) };
  addErrands(world, 'XG2201', [{ ask: () => chooseAsk(world, clinic), fate: 'waiting' }], overdue);
  addTrip(world, 'XG1301', ['waiting'], { register: 55 });
}

function addAccepted(world: World): void {
  const { now } = world;
  const thyroxine = told(world, '左甲状腺素钠片', { packs: 2, urgency: 'chronic', patients: 1, daysOfUse: 56 });
  const given = { ...thyroxine, patientReference: maskedPatient(world) };
  addWaiting(world, 'XG21', given, workEarlier(now, 380), workEarlier(now, 300));
  const nifedipine = told(world, '硝苯地平控释片', { packs: 6, urgency: 'chronic', patients: 3, daysOfUse: 28 });
  addWaiting(world, 'XG26', nifedipine, workEarlier(now, 330), workEarlier(now, 280));
  addTrip(world, 'XG28', ['waiting'], { register: 260, accept: 90 });
}

/** Being picked: not begun, half done, done and waiting for the second pair of eyes. */
function addPicking(world: World): void {
  addTrip(world, 'XG24', ['served', 'served', 'served'], { register: 420, accept: 300, answer: 70 });
  const half = ['served', 'served', 'served', 'served', 'served'] as const;
  addTrip(world, 'XG14', half, { register: 560, accept: 400, answer: 230, pick: 40 }, { pickOnly: 2 });
  addTrip(world, 'XG11', ['served', 'served'], { register: 500, accept: 380, answer: 200, pick: 60 });
}

function addTravelling(world: World): void {
  const left = { register: 620, accept: 480, answer: 300, pick: 150, post: 75 };
  addTrip(world, 'XG18', ['served', 'served', 'served', 'served'], left);
  addTrip(world, 'XG1801', ['served', 'served'], { ...left, register: 640 });
  addTrip(world, 'XG1501', ['served'], left);
  addTrip(world, 'XG3001', ['served', 'served'], { ...left, register: 590 });
  // Nobody in 枫边 has confirmed this one for two days
  addTrip(world, 'XG33', ['served', 'served'], { register: 2100, accept: 1900, answer: 1800, pick: 1400, post: 1330 });
}

function addArrived(world: World): void {
  const came = { register: 2900, accept: 2700, answer: 2600, pick: 1900, post: 1800, receive: 1250, collect: 1000 };
  addTrip(world, 'XG18', ['on_shelf', 'served', 'unwanted'], came);
  addTrip(world, 'XG1801', ['on_shelf', 'served'], came);
  addTrip(world, 'XG3001', ['on_shelf', 'served'], came);
  addTrip(world, 'XG2501', ['on_shelf', 'on_shelf'], came);
  const longAgo = { register: 7300, accept: 7200, answer: 7100, pick: 6500, post: 6400, receive: 6200, collect: 5900 };
  addTrip(world, 'XG18', ['no_show', 'served'], longAgo);
  addTrip(world, 'XG14', ['no_show', 'served'], longAgo, { difference: { kind: 'missing', ends: 'closed' } });
}

function addDifferences(world: World): void {
  const came = { register: 1900, accept: 1750, answer: 1650, pick: 1100, post: 1000, receive: 320, collect: 100 };
  const served = ['served', 'served', 'served'] as const;
  addTrip(world, 'XG30', served, came, { difference: { kind: 'damaged', ends: 'open' } });
  const earlier = { ...came, post: 1600, pick: 1700, receive: 1450, answer: 1900, accept: 2000, register: 2200 };
  addTrip(world, 'XG24', served, earlier, { difference: { kind: 'missing', ends: 'one_side' } });
  addTrip(world, 'XG25', served, earlier, { difference: { kind: 'missing', ends: 'disputed' } });
  addTrip(world, 'XG19', served, earlier, { difference: { kind: 'damaged', ends: 'closed' } });
}

function addCalledOff(world: World): void {
  const planned = { register: 1500, accept: 1300, answer: 1200, pick: 900, post: 850, receive: 600, collect: 300 };
  addTrip(world, 'XG16', ['served', 'served'], planned, { twist: 'cancelled' });
  addTrip(world, 'XG34', ['served', 'served'], planned, { twist: 'reversed' });
  addTrip(world, 'XG3001', ['withdrawn'], { register: 900 });
  addTrip(world, 'XG1401', ['rejected'], { register: 950, accept: 820 });
}

/** Members whose last days are told here; chance leaves them alone meanwhile. */
export const STAGE: ReadonlySet<string> = new Set(
  [
    ['XG11', 'XG14', 'XG16', 'XG18', 'XG19', 'XG21', 'XG22', 'XG24', 'XG25', 'XG26', 'XG27', 'XG28', 'XG30'],
    ['XG33', 'XG34', 'XG35', 'XG1301', 'XG1401', 'XG1501', 'XG1801', 'XG2201', 'XG2501', 'XG3001'],
  ].flat(),
);

export function addScenes(world: World): void {
  addRegistered(world);
  addAccepted(world);
  addPicking(world);
  addTravelling(world);
  addArrived(world);
  addDifferences(world);
  addCalledOff(world);
}
