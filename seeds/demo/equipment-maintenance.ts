/** Rounds of the demo's equipment: planned by risk, done and confirmed, one downgraded, one stopped, a few late. */

import { assetByNumber } from '../../src/assets/record-queries.ts';
import { addDays, earlierDay } from '../../src/kernel/clock.ts';
import { type ListedPlan, listPlans, unplanned } from '../../src/maintenance/list-queries.ts';
import { planCards } from '../../src/maintenance/plan-commands.ts';
import { roundsOf } from '../../src/maintenance/record-queries.ts';
import { confirmResult, enterResult, type ResultInput } from '../../src/maintenance/result-commands.ts';
import { type Check, chosenItems, type PlanKind } from '../../src/maintenance/rules.ts';
import { instantOf, type Script } from './agenda.ts';
import { afterCards, atBranch, BRANCH } from './equipment-life.ts';
import { must, personOf, type World } from './world.ts';

const MANY = 1000;
/** Days before today on which engineers went round, and on which emergency equipment tested itself. */
const ROUNDS = [70, 52, 33, 18, 4];
const SELF_TESTS = [66, 34, 2];
/** Of the last round these many were not reached: they are late now. */
const LEFT = 3;

/** First rounds fall on a few days of the quarter, so that engineers go round together. */
const FIRST_DUE = [14, 32, 50, 66, 78, 86];

async function planAll(world: World, kind: PlanKind, dues: readonly string[]): Promise<void> {
  const { services, hub } = world;
  const cards = await unplanned(services.db.read, '/', kind, { size: MANY });
  for (const [nth, dueOn] of dues.entries()) {
    const lines = cards.filter((_card, at) => at % dues.length === nth).map(({ number }) => ({ number, kind }));
    if (lines.length === 0) continue;
    const input = { lines, dueOn, items: null };
    must(await planCards(services, personOf(hub, 'equipment_officer'), null, input), `rounds from ${dueOn}`);
  }
}

const VALUES: Record<string, string> = { electrical_safety: '漏电流42μA', calibration: '误差1.2%', battery: '满电' };

function checksOf(kind: PlanKind, failed: readonly string[]): Check[] {
  return chosenItems(kind, null).map(({ code, measured }) => ({
    item: code,
    found: failed.includes(code) ? 'fail' : 'pass',
    value: measured ? (VALUES[code] ?? '') : '',
  }));
}

type Finding = Pick<ResultInput, 'outcome'> & Partial<ResultInput> & { failed?: string[] };

/** What was found of a few names; all else was in order. */
const FOUND: Record<string, Finding> = {
  电子胃肠镜系统: { outcome: 'downgraded', failed: ['performance'], limits: '只作胃镜检查', note: '肠镜弯角不足' },
  脉动真空灭菌器: { outcome: 'stopped', failed: ['alarm', 'performance'], note: '超压报警不响，门封漏气，待厂家' },
  婴儿培养箱: { outcome: 'pass', failed: ['cleaning'], parts: '空气滤网', note: '滤网积尘，已清洁更换' },
};

async function enterOne(world: World, row: ListedPlan, given: Finding): Promise<number> {
  const { services, hub, day } = world;
  const card = await assetByNumber(services.db.read, '/', row.number);
  const records = await roundsOf(services.db.read, card?.asset.id ?? 0);
  const plan = records.find((record) => record.plan.id === row.id)?.plan;
  if (plan === undefined) throw new Error(`demo: no plan of ${row.number}`);
  // The branch tests its own things
  const own = row.kind === 'self_test' && card?.user.code === BRANCH;
  const doer = own ? atBranch(world, 'custodian') : personOf(hub, 'engineer');
  const { failed = [], ...found } = given;
  const input = {
    ...{ planId: row.id, version: plan.version, doneOn: day, checks: checksOf(row.kind, failed), parts: '' },
    ...{ limits: '', engineer: doer.name, note: '', ...found },
  };
  must(await enterResult(services, doer, null, input), `round of ${row.name}`);
  const [last] = (await roundsOf(services.db.read, card?.asset.id ?? 0)).flatMap(({ plan: of, results }) =>
    of.id === row.id ? results : [],
  );
  return last?.id ?? 0;
}

/** Does what is due on that day but the last few, and has most of it confirmed. */
async function goRound(world: World, kind: PlanKind, ago: number, left: number): Promise<void> {
  const { services, hub } = world;
  const doneOn = addDays(world.day, -ago);
  const due = await listPlans(services.db.read, '/', { kind }, { today: doneOn, soon: doneOn, size: MANY });
  const rows = due.filter(({ outcome }) => outcome !== 'stopped');
  for (const [nth, row] of rows.slice(0, Math.max(0, rows.length - left)).entries()) {
    const found = kind === 'pm' ? FOUND[row.name] : undefined;
    const resultId = await enterOne(world, row, { ...(found ?? { outcome: 'pass' }), doneOn });
    if (ago < 10 && nth % 4 === 0) continue;
    const input = { resultId, note: '' };
    must(await confirmResult(services, personOf(hub, 'equipment_officer'), null, input), `confirmed ${row.name}`);
  }
}

/** Rounds of the quarter and monthly self-tests; what failed for safety stays stopped. */
export async function* equipmentMaintenance(world: World): Script {
  yield afterCards(world);
  const first = (days: number) => addDays(world.startDay, days);
  await planAll(world, 'pm', FIRST_DUE.map(first));
  await planAll(world, 'self_test', [first(12), first(24)]);
  const rounds = [
    ...ROUNDS.map((ago) => ({ ago, kind: 'pm' as const })),
    ...SELF_TESTS.map((ago) => ({ ago, kind: 'self_test' as const })),
  ];
  for (const { ago, kind } of rounds.sort((a, b) => b.ago - a.ago)) {
    if (earlierDay(addDays(world.day, -ago), addDays(world.startDay, 1)) === addDays(world.day, -ago)) continue;
    yield instantOf(addDays(world.day, -ago), '16:30');
    await goRound(world, kind, ago, ago < 10 ? LEFT : 0);
  }
}
