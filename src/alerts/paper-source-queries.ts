/** What papers and devices say now: overdue counts, upkeep, recall answers, excursions, silent probes, dated papers. */
import type { Db } from '../../db/database.ts';
import { rowset, type Statement, statement } from '../../db/statement.ts';
import type { DocumentKind } from '../documents/kinds.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { licenceAlerts } from '../parties/list-queries.ts';
import { documentPath, paths } from '../paths.ts';
import type { Finding } from './rules.ts';
import type { SourceAsk } from './source.ts';

const MEMBERS = rowset('members', { id: 'int' });

interface PaperRow {
  organisation_id: number;
  number: string;
  title: string | null;
  due: string | number | null;
}

function papers(kind: DocumentKind, query: Statement, dueOf: (row: PaperRow) => number | null) {
  return async (db: Db, ask: SourceAsk): Promise<Finding[]> => {
    const { members, day, now } = ask;
    const rows = await db.run<PaperRow>(query, { members, day, now });
    return rows.flatMap((row) => {
      const dueAt = dueOf(row);
      if (dueAt === null || dueAt >= now) return [];
      const detail = { number: row.number, title: row.title ?? '', since: dayOf(dueAt) };
      const { organisation_id: organisationId, number } = row;
      const path = documentPath(kind, number);
      return [{ organisationId: Number(organisationId), subject: number, itemId: null, path, detail }];
    });
  };
}

const countsOf = statement(
  `select document.organisation_id, document.number, stock_count.title, stock_count.detail as due
   from ${MEMBERS} as member join document on document.organisation_id = member.id and document.kind = 'count'
     and document.status = 'counting'
   join stock_count on stock_count.document_id = document.id
   where cast(:day as text) <> '' and cast(:now as bigint) > 0`,
);

/** Counts that should have been handed in. */
export const countOverdue = papers('count', countsOf, (row) => {
  const detail: unknown = typeof row.due === 'string' ? JSON.parse(row.due) : row.due;
  const dueAt = typeof detail === 'object' && detail !== null && 'dueAt' in detail ? detail.dueAt : null;
  return typeof dueAt === 'number' ? dueAt : null;
});

/** Licences of suppliers within the red band: the county buys as one, so they are the hub's. */
export async function licencesLapsing(db: Db, { members, day }: SourceAsk): Promise<Finding[]> {
  const head = await headOrganisation(db);
  if (head === undefined || !members.some(({ id }) => id === head.id)) return [];
  return (await licenceAlerts(db, day)).map((one) => ({
    organisationId: head.id,
    subject: `licence:${one.partyCode}:${one.kind}:${one.validTo}`,
    itemId: null,
    path: paths.party(one.partyCode),
    detail: { party: one.partyName, licence: one.kind, until: one.validTo },
    dueAt: startOfDay(addDays(one.validTo, 1)),
  }));
}
