/** Registering a shortage (缺药登记), for a catalogue item or a wish in words. */
import { and, eq, inArray, like } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { whyNotListed } from '../formulary/left-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { stockAndUse } from '../stock/supply-queries.ts';
import { limitsOf } from './limit-commands.ts';
import { checkRegistration, type Registration } from './rules.ts';
import { type ItemRow, itemByCode } from './shortage-queries.ts';
import { checkTier } from './tier-rules.ts';

export interface RegisterInput extends Omit<Registration, 'itemId' | 'packSize'> {
  /** The organisation that is short: the actor's own, or one below it. */
  organisationCode: string;
  itemCode: string | null;
  wishDetail: string | null;
  wishUnit: string | null;
  substituteAcceptable: boolean;
  /** The person knows that the same drug is already asked for and asks again. */
  again: boolean;
}

type OrganisationRow = typeof organisation.$inferSelect;

const STILL_OPEN = ['registered', 'accepted', 'matched', 'in_transit'];

async function organisationInScope(tx: Tx, code: string, scopePath: string): Promise<OrganisationRow | undefined> {
  const active = eq(organisation.active, true);
  const where = and(eq(organisation.code, code), like(organisation.path, `${scopePath}%`), active);
  const [row] = await tx.select().from(organisation).where(where);
  return row;
}

/** The number of an open request of the same organisation for the same item. */
async function sameNeed(tx: Tx, organisationId: number, itemId: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ number: document.number })
    .from(shortage)
    .innerJoin(document, eq(document.id, shortage.documentId))
    .where(
      and(
        eq(shortage.organisationId, organisationId),
        eq(shortage.itemId, itemId),
        inArray(document.status, STILL_OPEN),
      ),
    )
    .limit(1);
  return row?.number;
}

async function checkNew(
  tx: Tx,
  place: OrganisationRow,
  given: RegisterInput,
  today: string,
): Promise<Result<ItemRow | null>> {
  const wanted = given.itemCode === null ? null : await itemByCode(tx, given.itemCode);
  if (wanted === undefined) return refuse('item_unknown', { code: given.itemCode }, 'itemCode');
  const registration = { ...given, itemId: wanted?.id ?? null, packSize: wanted?.packSize ?? 1 };
  const whole = checkRegistration(registration, today);
  if (!whole.ok) return whole;
  if (wanted === null) return ok(null);
  const left = wanted.active ? await whyNotListed(tx, wanted, today, 'itemCode') : undefined;
  if (left !== undefined) return left;
  const tier = checkTier(wanted, place.kind, given.reason);
  if (!tier.ok) return tier;
  const same = given.again ? undefined : await sameNeed(tx, place.id, wanted.id);
  if (same !== undefined) return refuse('already_registered', { number: same }, 'again');
  return ok(wanted);
}

/** Registers a shortage (缺药登记). Refuses what `checkRegistration` and `checkTier` refuse, and a need asked twice. */
export function registerShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RegisterInput,
): Promise<Answer<{ number: string }>> {
  const request = { act: 'shortage.register', key, input, subject: input.itemCode ?? undefined };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'shortage.register') && !may(actor.roles, 'shortage.answer')) {
      return refuseWithout('shortage.register', 'shortage.answer');
    }
    const place = await organisationInScope(tx, input.organisationCode, actor.scopePath);
    if (place === undefined) return refuse('shortage_member_unknown', {}, 'organisationCode');
    const today = dayOf(at);
    const checked = await checkNew(tx, place, input, today);
    if (!checked.ok) return checked;
    const wanted = checked.value;
    const runsOutOn = input.urgency === 'chronic' ? (input.runsOutOn ?? input.neededBy) : null;
    const asked = { urgency: input.urgency, at, runsOutOn };
    const limits = await limitsOf(tx, asked, wanted === null ? 'AdHoc' : 'County');
    const own = wanted === null ? { usableBase: 0, use30Base: 0 } : await stockAndUse(tx, place.id, wanted.id, today);
    const opened = await openDocument(tx, {
      kind: 'shortage',
      status: 'registered',
      act: 'register',
      organisationId: place.id,
      counterpartId: null,
      actor,
      at,
      note: input.note,
    });
    await tx.insert(shortage).values({
      documentId: opened.id,
      organisationId: place.id,
      itemId: wanted?.id ?? null,
      wishName: wanted === null ? input.wishName : null,
      wishDetail: wanted === null ? input.wishDetail : null,
      wishUnit: wanted === null ? input.wishUnit : null,
      quantityBase: input.quantityBase,
      urgency: input.urgency,
      neededBy: input.neededBy,
      reason: wanted === null ? 'not_in_formulary' : input.reason,
      daysOfUse: input.daysOfUse,
      substituteAcceptable: input.substituteAcceptable,
      patients: input.patients,
      patientReference: input.patientReference,
      note: input.note,
      stockBase: own.usableBase,
      use30Base: own.use30Base,
      runsOutOn,
      ...limits,
    });
    return ok({ value: { number: opened.number }, subject: opened.number, after: input });
  });
}
