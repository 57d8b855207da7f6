/** Acts on levels: set by hand, taken over from proposals, taken back; each keeps what stood before. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { levelChange, levelProposal } from '../../db/schema/levels.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LevelMember, memberIn } from './member-queries.ts';
import { type LevelLine, lastChange, type Setting, writeLevels } from './record-commands.ts';

export interface LevelInput {
  member: string;
  /** Base units; both null ends the levels of the item. */
  lines: LevelLine[];
  reason?: string;
}

/** The member whose levels the actor may set: refuses without the right, and a member out of reach. */
async function settable(db: Db, actor: Actor, code: string): Promise<Result<LevelMember>> {
  if (!may(actor.roles, 'target.set')) return refuseWithout('target.set');
  const member = await memberIn(db, actor.scopePath, code);
  return member === undefined ? refuse('not_found') : ok(member);
}

function settingOf(actor: Actor, member: LevelMember, at: number, key: string | null) {
  const batch = key ?? `${actor.userId}-${member.id}-${at}`;
  return { organisationId: member.id, batch, changedBy: actor.userId, changedAt: at };
}

/** Sets levels of a member in the actor's scope, the hub's own too. Refuses more at least than at most. */
export function setLevels(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LevelInput,
): Promise<Answer<{ changed: number }>> {
  return command(services, actor, { act: 'target.set', key, input, subject: input.member }, async (tx, at) => {
    const member = await settable(tx, actor, input.member);
    if (!member.ok) return member;
    const said = { how: 'hand' as const, reason: input.reason ?? '', lines: input.lines };
    const set = await writeLevels(tx, { ...settingOf(actor, member.value, at, key), ...said });
    if (!set.ok) return set;
    return ok({ value: { changed: set.value.length }, subject: input.member, after: { ...input, lines: set.value } });
  });
}

export interface AcceptInput {
  member: string;
  /** Items whose proposals are taken over as they were seen, with the numbers that a person changed. */
  lines: { itemId: number; seenLeast: number; seenMost: number; leastBase: number; mostBase: number }[];
  reason: string;
}

async function proposalsSeen(tx: Tx, member: LevelMember, input: AcceptInput): Promise<Result<Setting['lines']>> {
  const itemIds = input.lines.map((line) => line.itemId);
  const rows =
    itemIds.length === 0
      ? []
      : await tx
          .select()
          .from(levelProposal)
          .where(and(eq(levelProposal.organisationId, member.id), inArray(levelProposal.itemId, itemIds)));
  const known = new Map(rows.map((row) => [row.itemId, row]));
  const lines: LevelLine[] = [];
  for (const { itemId, seenLeast, seenMost, leastBase, mostBase } of input.lines) {
    const row = known.get(itemId);
    if (row === undefined) return refuse('proposal_gone', {}, `line.${itemId}.least`);
    // What is said of a proposal that has changed meanwhile is said of another number
    if (row.leastBase !== seenLeast || row.mostBase !== seenMost) {
      return refuse('proposal_changed', {}, `line.${itemId}.least`);
    }
    lines.push({ itemId, leastBase, mostBase });
  }
  return ok(lines);
}

/** Takes proposals over, as they were seen or changed. Refuses one that is gone or was reckoned anew meanwhile. */
export function acceptProposals(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: AcceptInput,
): Promise<Answer<{ changed: number }>> {
  return command(services, actor, { act: 'target.accept', key, input, subject: input.member }, async (tx, at) => {
    const member = await settable(tx, actor, input.member);
    if (!member.ok) return member;
    if (input.lines.length === 0) return refuse('proposal_none_chosen');
    const lines = await proposalsSeen(tx, member.value, input);
    if (!lines.ok) return lines;
    const said = { how: 'proposal' as const, reason: input.reason, lines: lines.value };
    const set = await writeLevels(tx, { ...settingOf(actor, member.value, at, key), ...said });
    if (!set.ok) return set;
    return ok({ value: { changed: set.value.length }, subject: input.member, after: { lines: set.value } });
  });
}

/** Takes over every proposal of the member that speaks from use; controlled drugs are left to be looked at. */
export function acceptAll(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { member: string; reason: string },
): Promise<Answer<{ changed: number }>> {
  return command(services, actor, { act: 'target.accept', key, input, subject: input.member }, async (tx, at) => {
    const member = await settable(tx, actor, input.member);
    if (!member.ok) return member;
    const rows = await tx.select().from(levelProposal).where(eq(levelProposal.organisationId, member.value.id));
    const lines = rows
      .filter((row) => row.method !== 'none' && row.detail['controlled'] !== true)
      .map(({ itemId, leastBase, mostBase }) => ({ itemId, leastBase, mostBase }));
    const said = { how: 'proposal' as const, reason: input.reason, lines };
    const set = await writeLevels(tx, { ...settingOf(actor, member.value, at, key), ...said });
    if (!set.ok) return set;
    if (set.value.length === 0) return refuse('proposal_nothing_new');
    return ok({ value: { changed: set.value.length }, subject: input.member, after: { lines: set.value } });
  });
}

export interface UndoInput {
  member: string;
  changeId: number;
  /** The whole act that the change was part of, as far as nothing changed since. */
  whole: boolean;
  reason: string;
}

/** Takes a change back by another: refused when the item's levels changed since, or it was taken back. */
export function undoChange(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: UndoInput,
): Promise<Answer<{ changed: number }>> {
  return command(services, actor, { act: 'target.undo', key, input, subject: input.member }, async (tx, at) => {
    const member = await settable(tx, actor, input.member);
    if (!member.ok) return member;
    const organisationId = member.value.id;
    const own = eq(levelChange.organisationId, organisationId);
    const [wanted] = await tx
      .select()
      .from(levelChange)
      .where(and(own, eq(levelChange.id, input.changeId)));
    if (wanted === undefined) return refuse('not_found');
    if (wanted.how === 'undo') return refuse('level_undo_twice');
    const together = and(own, eq(levelChange.batch, wanted.batch));
    const changes = input.whole ? await tx.select().from(levelChange).where(together) : [wanted];
    const lines: LevelLine[] = [];
    for (const change of changes) {
      const last = await lastChange(tx, organisationId, change.itemId);
      if (last?.id !== change.id) continue;
      const { itemId, leastBefore: leastBase, mostBefore: mostBase } = change;
      lines.push({ itemId, leastBase, mostBase, undoesId: change.id });
    }
    if (lines.length === 0) return refuse('level_changed_since');
    const said = { how: 'undo' as const, reason: input.reason, lines };
    const set = await writeLevels(tx, { ...settingOf(actor, member.value, at, key), ...said });
    if (!set.ok) return set;
    const after = { undone: wanted.id, lines: set.value };
    return ok({ value: { changed: set.value.length }, subject: input.member, after });
  });
}

/** Writes down that a person had the proposals of a member made anew; the reckoning itself follows. */
export function askProposals(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { member: string },
): Promise<Answer<{ memberId: number }>> {
  return command(services, actor, { act: 'target.propose', key, input, subject: input.member }, async (tx) => {
    const member = await settable(tx, actor, input.member);
    if (!member.ok) return member;
    return ok({ value: { memberId: member.value.id }, subject: input.member });
  });
}
