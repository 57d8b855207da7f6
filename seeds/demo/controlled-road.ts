/** Controlled drugs on the demo's road: a branch asks, two of the head hospital send, two of the branch lock away. */
import { may } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { accept, answer, linesOf, pick, type Request, seen } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { keepersOf, standingBy } from './controlled-keepers.ts';
import type { Item } from './item.ts';
import { recount } from './postings.ts';
import { type Member, must, today, type World } from './world.ts';

const QUANTITY = 10;

async function ask(world: World, member: Member, actor: Actor, item: Item): Promise<Request> {
  const neededInDays = 2;
  const given = { quantityBase: QUANTITY, urgency: 'emergency' as const, reason: 'out_of_stock' as const };
  const rest = { daysOfUse: null, patients: null, patientReference: null, note: '手术日要用，专柜只剩几支。' };
  const neededBy = addDays(today(world), neededInDays);
  const goods = { organisationCode: member.data.code, itemCode: item.data.code, again: true };
  const wish = { wishName: null, wishDetail: null, wishUnit: null, substituteAcceptable: false };
  const done = await registerShortage(world.services, actor, null, { ...given, ...rest, ...goods, ...wish, neededBy });
  const { number } = must(done, `controlled shortage of ${member.data.code}`);
  return { number, member, item, ask: { item, wish: null, neededInDays, ...given, ...rest }, neededBy, ended: false };
}

/** Asked for, answered, picked by one, sent by another, received by two; a second one waits for its two receivers. */
export async function* controlledRoad(world: World, item: Item): Script {
  const { hub } = world;
  const keepers = hub.member.staff.filter((actor) => may(actor.roles, 'controlled.act'));
  const picker = keepers.find((actor) => may(actor.roles, 'dispatch.pick'));
  const sender = keepers.find((actor) => actor !== picker && may(actor.roles, 'dispatch.post'));
  const answerer = keepers.find((actor) => may(actor.roles, 'shortage.answer'));
  const branch = world.members.find(
    (member) => member.data.kind === 'branch' && member.stores.has('controlled') && keepersOf(member) !== undefined,
  );
  const two = branch && keepersOf(branch);
  if (picker === undefined || sender === undefined || answerer === undefined || !branch || !two) return;
  const send = async (): Promise<string> => {
    const request = await ask(world, branch, two[0], item);
    await accept(world, answerer, request);
    const { dispatchNumber } = await answer(world, answerer, request, { quantityBase: QUANTITY });
    for (const line of await linesOf(world, dispatchNumber)) await pick(world, picker, dispatchNumber, line);
    const load = { vehicle: '赣B·D0018', driver: '李师傅', box: `封签${request.number.slice(-4)}`, note: null };
    const input = { ...(await seen(world, dispatchNumber)), ...load };
    const posted = await postDispatch(world.services, sender, null, input, standingBy(world, picker));
    must(posted, `sending ${dispatchNumber}`);
    await recount(world, hub.member, item);
    return dispatchNumber;
  };
  yield instantOf(addDays(world.day, -1), '13:10');
  const number = await send();
  yield instantOf(addDays(world.day, -1), '15:20');
  const lines = (await linesOf(world, number)).map((line) => {
    return { lineId: line.id, goodBase: line.shippedBase, damagedBase: 0, missingBase: 0, note: null };
  });
  const input = { ...(await seen(world, number)), lines };
  const taken = await receiveDispatch(world.services, two[0], null, input, standingBy(world, two[1]));
  must(taken, `receiving ${number}`);
  await recount(world, branch, item);
  yield instantOf(addDays(world.day, -1), '15:45');
  await send();
}
