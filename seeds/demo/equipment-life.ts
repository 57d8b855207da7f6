/** What happens to the demo's equipment: faults and repairs, things given away and disposed of, stocktakes by scan. */
import { approveMove, handOver, takeOver } from '../../src/asset-transfers/act-commands.ts';
import { proposeMove } from '../../src/asset-transfers/propose-commands.ts';
import { listAssets } from '../../src/assets/list-queries.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { forwardEvent } from '../../src/device-events/act-commands.ts';
import { reportEvent } from '../../src/device-events/report-commands.ts';
import { appraise, approveDisposal, carryOut } from '../../src/disposals/act-commands.ts';
import { proposeDisposal } from '../../src/disposals/propose-commands.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import * as repairs from '../../src/faults/repair-commands.ts';
import { type ReportInput, reportFault } from '../../src/faults/report-commands.ts';
import { moveInventory } from '../../src/inventories/act-commands.ts';
import { closeInventory, decideFind, decideLine } from '../../src/inventories/decide-commands.ts';
import { addOffBook, markFound } from '../../src/inventories/find-commands.ts';
import { linesOf } from '../../src/inventories/line-queries.ts';
import { openInventory } from '../../src/inventories/open-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { memberOf, must, personOf, type World } from './world.ts';

export const BRANCH = 'XG18';

/** The first card of that name, in one member where that matters. */
export async function numberOf(world: World, name: string, keeper?: string): Promise<string> {
  const scopePath = keeper === undefined ? '/' : memberOf(world, keeper).path;
  const found = await listAssets(world.services.db.read, scopePath, {}, { size: 1000 });
  const [first] = found.filter((one) => one.name === name).sort((a, b) => a.id - b.id);
  if (first === undefined) throw new Error(`demo: no ${name} in the register`);
  return first.number;
}

export function atBranch(world: World, role: Actor['roles'][number]): Actor {
  const found = memberOf(world, BRANCH).staff.find((one) => one.roles.includes(role));
  if (found === undefined) throw new Error(`demo: nobody at ${BRANCH} is ${role}`);
  return found;
}

/** A history that is short begins when the register is written. */
export const afterCards = (world: World) => instantOf(world.startDay, '09:20');
export const given = (number: string) => ({ key: null, number });
const fault = (asset: string, what: string, more: Partial<ReportInput> = {}): ReportInput => ({
  ...{ asset, what, urgency: 'urgent', usable: 'no', loaner: null, photo: null },
  ...more,
});

const LOGIN = { engineer: 'weigong', outside: '' };

/** A dear repair that was agreed to, a cheap one, one whose cost waits, one in work, one just reported. */
export async function* equipmentFaults(world: World): Script {
  yield afterCards(world);
  yield* dearRepair(world);
  yield* cheapRepair(world);
  yield* waitingRepair(world);
}

async function* dearRepair(world: World): Script {
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  yield instantOf(addDays(world.day, -38), '08:50');
  const first = fault(await numberOf(world, '血细胞分析仪'), '开机报压力异常，不能计数');
  const dear = must(await reportFault(services, officer, null, first), 'a fault').number;
  must(await repairs.assignFault(services, engineer, given(dear), LOGIN), 'taken');
  yield instantOf(addDays(world.day, -38), '15:30');
  const pump = { diagnosis: '真空泵膜片破裂', takeOut: false };
  must(await repairs.diagnoseFault(services, engineer, given(dear), pump), 'diagnosed');
  const part = { kind: 'part' as const, name: '真空泵组件', quantity: 1, unitFen: 420_000 };
  must(await repairs.addCost(services, engineer, given(dear), part), 'a part');
  must(await repairs.askForCost(services, engineer, given(dear), { why: '原厂件，3日到货' }), 'asked');
  yield instantOf(addDays(world.day, -37), '09:10');
  const yes = { agreed: true, why: '' };
  must(await repairs.decideCost(services, personOf(hub, 'vice_president'), given(dear), yes), 'agreed');
  yield instantOf(addDays(world.day, -34), '16:40');
  const mended = { work: '更换真空泵组件，校准后质控合格', labourMinutes: 150, irreparable: false };
  must(await repairs.repairFault(services, engineer, given(dear), mended), 'repaired');
  yield instantOf(addDays(world.day, -33), '09:00');
  const good = { outcome: 'pass' as const, test: '质控两水平在控' };
  must(await repairs.acceptRepair(services, officer, given(dear), good), 'accepted');
}

