/** Pages of consumables that were bought: batches in stock beside their registered units, and registering by scan. */
import { OwnFormPage } from '../../views/implants/form-pages.tsx';
import { OwnBatchesPage } from '../../views/implants/own-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { ownColumns } from './exports.ts';
import { ownForm, ownQuery } from './forms.ts';
import { registerUnits } from './own-commands.ts';
import { BATCH_KEY, type BatchKey, keyOfBatch, listBatches } from './own-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;

export function ownImplantRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('implant.read');
  const keepers = requirePermission('implant.keep');
  router.get(paths.ownImplants(), readers, (c) => showBatches(c, services));
  router.get('/implants/own/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportBatches(c, services),
  );
  router.get(paths.newOwnImplants(), keepers, (c) => showForm(c, emptyForm()));
  router.post(paths.ownImplants(), keepers, (c) => register(c, services));
  return router;
}

async function showBatches(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = ownQuery.parse(c.req.query());
  const key = decodeCursor(after, BATCH_KEY) as BatchKey | undefined;
  const fetched = await listBatches(services.db.read, scopePath, filter, { after: key, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, keyOfBatch);
  const can = { keep: may(roles, 'implant.keep'), export: may(roles, 'export') };
  return c.render(<OwnBatchesPage {...{ t, filter, rows, next, can }} paged={key !== undefined} />, {
    title: t.implants.ownTitle,
    active: 'implants',
  });
}

async function exportBatches(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = ownQuery.parse(c.req.query());
  const rows = await listBatches(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.implants.ownTitle}-${dayOf(services.clock.now())}`, ownColumns(t), rows);
}

function showForm(c: AppContext, form: FormState): Response | Promise<Response> {
  const t = wordsFor(c);
  return c.render(<OwnFormPage t={t} form={form} formKey={newFormKey()} />, {
    title: t.implants.forms.own,
    active: 'implants',
  });
}

async function register(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, ownForm);
  if (!form.ok) {
    c.status(422);
    return showForm(c, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const done = await registerUnits(services, viewerToActor(signedIn(c)), key, input);
  if (done.ok) {
    const title = wordsFor(c).implants.registeredDone(done.value.units);
    return redirectWith(c, paths.implants({ state: 'own' }), { tone: 'accent', title });
  }
  c.status(statusOf(done));
  return showForm(c, refusedForm(c, form.values, done));
}
