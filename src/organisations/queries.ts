/** Reads of the tree and of places: who is under whom, which stores an organisation keeps. */
import { and, asc, eq, inArray, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import type { OutsideKind } from './commands.ts';

export type OrganisationRow = typeof organisation.$inferSelect;
export type LocationRow = typeof location.$inferSelect;

/** Every organisation at or under `path`, in the order of the tree. */
export async function organisationsUnder(db: Db, path: string): Promise<OrganisationRow[]> {
  return db
    .select()
    .from(organisation)
    .where(like(organisation.path, `${path}%`))
    .orderBy(asc(organisation.code));
}

export async function organisationByCode(db: Db, code: string): Promise<OrganisationRow | undefined> {
  const [row] = await db.select().from(organisation).where(eq(organisation.code, code));
  return row;
}

export async function organisationById(db: Db, id: number): Promise<OrganisationRow | undefined> {
  const [row] = await db.select().from(organisation).where(eq(organisation.id, id));
  return row;
}

/** The head hospital, which keeps the central pharmacy (中心药库). */
export async function headOrganisation(db: Db): Promise<OrganisationRow | undefined> {
  const [row] = await db.select().from(organisation).where(eq(organisation.kind, 'head'));
  return row;
}

export async function storesOf(db: Db, organisationIds: number[]): Promise<LocationRow[]> {
  if (organisationIds.length === 0) return [];
  const kept = and(eq(location.kind, 'store'), inArray(location.keeperId, organisationIds), eq(location.active, true));
  return db.select().from(location).where(kept).orderBy(asc(location.id));
}

/** The place where goods travel to the organisation. */
export async function transitOf(db: Db, organisationId: number): Promise<LocationRow | undefined> {
  const [row] = await db
    .select()
    .from(location)
    .where(and(eq(location.kind, 'transit'), eq(location.keeperId, organisationId)));
  return row;
}

/** The one outside place of a kind. Throws when the database was never prepared. */
export async function outsideLocation(db: Db, kind: OutsideKind): Promise<number> {
  const [row] = await db.select({ id: location.id }).from(location).where(eq(location.kind, kind));
  if (row === undefined) throw new Error(`no ${kind} location: run the reference seeds`);
  return row.id;
}

/** Short names of campuses and branches in the order of their codes, without the word for their kind. */
export async function countyNames(db: Db): Promise<{ campuses: string[]; branches: string[] }> {
  const rows = await db
    .select({ kind: organisation.kind, shortName: organisation.shortName })
    .from(organisation)
    .where(and(inArray(organisation.kind, ['campus', 'branch']), eq(organisation.active, true)))
    .orderBy(asc(organisation.code));
  const named = (kind: 'campus' | 'branch') =>
    rows.filter((row) => row.kind === kind).map((row) => row.shortName.replace(/(院区|分院)$/, ''));
  return { campuses: named('campus'), branches: named('branch') };
}
