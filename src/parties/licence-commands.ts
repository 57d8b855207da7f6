/** Licences are recorded as they are handed in and ended with a reason; renewal is a new row, nothing is edited. */
import { and, eq, isNull } from 'drizzle-orm';
import { partyLicence } from '../../db/schema/parties.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { checkLicence, type LicenceFacts } from './edit-rules.ts';
import { partyByCode } from './queries.ts';
import type { LicenceKind } from './rules.ts';

/**
 * Records a licence. Refuses a span that is over or turned round, a scope the kind cannot have or must have, and the
 * same number of the same kind once more for days that are covered already.
 */
export async function recordLicence(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: LicenceFacts & { code: string } },
): Promise<Answer<{ id: number; kind: LicenceKind }>> {
  const { key, input } = request;
  const { code, ...facts } = input;
  return command(services, actor, { act: 'party.record_licence', key, input, subject: code }, async (tx, at) => {
    if (!may(actor.roles, 'party.licence')) return refuseWithout('party.licence');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const fits = checkLicence(facts, dayOf(at));
    if (!fits.ok) return fits;
    const { kind, number } = facts;
    const ofParty = and(eq(partyLicence.partyId, row.id), eq(partyLicence.kind, kind), isNull(partyLicence.endedAt));
    const same = await tx.select().from(partyLicence).where(ofParty);
    const end = facts.validTo ?? '9999';
    const again = same.find((one) => one.number === number && (one.validTo ?? '9999') >= end);
    if (again !== undefined) return refuse('licence_known', { number, validTo: again.validTo }, 'number');
    const [made] = await tx
      .insert(partyLicence)
      .values({ ...facts, partyId: row.id, recordedBy: actor.userId, recordedAt: at })
      .returning({ id: partyLicence.id });
    return ok({ value: { id: made?.id ?? 0, kind }, subject: code, after: facts });
  });
}

/** Ends a licence from today on, with the reason: revoked, withdrawn, recorded wrongly. Refuses one that is ended. */
export async function endLicence(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { code: string; licenceId: number; reason: string } },
): Promise<Answer<{ kind: LicenceKind }>> {
  const { key, input } = request;
  const { code, licenceId, reason } = input;
  return command(services, actor, { act: 'party.end_licence', key, input, subject: code }, async (tx, at) => {
    if (!may(actor.roles, 'party.licence')) return refuseWithout('party.licence');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const own = and(eq(partyLicence.id, licenceId), eq(partyLicence.partyId, row.id));
    const [known] = await tx.select().from(partyLicence).where(own);
    if (known === undefined) return refuse('not_found');
    const [ended] = await tx
      .update(partyLicence)
      .set({ endedAt: at, endedReason: reason })
      .where(and(own, isNull(partyLicence.endedAt)))
      .returning({ kind: partyLicence.kind, number: partyLicence.number });
    if (ended === undefined) return refuse('licence_ended', { reason: known.endedReason });
    return ok({ value: { kind: ended.kind }, subject: code, after: { ...ended, reason } });
  });
}
