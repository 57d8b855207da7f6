/** Safety signals and keeping with a reason for any item of the formulary, however it came in. */
import { watchNote } from '../../db/schema/selection.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, refuse } from '../kernel/result.ts';
import { dossierTransitions } from './rules.ts';
import { checkApart } from './separation-queries.ts';
import { watchedItem } from './trial-queries.ts';
import { type NoteAct, notesOf } from './watch-note-queries.ts';

interface Noted {
  itemCode: string;
  note: string;
  /** How many notes the page showed: who decides has read them all. */
  seen: number;
}

const lockItem = statement(`select id from item where id = :id ${forUpdate}`);

/**
 * Notes a safety signal about a listed item; it speaks for removal until somebody keeps it or proposes that it leave.
 * Refuses items that are neither listed nor on trial, and a page that did not show the latest notes.
 */
export function noteItemSignal(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Noted,
): Promise<Answer<{ code: string }>> {
  return noteOn(services, actor, key, given, 'signal');
}

/** Keeps a listed item in spite of what speaks against it: all of that is answered, only what comes later counts. */
export function keepListedItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Noted,
): Promise<Answer<{ code: string }>> {
  return noteOn(services, actor, key, given, 'keep');
}

function noteOn(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Noted,
  act: NoteAct,
): Promise<Answer<{ code: string }>> {
  const { itemCode, note } = given;
  const request = { act: `dossier.${act}_item`, key, input: given, subject: itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'dossier.manage')) return refuseWithout('dossier.manage');
    const found = await watchedItem(tx, itemCode);
    if (found === undefined) return refuse('not_found');
    const { item, running } = found;
    await tx.run(lockItem, { id: item.id });
    if ((await notesOf(tx, item.id)).length !== given.seen) return refuse('watch_moved_on');
    if (running !== undefined) {
      const apart = act === 'keep' ? await checkApart(tx, actor.userId, running.document.id, 'dossier.manage') : ok();
      if (!apart.ok) return apart;
      // A running dossier keeps its own timeline, and keeping ends its trial
      const to = act === 'keep' ? 'kept' : running.document.status;
      const step = { act, to, transitions: dossierTransitions, actor, at, note };
      const moved = await advance(tx, running.document.id, step);
      if (!moved.ok) return moved;
    } else {
      const listed =
        item.active && item.useUntil === null && (item.countyTier || item.townshipTier || item.villageTier);
      if (!listed) return refuse('watch_not_listed');
      await tx.insert(watchNote).values({ itemId: item.id, act, note, personId: actor.userId, at });
    }
    return ok({ value: { code: itemCode }, subject: itemCode, after: { note } });
  });
}