async function* cheapRepair(world: World): Script {
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  yield instantOf(addDays(world.day, -15), '10:20');
  const door = fault(await numberOf(world, '全自动清洗消毒器'), '舱门密封不严，漏水', { urgency: 'routine' });
  const cheap = must(await reportFault(services, officer, null, door), 'a fault').number;
  must(await repairs.assignFault(services, engineer, given(cheap), LOGIN), 'taken');
  const seal = { diagnosis: '门封条老化', takeOut: false };
  must(await repairs.diagnoseFault(services, engineer, given(cheap), seal), 'diagnosed');
  const strip = { kind: 'part' as const, name: '门封条', quantity: 1, unitFen: 26_000 };
  must(await repairs.addCost(services, engineer, given(cheap), strip), 'a part');
  const leak = {
    ...{
      asset: await numberOf(world, '血液透析机'),
      eventClass: 'other' as const,
      occurredOn: addDays(world.day, -16),
    },
    ...{ what: '透析液接头渗漏，报警后更换管路', harm: '无', stop: false, photo: null },
  };
  const told = must(await reportEvent(services, officer, null, leak), 'an adverse event').number;
  yield instantOf(addDays(world.day, -14), '11:00');
  const national = { nationalNumber: '36073220260000417', forwardedOn: addDays(world.day, -14) };
  must(await forwardEvent(services, officer, given(told), national), 'forwarded');
  const sealed = { work: '更换门封条', labourMinutes: 40, irreparable: false };
  must(await repairs.repairFault(services, engineer, given(cheap), sealed), 'repaired');
  must(await repairs.acceptRepair(services, officer, given(cheap), { outcome: 'pass', test: '试漏合格' }), 'accepted');
}

async function* waitingRepair(world: World): Script {
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  yield instantOf(addDays(world.day, -6), '14:10');
  const salt = fault(await numberOf(world, '电解质分析仪'), '钠电极漂移，质控失控');
  const asking = must(await reportFault(services, officer, null, salt), 'a fault').number;
  must(await repairs.assignFault(services, engineer, given(asking), { ...LOGIN, outside: '康立售后' }), 'taken');
  yield instantOf(addDays(world.day, -5), '10:00');
  const worn = { diagnosis: '电极组和蠕动泵管到寿', takeOut: false };
  must(await repairs.diagnoseFault(services, engineer, given(asking), worn), 'diagnosed');
  const outside = { kind: 'outside' as const, name: '厂家上门更换电极组', quantity: 1, unitFen: 980_000 };
  must(await repairs.addCost(services, engineer, given(asking), outside), 'a firm');
  must(await repairs.askForCost(services, engineer, given(asking), { why: '在保外，报价已比较两家' }), 'asked');
  yield instantOf(addDays(world.day, -2), '08:40');
  const dark = fault(await numberOf(world, '黑白超声诊断仪', BRANCH), '探头图像有暗区', { urgency: 'routine' });
  const branch = must(await reportFault(services, atBranch(world, 'custodian'), null, dark), 'a fault').number;
  must(await repairs.assignFault(services, engineer, given(branch), LOGIN), 'taken');
  yield instantOf(addDays(world.day, -1), '10:05');
  const burn = {
    ...{ asset: await numberOf(world, '高频电刀'), eventClass: 'serious' as const, occurredOn: addDays(world.day, -1) },
    ...{ what: '术中负极板贴附处皮肤灼伤', harm: '右小腿Ⅱ度烫伤2×1厘米', stop: true, photo: null },
  };
  must(await reportEvent(services, officer, null, burn), 'an adverse event');
  yield instantOf(addDays(world.day, -1), '16:20');
  const beep = fault(await numberOf(world, '输液泵'), '按键失灵，偶尔报警', { urgency: 'routine', usable: 'yes' });
  must(await reportFault(services, officer, null, beep), 'a fault');
}

