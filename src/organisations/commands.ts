/**
 * Members and their stores: made by administrators, by the seeds and by the command line, never removed, only
 * retired.
 */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { openProcurementAccount, PROCUREMENT_ACCOUNT_NAME } from '../account/accounts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor, OrganisationKind } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import type { Zone } from '../ledger/usable.ts';
import { checkOrganisation, outsidePath } from './rules.ts';

export interface NewOrganisation {
  code: string;
  name: string;
  shortName: string;
  kind: OrganisationKind;
  parentId: number | null;
  creditCode?: string | null;
  contact?: string | null;
}

export interface NewStore {
  organisationId: number;
  name: string;
  zone: Zone;
  /** Another owner than the keeper, such as the reserve of the head hospital kept in a branch. */
  ownerId?: number;
}

const OUTSIDE = ['supplier', 'consumed', 'loss', 'opening', 'count_difference', 'repricing'] as const;
export type OutsideKind = (typeof OUTSIDE)[number];

/** The places outside the consortium, once for each kind. Idempotent. */
export async function ensureOutsideLocations(tx: Tx): Promise<void> {
  const known = new Set((await tx.select({ kind: location.kind }).from(location)).map((row) => row.kind));
  for (const kind of OUTSIDE) if (!known.has(kind)) await tx.insert(location).values({ kind, name: kind });
}

/**
 * Adds a member with its transit place; the head hospital opens the one procurement account of the county at `at`
 * (UTC ms), because goods cannot move where nobody counts money. Refuses a code in use, a parent that does not fit
 * the kind (总院 → 院区 → 分院 → 村卫生室), a wrong 统一社会信用代码.
 */
export async function addOrganisation(
  tx: Tx,
  given: NewOrganisation,
  at: number,
): Promise<Result<{ id: number; path: string }>> {
  const [parent] =
    given.parentId === null ? [] : await tx.select().from(organisation).where(eq(organisation.id, given.parentId));
  const [same] = await tx.select().from(organisation).where(eq(organisation.code, given.code));
  if (same !== undefined) return refuse('organisation_code_used', { code: given.code }, 'code');
  const fits = checkOrganisation(given, parent ?? null);
  if (!fits.ok) return fits;
  const [row] = await tx
    .insert(organisation)
    .values({
      ...given,
      creditCode: given.creditCode ?? null,
      contact: given.contact ?? null,
      path: `new-${given.code}`,
      searchText: searchText([given.name, given.shortName, given.code]),
    })
    .returning({ id: organisation.id });
  if (row === undefined) throw new Error(`organisation ${given.code} was not written`);
  const path = `${parent?.path ?? '/'}${row.id}/`;
  await tx.update(organisation).set({ path }).where(eq(organisation.id, row.id));
  await tx.insert(location).values({ kind: 'transit', name: given.shortName, keeperId: row.id, ownerId: row.id });
  if (given.kind === 'head') {
    const opened = await openProcurementAccount(tx, row.id, { name: PROCUREMENT_ACCOUNT_NAME, at });
    if (!opened.ok) return opened;
  }
  return ok({ id: row.id, path });
}

/**
 * Adds a company outside the county's tree, for people who sign in and belong to no member. It has no place for goods.
 * Refuses a code in use.
 */
export async function addOutsideOrganisation(
  tx: Tx,
  given: Pick<NewOrganisation, 'code' | 'name' | 'shortName'>,
): Promise<Result<{ id: number; path: string }>> {
  const { code, name, shortName } = given;
  const text = searchText([name, shortName, code]);
  const [row] = await tx
    .insert(organisation)
    .values({ code, name, shortName, kind: 'company', parentId: null, path: `new-${code}`, searchText: text })
    .onConflictDoNothing()
    .returning({ id: organisation.id });
  if (row === undefined) return refuse('organisation_code_used', { code }, 'code');
  const path = outsidePath(row.id);
  await tx.update(organisation).set({ path }).where(eq(organisation.id, row.id));
  return ok({ id: row.id, path });
}

/** Adds a store. Refuses a name the organisation already has. */
export async function addStore(tx: Tx, given: NewStore): Promise<Result<{ id: number }>> {
  const own = await tx.select().from(location).where(eq(location.keeperId, given.organisationId));
  if (given.name.trim() === '') return refuse('name_missing', {}, 'name');
  if (own.some((store) => store.kind === 'store' && store.name === given.name)) {
    return refuse('store_name_used', { name: given.name }, 'name');
  }
  const { organisationId, name, zone } = given;
  const values = {
    kind: 'store' as const,
    name,
    zone,
    keeperId: organisationId,
    ownerId: given.ownerId ?? organisationId,
  };
  const [row] = await tx.insert(location).values(values).returning({ id: location.id });
  if (row === undefined) throw new Error(`store ${name} was not written`);
  return ok({ id: row.id });
}

/** `addOrganisation` as an act of an administrator. */
export async function registerOrganisation(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: NewOrganisation },
): Promise<Answer<{ code: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'organisation.add', key, input, subject: input.code }, async (tx, at) => {
    if (!may(actor.roles, 'organisations.manage')) return refuseWithout('organisations.manage');
    const added = await addOrganisation(tx, input, at);
    if (!added.ok) return added;
    return ok({ value: { code: input.code }, subject: input.code, after: input });
  });
}

/** `addStore` as an act of an administrator; the organisation is named by its code. */
export async function registerStore(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { code: string; name: string; zone: Zone } },
): Promise<Answer<{ name: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'store.add', key, input, subject: input.code }, async (tx) => {
    if (!may(actor.roles, 'organisations.manage')) return refuseWithout('organisations.manage');
    const [place] = await tx.select().from(organisation).where(eq(organisation.code, input.code));
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    const { name, zone } = input;
    const added = await addStore(tx, { organisationId: place.id, name, zone });
    return added.ok ? ok({ value: { name }, subject: `${input.code} ${name}`, after: input }) : added;
  });
}
