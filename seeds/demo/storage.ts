/** Storage of the demo: probes, a week of readings, an excursion half decided, upkeep done and half done. */
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays, DAY_MS, HOUR_MS } from '../../src/kernel/clock.ts';
import { decideLots, explainExcursion } from '../../src/storage/excursion-commands.ts';
import { caseByNumber } from '../../src/storage/excursion-record.ts';
import { recordCalibration, registerLogger } from '../../src/storage/logger-commands.ts';
import { takeReadings } from '../../src/storage/reading-commands.ts';
import { type GivenReading, ZONE_RANGES } from '../../src/storage/rules.ts';
import { finishRest, recordFinding } from '../../src/upkeep/do-commands.ts';
import { linesOf, listUpkeeps } from '../../src/upkeep/list-queries.ts';
import { makeUpkeep } from '../../src/upkeep/make-commands.ts';
import { periodOf } from '../../src/upkeep/rules.ts';
import { type LoadedUpkeep, upkeepByNumber } from '../../src/upkeep/upkeep-record.ts';
import { documentOf } from './acts.ts';
import { instantOf, MINUTE_MS, type Script } from './agenda.ts';
import { type Member, must, staffOf, today, type World } from './world.ts';

const HALF_HOUR_MS = 30 * MINUTE_MS;
const ZONES = ['cold', 'cool', 'room'] as const;
type ProbeZone = (typeof ZONES)[number];

/** What a store of that zone is like, tenths of a degree. */
const USUAL: Record<ProbeZone, { middle: number; swing: number }> = {
  cold: { middle: 48, swing: 14 },
  cool: { middle: 165, swing: 18 },
  room: { middle: 212, swing: 25 },
};

const keeperOf = (world: World, member: Member): Actor =>
  member.id === world.hub.member.id ? (world.hub.storekeepers[0] ?? world.hub.quality) : staffOf(member);

const codeOf = (member: Member, zone: ProbeZone) => `${member.data.code}-${zone.toUpperCase()}`;

/** Probes of a member, one for each of its stores, all calibrated; one calibration lapses soon. */
async function addProbes(world: World, member: Member): Promise<void> {
  for (const zone of ZONES) {
    const locationId = member.stores.get(zone);
    const range = ZONE_RANGES[zone];
    if (locationId === undefined || range === undefined) continue;
    const code = codeOf(member, zone);
    const input = {
      code,
      organisationCode: member.data.code,
      name: { cold: '冷库温度', cool: '阴凉库温湿度', room: '常温库温湿度' }[zone],
      locationId,
      ...range,
      humidityLowTenths: zone === 'cold' ? null : 350,
      humidityHighTenths: zone === 'cold' ? null : 750,
      everyMinutes: 30,
      graceMinutes: 30,
      calibrationDueOn: addDays(today(world), zone === 'cool' ? 25 : 240),
    };
    must(await registerLogger(world.services, world.hub.quality, null, input), `probe ${code}`);
  }
  const passed = {
    calibratedOn: addDays(today(world), -10),
    dueOn: addDays(today(world), 355),
    certificate: 'JX-温-2026-0417',
    passed: true,
  };
  const given = { key: null, code: codeOf(member, 'room') };
  if (member.stores.has('room'))
    must(await recordCalibration(world.services, world.hub.quality, given, passed), 'a calibration');
}

/** A week of half hours up to the demo's moment; `out` is a stretch in which the door stood open. */
function weekOf(world: World, zone: ProbeZone, out?: { from: number; to: number }): GivenReading[] {
  const { middle, swing } = USUAL[zone];
  const readings: GivenReading[] = [];
  for (let at = world.now - 7 * DAY_MS; at <= world.now; at += HALF_HOUR_MS) {
    const hour = (at % DAY_MS) / HOUR_MS;
    const wave = Math.round(Math.sin((hour / 24) * 2 * Math.PI) * swing * 0.5 + (world.random.next() - 0.5) * swing);
    const isOut = out !== undefined && at >= out.from && at <= out.to;
    const humidityTenths = zone === 'cold' ? null : 520 + Math.round((world.random.next() - 0.5) * 90);
    readings.push({ at, temperatureTenths: middle + wave + (isOut ? 62 : 0), humidityTenths });
  }
  return readings;
}

async function readWeek(world: World, member: Member, out?: { from: number; to: number }): Promise<string[]> {
  const numbers: string[] = [];
  for (const zone of ZONES) {
    if (!member.stores.has(zone)) continue;
    const readings = weekOf(world, zone, zone === 'cold' ? out : undefined);
    const input = { code: codeOf(member, zone), source: 'file' as const, readings };
    const taken = must(await takeReadings(world.services, keeperOf(world, member), null, input), 'a week of readings');
    numbers.push(...taken.excursions);
  }
  return numbers;
}

