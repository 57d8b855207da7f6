/** The revision that the history sees: changes proposed, voted, published, in force; and the draft that is open now. */
import { command } from '../../src/audit/command.ts';
import { SYSTEM_ACTOR } from '../../src/auth/viewer.ts';
import { DAILY_JOBS } from '../../src/jobs/daily.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { proposeRemoval } from '../../src/selection/decision-commands.ts';
import { instantOf, type Script } from './agenda.ts';
import { call, close, decide, open, propose } from './committee.ts';
import { change, dateDraft, publish } from './formulary.ts';
import { bringIn } from './postings.ts';
import { habitOf } from './range.ts';
import { atShare, CONFLICTED, type Dossiers, dayAt } from './selection.ts';
import { recordSubstitutes } from './substitutes.ts';
import { chiefOf, itemByCode, itemOf, memberOf, must, staffOf, today, type World } from './world.ts';

const SESSION = 0.42;
const SECOND_SESSION = 0.82;
/** Days from the session to the first day of the version. */
const NOTICE_DAYS = 3;
/** Days after it in which this one is used up. */
const SHORT_DAYS = 14;

const [RANITIDINE, RIBAVIRIN, SULFADIAZINE] = ['盐酸雷尼替丁胶囊', '利巴韦林注射液', '磺胺嘧啶片'];

/** The day on which the second version comes into force. */
export function revisionDay(world: Pick<World, 'startDay' | 'day'>): string {
  return addDays(dayAt(world, SESSION), NOTICE_DAYS);
}

/** What the second version drops. */
export const DROPPED = [RANITIDINE, RIBAVIRIN, SULFADIAZINE] as string[];

/** Runs what the clock does every night, as the program would have. */
export async function runNightly(world: Pick<World, 'services' | 'tx'>): Promise<void> {
  for (const job of DAILY_JOBS) {
    const day = today(world);
    const answer = await command(world.services, SYSTEM_ACTOR, { act: job.act, key: null, input: { day } }, (tx, at) =>
      job.run(tx, at, day),
    );
    must(answer, job.act);
  }
}

function proposals(world: World) {
  const leave = (name: string | undefined, useUntil: string | null, reason: string) => ({
    code: itemOf(world, name ?? '').data.code,
    act: 'remove' as const,
    tiers: '',
    useUntil,
    origin: 'hand' as const,
    reason,
  });
  const start = revisionDay(world);
  return [
    {
      code: 'XP007',
      act: 'add' as const,
      tiers: 'CT',
      origin: 'hand' as const,
      reason: '房颤抗凝，华法林监测困难者可选',
    },
    { code: 'XP008', act: 'add' as const, tiers: 'C', origin: 'import' as const, reason: '2026年版基药目录增补' },
    { code: 'XP009', act: 'add' as const, tiers: 'CT', origin: 'hand' as const, reason: '慢性乙肝一线用药，集采中选' },
    {
      code: 'DX019',
      act: 'tiers' as const,
      tiers: 'CT',
      origin: 'linkage' as const,
      reason: '上下用药衔接：乡镇缺同类药，患者下转后断药',
    },
    {
      code: 'XN013',
      act: 'tiers' as const,
      tiers: 'CTV',
      origin: 'linkage' as const,
      reason: '上下用药衔接：村级可续方',
    },
    leave(RANITIDINE, addDays(start, 150), '调出2026年版基药目录，同类药充足；库存用完为止'),
    leave(RIBAVIRIN, addDays(start, 60), '调出2026年版基药目录，适应证窄'),
    leave(SULFADIAZINE, addDays(start, SHORT_DAYS), '全年用量低，调出2026年版基药目录'),
  ];
}

/** The new items come in once they are listed; the one on trial is used at the head and at the campus that applied. */
async function stockUp(world: World): Promise<void> {
  const { hub, random, batches } = world;
  const month = today(world).slice(0, 7);
  const inflow = (code: string, packs: number) => {
    const item = itemByCode(world, code);
    return { item, batch: batches.suppliedIn(item, month), quantityBase: packs * item.data.packSize };
  };
  const keeper = hub.storekeepers[0] ?? staffOf(hub.member);
  await bringIn(
    world,
    'supplier',
    hub.member,
    keeper,
    [inflow('XP003', 260), inflow('XP007', 60), inflow('XP009', 80)],
    9000,
  );
  const campus = memberOf(world, 'XG01');
  await bringIn(world, 'supplier', campus, staffOf(campus), [inflow('XP003', 90)], 9000);
  for (const member of [hub.member, campus]) {
    const item = itemByCode(world, 'XP003');
    const given = { rate: 26, chance: 0.7, unit: 14, cover: 45, nearBatch: false };
    member.range.set(item.data.code, habitOf(random, member, item, given));
  }
}

