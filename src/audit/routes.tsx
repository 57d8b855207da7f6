/**
 * The trail, for auditors and administrators: who did what to what, what it was before and after, and what was
 * refused.
 */

import { actName, subjectText, toldText } from '../../views/audit/change-words.ts';
import { AuditPage } from '../../views/audit/index-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { dayOf, timeOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { auditQuery } from './forms.ts';
import { type AuditLine, countAudit, listAudit } from './queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 50_000;

export function auditRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('audit.read');
  router.get(paths.audit(), readers, (c) => showList(c, services));
  router.get('/audit/:file{export\\.(?:csv|xlsx)}', readers, (c) => exportList(c, services));
  return router;
}

function afterOf(c: AppContext) {
  const cursor = decodeCursor(c.req.query('after'), ['number', 'number']);
  return cursor && { at: Number(cursor[0]), id: Number(cursor[1]) };
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = auditQuery.parse(c.req.query());
  const { scopePath } = signedIn(c);
  const after = afterOf(c);
  const db = services.db.read;
  const [fetched, total] = await Promise.all([
    listAudit(db, scopePath, filter, { limit: PAGE_SIZE + 1, after }),
    countAudit(db, scopePath, filter),
  ]);
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.at, row.id]);
  const shown = { t, filter, rows, total, next, isFirst: after === undefined };
  return c.render(<AuditPage {...shown} />, { title: t.audit.title, active: 'audit' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.audit;
  const filter = auditQuery.parse(c.req.query());
  const rows = await listAudit(services.db.read, signedIn(c).scopePath, filter, { limit: MOST_EXPORTED });
  const columns = [
    { head: words.day, value: (row: AuditLine) => dayOf(row.at) },
    { head: words.time, value: (row: AuditLine) => timeOf(row.at) },
    { head: words.organisation, value: (row: AuditLine) => row.organisationName },
    { head: words.actor, value: (row: AuditLine) => (row.actorId === 0 ? words.system : row.actorName) },
    { head: words.act, value: (row: AuditLine) => actName(t, row.act) },
    { head: words.outcome, value: (row: AuditLine) => words.outcomes[row.outcome] },
    { head: words.subject, value: (row: AuditLine) => subjectText(row), width: 24 },
    { head: words.change, value: (row: AuditLine) => toldText(t, row), width: 80 },
    { head: words.chain, value: (row: AuditLine) => `${row.chain}/${row.sequence}` },
    { head: words.hash, value: (row: AuditLine) => row.hash, width: 30 },
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}
