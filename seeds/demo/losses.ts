/** Losses of the demo: a box of the hub written off and destroyed, and one that waits for approval. */
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { approveLoss, submitLoss } from '../../src/losses/decide-commands.ts';
import { recordDestruction } from '../../src/losses/destroy-commands.ts';
import { openLoss, setLossLines } from '../../src/losses/draft-commands.ts';
import type { LossReason } from '../../src/losses/rules.ts';
import { type LyingLot, lotsToLose, toDestroy } from '../../src/losses/stock-queries.ts';
import { documentOf } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { chiefOf, must, today, type World } from './world.ts';

async function seen(world: World, number: string) {
  return { key: null, number, seenVersion: (await documentOf(world, number)).version };
}

/** One pack of each lot, handed in for approval. */
async function reported(
  world: World,
  keeper: Actor,
  lots: readonly LyingLot[],
  why: { reasonCode: LossReason; reason: string },
): Promise<string> {
  const organisationCode = world.hub.member.data.code;
  const input = { kind: 'write_off' as const, organisationCode, ...why };
  const { number } = must(await openLoss(world.services, keeper, null, input), 'a write-off');
  const typed = Object.fromEntries(lots.map((lot) => [`${lot.locationId}-${lot.lotId}`, { packs: '1' }]));
  const lines = { lots: typed, direction: 'out' as const };
  must(await setLossLines(world.services, keeper, { key: null, number }, lines), `lots of ${number}`);
  must(await submitLoss(world.services, keeper, await seen(world, number)), `submission of ${number}`);
  return number;
}

/** Why nobody hands it out any more. */
function reasonFor(lot: LyingLot, day: string): { reasonCode: LossReason; reason: string } {
  if (lot.frozen === 'recall') return { reasonCode: 'recalled', reason: '' };
  return lot.expiresOn < day
    ? { reasonCode: 'expired', reason: '' }
    : { reasonCode: 'deteriorated', reason: '外包装受潮' };
}

/** Goods nobody hands out: what is frozen, of ordinary control, at least a pack. */
async function idleLots(world: World): Promise<LyingLot[]> {
  const given = { organisationId: world.hub.member.id, day: today(world), q: undefined, empty: false };
  const lots = await lotsToLose(world.tx, given);
  return lots.filter(
    (lot) => lot.controlClass === 'none' && lot.scale === 1 && lot.onHand - lot.reserved >= lot.packSize,
  );
}

export async function* losses(world: World): Script {
  yield instantOf(addDays(world.day, -2), '15:20');
  const { hub, services } = world;
  const [keeper] = hub.storekeepers;
  const lots = await idleLots(world);
  const [first, second] = lots;
  if (keeper === undefined || first === undefined) return;
  const number = await reported(world, keeper, [first], reasonFor(first, today(world)));
  must(await approveLoss(services, chiefOf(hub), await seen(world, number)), `approval of ${number}`);
  yield instantOf(addDays(world.day, -1), '15:40');
  const [line] = (await toDestroy(world.tx, hub.member.id)).filter((row) => row.number === number);
  if (line !== undefined) {
    const input = {
      organisationCode: hub.member.data.code,
      method: 'incineration' as const,
      place: '医疗废物暂存间',
      occurredAt: null,
      note: '',
      lines: { [String(line.lineId)]: { packs: '1' } },
    };
    const witness = { personId: hub.quality.userId, provedAt: services.clock.now() };
    must(await recordDestruction(services, keeper, null, input, witness), 'a destruction');
  }
  if (second !== undefined) await reported(world, keeper, [second], reasonFor(second, today(world)));
}
