/** Needs to be supplied: requisitions and shortages of a small county, in the pool and on dispatches. */
import { eq } from 'drizzle-orm';
import { demand, requisition, requisitionLine } from '../../db/schema/demand.ts';
import type { cancelDispatch } from '../../src/dispatches/commands.ts';
import { type SupplyRequest, supplyDemand } from '../../src/dispatches/supply-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { raiseDemand } from '../../src/requisitions/demand-commands.ts';
import { listShortage } from '../../src/requisitions/shortage-demand-commands.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { type DispatchWorld, shortageOf, versionOf } from '../dispatches/dispatch-world.ts';
import { accepted } from '../support/build.ts';

export const AT = Date.UTC(2026, 10, 23, 1);

/** A submitted requisition of one line, as its need in the pool. */
export async function requested(
  world: DispatchWorld,
  quantityBase: number,
): Promise<{ demandId: number; number: string }> {
  const { services, people, branch, item } = world;
  return services.db.transaction(async (tx) => {
    const sides = { organisationId: branch.id, counterpartId: world.head.id };
    const common = { kind: 'requisition' as const, status: 'submitted', act: 'submit' };
    const { id, number } = await openDocument(tx, { ...common, ...sides, actor: people.receiver, at: AT });
    await tx.insert(requisition).values({ documentId: id, neededBy: '2026-12-01' });
    const line = { requisitionId: id, lineNumber: 1, itemId: item.id, quantityBase };
    const [row] = await tx.insert(requisitionLine).values(line).returning();
    const need = { origin: 'requisition' as const, documentId: id, lineId: row?.id ?? 0, itemId: item.id };
    const rest = { organisationId: branch.id, quantityBase, neededBy: '2026-12-01', urgent: false, raisedAt: AT };
    const [demandId = 0] = await raiseDemand(tx, [{ ...need, ...rest }]);
    return { demandId, number };
  });
}

export async function registered(world: DispatchWorld, quantityBase: number): Promise<{ number: string; id: number }> {
  const { services, people, branch, item } = world;
  const wish = { wishName: null, wishDetail: null, wishUnit: null, daysOfUse: null, patients: null, note: null };
  const asked = { organisationCode: branch.code, itemCode: item.code, quantityBase, neededBy: '2026-11-30', ...wish };
  const flags = { urgency: 'routine' as const, reason: 'out_of_stock' as const, patientReference: null };
  const input = { ...asked, ...flags, substituteAcceptable: false, again: true };
  const { number } = accepted(await registerShortage(services, people.receiver, null, input));
  accepted(await acceptShortage(services, people.pharmacist, null, { number, version: 1 }));
  return { number, id: (await shortageOf(world, number)).document.id };
}

export async function listed(
  world: DispatchWorld,
  quantityBase: number,
): Promise<{ number: string; id: number; demandId: number }> {
  const { number, id } = await registered(world, quantityBase);
  await list(world, number);
  return { number, id, demandId: await needOf(world, id) };
}

export async function list(world: DispatchWorld, number: string) {
  const { document, shortage } = await shortageOf(world, number);
  const { organisationId, neededBy, answeredBase, arrivedBase, closedBase, quantityBase } = shortage;
  const progress = { quantityBase, answeredBase, arrivedBase, closedBase };
  const given = { shortageId: document.id, organisationId, itemId: shortage.itemId ?? 0, neededBy, urgent: false };
  return world.services.db.transaction((tx) => listShortage(tx, { ...given, ...progress }, AT));
}

export async function needOf(world: DispatchWorld, documentId: number): Promise<number> {
  const [row] = await world.services.db.read.select().from(demand).where(eq(demand.documentId, documentId));
  return row?.id ?? 0;
}

export async function rowOf(world: DispatchWorld, id: number) {
  const [row] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
  if (row === undefined) throw new Error(`no need ${id}`);
  const { plannedBase, dispatchedBase, deliveredBase, receivedBase, closedBase } = row;
  return { plannedBase, dispatchedBase, deliveredBase, receivedBase, closedBase };
}

export function supply(
  world: DispatchWorld,
  lines: { demandId: number; quantityBase: number; lotId?: number }[],
  more: Partial<SupplyRequest> = {},
) {
  const request = {
    fromOrganisationId: world.head.id,
    toOrganisationId: world.branch.id,
    lines: lines.map((line) => ({ ...line, itemId: world.item.id })),
    fromPool: true,
    alone: true,
    ...more,
  };
  return world.services.db.transaction((tx) => supplyDemand(tx, world.people.pharmacist, AT, request));
}

export async function withReason(world: DispatchWorld, act: typeof cancelDispatch, number: string) {
  const input = { number, version: await versionOf(world, number), reason: '车坏了' };
  return act(world.services, world.people.checker, null, input);
}
