/** Who stands in for whom: places in force on a day, and the register of all of them. */
import { and, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { delegation } from '../../db/schema/approvals.ts';
import { person, personRole } from '../../db/schema/users.ts';
import type { Role } from '../auth/roles.ts';
import { mayStandIn } from './rules.ts';

/** The roles that a person stands in for on a day, each with the person whose place it is and who still holds it. */
export async function placesOf(
  db: Db,
  personId: number,
  day: string,
): Promise<{ role: Role; personId: number; name: string }[]> {
  return db
    .select({ role: delegation.role, personId: delegation.fromPersonId, name: person.name })
    .from(delegation)
    .innerJoin(person, eq(person.id, delegation.fromPersonId))
    .innerJoin(personRole, and(eq(personRole.personId, person.id), eq(personRole.role, delegation.role)))
    .where(
      and(
        eq(delegation.toPersonId, personId),
        lte(delegation.startsOn, day),
        gte(delegation.endsOn, day),
        isNull(delegation.endedAt),
        eq(person.active, true),
      ),
    )
    .orderBy(delegation.id);
}

export type PlaceState = 'to_come' | 'in_force' | 'over' | 'ended';

export interface PlaceLine {
  id: number;
  from: { id: number; name: string };
  to: { id: number; name: string };
  role: Role;
  startsOn: string;
  endsOn: string;
  reason: string;
  state: PlaceState;
}

function stateOf(row: { startsOn: string; endsOn: string; endedAt: number | null }, today: string): PlaceState {
  if (row.endedAt !== null) return 'ended';
  if (row.startsOn > today) return 'to_come';
  return row.endsOn < today ? 'over' : 'in_force';
}

/** Every place that was given or taken, newest first; all of them, or those of one person. */
export async function listPlaces(db: Db, today: string, personId?: number): Promise<PlaceLine[]> {
  const giver = alias(person, 'giver');
  const taker = alias(person, 'taker');
  const own =
    personId === undefined ? undefined : or(eq(delegation.fromPersonId, personId), eq(delegation.toPersonId, personId));
  const rows = await db
    .select({ place: delegation, giverName: giver.name, takerName: taker.name })
    .from(delegation)
    .innerJoin(giver, eq(giver.id, delegation.fromPersonId))
    .innerJoin(taker, eq(taker.id, delegation.toPersonId))
    .where(own)
    .orderBy(desc(delegation.id));
  return rows.map(({ place, giverName, takerName }) => ({
    id: place.id,
    from: { id: place.fromPersonId, name: giverName },
    to: { id: place.toPersonId, name: takerName },
    role: place.role,
    startsOn: place.startsOn,
    endsOn: place.endsOn,
    reason: place.reason,
    state: stateOf(place, today),
  }));
}

/** People who may be asked to stand in: active, with a duty for the county, none that excludes it. */
export async function standIns(db: Db, except: number): Promise<{ id: number; name: string; title: string | null }[]> {
  const rows = await db
    .select({ id: person.id, name: person.name, title: person.title, role: personRole.role })
    .from(person)
    .innerJoin(personRole, eq(personRole.personId, person.id))
    .where(eq(person.active, true))
    .orderBy(person.name, person.id);
  const held = new Map<number, Role[]>();
  for (const row of rows) held.set(row.id, [...(held.get(row.id) ?? []), row.role]);
  const people = new Map(rows.map(({ id, name, title }) => [id, { id, name, title }]));
  return [...people.values()].filter(({ id }) => id !== except && mayStandIn(held.get(id) ?? []));
}