/** The second version, from its first proposal to the day after which one of the leavers may not be used any more. */
export async function* secondVersion(world: World, dossiers: Partial<Dossiers>): Script {
  yield atShare(world, 0.31, '10:25');
  await change(world, proposals(world));
  yield atShare(world, 0.33, '09:30');
  const session = await call(world, '药事会第2次会议：药品遴选与目录调整', dayAt(world, SESSION));
  const { heartFailure = '', nerveNutrition = '' } = dossiers;
  const taken = await propose(world, session, { kind: 'dossier', dossierNumber: heartFailure, text: '' });
  const declined = await propose(world, session, { kind: 'dossier', dossierNumber: nerveNutrition, text: '' });
  yield atShare(world, SESSION, '14:30');
  const voters = await open(world, session, 2);
  const unconflicted = voters.filter((_actor, place) => place !== CONFLICTED);
  await decide(world, session, taken, unconflicted);
  yield atShare(world, SESSION, '15:40');
  const against = { choice: 'against' as const, reason: '循证证据不足，属重点监控药品' };
  await decide(world, session, declined, voters, { 0: against, 1: against, 3: against, 4: against });
  await dateDraft(world, revisionDay(world));
  const version = await propose(world, session, { kind: 'version', text: '' });
  yield atShare(world, SESSION, '16:30');
  await decide(world, session, version, voters);
  await close(world, session, '新增品种试用12个月；调出品种按截止日用完，不再采购。');
  yield instantOf(addDays(dayAt(world, SESSION), 1), '09:15');
  await publish(world);
  yield instantOf(revisionDay(world), '00:05');
  await runNightly(world);
  yield instantOf(revisionDay(world), '10:40');
  await stockUp(world);
  yield instantOf(addDays(revisionDay(world), SHORT_DAYS + 1), '00:10');
  for (const member of world.members) member.range.delete(itemOf(world, SULFADIAZINE ?? '').data.code);
}

/** The session after it, and the draft that waits: several origins, and one name with a product too many. */
export async function* thirdDraft(world: World, dossiers: Partial<Dossiers>): Script {
  yield atShare(world, 0.76, '09:20');
  const session = await call(world, '药事会第3次会议：药品遴选与替代用药', dayAt(world, SECOND_SESSION));
  const taken = await propose(world, session, { kind: 'dossier', dossierNumber: dossiers.sugar ?? '', text: '' });
  const text = '缺药时的治疗性替代：他汀、沙坦、质子泵抑制剂、口服头孢';
  const instead = await propose(world, session, { kind: 'substitute', text });
  yield atShare(world, SECOND_SESSION, '14:35');
  const voters = await open(world, session, 1);
  await decide(world, session, taken, voters, { 5: { choice: 'abstain', reason: '与现有达格列净同类' } });
  await decide(world, session, instead, voters);
  await close(world, session, '替代用药须由药师告知患者并记录。');
  yield atShare(world, SECOND_SESSION, '16:50');
  await recordSubstitutes(world, instead);
  yield atShare(world, 0.86, '10:05');
  const move = { act: 'tiers' as const, origin: 'linkage' as const, tiers: 'CTV' };
  await change(world, [
    { ...move, code: 'XN019', reason: '上下用药衔接：心衰患者村级续方' },
    { ...move, code: 'XN010', reason: '上下用药衔接：村级缺同类药' },
    { ...move, code: 'HX005', tiers: 'CTV', reason: '上下用药衔接：慢阻肺患者村级续方' },
  ]);
  yield atShare(world, 0.9, '15:15');
  const added = {
    act: 'add' as const,
    origin: 'import' as const,
    tiers: 'CTV',
    reason: '省平台新挂网，成员单位提交的清单',
  };
  await change(world, [
    { ...added, code: 'XP001' },
    { ...added, code: 'XP002' },
  ]);
  yield atShare(world, 0.91, '11:20');
  const next = await call(world, '药事会第4次会议', addDays(world.day, 6));
  await propose(world, next, { kind: 'dossier', dossierNumber: dossiers.weekly ?? '', text: '' });
  yield atShare(world, 0.92, '09:45');
  const ranOut = '全年无用量，且连续两次报缺';
  const removal = {
    itemCode: itemOf(world, '注射用磷霉素钠').data.code,
    reason: ranOut,
    useUntil: addDays(world.day, 120),
  };
  must(await proposeRemoval(world.services, chiefOf(world.hub), null, removal), 'a removal after review');
  yield atShare(world, 0.94, '16:05');
  await change(world, [
    {
      code: itemOf(world, '盐酸环丙沙星片').data.code,
      act: 'remove',
      tiers: '',
      useUntil: addDays(world.day, 90),
      origin: 'hand',
      reason: '喹诺酮类品种偏多，保留左氧氟沙星、莫西沙星',
    },
  ]);
}
