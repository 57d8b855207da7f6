/** Who holds a role today: its people, and whoever stands in for one of them. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Role } from '../auth/roles.ts';

export interface Holder {
  role: Role;
  name: string;
  /** Whose place this person takes today; null for who holds the role. */
  standsInFor: string | null;
  /** Short name and path of where the person works. */
  place: string;
  path: string;
}

const holders = statement(
  `select held.role, person.name, cast(null as text) as stands_in_for, organisation.short_name as place,
     organisation.path
   from person_role as held join person on person.id = held.person_id and person.active
   join organisation on organisation.id = person.organisation_id
   where held.role in (select role from ${rowset('roles', { role: 'text' })} as given)
     and (cast(:at as text) = '' or :at like organisation.path || '%')
   union all
   select delegation.role, taker.name, giver.name, organisation.short_name, organisation.path
   from delegation join person as giver on giver.id = delegation.from_person_id and giver.active
   join person_role as held on held.person_id = giver.id and held.role = delegation.role
   join person as taker on taker.id = delegation.to_person_id and taker.active
   join organisation on organisation.id = taker.organisation_id
   where delegation.role in (select role from ${rowset('roles', { role: 'text' })} as given)
     and delegation.starts_on <= :day and delegation.ends_on >= :day and delegation.ended_at is null
   order by 5 desc, 2`,
);

/**
 * Active people of these roles on `day`, those who stand in among them; with `at`, the path of a member, only people of
 * that member and of those above it, the nearest first.
 */
export async function holdersOf(db: Db, roles: readonly Role[], day: string, at = ''): Promise<Holder[]> {
  if (roles.length === 0) return [];
  const given = { roles: roles.map((role) => ({ role })), day, at };
  const rows = await db.run<{ role: Role; name: string; stands_in_for: string | null; place: string; path: string }>(
    holders,
    given,
  );
  return rows.map(({ stands_in_for: standsInFor, ...row }) => ({ ...row, standsInFor }));
}
