/** Implants of the demo: laid on the shelf by the supplier, used on patients, one use corrected, a lot recalled. */
import { eq } from 'drizzle-orm';
import { item } from '../../db/schema/catalogue.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { party } from '../../db/schema/parties.ts';
import { addCode } from '../../src/catalogue/code-commands.ts';
import { wordsOf } from '../../src/catalogue/edit-forms.ts';
import { addItem } from '../../src/catalogue/item-edit-commands.ts';
import { placeUnits, sendBackUnit } from '../../src/implants/place-commands.ts';
import { openRecall, recordFollowUp } from '../../src/implants/recall-commands.ts';
import { takeBackUse, useUnit } from '../../src/implants/use-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { recordListedPrices, setSupplyTerm } from '../../src/prices/commands.ts';
import { instantOf, type Script } from './agenda.ts';
import { suppliers } from './data/suppliers.ts';
import { afterCards } from './equipment-life.ts';
import { chiefOf, must, personOf, today, type World } from './world.ts';

export const diOf = (digits: string) => `${digits}${gs1CheckDigit(digits)}`;

export interface Goods {
  code: string;
  name: string;
  strength: string;
  maker: string;
  number: string;
  yuan: number;
  di: string;
}
export const STENT: Goods = {
  ...{ code: 'ZR001', name: '冠状动脉药物洗脱支架系统', strength: '3.0mm×18mm', maker: '上海微创医疗器械' },
  ...{ number: '国械注准20193131001', yuan: 798, di: diOf('0695012340018') },
};
const LENS: Goods = {
  ...{ code: 'ZR002', name: '折叠式人工晶状体', strength: '+21.0D', maker: '爱博诺德（北京）医疗科技' },
  ...{ number: '国械注准20203160577', yuan: 1_180, di: diOf('0695012340025') },
};

/** Who sells devices in the demo. */
export async function deviceSeller({ services }: World) {
  const selling = suppliers.find(({ sells }) => sells.devices);
  const named = eq(party.code, selling?.code ?? '');
  const [seller] = await services.db.read.select().from(party).where(named);
  if (seller === undefined) throw new Error('demo: nobody sells devices');
  return seller;
}

/** The item with its device identifier and its price; from then on a unit of it is known by its code. */
export async function addGoods(world: World, goods: Goods, seller: { id: number }): Promise<void> {
  const { services, hub } = world;
  const pricePack = goods.yuan * 10_000;
  const words = wordsOf({
    ...{ kind: 'consumable', genericName: goods.name, form: '植介入', consumableGrade: 'implant' },
    ...{ strength: goods.strength, baseUnit: '套', packUnit: '套', packSize: 1, pricePack },
    ...{ manufacturer: goods.maker, approvalNumber: goods.number, code: goods.code },
  });
  must(await addItem(services, chiefOf(hub), null, { under: {}, words }), goods.name);
  const source = '医疗器械唯一标识数据库';
  const code = { itemCode: goods.code, type: 'udi_di' as const, value: goods.di };
  must(await addCode(services, chiefOf(hub), null, { ...code, validFrom: '', validTo: null, source }), goods.di);
  const [row] = await services.db.read.select().from(item).where(eq(item.code, goods.code));
  const lines = [{ itemId: row?.id ?? 0, pricePack, validFrom: today(world) }];
  const buyer = personOf(hub, 'buyer');
  must(await recordListedPrices(services, buyer, null, { source: '省平台集采中选价', lines }), 'its price');
  const terms = { leastPacks: 1, stepPacks: 1, leadDays: 3, preference: 1, active: true };
  const term = { itemCode: goods.code, partyId: seller.id, ...terms };
  must(await setSupplyTerm(services, buyer, null, term), 'its seller');
}

export const codeOf = ({ di }: Goods, serial: string, lot: string, until: string) =>
  `(01)${di}(17)${until.slice(2).replaceAll('-', '')}(10)${lot}(21)${serial}`;

