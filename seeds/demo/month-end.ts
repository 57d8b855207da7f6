/** The demo's month end: a month is closed, a branch confirms, another objects, is answered and confirms. */
import { closeBooks } from '../../src/books/month-commands.ts';
import { answerObjection, confirmStatement, objectToStatement } from '../../src/books/statement-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { type Member, must, personOf, type World } from './world.ts';

const SATISFIED = 6;

const firstOf = (day: string) => `${day.slice(0, 7)}-01`;

function headOf(member: Member) {
  return member.staff.find((actor) => actor.roles.includes('branch_head'));
}

/** Closes the month before the last; the last one is left for whoever tries the program. */
export async function* monthEnd(world: World): Script {
  const lastMonth = firstOf(addDays(firstOf(world.day), -1));
  const month = addDays(lastMonth, -1).slice(0, 7);
  if (`${month}-15` < world.startDay) return;
  const { services } = world;
  const chief = personOf(world.hub, 'chief_accountant');
  yield instantOf(addDays(lastMonth, 2), '09:10');
  must(await closeBooks(services, chief, null, { month }), `closing ${month}`);
  const heads = world.members.flatMap((member) => {
    const actor = headOf(member);
    return actor === undefined ? [] : [{ actor, named: { code: member.data.code, month } }];
  });
  const [doubtful, ...others] = heads;
  yield instantOf(addDays(lastMonth, 3), '10:20');
  for (const { actor, named } of others.slice(0, SATISFIED)) {
    must(await confirmStatement(services, actor, null, named), `confirming ${named.code}`);
  }
  if (doubtful === undefined) return;
  const objection = '本月盘点时缺的一盒仍计在库存里，请核对。';
  must(await objectToStatement(services, doubtful.actor, null, { ...doubtful.named, objection }), 'objecting');
  yield instantOf(addDays(lastMonth, 4), '15:40');
  const answer = '已核对：盘亏单审批在下月，按审批日期记账，库存在下月结算单里减少。';
  must(await answerObjection(services, chief, null, { ...doubtful.named, answer }), 'answering');
  yield instantOf(addDays(lastMonth, 5), '09:05');
  must(await confirmStatement(services, doubtful.actor, null, doubtful.named), 'confirming after the answer');
}
