/** Selling prices of the demo: taken over from what was paid, set by two people; one and a repricing wait. */
import { addDays } from '../../src/kernel/clock.ts';
import { recordListedPrices } from '../../src/prices/commands.ts';
import { openRepricing, setRepricingLine, submitRepricing } from '../../src/repricings/commands.ts';
import { decideSellingPrice, proposeSellingPrice } from '../../src/selling/commands.ts';
import { takeOverPrices } from '../../src/selling/follow-commands.ts';
import { listSelling, type SellingLine } from '../../src/selling/list-queries.ts';
import { seen } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { itemOf, must, personOf, today, type World } from './world.ts';

/** What is asked above what was paid: under the limit of decoction pieces; own preparations add the making. */
const PERCENT = { limited: 120, own: 135 };
/** Prices are whole fen where they are not smaller than one. */
const FEN = 100;
/** Falls in price on the platform, so its stock is repriced. */
const FALLING = '奥美拉唑肠溶胶囊';
const FALLS_TO = 95;

const missing = (world: World) => listSelling(world.services.db.read, { day: today(world), state: 'missing' });

function priceFor({ rule, stock }: SellingLine): number {
  const exact = Math.floor(((stock?.leastPack ?? 0) * (rule.code === 'own' ? PERCENT.own : PERCENT.limited)) / 100);
  return exact < FEN ? exact : Math.floor(exact / FEN) * FEN;
}

async function propose(world: World, line: SellingLine): Promise<number> {
  const reason = line.rule.code === 'own' ? '制剂成本核算，经物价小组讨论' : '按进价加成20%，不超过25%上限';
  const input = { itemCode: line.code, pricePack: priceFor(line), validFrom: today(world), reason };
  const buyer = personOf(world.hub, 'buyer');
  return must(await proposeSellingPrice(world.services, buyer, null, input), `selling price of ${line.code}`).id;
}

/** After the opening stock: what is at zero markup is sold at what was paid, for the rest two people set a price. */
export async function setSellingPrices(world: World): Promise<void> {
  const { services, hub } = world;
  must(await takeOverPrices(services, personOf(hub, 'buyer'), null), 'selling prices taken over');
  const lines = await missing(world);
  // One of the decoction pieces is left for the end: there its price waits for its approval
  const left = lines.findLast(({ rule }) => rule.code === 'limited');
  for (const line of lines.filter((one) => one !== left)) {
    const id = await propose(world, line);
    const input = { itemCode: line.code, id, approve: true, note: '' };
    must(await decideSellingPrice(services, personOf(hub, 'chief_accountant'), null, input), `price of ${line.code}`);
  }
}

async function repriceFalling(world: World): Promise<void> {
  const { services, hub } = world;
  const buyer = personOf(hub, 'buyer');
  const item = itemOf(world, FALLING);
  const newPrice = Math.floor((item.pricePack * FALLS_TO) / 100);
  const listing = { itemId: item.id, pricePack: newPrice, validFrom: addDays(today(world), 1) };
  const source = '江西省医药采购平台挂网价联动下调';
  must(await recordListedPrices(services, buyer, null, { source, lines: [listing] }), `new price of ${FALLING}`);
  const opening = { reason: `${FALLING}挂网价联动下调`, legalBasis: source };
  const { number } = must(await openRepricing(services, buyer, null, opening), 'a repricing');
  const line = { itemCode: item.data.code, newPrice };
  must(await setRepricingLine(services, buyer, null, number, line), `${FALLING} in ${number}`);
  const { version: seenVersion } = await seen(world, number);
  must(await submitRepricing(services, buyer, { key: null, number, seenVersion }), `sending ${number}`);
}

/** On the last morning: what came in since gets its price, one price and one repricing wait for the other person. */
export async function* sellingNow(world: World): Script {
  yield instantOf(world.day, '08:20');
  const left = await missing(world);
  if (left.some(({ rule }) => rule.code === 'zero')) {
    must(await takeOverPrices(world.services, personOf(world.hub, 'buyer'), null), 'selling prices of what came since');
  }
  const waiting = left.find(({ rule }) => rule.code === 'limited');
  if (waiting !== undefined) await propose(world, waiting);
  await repriceFalling(world);
}
