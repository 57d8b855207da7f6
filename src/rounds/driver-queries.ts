/** Who may drive for a house: its people with the permission, by name. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { rolesGranting } from '../auth/roles.ts';

export interface Driver {
  id: number;
  name: string;
}

/** People of the house who drive. */
export async function driversOf(db: Db, organisationId: number): Promise<Driver[]> {
  const rows = await db
    .selectDistinct({ id: person.id, name: person.name })
    .from(person)
    .innerJoin(personRole, eq(personRole.personId, person.id))
    .where(
      and(
        eq(person.organisationId, organisationId),
        eq(person.active, true),
        inArray(personRole.role, rolesGranting('round.drive')),
      ),
    )
    .orderBy(asc(person.name), asc(person.id));
  return rows;
}

/** The driver of that id at the house; undefined for anybody else. */
export async function driverById(db: Db, organisationId: number, id: number): Promise<Driver | undefined> {
  return (await driversOf(db, organisationId)).find((driver) => driver.id === id);
}
