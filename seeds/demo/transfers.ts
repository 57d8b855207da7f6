/** Goods that members gave each other: one asked for, a preparation under its permit, a proposal taken in part. */
import type { Role } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { showDispatch } from '../../src/dispatches/show-queries.ts';
import { unwatched } from '../../src/imports/pace.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { organisationById } from '../../src/organisations/queries.ts';
import { acceptLines } from '../../src/redistribution/accept-commands.ts';
import { computeProposal } from '../../src/redistribution/compute.ts';
import { importPoints } from '../../src/redistribution/point-commands.ts';
import { keepProposal } from '../../src/redistribution/proposal-commands.ts';
import { proposalHead, proposalLines } from '../../src/redistribution/proposal-queries.ts';
import { grantTransfer } from '../../src/transfers/grant-commands.ts';
import { askTransfer } from '../../src/transfers/open-commands.ts';
import { pickRows } from '../../src/transfers/pick-queries.ts';
import { transferByNumber } from '../../src/transfers/transfer-record.ts';
import { documentOf, pick, receive, send } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { recount } from './postings.ts';
import { type Item, itemByCode, type Member, memberOf, must, staffOf, today, type World } from './world.ts';

const TAKER = 'XG18';
const GIVER = 'XG30';
const MAKER = 'XG02';
const OINTMENT = 'ZJ001';
const ACCEPTED = 4;

function personOf(member: Member, role: Role): Actor {
  return member.staff.find((actor) => actor.roles.includes(role)) ?? staffOf(member);
}

async function seen(world: World, number: string) {
  return { key: null, number, seenVersion: (await documentOf(world, number)).version };
}

/** What the giver can spare for the taker today, the most first. */
async function spared(world: World, giver: Member, taker: Member): Promise<Item | undefined> {
  const [from, to] = [await organisationById(world.tx, giver.id), await organisationById(world.tx, taker.id)];
  if (from === undefined || to === undefined) return undefined;
  const items = [...taker.range.values()].map((habit) => habit.item);
  const itemIds = items.filter((item) => giver.range.has(item.data.code)).map((item) => item.id);
  const rows = await pickRows(world.tx, { giver: from, taker: to, q: undefined, day: today(world), itemIds });
  const packs = (row: (typeof rows)[number]) => row.stock.giver.availableBase / row.item.packSize;
  const [best] = rows
    .filter((row) => row.why === null && !world.asked.has(`${giver.data.code} ${row.item.code}`) && packs(row) >= 6)
    .sort((a, b) => packs(b) - packs(a) || a.item.id - b.item.id);
  return items.find((item) => item.id === best?.item.id);
}

/** Asked, granted with a pack less than asked, picked, sent and received. */
async function* transferred(world: World, sides: { giver: Member; taker: Member }, item: Item, packs: number): Script {
  const { services } = world;
  const { giver, taker } = sides;
  const input = {
    direction: 'asked' as const,
    organisationCode: taker.data.code,
    otherCode: giver.data.code,
    neededBy: addDays(today(world), 5),
    note: '',
    items: { [String(item.id)]: { packs: String(packs) } },
  };
  const { number } = must(await askTransfer(services, staffOf(taker), null, input), `asking for ${item.data.code}`);
  yield services.clock.now() + 40 * 60_000;
  const [row] = (await transferByNumber(world.tx, number))?.lines ?? [];
  const typed = { [String(row?.line.id)]: { packs: String(packs - 1), reason: '本院下周门诊要用' } };
  const head = personOf(giver, 'branch_head');
  const { dispatch } = must(
    await grantTransfer(services, head, await seen(world, number), typed),
    `grant of ${number}`,
  );
  await recount(world, giver, item);
  yield services.clock.now() + 50 * 60_000;
  for (const line of (await showDispatch(world.tx, dispatch, '/'))?.lines ?? []) {
    const { id, itemId, quantityBase, shippedBase, pickedBase } = line;
    const packSize = item.data.packSize;
    await pick(world, personOf(giver, 'branch_pharmacist'), dispatch, {
      id,
      itemId,
      packSize,
      quantityBase,
      shippedBase,
      pickedBase,
    });
  }
  await send(world, head, dispatch, { vehicle: '赣B·D0526', driver: '刘师傅', box: null });
  yield services.clock.now() + 150 * 60_000;
  const lines = ((await showDispatch(world.tx, dispatch, '/'))?.lines ?? []).map((line) => {
    return { lineId: line.id, goodBase: line.shippedBase, damagedBase: 0, missingBase: 0, note: null };
  });
  await receive(world, staffOf(taker), dispatch, lines);
  await recount(world, giver, item);
  await recount(world, taker, item);
}

/** Places of a county some fifty kilometres across: every member a little apart, clinics beside their branch. */
function sheetOf(world: World): string {
  const rows = world.members
    .filter(({ data }) => data.kind !== 'company')
    .map(({ data }, index) => {
      const turn = index * 2.399963;
      const reach = 0.025 * Math.sqrt(index);
      const latitude = (26.337812 + reach * Math.cos(turn)).toFixed(6);
      return `${data.code},${latitude},${(115.363145 + reach * Math.sin(turn)).toFixed(6)}`;
    });
  return ['机构编码,纬度,经度', ...rows].join('\n');
}

/** Computed by the hub over the whole county; the first lines of low cover are asked for, the rest waits. */
async function proposed(world: World): Promise<void> {
  const { services, hub } = world;
  const [pharmacist] = hub.pharmacists;
  if (pharmacist === undefined) return;
  const file = { name: '机构坐标.csv', content: new TextEncoder().encode(sheetOf(world)) };
  must(await importPoints(services, pharmacist, null, file), 'places of members');
  const asked = { day: today(world), aim: 'all' as const, route: 'direct' as const };
  const computed = await computeProposal(world.tx, asked, unwatched);
  if (computed.moves.length === 0) return;
  const kept = await keepProposal(services, pharmacist, null, { asked, computed, words: '' });
  const { number } = must(kept, 'a redistribution proposal');
  const head = await proposalHead(world.tx, number);
  const lines = await proposalLines(world.tx, { proposalId: head?.document.id ?? 0, filter: {}, size: ACCEPTED });
  const chosen = lines.slice(0, ACCEPTED).map(({ line }) => line.id);
  must(await acceptLines(services, pharmacist, null, { number, chosen, typed: {} }), `acceptance of ${number}`);
}

export async function* transfers(world: World): Script {
  const [taker, giver, maker] = [memberOf(world, TAKER), memberOf(world, GIVER), memberOf(world, MAKER)];
  yield instantOf(addDays(world.day, -3), '09:10');
  const item = await spared(world, giver, taker);
  if (item !== undefined) yield* transferred(world, { giver, taker }, item, 4);
  yield instantOf(addDays(world.day, -2), '09:20');
  yield* transferred(world, { giver: maker, taker }, itemByCode(world, OINTMENT), 6);
  yield instantOf(addDays(world.day, -1), '16:10');
  await proposed(world);
}
