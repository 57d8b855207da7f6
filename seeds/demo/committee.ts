/** Sessions of the P&T committee as the demo holds them: called, opened, voted, counted, closed with minutes. */
import { eq } from 'drizzle-orm';
import { document } from '../../db/schema/documents.ts';
import { matter } from '../../db/schema/selection.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { attendSession, callSession, closeSession, openSession } from '../../src/committee/commands.ts';
import { addMatter } from '../../src/committee/matter-commands.ts';
import type { Choice, MatterKind } from '../../src/committee/rules.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { documentOf } from './acts.ts';
import { chiefOf, must, type World } from './world.ts';

export const PLACE = '总院行政楼三楼会议室';

/** Everyone who sits in the committee, the chair first. */
export function committeeOf(world: World): Actor[] {
  const members = world.hub.member.staff.filter((actor) => actor.roles.includes('committee_member'));
  const isChair = (actor: Actor) => (actor.roles.includes('vice_president') ? 0 : 1);
  return members.sort((a, b) => isChair(a) - isChair(b));
}

/** Calls a session; its number. */
export async function call(world: World, title: string, heldOn: string): Promise<string> {
  const plan = { title, heldOn, place: PLACE };
  return must(await callSession(world.services, chiefOf(world.hub), null, plan), title).number;
}

interface NewMatter {
  kind: MatterKind;
  dossierNumber?: string;
  text: string;
}

/** Puts something on the agenda. */
export async function propose(world: World, number: string, given: NewMatter): Promise<number> {
  const added = await addMatter(world.services, chiefOf(world.hub), null, { number, ...given });
  return must(added, `matter of ${number}`).matterId;
}

/** Opens the session; all but the last `absent` members come. */
export async function open(world: World, number: string, absent: number): Promise<Actor[]> {
  const { version } = await documentOf(world, number);
  must(await openSession(world.services, chiefOf(world.hub), null, { number, version }), `opening ${number}`);
  const members = committeeOf(world);
  const present = members.slice(0, members.length - absent);
  for (const actor of present) {
    const input = { number, personId: actor.userId, note: '' };
    must(await attendSession(world.services, actor, null, input), `attending ${number}`);
  }
  return present;
}

interface Vote {
  choice: Exclude<Choice, 'recused'>;
  reason: string;
}

/** Lets those present vote, the exceptions as `others` says by their place; everyone else is for it. Counts then. */
export async function decide(
  world: World,
  number: string,
  matterId: number,
  voters: readonly Actor[],
  others: Readonly<Record<number, Vote>> = {},
  reason = '',
): Promise<string> {
  for (const [index, actor] of voters.entries()) {
    const { choice, reason: why } = others[index] ?? { choice: 'for', reason: '' };
    const documentVersion = await versionOf(world, matterId);
    const ballot = { number, matterId, documentVersion, choice, reason: why };
    must(await castOwnVote(world.services, actor, null, ballot), `vote of ${actor.name}`);
  }
  const chief = chiefOf(world.hub);
  return must(await decideMatter(world.services, chief, null, { number, matterId, reason }), `matter ${matterId}`)
    .outcome;
}

async function versionOf(world: World, matterId: number): Promise<number | null> {
  const [row] = await world.tx
    .select({ version: document.version })
    .from(matter)
    .innerJoin(document, eq(document.id, matter.documentId))
    .where(eq(matter.id, matterId));
  return row?.version ?? null;
}

export async function close(world: World, number: string, minutes: string): Promise<void> {
  const { version } = await documentOf(world, number);
  const given = { number, version, minutes };
  must(await closeSession(world.services, chiefOf(world.hub), null, given), `closing ${number}`);
}
