/** The versions of the demo's formulary: one before the history, one during it, and the draft of the next. */

import { command } from '../../src/audit/command.ts';
import { type ProposedChange, proposeChanges } from '../../src/formulary/change-commands.ts';
import { describeDraft, startDraft } from '../../src/formulary/draft-commands.ts';
import { allowExceptions } from '../../src/formulary/exception-commands.ts';
import { publishDraft } from '../../src/formulary/publish-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { documentOf } from './acts.ts';
import { instantOf, MINUTE_MS } from './agenda.ts';
import { call, close, decide, open, propose } from './committee.ts';
import { chiefOf, itemByCode, must, today, type World } from './world.ts';

/** Days from the founding of the county's system to the first session, which decides about the first version. */
const FIRST_SESSION_DAYS = 10;
const CALLED_DAYS = 7;
const SALINE = '0.9%氯化钠注射液';

/** Gives the open draft its first day; a vote that was cast before does not hold for it any more. */
export async function dateDraft(world: World, effectiveOn: string): Promise<void> {
  const draft = await openDraft(world.tx);
  if (draft === undefined) throw new Error('demo: there is no draft');
  const { documentNumber: number, documentVersion: version, title } = draft;
  const given = { number, version, title, effectiveOn };
  must(await describeDraft(world.services, chiefOf(world.hub), null, given), `the day of ${number}`);
}

/** Publishes the open draft by the decision that was taken. */
export async function publish(world: World): Promise<void> {
  const draft = await openDraft(world.tx);
  if (draft === undefined) throw new Error('demo: there is no draft');
  const { documentNumber: number } = draft;
  const { version } = await documentOf(world, number);
  must(await publishDraft(world.services, chiefOf(world.hub), null, { number, version }), `publishing ${number}`);
}

type Wanted = Pick<ProposedChange, 'act' | 'origin' | 'reason' | 'useUntil'> & { code: string; tiers: string };

/** Puts changes into the draft; `tiers` as letters CTV. */
export async function change(world: World, wanted: readonly Wanted[]): Promise<void> {
  const changes = wanted.map(({ code, tiers, ...rest }) => ({
    ...rest,
    itemId: itemByCode(world, code).id,
    county: tiers.includes('C'),
    township: tiers.includes('T'),
    village: tiers.includes('V'),
  }));
  const request = { act: 'formulary.propose', key: null, input: { changes: wanted } };
  const answer = await command(world.services, chiefOf(world.hub), request, async (tx, at) => {
    const done = await proposeChanges(tx, chiefOf(world.hub), at, changes);
    return done.ok ? ok({ value: null, subject: done.value.documentNumber, after: { changes: wanted } }) : done;
  });
  must(answer, 'changes of the draft');
}

/**
 * The first version, decided and in force before the history begins: what there is, with the tiers it has, and the one
 * exception that large infusions need. Leaves the clock on its day.
 */
export async function foundFormulary(world: World): Promise<void> {
  const { clock } = world.services;
  const founded = dayOf(clock.now());
  const chief = chiefOf(world.hub);
  const heldOn = addDays(founded, FIRST_SESSION_DAYS);
  clock.set(instantOf(addDays(founded, CALLED_DAYS), '09:00'));
  must(await startDraft(world.services, chief, null), 'the first draft');
  await dateDraft(world, heldOn);
  const session = await call(world, '药事管理与药物治疗学委员会成立会暨第1次会议', heldOn);
  const version = await propose(world, session, { kind: 'version', text: '' });
  const text = `${SALINE}4个规格（10ml至500ml）按大输液管理，允许同时在用`;
  const exception = await propose(world, session, { kind: 'exception', text });
  clock.set(instantOf(heldOn, '14:30'));
  const voters = await open(world, session, 1);
  clock.set(clock.now() + 50 * MINUTE_MS);
  await decide(world, session, exception, voters);
  await decide(world, session, version, voters, { 4: { choice: 'abstain', reason: '中药饮片部分未细看' } });
  await close(world, session, '通过委员会章程；沿用现有品种为第1版，一年内完成首次调整。');
  clock.set(instantOf(heldOn, '17:10'));
  const allowed = { genericName: SALINE, route: 'injection' as const, most: 4, matterId: exception };
  const holds = { reason: '溶媒用量不同，规格不能互相代替', validFrom: today(world), validTo: null };
  must(await allowExceptions(world.services, chief, null, [{ ...allowed, ...holds }]), 'the exception');
  await publish(world);
}
