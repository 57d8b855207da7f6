/** One need asked for twice in the demo by two people of a branch: made one at the desk, and then not needed. */
import { addDays } from '../../src/kernel/clock.ts';
import { cancelShortage } from '../../src/shortages/commands.ts';
import { mergeShortage } from '../../src/shortages/merge-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { seen } from './acts.ts';
import { instantOf, MINUTE_MS, type Script } from './agenda.ts';
import { memberOf, must, staffOf, today, type World } from './world.ts';

const MEMBER = 'XG27';
const PACKS = 3;

/** A plain drug that the branch keeps and nobody asks for at the moment. */
function wanted(world: World) {
  const member = memberOf(world, MEMBER);
  const items = [...member.range.values()].map((habit) => habit.item);
  return items.find(({ data }) => {
    const plain = data.kind === 'drug' && data.control === 'none' && data.zone === 'room' && data.packSize > 1;
    return plain && !world.leaving.has(data.code) && !world.asked.has(`${MEMBER} ${data.code}`);
  });
}

/** Registered twice within minutes, merged as one need, and cancelled when a neighbour's parcel came. */
export async function* askedTwice(world: World): Script {
  yield instantOf(addDays(world.day, -2), '15:05');
  const item = wanted(world);
  const [pharmacist] = world.hub.pharmacists;
  if (item === undefined || pharmacist === undefined) return;
  const { services } = world;
  const asker = staffOf(memberOf(world, MEMBER));
  const input = {
    organisationCode: MEMBER,
    itemCode: item.data.code,
    wishName: null,
    wishDetail: null,
    wishUnit: null,
    quantityBase: PACKS * item.data.packSize,
    urgency: 'routine' as const,
    reason: 'out_of_stock' as const,
    neededBy: addDays(today(world), 4),
    daysOfUse: null,
    patients: null,
    patientReference: null,
    note: '药房与病区各报了一次',
    substituteAcceptable: true,
    again: true,
  };
  const first = must(await registerShortage(services, asker, null, input), `asking of ${MEMBER}`).number;
  yield services.clock.now() + 12 * MINUTE_MS;
  const second = must(await registerShortage(services, asker, null, input), `asking again of ${MEMBER}`).number;
  yield services.clock.now() + 20 * MINUTE_MS;
  const pair = { ...(await seen(world, second)), into: first, adds: 'nothing' as const };
  must(await mergeShortage(services, pharmacist, null, pair), `merging ${second}`);
  yield services.clock.now() + 30 * MINUTE_MS;
  const ended = { ...(await seen(world, first)), note: '邻院调剂已到，不再需要' };
  must(await cancelShortage(services, asker, null, ended), `cancelling ${first}`);
}
