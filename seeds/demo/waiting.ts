/** What members ask for and the central pharmacy lacks: the demand that waits for the next purchase plan. */
import { addDays } from '../../src/kernel/clock.ts';
import { openRequisition, submitRequisition } from '../../src/requisitions/commands.ts';
import { seen } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { type Item, type Member, memberOf, must, staffOf, today, type World } from './world.ts';

/** Two branches and two clinics of theirs, each with more patients coming back for the winter than usual. */
const ASKING: readonly [code: string, packs: number][] = [
  ['XG24', 120],
  ['XG30', 90],
  ['XG2501', 40],
  ['XG3001', 30],
];
const KINDS = 3;
const REASON = '冬春随访集中取药，按建档人数核定';

/** Everyday drugs for clinics too, of which the whole county has least: neither hub nor neighbours can help. */
function lacking(world: World): Item[] {
  const places = [...new Set([world.hub.member, ...world.members])];
  const at = (place: Member, item: Item) => world.shelves.available(place.id, item.id, today(world));
  const has = (item: Item) => places.reduce((sum, place) => sum + at(place, item), 0) / item.data.packSize;
  const everyday = world.items.filter(({ data }) => {
    const common = data.kind === 'drug' && data.control === 'none' && data.zone === 'room' && data.packSize > 1;
    return common && data.tiers.includes('village') && !world.leaving.has(data.code);
  });
  const sorted = everyday.map((item) => ({ item, packs: has(item) })).sort((a, b) => a.packs - b.packs);
  return sorted.slice(0, KINDS).map(({ item }) => item);
}

async function request(world: World, member: Member, items: readonly Item[], packs: number): Promise<void> {
  const actor = staffOf(member);
  const start = { member: member.data.code, start: 'empty' as const };
  const { number } = must(await openRequisition(world.services, actor, null, start), `asking of ${member.data.code}`);
  const lines = items.map((item) => ({ itemId: item.id, quantityBase: packs * item.data.packSize, reason: REASON }));
  const input = { ...(await seen(world, number)), neededBy: addDays(world.day, 10), note: '冬春备药', lines };
  must(await submitRequisition(world.services, actor, null, input), `submitting ${number}`);
}

/** Requisitions of yesterday afternoon that nobody has planned yet. */
export async function* waitingDemand(world: World): Script {
  yield instantOf(addDays(world.day, -1), '16:30');
  const items = lacking(world);
  for (const [code, packs] of ASKING) await request(world, memberOf(world, code), items, packs);
}
