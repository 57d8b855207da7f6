/** Permits are recorded as the authority gave them and revoked with a reason; what is on paper is never rewritten. */
import { and, eq, gte, inArray, isNull, like, lte, or } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { permitRecipient, preparationPermit } from '../../db/schema/preparations.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isOutside } from '../organisations/queries.ts';
import { checkPermit, type PermitInput } from './rules.ts';

/** Two people who record permits for the same days at once: the second waits and then finds the first one's. */
const lockPermits = statement(lockTable('preparation_permit', 'exclusive'));

interface Named {
  itemId: number;
  packSize: number;
  makerId: number;
  recipientIds: number[];
}

/** The item, maker and receivers that the input names; refuses what is not there or cannot be one. */
async function resolve(tx: Tx, input: PermitInput, withClinics: boolean): Promise<Result<Named>> {
  const [made] = await tx.select().from(item).where(eq(item.code, input.itemCode));
  if (made === undefined || made.kind !== 'preparation') return refuse('permit_item', { code: input.itemCode }, 'item');
  const [maker] = await tx.select().from(organisation).where(eq(organisation.code, input.makerCode));
  if (maker === undefined || isOutside(maker.path)) return refuse('permit_maker', { code: input.makerCode }, 'maker');
  const found = await tx.select().from(organisation).where(inArray(organisation.code, input.recipientCodes));
  const named = found.filter((row) => !isOutside(row.path));
  const missing = input.recipientCodes.find((code) => !named.some((row) => row.code === code));
  if (missing !== undefined) return refuse('permit_recipient', { code: missing }, 'recipient');
  const ids = new Set(named.map((row) => row.id));
  if (withClinics) {
    const under = or(...named.map((row) => like(organisation.path, `${row.path}%`)));
    const clinics = await tx
      .select({ id: organisation.id })
      .from(organisation)
      .where(and(eq(organisation.kind, 'clinic'), eq(organisation.active, true), under));
    for (const clinic of clinics) ids.add(clinic.id);
  }
  ids.delete(maker.id);
  return ok({ itemId: made.id, packSize: made.packSize, makerId: maker.id, recipientIds: [...ids] });
}

/** A receiver has one permit at a time for a preparation of a maker: so each box that leaves counts under one. */
async function checkOverlap(tx: Tx, named: Named, input: PermitInput): Promise<Result<undefined>> {
  const [other] = await tx
    .select({ number: preparationPermit.number, name: organisation.shortName })
    .from(preparationPermit)
    .innerJoin(permitRecipient, eq(permitRecipient.permitId, preparationPermit.id))
    .innerJoin(organisation, eq(organisation.id, permitRecipient.organisationId))
    .where(
      and(
        eq(preparationPermit.itemId, named.itemId),
        eq(preparationPermit.makerId, named.makerId),
        isNull(preparationPermit.revokedAt),
        lte(preparationPermit.validFrom, input.validTo),
        gte(preparationPermit.validTo, input.validFrom),
        inArray(permitRecipient.organisationId, named.recipientIds),
      ),
    )
    .limit(1);
  return other === undefined
    ? ok()
    : refuse('permit_overlaps', { permit: other.number, member: other.name }, 'validFrom');
}

/**
 * Records a permit. Refuses a number that is taken, what is not a preparation, unknown members, a wrong span, and
 * days on which a receiver has another permit for the same preparation of the same maker.
 */
export async function recordPermit(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: PermitInput; withClinics: boolean },
): Promise<Answer<{ id: number }>> {
  const { key, input, withClinics } = request;
  const asked = { act: 'permit.record', key, input: { ...input, withClinics }, subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'permit.manage')) return refuseWithout('permit.manage');
    const fits = checkPermit(input);
    if (!fits.ok) return fits;
    await tx.run(lockPermits, {});
    const named = await resolve(tx, input, withClinics);
    if (!named.ok) return named;
    const free = await checkOverlap(tx, named.value, input);
    if (!free.ok) return free;
    const { itemId, makerId, packSize, recipientIds } = named.value;
    const { number, validFrom, validTo, authority } = input;
    const values = { number, itemId, makerId, validFrom, validTo, authority, capBase: input.capPacks * packSize };
    const [row] = await tx
      .insert(preparationPermit)
      .values({ ...values, recordedAt: at, recordedBy: actor.userId })
      .onConflictDoNothing()
      .returning({ id: preparationPermit.id });
    if (row === undefined) return refuse('permit_number_used', { number }, 'number');
    await tx
      .insert(permitRecipient)
      .values(recipientIds.map((organisationId) => ({ permitId: row.id, organisationId })));
    return ok({ value: { id: row.id }, subject: number, after: { ...input, recipients: recipientIds.length } });
  });
}

/** Ends a permit for good; what has left under it stays. Refuses one that is revoked already. */
export async function revokePermit(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; id: number; reason: string },
): Promise<Answer<{ number: string }>> {
  const { key, id, reason } = request;
  return command(services, actor, { act: 'permit.revoke', key, input: { id, reason } }, async (tx, at, about) => {
    const [known] = await tx.select().from(preparationPermit).where(eq(preparationPermit.id, id));
    if (known !== undefined) about(known.number);
    if (!may(actor.roles, 'permit.manage')) return refuseWithout('permit.manage');
    if (known === undefined) return refuse('not_found');
    const [row] = await tx
      .update(preparationPermit)
      .set({ revokedAt: at, revokedReason: reason })
      .where(and(eq(preparationPermit.id, id), isNull(preparationPermit.revokedAt)))
      .returning({ number: preparationPermit.number });
    if (row === undefined) return refuse('permit_revoked', { reason: known.revokedReason });
    return ok({ value: row, subject: row.number, after: { reason } });
  });
}
