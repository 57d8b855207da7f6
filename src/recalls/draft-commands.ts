/** Entering a notice: who calls back what and why, its lots by hand or from a sheet; nothing is frozen yet. */
import { and, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { recall, recallTarget } from '../../db/schema/recalls.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { openDocument } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnRecall, type Seen } from './act-commands.ts';
import { targetsOf } from './record-queries.ts';
import type { Handling, RecallLevel } from './rules.ts';
import { MOST_TARGETS, type TargetText } from './target-rules.ts';

export interface RecallInput {
  level: RecallLevel;
  title: string;
  source: string;
  noticeNumber: string;
  reason: string;
  handling: Handling;
  drill: boolean;
  /** UTC ms; null for now. */
  receivedAt: number | null;
}

const CHANGE = { step: () => 'change' as const, to: () => 'draft' as const };

/** The one item that was meant by a code or by its words; null while it can be several, or none. */
async function itemFor(db: Db, text: string): Promise<number | null> {
  if (text === '') return null;
  const byCode = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text) ? await itemByCode(db, text.toUpperCase()) : undefined;
  if (byCode !== undefined) return byCode.id;
  const found = await idsMatching(db, text, { retired: true, exact: true });
  const [only, second] = found ?? [];
  return only !== undefined && second === undefined ? only : null;
}

interface Resolved extends TargetText {
  itemId: number | null;
}

/** Which items are meant: asked before the transaction, for the search looks at what is committed. */
async function resolve(services: CommandServices, targets: readonly TargetText[]): Promise<Resolved[]> {
  const items = new Map<string, number | null>();
  for (const { itemText } of targets) {
    if (!items.has(itemText)) items.set(itemText, await itemFor(services.db.read, itemText));
  }
  return targets.map((one) => ({ ...one, itemId: items.get(one.itemText) ?? null }));
}

async function keepTargets(tx: Tx, recallId: number, targets: readonly Resolved[]): Promise<Result<number>> {
  const known = await targetsOf(tx, recallId);
  if (known.length + targets.length > MOST_TARGETS) return refuse('recall_targets_many', { most: MOST_TARGETS });
  const isSame = (a: Resolved, b: Resolved) =>
    a.match === b.match &&
    a.lotNumber === b.lotNumber &&
    (b.itemId === null ? a.itemText === b.itemText : a.itemId === b.itemId);
  const fresh = targets
    .filter((one) => !known.some(({ target }) => isSame(target, one)))
    .map((one) => ({ recallId, ...one }));
  if (fresh.length > 0) await tx.insert(recallTarget).values(fresh);
  return ok(fresh.length);
}

/** Enters a notice, or a drill, with what it names. Refuses a time after now and more targets than a notice has. */
export async function openRecall(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RecallInput & { targets: readonly TargetText[] },
): Promise<Answer<{ number: string; targets: number }>> {
  const resolved = await resolve(services, input.targets);
  return command(services, actor, { act: 'recall.open', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'recall.manage')) return refuseWithout('recall.manage');
    const { targets: _targets, receivedAt, ...notice } = input;
    if (receivedAt !== null && receivedAt > at) return refuse('recall_future', {}, 'receivedOn');
    const between = { organisationId: actor.organisationId, counterpartId: null };
    const detail = { drill: input.drill };
    const opening = { kind: 'recall' as const, status: 'draft', act: 'open', ...between, actor, at, detail };
    const { id, number } = await openDocument(tx, opening);
    about(number);
    await tx.insert(recall).values({ documentId: id, ...notice, receivedAt: receivedAt ?? at });
    const kept = await keepTargets(tx, id, resolved);
    if (!kept.ok) return kept;
    return ok({ value: { number, targets: kept.value }, subject: number, after: input });
  });
}

/** Adds what else the notice names; what stands there already is passed over. */
export async function addTargets(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  targets: readonly TargetText[],
): Promise<Answer<{ added: number }>> {
  const resolved = await resolve(services, targets);
  const request = { act: 'recall.target', ...CHANGE, ...given, input: { targets } };
  return actOnRecall(services, actor, request, async (tx, { document }) => {
    const kept = await keepTargets(tx, document.id, resolved);
    return kept.ok ? ok({ value: { added: kept.value } }) : kept;
  });
}

/** Takes out what the notice does not name after all. Lots that were confirmed stay until they are taken out too. */
export function removeTarget(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  targetId: number,
): Promise<Answer<{ number: string }>> {
  const request = { act: 'recall.untarget', ...CHANGE, ...given, input: { targetId } };
  return actOnRecall(services, actor, request, async (tx, { document }) => {
    const own = and(eq(recallTarget.id, targetId), eq(recallTarget.recallId, document.id));
    const gone = await tx.delete(recallTarget).where(own).returning({ id: recallTarget.id });
    return gone.length === 0 ? refuse('not_found') : ok({ value: { number: given.number } });
  });
}
