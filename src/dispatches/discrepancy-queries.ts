/** One difference as its page shows it, with its timeline and the version the form must name. */

import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { may } from '../auth/roles.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { type PrintLine, printsOf } from '../print/print-queries.ts';
import { chargesOf } from './charge-queries.ts';
import type { ChargeRow } from './charge-rules.ts';
import { type DifferenceRow, differencesOf } from './discrepancy-list-queries.ts';
import { type DiscrepancyRecord, discrepancyByNumber } from './discrepancy-record-queries.ts';

export interface DifferenceView {
  row: DifferenceRow;
  version: number;
  record: DiscrepancyRecord;
  /** Oldest first. */
  acts: ActRow[];
  prints: PrintLine[];
  /** The last first; withdrawn ones stay. */
  charges: ChargeRow[];
}

/** The difference of that number; undefined outside the scope. */
export async function showDifference(db: Db, number: string, scopePath: string): Promise<DifferenceView | undefined> {
  const record = await discrepancyByNumber(db, number, scopePath);
  if (record === undefined) return undefined;
  const rows = await differencesOf(db, record.discrepancy.dispatchId);
  const row = rows.find((one) => one.number === number);
  if (row === undefined) return undefined;
  return {
    row,
    version: record.document.version,
    record,
    acts: await timelineOf(db, record.document.id),
    prints: await printsOf(db, record.document.id),
    charges: await chargesOf(db, record.document.id),
  };
}

export interface OwnerChoice {
  id: number;
  name: string;
  place: string;
}

/** Active people of both sides who may close differences: one of them looks into it. */
export async function ownersFor(db: Db, record: DiscrepancyRecord): Promise<OwnerChoice[]> {
  const rows = await db
    .select({ id: person.id, name: person.name, place: organisation.shortName, role: personRole.role })
    .from(person)
    .innerJoin(personRole, eq(personRole.personId, person.id))
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(and(inArray(person.organisationId, [record.sender.id, record.receiver.id]), eq(person.active, true)))
    .orderBy(asc(organisation.code), asc(person.name))
    .limit(500);
  const able = rows.filter(({ role }) => may([role], 'discrepancy.close'));
  return [...new Map(able.map(({ id, name, place }) => [id, { id, name, place }])).values()];
}
