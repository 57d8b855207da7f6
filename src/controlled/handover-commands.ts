/** Handing a controlled store over between two shifts: both stand by, count blind, and a difference opens a case. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { handover, handoverLine } from '../../db/schema/controlled.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { checkStandsHere, type SecondPerson } from '../auth/second-person.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { handoverByNumber, type LyingLot, lotsInStore } from './handover-queries.ts';
import { handoverTransitions, type Shift } from './rules.ts';

export interface CountedLot {
  packs?: string | undefined;
  units?: string | undefined;
  reason?: string | undefined;
}

export interface HandoverInput {
  storeId: number;
  day: string;
  shift: Shift;
  note: string;
  /** By lot id. */
  lots: Record<string, CountedLot>;
}

interface Counted extends LyingLot {
  countedBase: number;
  reason: string;
}

async function storeById(tx: Tx, storeId: number) {
  const [row] = await tx
    .select({ store: location, place: organisation })
    .from(location)
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(and(eq(location.id, storeId), eq(location.kind, 'store'), eq(location.zone, 'controlled')));
  return row;
}

/** Every lot that lies there, counted; refuses lots that nobody counted and differences without a word about them. */
function countAll(lying: readonly LyingLot[], lots: Record<string, CountedLot>): Result<Counted[]> {
  const counted: Counted[] = [];
  for (const one of lying) {
    const field = `lot.${one.lotId}`;
    const { packs = '', units = '', reason = '' } = lots[String(one.lotId)] ?? {};
    const named = { item: one.name, lot: one.lotNumber };
    if (packs.trim() === '' && units.trim() === '') return refuse('handover_uncounted', named, `${field}.packs`);
    const read = readQuantity({ packs, units }, one.shape);
    if (!read.ok) return { ...read, field: `${field}.packs` };
    const word = reason.trim();
    if (read.value !== one.onHand && word === '') return refuse('handover_reason', named, `${field}.reason`);
    counted.push({ ...one, countedBase: read.value, reason: read.value === one.onHand ? '' : word });
  }
  return ok(counted);
}

/**
 * Hands a store over from the person signed in to the one who stands by, both of whom counted. Nothing is blocked by a
 * difference: it needs a reason and stays open until quality or the chief pharmacist close it. Refuses who may not, a
 * store of others, somebody of elsewhere taking over, a day other than today and yesterday, a shift that was handed
 * over, uncounted lots, and a lot that came since the form was opened. It cannot be undone: the next handover begins
 * from it.
 */
export function handOver(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: HandoverInput,
  second: SecondPerson | null,
): Promise<Answer<{ number: string; differing: number }>> {
  const asked = { ...input, second: second?.userId ?? null };
  return command(services, actor, { act: 'controlled.hand_over', key, input: asked }, async (tx, at) => {
    if (!may(actor.roles, 'controlled.act')) return refuseWithout('controlled.act');
    const found = await storeById(tx, input.storeId);
    if (found === undefined || !worksAt(actor, found.place)) return refuse('not_found');
    if (second === null) return refuse('witness_missing', {}, 'witness');
    if (second.userId === actor.userId) return refuse('witness_same_person', {}, 'witness');
    const here = checkStandsHere(second, found.place);
    if (!here.ok) return here;
    const today = dayOf(at);
    if (input.day > today || input.day < addDays(today, -1)) return refuse('handover_day', {}, 'day');
    const { storeId, day, shift, note } = input;
    const same = and(eq(handover.locationId, storeId), eq(handover.day, day), eq(handover.shift, shift));
    const [before] = await tx.select({ id: handover.documentId }).from(handover).where(same);
    if (before !== undefined) return refuse('handover_done', { day }, 'shift');
    const counted = countAll(await lotsInStore(tx, storeId), input.lots);
    if (!counted.ok) return counted;
    const rows = counted.value;
    const differing = rows.filter((row) => row.countedBase !== row.onHand).length;
    const paper = { kind: 'handover' as const, status: differing > 0 ? 'open' : 'even', act: 'hand_over' };
    const between = { organisationId: found.place.id, counterpartId: null };
    const detail = { store: found.store.name, second: second.name, lots: rows.length, differing };
    const opened = await openDocument(tx, { ...paper, ...between, actor, at, note: note || null, detail });
    const people = { fromPersonId: actor.userId, toPersonId: second.userId };
    const header = { documentId: opened.id, locationId: storeId, shift, day, ...people, at, note };
    const written = await tx
      .insert(handover)
      .values(header)
      .onConflictDoNothing()
      .returning({ id: handover.documentId });
    if (written.length === 0) return refuse('handover_done', { day }, 'shift');
    if (rows.length > 0) {
      const lines = rows.map(({ itemId, lotId, onHand: bookBase, countedBase, reason }) => {
        return { handoverId: opened.id, itemId, lotId, bookBase, countedBase, reason };
      });
      await tx.insert(handoverLine).values(lines);
    }
    return ok({
      value: { number: opened.number, differing },
      subject: opened.number,
      after: { ...detail, day, shift },
    });
  });
}

/**
 * Closes the case of a difference with what came of it. Refuses who may not, somebody who handed over or took over,
 * a case that is closed, and no word.
 */
export function closeHandover(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string; seenVersion: number },
  input: { finding: string },
): Promise<Answer<{ number: string }>> {
  const { key, number, seenVersion } = given;
  const asked = { act: 'controlled.close', key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'card.manage')) return refuseWithout('card.manage');
    const record = await handoverByNumber(tx, number);
    if (record === undefined || !record.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    const { fromPersonId, toPersonId } = record.handover;
    if (actor.userId === fromPersonId || actor.userId === toPersonId) return refuse('handover_own');
    const note = input.finding.trim();
    if (note === '') return refuse('reason_missing', {}, 'finding');
    const step = { act: 'close', to: 'closed', transitions: handoverTransitions, actor, at, note, seenVersion };
    const moved = await advance(tx, record.document.id, step);
    return moved.ok ? ok({ value: { number }, subject: number, after: input }) : moved;
  });
}
