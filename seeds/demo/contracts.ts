/** Volume contracts of the demo, agreed when a season of use is known: one that runs well, one that lags behind. */
import { eq } from 'drizzle-orm';
import { document } from '../../db/schema/documents.ts';
import { party } from '../../db/schema/parties.ts';
import { activateContract } from '../../src/contracts/commands.ts';
import { draftContract, setContractLine, spreadShares } from '../../src/contracts/draft-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { type Item, itemOf, must, personOf, today, type World } from './world.ts';

const DAYS_AGO = 60;
const YEAR_DAYS = 365;

const BATCHES = [
  {
    batch: '第1批',
    supplier: 'S001',
    backup: 'S002',
    names: ['苯磺酸氨氯地平片', '厄贝沙坦片', '阿托伐他汀钙片', '硫酸氢氯吡格雷片'],
    share: 0.8,
  },
  { batch: '第3批', supplier: 'S002', backup: 'S001', names: ['盐酸二甲双胍缓释片', '缬沙坦胶囊'], share: 2.4 },
];

/** What the county uses of an item in a year, base units, by the habits of its members. */
function yearlyUse(world: World, item: Item): number {
  const rates = world.members.map((member) => member.range.get(item.data.code)?.rate ?? 0);
  return Math.round(rates.reduce((sum, rate) => sum + rate, 0) * YEAR_DAYS);
}

async function idOf(world: World, code: string): Promise<number> {
  const [row] = await world.services.db.read.select({ id: party.id }).from(party).where(eq(party.code, code));
  return row?.id ?? 0;
}

/** Drafted by the buyer, let into force by the head of the department. */
export async function* contracts(world: World): Script {
  yield instantOf(addDays(world.day, -Math.min(DAYS_AGO, world.small ? 20 : DAYS_AGO)), '15:30');
  const { services } = world;
  const buyer = personOf(world.hub, 'buyer');
  const head = personOf(world.hub, 'supply_head');
  for (const { batch, supplier, backup, names, share } of BATCHES) {
    const input = {
      kind: 'volume' as const,
      title: `国家集采${batch}兴国县协议`,
      batch,
      partyId: await idOf(world, supplier),
      backupPartyId: await idOf(world, backup),
      startsOn: today(world),
      endsOn: addDays(today(world), YEAR_DAYS - 1),
    };
    const { number } = must(await draftContract(services, buyer, null, input), `contract ${batch}`);
    for (const name of names) {
      const item = itemOf(world, name);
      const agreedUnits = Math.max(1, Math.round(yearlyUse(world, item) * share));
      const line = { itemCode: item.data.code, pricePack: item.pricePack, agreedUnits, convertTimes: 1, convertBy: 1 };
      const { lineId } = must(await setContractLine(services, buyer, null, number, line), `${name} in ${batch}`);
      must(await spreadShares(services, buyer, null, number, lineId), `shares of ${name}`);
    }
    const [row] = await services.db.read.select().from(document).where(eq(document.number, number));
    const given = { key: null, number, seenVersion: row?.version ?? 0 };
    must(await activateContract(services, head, given), `contract ${batch} in force`);
  }
}
