/** Equipment that the demo buys: one thing from its application to its card, one that waits for the second side. */

import { acquisitionFor } from '../../src/acquisitions/acquisition-queries.ts';
import { openAcquisition, submitAcquisition } from '../../src/acquisitions/apply-commands.ts';
import { approveAcquisition } from '../../src/acquisitions/decide-commands.ts';
import { confirmAcceptance } from '../../src/asset-purchases/accept-commands.ts';
import { recordDelivery } from '../../src/asset-purchases/delivery-commands.ts';
import { openPurchase } from '../../src/asset-purchases/purchase-commands.ts';
import { undoAcceptance } from '../../src/asset-purchases/undo-commands.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { memberOf, must, personOf, type World } from './world.ts';

const BRANCH = 'XG18';
const SUPPLIER = 'S001';

interface Wish {
  name: string;
  classCode: string;
  quantity: number;
  unitFen: number;
  necessity: string;
  benefit: string;
}

const DEFIBRILLATOR: Wish = {
  ...{ name: '除颤监护仪', classCode: 'surgery_emergency', quantity: 1, unitFen: 4_200_000 },
  ...{ necessity: '急诊仅有一台，转运时无备用', benefit: '院前急救和病房抢救都能用' },
};
const THERAPY: Wish = {
  ...{ name: '中频治疗仪', classCode: 'physical_therapy', quantity: 2, unitFen: 1_500_000 },
  ...{ necessity: '康复门诊每天排队，两台已超龄', benefit: '慢病康复留在分院' },
};

const given = (number: string) => ({ key: null, number });

async function apply(world: World, asker: Actor, wish: Wish): Promise<string> {
  const { services } = world;
  const amountFen = wish.quantity * wish.unitFen;
  const input = {
    ...{ ...wish, organisationCode: BRANCH, funds: { fiscal: amountFen }, largeKind: null, licenceNumber: null },
    ...{ feasibility: '位置、电源和人员都已落实', casesMonth: 60, chargeFen: 4_000, costFen: 600 },
    budgetLine: '基层能力提升设备购置',
  };
  const { number } = must(await openAcquisition(services, asker, null, input), 'an application');
  const found = await acquisitionFor(services.db.read, '/', number);
  const reasons = Object.fromEntries((found?.idle ?? []).map((one) => [String(one.id), '型号旧，附件不全']));
  must(await submitAcquisition(services, asker, given(number), { reasons }), `${number} handed in`);
  return number;
}

const unit = (serialNumber: string, producedOn: string) => ({ serialNumber, udi: null, producedOn });

/** A branch applies, the office approves, the buyer signs; both sides accept the one, of the other one is missing. */
export async function* equipmentPurchases(world: World): Script {
  const { services, hub, day } = world;
  const asker = memberOf(world, BRANCH).staff.find((one) => one.roles.includes('custodian'));
  if (asker === undefined) throw new Error(`demo: nobody keeps equipment at ${BRANCH}`);
  const [officer, buyer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'buyer')];
  yield instantOf(addDays(day, -12), '15:40');
  const asked = [await apply(world, asker, DEFIBRILLATOR), await apply(world, asker, THERAPY)];
  yield instantOf(addDays(day, -11), '10:20');
  for (const number of asked) {
    must(await approveAcquisition(services, officer, given(number), { meetingRecord: null }), `${number} approved`);
  }
  yield instantOf(addDays(day, -9), '14:10');
  const signed: string[] = [];
  const terms = [
    [1, 4_050_000, '县医采〔2026〕31号', 36],
    [2, 1_430_000, '县医采〔2026〕32号', 24],
  ] as const;
  for (const [nth, [quantity, unitFen, contractNumber, warrantyMonths]] of terms.entries()) {
    const contract = {
      ...{ acquisitionNumber: asked[nth] ?? '', supplier: SUPPLIER, method: 'negotiation' as const },
      ...{ methodReason: null, contractNumber, contractOn: addDays(day, -9), quantity, unitFen, warrantyMonths },
      ...{ paymentDays: 30, retentionPercent: 5, retentionMonths: 12 },
      ...{ deliverOn: addDays(day, 10), paymentTerms: '验收合格30日内付95%，质保期满无息付5%' },
    };
    signed.push(must(await openPurchase(services, buyer, null, contract), 'a contract').number);
  }
  yield instantOf(addDays(day, -5), '09:50');
  const first = {
    ...{ arrivedOn: addDays(day, -5), brand: '迈瑞', model: 'BeneHeart D3', maker: '深圳迈瑞生物医疗电子股份有限公司' },
    ...{ categoryCode: '08', registrationNumber: '国械注准20233080417', room: '急诊室', damage: '外箱完好，无受潮' },
    units: [unit('D3-26094417', '2026-09-12')],
  };
  const done = must(await recordDelivery(services, asker, given(signed[0] ?? ''), first), 'a delivery').number;
  const user = { side: 'user' as const, supplierPerson: null, note: '开机自检、放电测试通过' };
  must(await confirmAcceptance(services, asker, given(done), user), 'word of the user');
  yield instantOf(addDays(day, -4), '16:10');
  const office = { side: 'office' as const, supplierPerson: '郭经理', note: null };
  must(await confirmAcceptance(services, officer, given(done), office), 'word of the office');
  yield instantOf(addDays(day, -3), '09:30');
  const why = { why: '机身铭牌与序列号不符，供应商当天换机' };
  must(await undoAcceptance(services, officer, given(done), why), 'an acceptance undone');
  const swapped = { ...first, arrivedOn: addDays(day, -3), units: [unit('D3-26094471', '2026-09-12')] };
  const anew = must(await recordDelivery(services, asker, given(signed[0] ?? ''), swapped), 'the swapped one').number;
  must(await confirmAcceptance(services, asker, given(anew), user), 'word of the user again');
  yield instantOf(addDays(day, -3), '15:20');
  must(await confirmAcceptance(services, officer, given(anew), office), 'word of the office again');
  yield instantOf(addDays(day, -1), '11:30');
  const second = {
    ...{ arrivedOn: addDays(day, -1), brand: '翔宇', model: 'XY-K-MT-I', maker: '河南翔宇医疗设备股份有限公司' },
    ...{
      categoryCode: '09',
      registrationNumber: '豫械注准20222090318',
      room: '康复室',
      damage: '一箱边角压痕，机器无损',
    },
    units: [unit('XY2608113', '2026-08-20')],
  };
  const waits = must(await recordDelivery(services, asker, given(signed[1] ?? ''), second), 'a delivery').number;
  const half = { ...user, note: '先到一台，试用正常' };
  must(await confirmAcceptance(services, asker, given(waits), half), 'word of the user');
}
