/** Recalls of the demo's equipment: one that was dealt with and ended, one that two campuses still have to answer. */
import { answerRecall, endDeviceRecall } from '../../src/device-recalls/act-commands.ts';
import { cardsOfScope } from '../../src/device-recalls/card-queries.ts';
import { type NoticeInput, openDeviceRecall } from '../../src/device-recalls/open-commands.ts';
import { NOTHING } from '../../src/device-recalls/rules.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { afterCards, given } from './equipment-life.ts';
import { must, personOf, type World } from './world.ts';

const PUMP: Omit<NoticeInput, 'receivedOn' | 'dueOn'> = {
  ...{ ...NOTHING, model: 'BeneFusion VP1', title: '输液泵低流速报警延迟', level: 3, measure: 'watch' },
  ...{ reason: '流速低于1ml/h时阻塞报警可能延迟', source: 'maker', noticeNumber: 'MR-FSN-2026-031' },
};
const ANALYSER: Omit<NoticeInput, 'receivedOn' | 'dueOn'> = {
  ...{ ...NOTHING, model: 'BS-480', title: '生化分析仪软件结果错位', level: 2 },
  ...{ measure: 'check', reason: '1.8以前版本连续急诊插入时结果可能错位', source: 'maker' },
  noticeNumber: 'MR-FSCA-2026-007',
};
const UPDATED = 2;

/** The recalls, told from the day the register is written where that was later. */
export async function* equipmentRecalls(world: World): Script {
  yield afterCards(world);
  const { services, hub, day } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  const daysAgo = (days: number) => addDays(day, -days);
  yield instantOf(daysAgo(41), '10:20');
  const pump = { ...PUMP, receivedOn: daysAgo(41), dueOn: daysAgo(34) };
  const { number: first } = must(await openDeviceRecall(services, officer, null, pump), 'a recall of pumps');
  yield instantOf(daysAgo(39), '16:10');
  const told = { result: 'fine' as const, doneOn: daysAgo(39), note: '已告知科室，低流速改用注射泵' };
  for (const { number: asset } of await cardsOfScope(services.db.read, PUMP)) {
    must(await answerRecall(services, engineer, given(first), { asset, ...told }), `recall of ${asset}`);
  }
  must(await endDeviceRecall(services, officer, given(first), { why: '全部告知' }), 'the end of a recall');
  yield instantOf(daysAgo(3), '09:40');
  const analyser = { ...ANALYSER, receivedOn: daysAgo(3), dueOn: addDays(day, 4) };
  const { number: second } = must(await openDeviceRecall(services, officer, null, analyser), 'a recall of analysers');
  yield instantOf(daysAgo(1), '15:30');
  const mended = { result: 'repaired' as const, doneOn: daysAgo(1), note: '厂家远程升级至1.8.2，质控在控' };
  for (const { number: asset } of (await cardsOfScope(services.db.read, ANALYSER)).slice(0, UPDATED)) {
    must(await answerRecall(services, engineer, given(second), { asset, ...mended }), `recall of ${asset}`);
  }
}
