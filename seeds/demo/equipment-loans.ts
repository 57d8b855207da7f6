/** Loans of the demo's equipment: one that came back, one out now and due soon, one that is asked for. */

import { addDays } from '../../src/kernel/clock.ts';
import { agreeToLoan, handOverLoan, takeBackLoan } from '../../src/loans/act-commands.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { instantOf, type Script } from './agenda.ts';
import { afterCards, atBranch, BRANCH, given, numberOf } from './equipment-life.ts';
import { must, personOf, today, type World } from './world.ts';

/** One thing lent to a branch and back, one out there now and due soon, one asked for. */
export async function* equipmentLoans(world: World): Script {
  yield afterCards(world);
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  const custodian = atBranch(world, 'custodian');
  const lend = async (name: string, reason: string, days: number) => {
    const assetNumber = await numberOf(world, name);
    const dueOn = addDays(today(world), days);
    const { number } = must(
      await askForLoan(services, officer, null, { assetNumber, to: BRANCH, reason, dueOn }),
      name,
    );
    must(await agreeToLoan(services, engineer, given(number)), 'agreed');
    const handed = { condition: '外观完好，附件齐，通电正常', room: '急诊室' };
    must(await handOverLoan(services, engineer, given(number), handed), 'handed over');
    return number;
  };
  yield instantOf(addDays(world.day, -30), '09:30');
  const back = await lend('救护车', '血吸虫病普查下村', 7);
  yield instantOf(addDays(world.day, -24), '16:00');
  const good = { condition: '车况良好，里程1260公里', damaged: false };
  must(await takeBackLoan(services, engineer, given(back), good), 'taken back');
  yield instantOf(addDays(world.day, -11), '10:15');
  await lend('注射泵', '分院抢救室设备送修', 13);
  yield instantOf(addDays(world.day, -1), '11:30');
  const idle = await numberOf(world, '腹腔镜系统');
  const wish = { assetNumber: idle, to: BRANCH, reason: '专家下沉手术日', dueOn: addDays(world.day, 5) };
  must(await askForLoan(services, custodian, null, wish), 'asked for');
}
