/** Members whose levels a person sees: those that file requisitions, and the hub for its own people. */
import { and, asc, eq, inArray, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import type { OrganisationKind } from '../auth/viewer.ts';

export interface LevelMember {
  id: number;
  code: string;
  name: string;
  kind: OrganisationKind;
  path: string;
}

const KINDS: OrganisationKind[] = ['head', 'campus', 'branch', 'clinic', 'centre'];

const columns = {
  id: organisation.id,
  code: organisation.code,
  name: organisation.shortName,
  kind: organisation.kind,
  path: organisation.path,
};

const within = (scopePath: string) =>
  and(like(organisation.path, `${scopePath}%`), inArray(organisation.kind, KINDS), eq(organisation.active, true));

/** In the order of the tree. */
export async function levelMembers(db: Db, scopePath: string): Promise<LevelMember[]> {
  return db.select(columns).from(organisation).where(within(scopePath)).orderBy(asc(organisation.path));
}

/** The member of that code within the scope. */
export async function memberIn(db: Db, scopePath: string, code: string): Promise<LevelMember | undefined> {
  const [row] = await db
    .select(columns)
    .from(organisation)
    .where(and(within(scopePath), eq(organisation.code, code)));
  return row;
}
