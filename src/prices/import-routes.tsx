/** Listed prices from a sheet: upload, preview with a verdict for each row, and the recording of the good ones. */
import { PricePreviewPage, PriceUploadPage } from '../../views/prices/import-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { SHEET_LIMITS } from '../spreadsheets/sheet.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { recordListedPrices } from './commands.ts';
import { applicationForm, uploadForm } from './forms.ts';
import { judgePrices, PRICE_COLUMNS } from './import-queries.ts';

const MULTIPART_ROOM = 64 * 1024;
/** The rows of a preview come back as text: twenty thousand short lines. */
const MOST_ROWS_BYTES = 2 * 1024 * 1024;

export function priceImportRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('price.edit');
  router.get(paths.priceImport(), editors, (c) => showUpload(c, emptyForm()));
  router.get('/prices/import/:file{template\\.(?:csv|xlsx)}', editors, sendTemplate);
  router.post(paths.priceImport(), editors, (c) => handleUpload(c, services));
  router.post(paths.priceApplication(), editors, (c) => handleApplication(c, services));
  return router;
}

function sendTemplate(c: AppContext) {
  const columns = PRICE_COLUMNS.map((column) => ({ head: column.titles[0] ?? column.key, value: () => null }));
  return spreadsheet(c, wordsFor(c).prices.importTitle, columns, []);
}

function showUpload(c: AppContext, form: FormState) {
  const t = wordsFor(c);
  const columns = PRICE_COLUMNS.map(({ key, titles, required }) => ({ key, title: titles[0] ?? key, required }));
  const page = <PriceUploadPage t={t} form={form} formKey={newFormKey()} columns={columns} />;
  return c.render(page, { title: t.prices.importTitle, active: 'prices' });
}

async function handleUpload(c: AppContext, services: Services) {
  const form = await readForm(c, uploadForm, { maxBytes: SHEET_LIMITS.bytes + MULTIPART_ROOM });
  if (!form.ok) {
    c.status(422);
    return showUpload(c, form);
  }
  const { file, source } = form.value;
  const content = new Uint8Array(await file.arrayBuffer());
  const judged = await judgePrices(services.db.read, content, services.clock.now());
  if (!judged.ok) {
    c.status(422);
    return showUpload(c, refusedForm(c, form.values, { ...judged, field: 'file' }));
  }
  const t = wordsFor(c);
  const page = <PricePreviewPage t={t} source={source} rows={judged.value} formKey={newFormKey()} />;
  return c.render(page, { title: t.prices.preview, active: 'prices' });
}

async function handleApplication(c: AppContext, services: Services) {
  const form = await readForm(c, applicationForm, { maxBytes: MOST_ROWS_BYTES });
  if (!form.ok) {
    c.status(422);
    return showUpload(c, { ...form, formErrors: Object.values(form.errors), errors: {} });
  }
  const { idempotency_key: key, source, rows: lines } = form.value;
  const recorded = await recordListedPrices(services, viewerToActor(signedIn(c)), key, { source, lines });
  if (!recorded.ok) {
    c.status(statusOf(recorded));
    const refused = refusedForm(c, form.values, recorded);
    const formErrors = [...refused.formErrors, ...Object.values(refused.errors)];
    return showUpload(c, { values: { source: [source] }, errors: {}, formErrors });
  }
  const { added, corrected } = recorded.value;
  const title = wordsFor(c).prices.applied(added + corrected);
  return redirectWith(c, paths.prices({ state: 'listed' }), { tone: 'accent', title });
}
