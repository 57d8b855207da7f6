/** The one published version of the synthetic county: pages then show tiers as they would in a real one. */
import { formularyException } from '../../db/schema/formulary.ts';
import type { CommandServices } from '../../src/audit/command.ts';
import type { Role } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { attendSession, callSession, closeSession, openSession } from '../../src/committee/commands.ts';
import { addMatter } from '../../src/committee/matter-commands.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { describeDraft, startDraft } from '../../src/formulary/draft-commands.ts';
import { publishDraft, readinessOf } from '../../src/formulary/publish-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { addPerson } from '../../src/users/commands.ts';
import type { Member } from './county.ts';

const ROWS_A_STATEMENT = 100;
const COMMITTEE: readonly [login: string, name: string, roles: Role[]][] = [
  ['scale-chief', '总药师', ['chief_pharmacist', 'committee_member']],
  ['scale-member-1', '委员甲', ['committee_member']],
  ['scale-member-2', '委员乙', ['committee_member']],
];

function must<T>(answer: { ok: true; value: T } | Refusal, what: string): T {
  if (answer.ok) return answer.value;
  throw new Error(`scale: ${what} was refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
}

async function committeeAt(services: CommandServices, hub: Member): Promise<Actor[]> {
  return services.db.transaction(async (tx) => {
    const members: Actor[] = [];
    for (const [login, name, roles] of COMMITTEE) {
      const given = { login, name, roles, organisationId: hub.id, passwordHash: '', mustChangePassword: false };
      const { id } = must(await addPerson(tx, services.clock.now(), given), login);
      const place = { organisationId: hub.id, organisationName: hub.keeper.organisationName };
      members.push({ userId: id, name, ...place, roles, scopePath: '/' });
    }
    return members;
  });
}

/** Every generic name has the makers that the synthetic catalogue gave it: the exceptions allow them. */
async function excuseAll(services: CommandServices, chief: Actor, matterId: number): Promise<void> {
  await services.db.transaction(async (tx) => {
    const at = services.clock.now();
    const draft = await openDraft(tx);
    if (draft === undefined) throw new Error('scale: there is no draft');
    const { conflicts } = await readinessOf(tx, draft, dayOf(at));
    const told = { reason: '合成数据', matterId, validFrom: dayOf(at), validTo: null };
    const rows = conflicts.map(({ genericName, route, products }) => ({ genericName, route, most: products, ...told }));
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const part = rows.slice(from, from + ROWS_A_STATEMENT);
      const values = part.map((row) => ({ ...row, recordedAt: at, recordedBy: chief.userId }));
      await tx.insert(formularyException).values(values);
    }
  });
}

/** Publishes all items with their tiers as the first version, in force on the clock's day, by a small committee. */
export async function publishEverything(services: CommandServices, hub: Member): Promise<void> {
  const { db } = services;
  const today = dayOf(services.clock.now());
  const members = await committeeAt(services, hub);
  const [chief] = members;
  if (chief === undefined) throw new Error('scale: the committee is empty');
  const seen = async (number: string, kind: 'formulary' | 'session') => {
    const found = await documentByNumber(db.read, kind, number);
    return { number, version: found?.version ?? 0 };
  };
  const { number: draft } = must(await startDraft(services, chief, null), 'the draft');
  const dated = { ...(await seen(draft, 'formulary')), title: '统一用药目录', effectiveOn: today };
  must(await describeDraft(services, chief, null, dated), 'its day');
  const plan = { title: '药事会', heldOn: today, place: '' };
  const { number } = must(await callSession(services, chief, null, plan), 'the session');
  const { matterId } = must(
    await addMatter(services, chief, null, { number, kind: 'version', text: '' }),
    'its matter',
  );
  must(await openSession(services, chief, null, await seen(number, 'session')), 'opening');
  const { version: documentVersion } = await seen(draft, 'formulary');
  for (const actor of members) {
    must(await attendSession(services, actor, null, { number, personId: actor.userId, note: '' }), 'attendance');
    const ballot = { number, matterId, documentVersion, choice: 'for' as const, reason: '' };
    must(await castOwnVote(services, actor, null, ballot), 'a vote');
  }
  must(await decideMatter(services, chief, null, { number, matterId, reason: '' }), 'the decision');
  must(await closeSession(services, chief, null, { ...(await seen(number, 'session')), minutes: '' }), 'closing');
  await excuseAll(services, chief, matterId);
  must(await publishDraft(services, chief, null, await seen(draft, 'formulary')), 'publication');
}
