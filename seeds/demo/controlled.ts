/** A controlled-drug day of the demo: cards, a delivery, issues, ampoules, residue, and every safe handed over. */

import { destroyAmpoules, pourAway, returnAmpoules } from '../../src/controlled/ampoule-commands.ts';
import { ampoulesToDestroy, owedAmpoules } from '../../src/controlled/ampoule-queries.ts';
import { recordCard } from '../../src/controlled/card-commands.ts';
import { handOver } from '../../src/controlled/handover-commands.ts';
import { lotsInStore } from '../../src/controlled/handover-queries.ts';
import type { Shift } from '../../src/controlled/rules.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { keepersOf, standingBy } from './controlled-keepers.ts';
import { controlledRoad } from './controlled-road.ts';
import { bringIn, recount } from './postings.ts';
import { chiefOf, itemOf, type Member, must, today, type World } from './world.ts';

const FENTANYL = '枸橼酸芬太尼注射液';
const MORPHINE = '盐酸吗啡注射液';

interface Asked {
  name: string;
  quantityBase: number;
  ward: string;
  taker: string;
  prescription: string;
}

/** Hands out of the hub's safe, first to expire first. */
async function issue(world: World, asked: Asked): Promise<void> {
  const member = world.hub.member;
  const two = keepersOf(member);
  const item = itemOf(world, asked.name);
  const [lot] = (await lotsInStore(world.tx, member.stores.get('controlled') ?? 0)).filter(
    (one) => one.itemId === item.id && one.expiresOn > today(world),
  );
  if (two === undefined || lot === undefined || lot.onHand < asked.quantityBase) return;
  const { ward, taker, prescription, quantityBase } = asked;
  const header = { purpose: 'ward' as const, ward, patient: '', prescription, note: '', taker };
  const line = { itemId: item.id, quantityBase, place: null, reason: '' };
  const input = { ...header, occurredAt: null, lines: [line] };
  must(await recordIssue(world.services, two[0], null, input, standingBy(world, two[1])), `issue of ${asked.name}`);
  await recount(world, member, item);
}

/** Counts the safe of a member and hands it over; `short` names how many pieces the first lot lacks. */
async function handSafeOver(world: World, member: Member, shift: Shift, short = 0): Promise<void> {
  const storeId = member.stores.get('controlled');
  const two = keepersOf(member);
  if (storeId === undefined || two === undefined) return;
  const lying = await lotsInStore(world.tx, storeId);
  const lots = Object.fromEntries(
    lying.map((lot, index) => {
      const counted = lot.onHand - (index === 0 ? short : 0);
      const { packSize, scale } = lot.shape;
      const units = String(scale === 1 ? counted % packSize : counted / scale);
      const packs = scale === 1 ? { packs: String(Math.floor(counted / packSize)) } : {};
      return [lot.lotId, { ...packs, units, ...(index === 0 && short > 0 && { reason: '清点时破损1支，未登记' }) }];
    }),
  );
  const input = { storeId, day: today(world), shift, note: '', lots };
  const second = standingBy(world, two[1]);
  must(await handOver(world.services, two[0], null, input, second), `handover at ${member.data.code}`);
}

/** Ampoules of the oldest issue that owes some, all but `less` of them. */
async function takeAmpoulesBack(world: World, less: number): Promise<number | undefined> {
  const member = world.hub.member;
  const two = keepersOf(member);
  const [line] = await owedAmpoules(world.tx, member.path, { since: 0, size: 1 });
  if (two === undefined || line === undefined) return undefined;
  const pieces = Math.max(1, line.issued - line.back - less);
  const input = { lineId: line.id, pieces, returnedBy: '手术室护士' };
  must(await returnAmpoules(world.services, two[0], null, input, standingBy(world, two[1])), 'ampoules back');
  return line.id;
}

async function recordCards(world: World): Promise<void> {
  const year = Number(world.day.slice(0, 4));
  const from = `${year - 2}-03-01`;
  const keepers = world.members.filter((member) => member.stores.has('controlled'));
  for (const [index, member] of keepers.entries()) {
    const card = {
      organisationCode: member.data.code,
      number: `赣麻印${year - 2}${String(index + 1).padStart(3, '0')}`,
      classes: ['narcotic' as const, 'psychotropic_1' as const],
      buyers: (keepersOf(member) ?? []).map((actor) => actor.name).join('、') || '采购专员',
      validFrom: from,
      // One of them is about to lapse
      validTo: index === 1 ? addDays(world.day, 45) : `${year + 1}-02-28`,
    };
    must(await recordCard(world.services, chiefOf(world.hub), null, card), `card of ${member.data.code}`);
  }
}

/** The weeks before the demo's day, as far as controlled drugs go. */
export async function* controlledDays(world: World): Script {
  const { hub, services } = world;
  const two = keepersOf(hub.member);
  if (two === undefined) return;
  yield instantOf(world.startDay, '08:20');
  await recordCards(world);
  yield instantOf(addDays(world.day, -9), '09:20');
  await issue(world, { name: MORPHINE, quantityBase: 4, ward: '肿瘤科', taker: '肿瘤科护士', prescription: 'MZ0912' });
  yield instantOf(addDays(world.day, -1), '08:40');
  const fentanyl = itemOf(world, FENTANYL);
  const batch = world.batches.suppliedIn(fentanyl, today(world).slice(0, 7));
  await bringIn(world, 'supplier', hub.member, two[0], [{ item: fentanyl, batch, quantityBase: 50 }], 900);
  const morphine = itemOf(world, MORPHINE);
  const fresh = world.batches.suppliedIn(morphine, today(world).slice(0, 7));
  const delivery = [{ item: morphine, batch: fresh, quantityBase: 60 }];
  await bringIn(world, 'supplier', hub.member, two[0], delivery, 901);
  yield instantOf(addDays(world.day, -1), '09:10');
  await issue(world, { name: FENTANYL, quantityBase: 6, ward: '手术室', taker: '麻醉科护士', prescription: 'MZ1001' });
  yield instantOf(addDays(world.day, -1), '11:30');
  const lineId = await takeAmpoulesBack(world, 2);
  if (lineId !== undefined) {
    const residue = { lineId, amount: '0.5ml', method: '当面倒入下水道冲净' };
    must(await pourAway(services, two[0], null, residue, standingBy(world, two[1])), 'residue');
  }
  const waiting = await ampoulesToDestroy(world.tx, hub.member.id);
  const { code, shortName } = hub.member.data;
  const place = { id: hub.member.id, code, shortName, path: hub.member.path };
  const ids = waiting.map((row) => row.id);
  if (ids.length > 0)
    must(await destroyAmpoules(services, two[0], null, { place, ids }, standingBy(world, two[1])), 'destruction');
  yield* controlledRoad(world, morphine);
  yield instantOf(addDays(world.day, -1), '16:05');
  await handSafeOver(world, hub.member, 'day');
  yield instantOf(addDays(world.day, -1), '23:55');
  await handSafeOver(world, hub.member, 'evening');
  yield instantOf(world.day, '07:55');
  const others = world.members.filter((member) => member !== hub.member);
  for (const [index, member] of others.entries()) await handSafeOver(world, member, 'night', index === 2 ? 1 : 0);
  await handSafeOver(world, hub.member, 'night');
  yield instantOf(world.day, '08:50');
  await issue(world, { name: FENTANYL, quantityBase: 3, ward: '手术室', taker: '麻醉科护士', prescription: 'MZ1002' });
}
