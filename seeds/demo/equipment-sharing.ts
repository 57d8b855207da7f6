/** Equipment of the demo that the county shares by the hour: what is offered at which rate, and who has which slot. */
import { addDays, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { agreeToBooking, askForBooking, finishBooking, startBooking } from '../../src/sharing/booking-commands.ts';
import { closeShare, offerShare, setShareRate } from '../../src/sharing/offer-commands.ts';
import { instantOf, type Script } from './agenda.ts';
import { afterCards, atBranch, BRANCH, given, numberOf } from './equipment-life.ts';
import { must, personOf, type World } from './world.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const hours = (opens: number, closes: number) =>
  WEEK.map((weekday) => ({ weekday, opens: opens * 60, closes: closes * 60 }));

/** Name, minutes of a slot, from and until which hour, yuan for a case or an hour, and what to know. */
const OFFERS = [
  ['64排螺旋CT', 30, 8, 20, 'case', 160, '增强扫描请提前一天约，肌酐结果随单'],
  ['过氧化氢低温等离子灭菌器', 60, 8, 18, 'case', 90, '器械清洗干燥后送，装篮不超过三分之二'],
  ['全自动生化分析仪', 60, 7, 18, 'hour', 240, '标本离心后送，条码贴直'],
] as const;

/** Three things offered, a use that is settled, one given for tomorrow, one that waits for an answer, a day closed. */
export async function* equipmentSharing(world: World): Script {
  yield afterCards(world);
  const { services, hub } = world;
  const [officer, engineer] = [personOf(hub, 'equipment_officer'), personOf(hub, 'engineer')];
  const custodian = atBranch(world, 'custodian');
  const ask = async (name: string, startsAt: number, slots: number, purpose: string, urgent = false) => {
    const slot = OFFERS.find(([offered]) => offered === name)?.[1] ?? 60;
    const endsAt = startsAt + slots * slot * 60_000;
    const wish = { asset: await numberOf(world, name), to: BRANCH, startsAt, endsAt, urgent, purpose };
    return must(await askForBooking(services, custodian, null, wish), `booking of ${name}`).number;
  };
  yield instantOf(addDays(world.day, -20), '09:15');
  for (const [name, slotMinutes, opens, closes, per, yuan, note] of OFFERS) {
    const card = given(await numberOf(world, name));
    must(await offerShare(services, officer, card, { slotMinutes, hours: hours(opens, closes), note }), name);
    const rate = { from: addDays(world.day, -20), per, fen: yuan * 100 };
    must(await setShareRate(services, officer, card, rate), `rate of ${name}`);
  }
  for (const [ago, name, minutes, cases] of [
    [-9, '64排螺旋CT', 55, 3],
    [-4, '全自动生化分析仪', 118, 64],
  ] as const) {
    const day = addDays(world.day, ago);
    yield instantOf(addDays(day, -1), '15:20');
    const number = await ask(name, startOfDay(day) + 9 * HOUR_MS, 2, '下乡体检复查');
    yield instantOf(addDays(day, -1), '16:10');
    must(await agreeToBooking(services, engineer, given(number)), 'agreed');
    yield instantOf(day, '09:02');
    must(await startBooking(services, engineer, given(number)), 'begun');
    yield instantOf(day, '11:05');
    const use = { minutes, cases, condition: '设备正常', damaged: false };
    must(await finishBooking(services, engineer, given(number), use), 'finished');
  }
  yield instantOf(addDays(world.day, -1), '10:05');
  const tomorrow = startOfDay(addDays(world.day, 1));
  const granted = await ask('64排螺旋CT', tomorrow + 9 * HOUR_MS, 3, '肺结节随访');
  must(await agreeToBooking(services, engineer, given(granted)), 'agreed');
  await ask('过氧化氢低温等离子灭菌器', tomorrow + 14 * HOUR_MS, 1, '腔镜器械灭菌', true);
  const closing = { day: addDays(world.day, 6), from: 8 * 60, until: 10 * 60, why: '厂家保养' };
  must(await closeShare(services, officer, given(await numberOf(world, '64排螺旋CT')), closing), 'closed');
}
