/** Reads of the tree and of places: who is under whom, which stores an organisation keeps. */
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { wholeRow } from '../../db/whole-row.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { OutsideKind } from './commands.ts';

export type OrganisationRow = typeof organisation.$inferSelect;
export type LocationRow = typeof location.$inferSelect;

const wholeOrganisation = wholeRow(organisation, 'organisation');
const atOrUnder = statement(
  `select ${wholeOrganisation.columns} from organisation where path like :path || '%' order by organisation.code`,
);

/** Every organisation at or under `path`, in the order of the tree. */
export async function organisationsUnder(db: Db, path: string): Promise<OrganisationRow[]> {
  return (await db.run<Record<string, unknown>>(atOrUnder, { path })).map(wholeOrganisation.read);
}

/** True for the path of an organisation that is no member of the consortium, such as a supplier's. */
export function isOutside(path: string): boolean {
  return !path.startsWith('/');
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

export interface OrganisationFilter {
  /** 汉字, pinyin, initials or code. */
  q?: string | undefined;
  kind?: OrganisationKind | undefined;
}

export interface OrganisationLine extends OrganisationRow {
  parentName: string | null;
  stores: number;
  people: number;
}

/** The scope's organisations in the order of the tree (children under their parent, by code), with what they have. */
export async function listOrganisations(
  db: Db,
  scopePath: string,
  filter: OrganisationFilter,
): Promise<OrganisationLine[]> {
  const all = await organisationsUnder(db, scopePath);
  const kept = and(eq(location.kind, 'store'), eq(location.active, true));
  const stores = await db
    .select({ id: location.keeperId, n: count() })
    .from(location)
    .where(kept)
    .groupBy(location.keeperId);
  const people = await db
    .select({ id: person.organisationId, n: count() })
    .from(person)
    .where(eq(person.active, true))
    .groupBy(person.organisationId);
  const storesOfEach = new Map(stores.map((row) => [row.id, row.n]));
  const peopleOfEach = new Map(people.map((row) => [row.id, row.n]));
  const tokens = queryTokens(filter.q ?? '');
  const names = new Map(all.map((row) => [row.id, row.shortName]));
  return inTreeOrder(all)
    .filter((row) => filter.kind === undefined || row.kind === filter.kind)
    .filter((row) => tokens.every((token) => row.searchText.includes(token)))
    .map((row) => ({
      ...row,
      parentName: row.parentId === null ? null : (names.get(row.parentId) ?? null),
      stores: storesOfEach.get(row.id) ?? 0,
      people: peopleOfEach.get(row.id) ?? 0,
    }));
}

/** Children stand under their parent; brothers by code. A row whose parent is out of scope is a top. */
function inTreeOrder(rows: OrganisationRow[]): OrganisationRow[] {
  const ids = new Set(rows.map((row) => row.id));
  const children = new Map<number | null, OrganisationRow[]>();
  for (const row of rows) {
    const above = row.parentId !== null && ids.has(row.parentId) ? row.parentId : null;
    children.set(above, [...(children.get(above) ?? []), row]);
  }
  const walk = (above: number | null): OrganisationRow[] =>
    (children.get(above) ?? []).flatMap((row) => [row, ...walk(row.id)]);
  return walk(null);
}
