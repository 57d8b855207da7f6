/** Separation of duties: whoever applied for a medicine does not decide what becomes of the application. */
import type { Db } from '../../db/database.ts';
import { type Permission, rolesGranting } from '../auth/roles.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { listPeople } from '../users/queries.ts';
import { applicantsOf } from './dossier-queries.ts';

const MOST_NAMED = 5;

/** Names of active people other than these whose roles grant the permission, in the order of the list of people. */
async function othersWith(db: Db, permission: Permission, except: readonly number[]): Promise<string[]> {
  const page = { limit: MOST_NAMED + except.length, offset: 0 };
  const found = new Map<number, string>();
  for (const role of rolesGranting(permission)) {
    const people = await listPeople(db, '/', { role, state: 'active' }, page);
    for (const { id, name } of people) if (!except.includes(id)) found.set(id, name);
  }
  return [...found.values()].slice(0, MOST_NAMED);
}

/** Who may do it instead of somebody who applied: their names; undefined for everybody who did not apply. */
export async function insteadOf(
  db: Db,
  personId: number,
  documentId: number,
  permission: Permission,
): Promise<string[] | undefined> {
  const applicants = await applicantsOf(db, documentId);
  return applicants.includes(personId) ? othersWith(db, permission, applicants) : undefined;
}

/** Refuses a person who wrote or handed in the application, and names those who may do it. */
export async function checkApart(
  db: Db,
  personId: number,
  documentId: number,
  permission: 'dossier.manage' | 'committee.manage',
): Promise<Result<undefined>> {
  const others = await insteadOf(db, personId, documentId, permission);
  if (others === undefined) return ok();
  const reason = permission === 'dossier.manage' ? 'dossier_own' : 'matter_own';
  return refuse(reason, { people: others.join('、') });
}