async function decideHalf(world: World, member: Member, number: string): Promise<void> {
  const seen = async () => ({ key: null, number, seenVersion: (await documentOf(world, number)).version });
  const said = { cause: '夜间停电约两小时，备用电源未自动切换', measures: '来电后恢复；已报修备用电源，冷库贴了封条' };
  must(await explainExcursion(world.services, keeperOf(world, member), await seen(), said), `words of ${number}`);
  const lots = (await caseByNumber(world.tx, number))?.lots ?? [];
  const half = lots.slice(0, Math.floor(lots.length / 2)).map(({ part }) => `${part.locationId}-${part.lotId}`);
  if (half.length === 0) return;
  const input = { lots: half, decision: 'released' as const, reason: '说明书允许25℃以下短时存放，外观正常' };
  must(await decideLots(world.services, world.hub.quality, await seen(), input), `half of ${number}`);
}

/** Lists that nobody has done yet, with their members. */
async function openLists(world: World): Promise<{ list: LoadedUpkeep; member: Member }[]> {
  const rows = await listUpkeeps(world.tx, '/', { state: 'open' }, { size: 1000, today: today(world) });
  const lists = await Promise.all(rows.map((row) => upkeepByNumber(world.tx, row.number)));
  return lists.flatMap((list) => {
    const member = [world.hub.member, ...world.members].find((one) => one.id === list?.upkeep.organisationId);
    return list === undefined || member === undefined || member.staff.length === 0 ? [] : [{ list, member }];
  });
}

/** Lists that came about at night are done by whoever keeps the stores, but for this month's of those who are shown. */
async function finishLists(world: World, shown: readonly Member[]): Promise<void> {
  const { period } = periodOf('key', world.day);
  for (const { list, member } of await openLists(world)) {
    if (list.upkeep.period === period && shown.includes(member)) continue;
    const { number, version } = list.document;
    const given = { key: null, number, seenVersion: version };
    must(await finishRest(world.services, keeperOf(world, member), given), `upkeep ${number}`);
  }
}

/** The list of this month, half done, with one thing found. */
async function beginList(world: World, member: Member): Promise<void> {
  const keeper = keeperOf(world, member);
  const own = (await openLists(world)).find((one) => one.member === member && one.list.upkeep.kind === 'key');
  const input = { organisationCode: member.data.code, kind: 'key' as const };
  const number =
    own?.list.document.number ?? must(await makeUpkeep(world.services, keeper, null, input), 'a list of upkeep').number;
  const id = (await upkeepByNumber(world.tx, number))?.document.id ?? 0;
  const lines = await linesOf(world.tx, id, { tab: 'all' }, { size: 14 });
  const troubled = lines.find((row) => row.line.why === 'near_expiry' && !row.held)?.line.id;
  for (const { line } of lines.slice(0, Math.ceil(lines.length / 2))) {
    const problem = line.id === troubled && member.id !== world.hub.member.id;
    const words = problem ? { problem: '外包装受潮', measure: '单独存放，报质量员' } : { problem: '', measure: '' };
    const finding = problem ? ('problem' as const) : ('good' as const);
    const found = { lineId: line.id, finding, ...words };
    must(await recordFinding(world.services, keeper, { key: null, number }, found), `a line of ${number}`);
  }
}

/** The branch whose cold store was warm: the last one that has goods in it, so that the other stories go on. */
function warmBranch(world: World): Member | undefined {
  return [...world.members]
    .reverse()
    .find((one) => one.data.kind === 'branch' && one.stores.has('cold') && one.staff.length > 0);
}

export async function* storage(world: World): Script {
  const branch = warmBranch(world);
  const watched = branch === undefined ? [world.hub.member] : [world.hub.member, branch];
  yield instantOf(addDays(world.day, -7), '08:10');
  for (const member of watched) await addProbes(world, member);
  // At the very end: what is held is missing from every story that would come after it
  yield world.now;
  await finishLists(world, watched);
  await readWeek(world, world.hub.member);
  await beginList(world, world.hub.member);
  if (branch === undefined) return;
  const begun = world.now - 16 * HOUR_MS;
  const numbers = await readWeek(world, branch, { from: begun, to: begun + 2 * HOUR_MS });
  for (const number of numbers) await decideHalf(world, branch, number);
  await beginList(world, branch);
}