/** One thing given to a branch and taken over there, one proposed; one disposed of, one appraised. */
export async function* equipmentMoves(world: World): Script {
  yield afterCards(world);
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  const vice = personOf(hub, 'vice_president');
  yield instantOf(addDays(world.day, -16), '09:40');
  const chair = await numberOf(world, '牙科综合治疗机');
  const why = { reason: 'obsolete' as const, explanation: '使用年限已满，配件停产' };
  const out = must(
    await proposeDisposal(services, officer, null, { assetNumbers: [chair], ...why }),
    'a disposal',
  ).number;
  yield instantOf(addDays(world.day, -14), '15:00');
  const worth = { findings: { [chair]: { found: '主要部件老化，无维修价值', worthFen: 80_000 } } };
  must(await appraise(services, engineer, given(out), worth), 'appraised');
  yield instantOf(addDays(world.day, -13), '09:00');
  must(await approveDisposal(services, vice, given(out)), 'agreed');
  yield instantOf(addDays(world.day, -10), '09:30');
  const ecg = await numberOf(world, '十二道心电图机');
  const wish = { to: BRANCH, reason: '胸痛救治单元建设', paidFen: 0, licenceNumber: null };
  const move = must(await proposeMove(services, officer, null, { assetNumber: ecg, ...wish }), 'a transfer').number;
  must(await approveMove(services, vice, given(move)), 'agreed');
  const sold = { way: 'recycled' as const, takenBy: '县再生资源公司', certificateNumber: 'HS-2026-031' };
  must(await carryOut(services, officer, given(out), { ...sold, incomeFen: 0, incomeReceipt: null }), 'carried out');
  yield instantOf(addDays(world.day, -7), '10:00');
  const handed = { condition: '外观完好，导联线、打印纸齐', test: '自检及模拟波形正常', safe: true };
  must(await handOver(services, officer, given(move), handed), 'handed over');
  yield instantOf(addDays(world.day, -7), '14:30');
  const taken = { condition: '开箱试机正常', room: '急诊室' };
  must(await takeOver(services, atBranch(world, 'custodian'), given(move), taken), 'taken over');
  yield instantOf(addDays(world.day, -3), '11:20');
  const scan = await numberOf(world, '便携式彩超');
  const asked = { to: BRANCH, reason: '产检下村需要，总院使用率低', paidFen: 0, licenceNumber: null };
  must(await proposeMove(services, officer, null, { assetNumber: scan, ...asked }), 'a transfer');
  yield instantOf(addDays(world.day, -3), '15:10');
  const server = await numberOf(world, '服务器');
  const old = { assetNumbers: [server], reason: 'obsolete' as const, explanation: '已迁移到云平台' };
  must(await proposeDisposal(services, officer, null, old), 'a disposal');
}

/** A branch is counted and closed with one thing off the books; a room of the head hospital is being counted. */
export async function* equipmentStocktakes(world: World): Script {
  yield afterCards(world);
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  const custodian = atBranch(world, 'custodian');
  yield instantOf(addDays(world.day, -5), '09:00');
  const whole = { by: 'keeper' as const, below: true };
  const year = { organisationCode: BRANCH, title: '江背分院年度清查', scope: whole };
  const count = must(await openInventory(services, custodian, null, year), 'a stocktake').number;
  const counted = await documentByNumber(services.db.read, 'inventory', count);
  for (const { card } of await linesOf(services.db.read, counted?.id ?? 0)) {
    const strayed = card.name === '黑白超声诊断仪' ? '妇产科诊室' : '';
    const found = { code: card.number, at: '', room: strayed, condition: 'in_use' as const, note: '' };
    must(await markFound(services, custodian, given(count), found), 'found');
  }
  const nebuliser = { name: '雾化吸入器', description: '鱼跃 403M，无标签', serialNumber: 'YY403M-88121' };
  const place = { at: BRANCH, room: '儿科诊室', condition: 'in_use' as const };
  must(await addOffBook(services, custodian, given(count), { ...nebuliser, ...place }), 'off the books');
  must(await moveInventory(services, custodian, given(count), { act: 'finish', why: '' }), 'finished');
  yield instantOf(addDays(world.day, -4), '10:00');
  for (const { line, differences } of await linesOf(services.db.read, counted?.id ?? 0)) {
    if (differences.length === 0) continue;
    const decision = { lineId: line.id, decision: 'correct' as const, why: '已搬到新诊室' };
    must(await decideLine(services, officer, given(count), decision), 'decided');
  }
  const card = {
    ...{ classCode: 'ward_care', priceFen: 38_000, source: 'donated' as const },
    ...{ acquiredOn: addDays(world.day, -400), purchaseMethod: 'donation' as const },
  };
  const find = { position: 1, card, why: '企业捐赠，当时未入账' };
  must(await decideFind(services, officer, given(count), find), 'a card');
  must(await closeInventory(services, officer, given(count)), 'closed');
  yield instantOf(addDays(world.day, -1), '15:30');
  const scope = { by: 'keeper' as const, below: false, room: '重症医学科' };
  const room = { organisationCode: hub.member.data.code, title: '重症医学科抽盘', scope };
  const open = must(await openInventory(services, engineer, null, room), 'a stocktake').number;
  const running = await documentByNumber(services.db.read, 'inventory', open);
  for (const { card: one } of (await linesOf(services.db.read, running?.id ?? 0)).slice(0, 3)) {
    const found = { code: one.number, at: '', room: '', condition: 'in_use' as const, note: '' };
    must(await markFound(services, engineer, given(open), found), 'found');
  }
}
