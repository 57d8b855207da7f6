/** Members of a committee at work on one matter of a session. */
import { agendaFor, sessionByNumber } from '../../src/committee/session-queries.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { key, type SelectionWorld } from '../selection/world.ts';
import type { TestPerson } from '../support/build.ts';

export interface Sitting {
  number: string;
  matterId: number;
}

type Choice = 'for' | 'against' | 'abstain' | 'recused';

export const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'done' : answer.reason);

export async function sessionNow(world: SelectionWorld, number: string) {
  const record = await sessionByNumber(world.services.db.read, number);
  if (record === undefined) throw new Error(`${number} is not there`);
  return record;
}

/** Votes on the papers as they stand now. */
export async function vote(world: SelectionWorld, sitting: Sitting, person: TestPerson, choice: Choice) {
  const session = await sessionNow(world, sitting.number);
  const agenda = await agendaFor(world.services.db.read, session, person.userId);
  const documentVersion = agenda.find((matter) => matter.id === sitting.matterId)?.currentVersion ?? null;
  const reason = choice === 'for' ? '' : '证据不足';
  return castOwnVote(world.services, person, key(), { ...sitting, documentVersion, choice, reason });
}

export async function decide(world: SelectionWorld, sitting: Sitting, reason = '') {
  return decideMatter(world.services, world.chief, key(), { ...sitting, reason });
}
