/** Pages of the permits under which in-house preparations leave their maker. */
import { PreparationsPage } from '../../views/preparations/index-page.tsx';
import { NewPermitPage } from '../../views/preparations/new-page.tsx';
import { PermitPage } from '../../views/preparations/permit-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { recordPermit, revokePermit } from './commands.ts';
import { listQuery, permitForm, revocationForm } from './forms.ts';
import { listPermits, type PermitLine, permitById, permitChoices, usesOf } from './queries.ts';

const PAGE_SIZE = 50;

export function preparationsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('catalogue.read');
  const managers = requirePermission('permit.manage');
  router.get(paths.preparations(), readers, (c) => showList(c, services));
  router.get('/preparations/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newPermit(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.preparations(), managers, (c) => handleNew(c, services));
  router.get('/preparations/:id{[0-9]{1,12}}', readers, (c) => showOne(c, services, emptyForm()));
  router.post('/preparations/:id{[0-9]{1,12}}/revocation', managers, (c) => handleRevocation(c, services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const all = await listPermits(services.db.read, filter, filter.on ?? today);
  const { roles } = signedIn(c);
  const can = { manage: may(roles, 'permit.manage'), export: may(roles, 'export') };
  const shown = { t, filter, today, page: pageOf(all, c.req.query('page'), PAGE_SIZE), can };
  return c.render(<PreparationsPage {...shown} />, { title: t.preparations.title, active: 'preparations' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.preparations;
  const filter = listQuery.parse(c.req.query());
  const day = filter.on ?? dayOf(services.clock.now());
  const rows = await listPermits(services.db.read, filter, day);
  const columns = [
    { head: words.number, value: (row: PermitLine) => row.permit.number, width: 24 },
    { head: words.item, value: (row: PermitLine) => row.item.genericName, width: 24 },
    { head: words.itemCode, value: (row: PermitLine) => row.item.code },
    { head: words.maker, value: (row: PermitLine) => row.maker },
    { head: words.recipients, value: (row: PermitLine) => row.recipients.join(' '), width: 40 },
    { head: words.validFrom, value: (row: PermitLine) => row.permit.validFrom },
    { head: words.validTo, value: (row: PermitLine) => row.permit.validTo },
    { head: words.capUnits, value: (row: PermitLine) => row.permit.capBase / row.item.scale },
    { head: words.usedUnits, value: (row: PermitLine) => row.usedBase / row.item.scale },
    { head: words.unit, value: (row: PermitLine) => row.item.baseUnit },
    { head: words.state, value: (row: PermitLine) => words.states[row.state] },
    { head: words.authority, value: (row: PermitLine) => row.permit.authority },
    { head: t.lists.asOf, value: () => day },
  ];
  return spreadsheet(c, `${words.title}-${day}`, columns, rows);
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const choices = await permitChoices(services.db.read);
  const today = dayOf(services.clock.now());
  const page = <NewPermitPage t={t} form={form} formKey={newFormKey()} choices={choices} today={today} />;
  return c.render(page, { title: t.preparations.add, active: 'preparations' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, permitForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, withClinics, item, maker, recipient, ...rest } = form.value;
  const input = { ...rest, itemCode: item, makerCode: maker, recipientCodes: [...new Set(recipient)] };
  const recorded = await recordPermit(services, viewerToActor(signedIn(c)), { key, input, withClinics });
  if (!recorded.ok) {
    c.status(statusOf(recorded));
    return showNew(c, services, refusedForm(c, form.values, recorded));
  }
  const title = wordsFor(c).preparations.recorded(input.number);
  return redirectWith(c, paths.permit(recorded.value.id), { tone: 'accent', title });
}

async function showOne(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const line = await permitById(services.db.read, Number(c.req.param('id')), today);
  if (line === undefined) throw new WebError(404, 'notFound');
  const uses = await usesOf(services.db.read, line.permit, signedIn(c).scopePath);
  const manages = may(signedIn(c).roles, 'permit.manage');
  const shown = { t, line, uses, manages, form, formKey: newFormKey() };
  return c.render(<PermitPage {...shown} />, { title: line.permit.number, active: 'preparations' });
}

async function handleRevocation(c: AppContext, services: Services) {
  const form = await readForm(c, revocationForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form);
  }
  const id = Number(c.req.param('id'));
  const { idempotency_key: key, reason } = form.value;
  const revoked = await revokePermit(services, viewerToActor(signedIn(c)), { key, id, reason });
  if (!revoked.ok) {
    if (statusOf(revoked) === 404) throw refusalError(c, revoked);
    c.status(statusOf(revoked));
    return showOne(c, services, refusedForm(c, form.values, revoked));
  }
  const title = wordsFor(c).preparations.revokedFlash(revoked.value.number);
  return redirectWith(c, paths.permit(id), { tone: 'accent', title });
}
