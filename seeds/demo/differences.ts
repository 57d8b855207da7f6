/** What arrives damaged or does not arrive, and how both sides look into it. */

import type { Actor } from '../../src/auth/viewer.ts';
import { decideCharge } from '../../src/dispatches/charge-commands.ts';
import type { Bearer, Finding } from '../../src/dispatches/difference-rules.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import type { ReceivedLine } from '../../src/dispatches/rules.ts';
import * as acts from './acts.ts';
import { type Script, workLater } from './agenda.ts';
import type { Difference, Trip } from './trip.ts';
import { must, personOf, staffOf, type World } from './world.ts';

const NOTES = {
  damaged: '外箱受压，内盒破损，已拍照另放。',
  missing: '开箱清点少件，封签完好。',
};

interface Findings {
  finding: Finding;
  other: Finding;
  reasons: readonly [string, string];
}

const FINDINGS: Record<Difference['kind'], readonly Findings[]> = {
  damaged: [
    { finding: 'write_off', other: 'return_to_sender', reasons: ['照片已看，同意报损。', '破损无法使用，报损。'] },
    { finding: 'return_to_sender', other: 'write_off', reasons: ['退回由中心药库向厂家索赔。', '退回总院处理。'] },
  ],
  missing: [
    { finding: 'never_loaded', other: 'lost', reasons: ['复核监控，漏装，货仍在库。', '到货时就没有，未装车。'] },
    { finding: 'found_at_receiver', other: 'lost', reasons: ['经核对随下一箱送到。', '在另一箱内找到，已上架。'] },
    { finding: 'lost', other: 'never_loaded', reasons: ['途中遗失，由承运方赔付。', '未收到，司机亦未见。'] },
  ],
};

/** The receipt of every shipped line; with a difference, the first line that can spare a pack lacks one. */
export function differenceIn(world: World, lines: readonly acts.Line[], given?: Difference): ReceivedLine[] {
  const shipped = lines.filter((line) => line.shippedBase > 0);
  const whole = (line: acts.Line) => ({
    lineId: line.id,
    goodBase: line.shippedBase,
    damagedBase: 0,
    missingBase: 0,
    note: null,
  });
  const hit = given && (shipped.find((line) => line.shippedBase >= 2 * line.packSize) ?? shipped[0]);
  return shipped.map((line) => {
    if (given === undefined || line !== hit) return whole(line);
    const most = Math.floor(line.shippedBase / 2);
    const lost = Math.max(1, Math.min(most, line.packSize * world.random.int(1, 2)));
    const goodBase = line.shippedBase - lost;
    const [damagedBase, missingBase] = given.kind === 'damaged' ? [lost, 0] : [0, lost];
    return { lineId: line.id, goodBase, damagedBase, missingBase, note: NOTES[given.kind] };
  });
}

/** What is lost on the way the carrier bears; what comes broken, who packed it. */
const BEARERS: Partial<Record<Finding, Bearer>> = { lost: 'carrier', write_off: 'sender' };

async function find(world: World, actor: Actor, number: string, finding: Finding, reason: string) {
  const input = { ...(await acts.seen(world, number)), finding, bearer: BEARERS[finding] ?? null, reason };
  must(await findDifference(world.services, actor, null, input), `finding of ${number}`);
}

/** The chief accountant confirms every other charge; the last ones wait. */
async function decide(world: World, number: string) {
  const input = { ...(await acts.seen(world, number)), agree: true, note: '依据双方认定，同意。' };
  must(await decideCharge(world.services, personOf(world.hub, 'chief_accountant'), null, input), `charge of ${number}`);
}

/** The two sides look into a difference in the days after; what has not happened by the end stays open. */
export async function* settleDifference(world: World, trip: Trip, number: string): Script {
  const { difference } = trip;
  if (difference === undefined || difference.ends === 'open') return;
  const { random, hub } = world;
  const chosen = random.pick(FINDINGS[difference.kind]);
  yield workLater(world.services.clock.now(), random.int(60, 420));
  await find(world, staffOf(trip.member), number, chosen.finding, chosen.reasons[1]);
  if (difference.ends === 'one_side') return;
  yield workLater(world.services.clock.now(), random.int(60, 500));
  const finding = difference.ends === 'closed' ? chosen.finding : chosen.other;
  const reason = difference.ends === 'closed' ? chosen.reasons[0] : '库房监控与出库复核均无异常，意见不同。';
  await find(world, random.pick(hub.pharmacists), number, finding, reason);
  if (difference.ends !== 'closed' || BEARERS[finding] === undefined || Number(number.slice(-1)) % 2 === 1) return;
  yield workLater(world.services.clock.now(), 90);
  await decide(world, number);
}
