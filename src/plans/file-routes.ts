/** A plan as files: the county's table as CSV, XLSX and on paper. */
import { requirePermission, signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { attachment, spreadsheet } from '../web/spreadsheets.ts';
import { planDigest } from './digest-queries.ts';
import { tableColumns } from './exports.ts';
import { linesQuery } from './forms.ts';
import { effectsOf, filterOf } from './page-queries.ts';
import { drawPlan } from './paper.ts';
import { planAsked } from './show.tsx';
import { planTable } from './table-queries.ts';

/** The rows that the address asks for, with what the budgets of members have left. */
async function tableFor(c: AppContext, services: Services) {
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const record = await planAsked(c, services);
  const digest = await planDigest(db, record, today);
  const rows = await planTable(db, record, filterOf(linesQuery.parse(c.req.query()), digest), today);
  const effects = await effectsOf(db, record, digest, today);
  const budgetLeftFen = effects.reduce((sum, effect) => sum + (effect.budget?.availableFen ?? 0), 0);
  return { record, rows, budgetLeftFen };
}

export function planFileRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('plan.read');
  router.get('/plans/:number/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), async (c) => {
    const t = wordsFor(c);
    const { record, rows, budgetLeftFen } = await tableFor(c, services);
    const columns = tableColumns(t, record, budgetLeftFen);
    return spreadsheet(c, t.plans.fileName(record.document.number), columns, rows);
  });
  router.get(paths.planPaper(':number'), readers, async (c) => {
    const t = wordsFor(c);
    const { record, rows, budgetLeftFen } = await tableFor(c, services);
    const hub = await headOrganisation(services.db.read);
    const printedAt = services.clock.now();
    const printed = `${signedIn(c).organisationName} ${signedIn(c).name} ${dayOf(printedAt)}`;
    const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
    const url = new URL(paths.plan(record.document.number), origin).toString();
    const issuer = hub?.name ?? '';
    const paper = { issuer, record, rows, budgetLeftFen, url, printed, printedAt };
    const answer = await sendPaper(c, record.document.number, () => drawPlan(t, paper));
    const name = `${t.plans.fileName(record.document.number)}.pdf`;
    answer.headers.set('Content-Disposition', attachment(name).replace('attachment', 'inline'));
    return answer;
  });
  return router;
}
