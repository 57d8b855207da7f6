/** Reporting that a device harmed somebody, or may have. */
import { deviceEvent } from '../../db/schema/faults.ts';
import { advanceAsset, lockAsset, recordEvents } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { ASSET_ACTS } from '../assets/rules.ts';
import { attachPhoto, namedPhoto } from '../attachments/commands.ts';
import type { Upload } from '../attachments/upload-rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { usesIt } from '../faults/reporter-rules.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { organisationById } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { checkEventDay, dueOn, type EventClass, mustStop } from './rules.ts';

export interface EventInput {
  asset: string;
  eventClass: EventClass;
  /** `YYYY-MM-DD`. */
  occurredOn: string;
  what: string;
  /** What it did to the patient; never who it was. */
  harm: string;
  /** Stops the card with the report; death and serious injury always do. */
  stop: boolean;
  photo: Upload | null;
}

/**
 * Reports an event of a card. What killed or gravely harmed is stopped at once, and comes back into use by an act on
 * its card. Refuses people who neither use nor keep the thing, and days to come.
 */
export function reportEvent(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: EventInput,
): Promise<Answer<{ number: string; stopped: boolean }>> {
  const { photo, ...facts } = input;
  const shown = photo && { title: '', file: photo };
  const named = { ...facts, ...namedPhoto(shown) };
  const asked = { act: 'device_event.report', key, input: named, subject: input.asset };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'fault.report')) return refuseWithout('fault.report');
    const card = await lockAsset(tx, input.asset);
    if (card === undefined || !(await inReach(tx, card, actor.scopePath))) return refuse('not_found');
    const keeper = await organisationById(tx, card.keeperId);
    if (keeper === undefined || !usesIt(actor, { user: { id: card.userId }, keeper })) {
      return refuse('asset_not_here', { number: card.number });
    }
    const { eventClass, occurredOn, what, harm } = input;
    const day = checkEventDay(occurredOn, dayOf(at));
    if (!day.ok) return day;
    const stopped = (input.stop || mustStop(eventClass)) && canBegin(ASSET_ACTS, 'stop', card.status);
    const other = [card.keeperId, card.ownerId].find((one) => one !== card.userId) ?? null;
    const opening = { kind: 'device_event' as const, status: 'open', act: 'report', organisationId: card.userId };
    const told = { counterpartId: other, actor, at, note: what, detail: { asset: card.number } };
    const { id, number } = await openDocument(tx, { ...opening, ...told });
    const days = await ruleOn(tx, 'device_event_days', dayOf(at));
    await tx.insert(deviceEvent).values({
      ...{ documentId: id, assetId: card.id, eventClass, occurredOn, what, harm, stopped },
      dueOn: dueOn(dayOf(at), eventClass, days),
    });
    const said = { note: what, documentNumber: number };
    if (stopped) {
      const moved = await advanceAsset(tx, actor, at, { asset: card, act: 'stop', to: 'stopped', ...said });
      if (!moved.ok) return moved;
    } else {
      const entry = { assetId: card.id, act: 'device_event', from: card.status, to: card.status, ...said };
      await recordEvents(tx, actor, at, [entry]);
    }
    const kept = await attachPhoto(tx, actor, at, { number, photo: shown });
    if (!kept.ok) return kept;
    return ok({ value: { number, stopped }, subject: number, after: named });
  });
}
