/** Requests of the demo that end in other ways than at the counter: referred, given as a substitute, proposed. */
import { addDays } from '../../src/kernel/clock.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { givePart } from '../../src/shortages/part-commands.ts';
import { partsOf } from '../../src/shortages/part-queries.ts';
import { proposeWish } from '../../src/shortages/proposal-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { shortageByNumber } from '../../src/shortages/shortage-queries.ts';
import { confirmSubstitute } from '../../src/shortages/substitute-commands.ts';
import { substitutesFor } from '../../src/substitutes/queries.ts';
import { seen } from './acts.ts';
import { instantOf, MINUTE_MS, type Script } from './agenda.ts';
import { memberOf, must, staffOf, today, type World } from './world.ts';

const MEMBER = 'XG27';
const PACKS = 6;

/** Plain drugs that the branch keeps and nobody asks for at the moment. */
function plainItems(world: World) {
  const items = [...memberOf(world, MEMBER).range.values()].map((habit) => habit.item);
  return items.filter(({ data }) => {
    const plain = data.kind === 'drug' && data.control === 'none' && data.zone === 'room' && data.packSize > 1;
    return plain && !world.leaving.has(data.code) && !world.asked.has(`${MEMBER} ${data.code}`);
  });
}

type Wanted = { code: string; packSize: number } | { wish: string; detail: string };

async function asked(world: World, wanted: Wanted): Promise<string> {
  const listed = 'code' in wanted;
  const input = {
    organisationCode: MEMBER,
    itemCode: listed ? wanted.code : null,
    wishName: listed ? null : wanted.wish,
    wishDetail: listed ? null : wanted.detail,
    wishUnit: listed ? null : '盒',
    quantityBase: listed ? PACKS * wanted.packSize : PACKS,
    urgency: 'routine' as const,
    reason: listed ? ('patient_need' as const) : ('not_in_formulary' as const),
    neededBy: addDays(today(world), 4),
    daysOfUse: null,
    patients: 2,
    patientReference: null,
    note: null,
    substituteAcceptable: true,
    again: true,
  };
  const asker = staffOf(memberOf(world, MEMBER));
  return must(await registerShortage(world.services, asker, null, input), `asking of ${MEMBER}`).number;
}

const PLAIN = { note: '', dueOn: null, order: null, itemCode: null, itemBase: 0 };

/** A part is refused, and the patients of the rest are referred. */
async function* referred(world: World, item: { code: string; packSize: number }): Script {
  const { services } = world;
  const [pharmacist] = world.hub.pharmacists;
  if (pharmacist === undefined) return;
  const number = await asked(world, item);
  yield services.clock.now() + 15 * MINUTE_MS;
  must(await acceptShortage(services, pharmacist, null, await seen(world, number)), `accepting ${number}`);
  const part = async (packs: number, way: 'refuse' | 'refer', note: string) => {
    const given = { ...(await seen(world, number)), ...PLAIN, way, quantityBase: packs * item.packSize, note };
    must(await givePart(services, pharmacist, null, given), `answering a part of ${number}`);
  };
  await part(2, 'refuse', '厂家停产，备用量不再补');
  yield services.clock.now() + 25 * MINUTE_MS;
  await part(PACKS - 2, 'refer', '两位患者已约总院门诊取药');
}

/** The pharmacist offers what can stand in, and the prescriber agrees. */
async function* substituted(world: World, item: { code: string; packSize: number }, other: string): Script {
  const { services } = world;
  const [pharmacist] = world.hub.pharmacists;
  if (pharmacist === undefined) return;
  const number = await asked(world, item);
  yield services.clock.now() + 15 * MINUTE_MS;
  must(await acceptShortage(services, pharmacist, null, await seen(world, number)), `accepting ${number}`);
  const quantityBase = PACKS * item.packSize;
  const offer = { ...PLAIN, way: 'substitute' as const, quantityBase, itemCode: other, itemBase: quantityBase };
  const given = { ...(await seen(world, number)), ...offer };
  must(await givePart(services, pharmacist, null, given), `offering a substitute for ${number}`);
  yield services.clock.now() + 40 * MINUTE_MS;
  const record = await shortageByNumber(services.db.read, number, '/');
  const [part] = await partsOf(services.db.read, record?.document.id ?? 0);
  const said = { part: part?.id ?? 0, agrees: true, prescriber: '谢医师', note: '' };
  const asker = staffOf(memberOf(world, MEMBER));
  const confirmed = await confirmSubstitute(services, asker, null, { ...(await seen(world, number)), ...said });
  must(confirmed, `agreeing to a substitute for ${number}`);
}

/** What no catalogue holds is drafted for the committee. */
async function* proposed(world: World): Script {
  const { services } = world;
  const number = await asked(world, { wish: '依帕司他片', detail: '50mg' });
  yield services.clock.now() + 30 * MINUTE_MS;
  const input = { ...(await seen(world, number)), reason: `来自缺药登记${number}：两位患者长期需要。` };
  const proposer = staffOf(memberOf(world, MEMBER));
  must(await proposeWish(services, proposer, null, input), `proposing ${number}`);
}

/** The three, one after the other in an afternoon. */
export async function* otherEnds(world: World): Script {
  yield instantOf(addDays(world.day, -2), '15:45');
  const [first, ...others] = plainItems(world);
  if (first !== undefined) yield* referred(world, first.data);
  for (const { id, data } of others) {
    const offers = await substitutesFor(world.services.db.read, id, today(world));
    const offer = offers.find(({ availableBase, tiers }) => availableBase > 0 && tiers.township);
    if (offer === undefined) continue;
    yield* substituted(world, data, offer.item.code);
    break;
  }
  yield* proposed(world);
}
