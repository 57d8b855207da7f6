/** Vehicles and cold boxes: entered, put out of service and taken back by the house that owns them. */
import { eq } from 'drizzle-orm';
import { organisation } from '../../db/schema/organisations.ts';
import { carrier } from '../../db/schema/rounds.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';

export interface CarrierInput {
  kind: 'vehicle' | 'cold_box';
  /** Plate of a vehicle, number of a box. */
  code: string;
  name: string;
  /** Of a vehicle: refrigerated. A cold box always cools. */
  cools: boolean;
}

/** Enters one. Refuses a plate or number that is there already. */
export function addCarrier(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: CarrierInput,
): Promise<Answer<{ code: string }>> {
  const code = input.code.toUpperCase();
  return command(services, actor, { act: 'round.carrier_add', key, input, subject: code }, async (tx) => {
    if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
    const { kind, name } = input;
    const cools = kind === 'cold_box' || input.cools;
    const values = { kind, code, name, cools, organisationId: actor.organisationId };
    const written = await tx
      .insert(carrier)
      .values({ ...values, searchText: searchText([name, code]) })
      .onConflictDoNothing()
      .returning({ id: carrier.id });
    if (written.length === 0) return refuse('carrier_taken', { code }, 'code');
    return ok({ value: { code }, subject: code, after: input });
  });
}

/** Puts one out of service, or takes it back; rounds that were driven with it keep it. */
export function setCarrierActive(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; active: boolean },
): Promise<Answer<{ code: string }>> {
  const act = input.active ? 'round.carrier_resume' : 'round.carrier_end';
  return command(services, actor, { act, key, input }, async (tx) => {
    if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
    const [row] = await tx
      .select({ carrier, house: organisation })
      .from(carrier)
      .innerJoin(organisation, eq(organisation.id, carrier.organisationId))
      .where(eq(carrier.id, input.id));
    if (row === undefined || !row.house.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, row.house)) return refuse('round_not_here', { house: row.house.shortName });
    const { code, active } = row.carrier;
    if (active === input.active) return refuse('carrier_already', { code });
    await tx.update(carrier).set({ active: input.active }).where(eq(carrier.id, input.id));
    return ok({ value: { code }, subject: code, after: input });
  });
}
