/** What papers say now: counts, upkeep and answers to recalls that are overdue, licences and cards that lapse. */
import type { Db } from '../../db/database.ts';
import { rowset, type Statement, statement } from '../../db/statement.ts';
import { listCards } from '../controlled/card-queries.ts';
import { cardState } from '../controlled/rules.ts';
import type { DocumentKind } from '../documents/kinds.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { licenceAlerts } from '../parties/list-queries.ts';
import { documentPath, paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
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

const recallsOf = statement(
  `select notice.organisation_id, document.number, recall.title, notice.due_at as due
   from ${MEMBERS} as member join recall_notice as notice on notice.organisation_id = member.id
     and notice.answered_at is null and notice.due_at < :now
   join document on document.id = notice.recall_id and document.status = 'open'
   join recall on recall.document_id = notice.recall_id where cast(:day as text) <> ''`,
);

/** Notices of recalls that the member should have answered. */
export const recallOverdue = papers('recall', recallsOf, (row) => Number(row.due));

const upkeepsOf = statement(
  `select document.organisation_id, document.number, upkeep.period as title, upkeep.due_on as due
   from ${MEMBERS} as member join document on document.organisation_id = member.id and document.kind = 'upkeep'
     and document.status = 'open'
   join upkeep on upkeep.document_id = document.id where upkeep.due_on < :day and cast(:now as bigint) > 0`,
);

/** Upkeep lists whose day is past. */
export const upkeepOverdue = papers('upkeep', upkeepsOf, (row) => startOfDay(addDays(String(row.due), 1)));

/** Purchase cards (印鉴卡) that lapse within the notice of the rule, or lapsed and were not withdrawn. */
export async function cardsExpiring(db: Db, { members, day }: SourceAsk): Promise<Finding[]> {
  const { card: notice } = await ruleOn(db, 'controlled_days', day);
  const asked = new Set(members.map(({ id }) => id));
  const cards = (await listCards(db, '/')).filter(({ place }) => asked.has(place.id));
  // Who has a newer card in force has no need of the old one
  const served = new Set(
    cards.filter((one) => cardState(one, day, notice) === 'in_force').map(({ place }) => place.id),
  );
  return cards.flatMap((card): Finding[] => {
    const state = cardState(card, day, notice);
    if ((state !== 'near' && state !== 'lapsed') || served.has(card.place.id)) return [];
    const detail = { name: card.number, until: card.validTo };
    const about = { organisationId: card.place.id, subject: `card:${card.id}`, itemId: null };
    return [{ ...about, path: paths.cards(), detail, dueAt: startOfDay(addDays(card.validTo, 1)) }];
  });
}