export async function unitOf({ services }: World, serial: string): Promise<number> {
  const [found] = await services.db.read.select().from(implantUnit).where(eq(implantUnit.serial, serial));
  if (found === undefined) throw new Error(`demo: no unit ${serial}`);
  return found.id;
}

/** Six stents and three lenses in consignment: used, one use taken back, one sent back, one lot recalled. */
export async function* consignedImplants(world: World): Script {
  yield afterCards(world);
  const { services, hub } = world;
  const keeper = personOf(hub, 'storekeeper');
  const seller = await deviceSeller(world);
  yield instantOf(addDays(world.day, -26), '09:40');
  for (const goods of [STENT, LENS]) await addGoods(world, goods, seller);
  const [later, soon] = [addDays(world.day, 420), addDays(world.day, 19)];
  const place = async (shelf: string, noteNumber: string, scans: string[]) => {
    const paper = { supplier: seller.code, shelf, noteNumber, supplierPerson: '王业务员', scans: scans.join('\n') };
    must(await placeUnits(services, keeper, null, paper), shelf);
  };
  const stents = ['S26A101', 'S26A102', 'S26A103', 'S26B201', 'S26B202'].map((serial) =>
    codeOf(STENT, serial, serial.slice(0, 4), later),
  );
  yield instantOf(addDays(world.day, -21), '10:10');
  await place('导管室高值柜A层', 'JS-26-0418', [...stents, codeOf(STENT, 'S25K901', 'S25K', soon)]);
  await place(
    '眼科手术室2号柜',
    'JS-26-0419',
    ['L7701', 'L7702', 'L7703'].map((one) => codeOf(LENS, one, 'L77', later)),
  );
  const use = async (scan: string, patientRef: string, doctor: string, department: string) => {
    const facts = { patientRef, doctor, department, operatedOn: today(world) };
    must(await useUnit(services, keeper, null, { scan, ...facts }), `use of ${scan}`);
  };
  yield instantOf(addDays(world.day, -15), '15:30');
  await use(stents[0] ?? '', 'ZY26118032', '彭主任', '心血管内科');
  yield instantOf(addDays(world.day, -9), '11:50');
  await use(stents[3] ?? '', 'ZY26118957', '彭主任', '心血管内科');
  await use(codeOf(LENS, 'L7701', 'L77', later), 'ZY26119011', '龚医生', '眼科');
  await use(codeOf(LENS, 'L7702', 'L77', later), 'ZY26119011', '龚医生', '眼科');
  yield instantOf(addDays(world.day, -9), '14:20');
  const wrong = { id: await unitOf(world, 'L7702'), why: '拆了包装没有植入，扫重了' };
  must(await takeBackUse(services, keeper, null, wrong), 'a use taken back');
  yield instantOf(addDays(world.day, -3), '09:05');
  const back = { id: await unitOf(world, 'L7703'), why: '度数不常用，换货' };
  must(await sendBackUnit(services, keeper, null, back), 'sent back');
  yield instantOf(addDays(world.day, -2), '16:45');
  const notice = { di: STENT.di, lotNumber: 'S26B', serial: null, why: '厂家二级召回：输送系统标签错误' };
  const recall = must(await openRecall(services, hub.quality, null, notice), 'a recall');
  yield instantOf(addDays(world.day, -1), '10:30');
  const told = { toldOn: today(world), outcome: '电话通知，下周复查造影' };
  const unitId = await unitOf(world, 'S26B201');
  must(await recordFollowUp(services, keeper, null, { recallId: recall.id, unitId, ...told }), 'a patient told');
  yield instantOf(addDays(world.day, -1), '15:10');
  const lens = { di: LENS.di, lotNumber: 'L77', serial: null, why: '国家局三级召回：包装印刷' };
  must(await openRecall(services, hub.quality, null, lens), 'another recall');
}
