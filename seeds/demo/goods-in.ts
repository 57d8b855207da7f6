/** What the demo's storekeepers do with what suppliers brought: inspected, one lot refused, sent on to who asked. */
import { eq } from 'drizzle-orm';
import { dispatch } from '../../db/schema/dispatches.ts';
import { receiptLine } from '../../db/schema/receipts.ts';
import { addDays, HOUR_MS } from '../../src/kernel/clock.ts';
import { concludeReceipt } from '../../src/receiving/conclude-commands.ts';
import { countAsAnnounced } from '../../src/receiving/draft-commands.ts';
import { saveLine } from '../../src/receiving/line-commands.ts';
import { papersFor } from '../../src/receiving/line-rules.ts';
import { openInspection } from '../../src/receiving/open-commands.ts';
import { sendOn } from '../../src/receiving/supply-commands.ts';
import { documentOf, linesOf, pick, receive, seen, send } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { memberOf, must, personOf, staffOf, type World } from './world.ts';

/** Opens the inspection of a delivery as the storekeeper does at the door. */
async function open(world: World, coming: { order: string; delivery: string }): Promise<string> {
  const at = world.services.clock.now();
  const travel = { transport: '常温厢车', temperatureMin: null, temperatureMax: null, temperatureArrival: null };
  const input = {
    ...coming,
    place: null,
    noteNumber: `SX${coming.order.slice(3)}`,
    invoices: 'complete' as const,
    invoicesNote: '',
    arrivedAt: at,
    departedAt: at - 3 * HOUR_MS,
    ...travel,
  };
  const keeper = personOf(world.hub, 'storekeeper');
  return must(await openInspection(world.services, keeper, { key: null, input }), `inspecting ${coming.delivery}`)
    .number;
}

/** Decides lot by lot with the papers that came along; of the delivery in the story the last boxes were wet. */
async function decide(world: World, number: string, refusing: boolean): Promise<void> {
  const { id } = await documentOf(world, number);
  const rows = await world.tx.select().from(receiptLine).where(eq(receiptLine.receiptId, id)).orderBy(receiptLine.id);
  for (const [index, row] of rows.entries()) {
    const wet = refusing && rows.length > 1 && index === rows.length - 1;
    const { lotNumber, producedOn, expiresOn, maker, approvalNumber, arrivedBase } = row;
    const lot = { lotNumber, producedOn, expiresOn, maker, approvalNumber, arrivedBase };
    const no = { decision: 'rejected' as const, reasonCode: 'damaged' as const, reason: '外箱受潮，内包装有水渍' };
    const yes = { decision: 'accepted' as const, reasonCode: null, reason: '' };
    const rest = { badBase: 0, badCode: null, badReason: '', sampledPacks: 2, storeId: null };
    const paperChecks = papersFor({ kind: 'drug' }, approvalNumber);
    const input = {
      ...(await seen(world, number)),
      line: row.lineNumber,
      ...lot,
      paperChecks,
      ...(wet ? no : yes),
      ...rest,
    };
    must(
      await saveLine(world.services, personOf(world.hub, 'storekeeper'), { key: null, input }),
      `a lot of ${number}`,
    );
  }
}

/** Inspects a delivery whole; gives the dispatches on which it goes on to those who asked. */
async function inspect(
  world: World,
  coming: { order: string; delivery: string },
  refusing: boolean,
): Promise<string[]> {
  const keeper = personOf(world.hub, 'storekeeper');
  const number = await open(world, coming);
  const { services } = world;
  const counted = { key: null, input: await seen(world, number) };
  must(await countAsAnnounced(services, keeper, counted), `counting ${number}`);
  await decide(world, number, refusing);
  const concluding = { ...(await seen(world, number)), scans: 0, endsDelivery: true };
  must(await concludeReceipt(services, keeper, { key: null, input: concluding, second: null }), `concluding ${number}`);
  const sent = await sendOn(services, keeper, { key: null, input: await seen(world, number) });
  // Nothing to send on when all that came is still to be shared out
  if (!sent.ok && sent.reason === 'supply_nothing') return [];
  return must(sent, `sending on ${number}`).dispatches.map((one) => one.number);
}

async function deliver(world: World, numbers: readonly string[]): Promise<void> {
  const [keeper, other] = world.hub.storekeepers;
  const checker = world.hub.pharmacists[0] ?? other;
  if (keeper === undefined || checker === undefined) throw new Error('demo: nobody sends');
  for (const number of numbers) {
    // Joined to one that was open already, it left with that one
    if ((await documentOf(world, number)).status !== 'picking') continue;
    for (const line of await linesOf(world, number)) await pick(world, keeper, number, line);
    await send(world, checker, number, { vehicle: '赣B·D3206', driver: '温师傅', box: null });
  }
}

async function take(world: World, number: string): Promise<void> {
  const lines = (await linesOf(world, number)).map((line) => ({
    lineId: line.id,
    goodBase: line.shippedBase,
    damagedBase: 0,
    missingBase: 0,
    note: '',
  }));
  const place = await placeOf(world, number);
  await receive(world, staffOf(memberOf(world, place)), number, lines);
}

async function placeOf(world: World, number: string): Promise<string> {
  const { id } = await documentOf(world, number);
  const [row] = await world.tx.select().from(dispatch).where(eq(dispatch.documentId, id));
  const found = world.members.find((member) => member.id === row?.toOrganisationId);
  return found?.data.code ?? '';
}

/** The deliveries of the plan that was bought whole: inspected, sent on, received by the branches. */
export async function* goodsIn(world: World): Script {
  yield instantOf(addDays(world.day, -14), '10:20');
  const dispatches: string[] = [];
  for (const [index, coming] of world.coming.entries()) dispatches.push(...(await inspect(world, coming, index === 0)));
  yield instantOf(addDays(world.day, -13), '09:30');
  await deliver(world, dispatches);
  yield instantOf(addDays(world.day, -12), '15:30');
  for (const number of dispatches) {
    if ((await documentOf(world, number)).status === 'in_transit') await take(world, number);
  }
}
