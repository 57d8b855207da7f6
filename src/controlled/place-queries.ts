/** The members that keep controlled goods, and the marked stores in which they do. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

export interface ControlledPlace {
  id: number;
  code: string;
  name: string;
  shortName: string;
  path: string;
}

const placesOf = statement(
  `select organisation.id, organisation.code, organisation.name, organisation.short_name, organisation.path
   from organisation where organisation.path like :scope || '%' and organisation.active and exists (
     select 1 from location where location.keeper_id = organisation.id and location.kind = 'store'
       and location.zone = 'controlled' and location.active
   ) order by organisation.path`,
);

/** The members of the scope with a store for controlled goods. */
export async function controlledPlaces(db: Db, scopePath: string): Promise<ControlledPlace[]> {
  const rows = await db.run<{ id: number; code: string; name: string; short_name: string; path: string }>(placesOf, {
    scope: scopePath,
  });
  return rows.map(({ short_name: shortName, ...row }) => ({ ...row, shortName }));
}

const storesOf = statement(
  `select location.id, location.name, organisation.id as organisation_id, organisation.code, organisation.short_name,
     organisation.path, document.number, document.status, handover.at, person.name as to_name,
     (select count(*) from balance where balance.location_id = location.id and balance.on_hand > 0) as lots
   from location join organisation on organisation.id = location.keeper_id
   left join handover on handover.document_id = (
     select last.document_id from handover as last where last.location_id = location.id
     order by last.at desc, last.document_id desc limit 1)
   left join document on document.id = handover.document_id
   left join person on person.id = handover.to_person_id
   where location.kind = 'store' and location.zone = 'controlled' and location.active
     and organisation.path like :scope || '%' order by organisation.path, location.id`,
);

export interface ControlledStore {
  id: number;
  name: string;
  place: { id: number; code: string; shortName: string; path: string };
  /** Lots that lie there now. */
  lots: number;
  /** How it was handed over last; null when it never was. */
  last: { number: string; status: string; at: number; to: string } | null;
}

type Row = Record<string, string | number | null>;

/** The marked stores of the scope, with how each was handed over last. */
export async function controlledStores(db: Db, scopePath: string): Promise<ControlledStore[]> {
  return (await db.run<Row>(storesOf, { scope: scopePath })).map((row) => ({
    id: Number(row.id),
    name: String(row.name),
    place: {
      id: Number(row.organisation_id),
      code: String(row.code),
      shortName: String(row.short_name),
      path: String(row.path),
    },
    lots: Number(row.lots),
    last:
      row.number === null
        ? null
        : {
            number: String(row.number),
            status: String(row.status),
            at: Number(row.at),
            to: String(row.to_name ?? ''),
          },
  }));
}
