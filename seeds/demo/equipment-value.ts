/** The value of the demo's equipment: months charged as they end, half a year of use, and a pool of idle things. */
import { turnAsset } from '../../src/assets/commands.ts';
import { listAssets } from '../../src/assets/list-queries.ts';
import { addMonths } from '../../src/depreciation/rules.ts';
import { postMonth } from '../../src/depreciation/run-commands.ts';
import { askForAsset, offerAsset } from '../../src/idle-pool/pool-commands.ts';
import { addDays, lastDayOfMonth } from '../../src/kernel/clock.ts';
import { recordUse } from '../../src/utilisation/use-commands.ts';
import { instantOf, type Script } from './agenda.ts';
import { must, personOf, type World } from './world.ts';

const MONTHS_OF_USE = 6;

/** Name, hours on and used a month, cases, positive percent or none, yuan of revenue and cost a case. */
type Use = readonly [
  name: string,
  open: number,
  used: number,
  cases: number,
  positive: number | null,
  yuan: number,
  cost: number,
];
const USES: readonly Use[] = [
  ['64排螺旋CT', 310, 236, 1_480, 62, 210, 46],
  ['1.5T磁共振', 260, 208, 520, 71, 420, 68],
  ['数字化X线摄影系统', 240, 131, 1_960, 38, 48, 7],
  ['全自动生化分析仪', 280, 190, 6_400, null, 22, 11],
  ['电子胃肠镜系统', 176, 96, 310, 55, 240, 62],
  ['便携式彩超', 200, 42, 120, 44, 90, 9],
];

/** The card of that name that came first. */
async function cardOf(world: World, name: string): Promise<{ number: string; acquiredOn: string }> {
  const found = await listAssets(world.services.db.read, '/', {}, { size: 1000 });
  const named = found.filter((one) => one.name === name).sort((a, b) => a.id - b.id);
  const [first] = named;
  if (first === undefined) throw new Error(`no ${name} in the register`);
  return first;
}

/** Each month is charged on the first morning of the next, before its books are closed. */
export async function* equipmentMonths(world: World): Script {
  const chief = personOf(world.hub, 'chief_accountant');
  const lastMonth = addMonths(world.day.slice(0, 7), -1);
  for (let month = world.startDay.slice(0, 7); month <= lastMonth; month = addMonths(month, 1)) {
    yield instantOf(addDays(lastDayOfMonth(month), 1), '08:20');
    must(await postMonth(world.services, chief, null, { month }), `depreciation of ${month}`);
  }
}

/** Half a year of use, as it is known on that day: up to the month before. */
async function recordUses(world: World, day: string): Promise<void> {
  const officer = personOf(world.hub, 'equipment_officer');
  const thisMonth = day.slice(0, 7);
  for (const [name, open, used, cases, positive, yuan, cost] of USES) {
    const { number, acquiredOn } = await cardOf(world, name);
    for (let ago = MONTHS_OF_USE; ago >= 1; ago -= 1) {
      const month = addMonths(thisMonth, -ago);
      if (month < acquiredOn.slice(0, 7)) continue;
      // Summer is quiet and winter is not: a steady rise with a dent every third month
      const percent = 88 + (MONTHS_OF_USE - ago) * 3 - (ago % 3 === 0 ? 6 : 0);
      const done = Math.round((cases * percent) / 100);
      const figures = {
        openMinutes: open * 60,
        usedMinutes: Math.min(open * 60, Math.round((used * 60 * percent) / 100)),
        cases: done,
        positives: positive === null ? null : Math.round((done * positive) / 100),
        revenueFen: done * yuan * 100,
        directCostFen: done * cost * 100,
      };
      must(await recordUse(world.services, officer, null, { number, month, ...figures }), `use of ${name}`);
    }
  }
}

const IDLE = [
  ['动态血压监测仪', 'good', 0, '随时可搬，附件齐'],
  ['婴儿培养箱', 'fair', 18_000, '温控已校准，外壳有划痕'],
] as const;

/** Two things lie idle from the start and are offered; two branches ask for something. */
export async function* equipmentPool(world: World): Script {
  yield instantOf(world.startDay, '09:10');
  const { services, hub } = world;
  const officer = personOf(hub, 'equipment_officer');
  for (const [name] of IDLE) {
    const given = { key: null, number: (await cardOf(world, name)).number };
    must(await turnAsset(services, officer, given, { turn: 'rest', why: '科室合并，多出一台' }), `${name} idle`);
  }
  const told = addDays(world.day, -4);
  yield instantOf(told, '10:40');
  await recordUses(world, told);
  for (const [name, condition, yuan, note] of IDLE) {
    const { number } = await cardOf(world, name);
    const input = { number, condition, expectedFen: yuan * 100, note };
    must(await offerAsset(services, officer, null, input), `offer of ${name}`);
  }
  const branches = world.members.filter(({ data }) => data.kind === 'branch').slice(0, 2);
  const asks = [
    ['electronic', '动态血压', '慢病随访，每周二外出'],
    ['ultrasound', '便携式', '产检下村'],
  ] as const;
  for (const [nth, [classCode, specification, reason]] of asks.entries()) {
    const member = branches[nth]?.data.code ?? hub.member.data.code;
    must(await askForAsset(services, officer, null, { member, classCode, specification, reason }), 'a demand');
  }
}
