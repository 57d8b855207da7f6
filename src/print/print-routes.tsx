/** Prints: one paper from its document's page, many slips at once, and the file that holds what was printed. */
import { refusalText } from '../../views/i18n/index.ts';
import { NewPrintsPage } from '../../views/print/new-prints-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { unprintedDispatches } from '../dispatches/unprinted-queries.ts';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { newFormKey, readForm } from '../web/form.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { printForm, printsForm } from './forms.ts';
import { drawPapers } from './paper.ts';
import { type PrintInput, printPapers } from './print-commands.ts';
import { papersOf } from './print-queries.ts';

export function printRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  router.get(paths.newPrints(), readers, (c) => showNew(c, services));
  router.post(paths.prints(), readers, async (c) => {
    const form = await readForm(c, printsForm);
    if (!form.ok) throw new WebError(422, 'refused', refusalText(wordsFor(c), refuse('field_wrong')));
    const { idempotency_key: key, kind, number, size } = form.value;
    return print(c, services, key, { kind, numbers: number, size });
  });
  router.post(paths.dispatchPrints(':number'), readers, async (c) => {
    const form = await readForm(c, printForm);
    if (!form.ok) throw new WebError(422, 'refused', refusalText(wordsFor(c), refuse('field_choice')));
    const { idempotency_key: key, size } = form.value;
    return print(c, services, key, { kind: 'dispatch_slip', numbers: [c.req.param('number') ?? ''], size });
  });
  router.get('/prints/:batch{[0-9a-f]{24}}/slip.pdf', readers, (c) => sendPrinted(c, services));
  return router;
}

/** Where the house answers from outside: stands in every QR code. */
export function originOf(c: AppContext, services: Services): string {
  return services.settings.publicUrl ?? new URL(c.req.url).origin;
}

async function print(c: AppContext, services: Services, key: string, input: PrintInput): Promise<Response> {
  const reader = { viewer: signedIn(c), t: wordsFor(c), origin: originOf(c, services) };
  const done = await printPapers(services, reader, key, input);
  if (!done.ok) throw refusalError(c, done);
  return c.redirect(paths.printedPaper(done.value.batch), 303);
}

async function sendPrinted(c: AppContext, services: Services): Promise<Response> {
  const batch = c.req.param('batch') ?? '';
  const papers = await papersOf(services.db.read, batch, signedIn(c).userId);
  if (papers === undefined) throw new WebError(404, 'notFound');
  return sendPaper(c, `slips-${batch.slice(0, 6)}`, () => drawPapers(wordsFor(c), papers));
}

async function showNew(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const rows = await unprintedDispatches(services.db.read, signedIn(c).scopePath);
  const page = <NewPrintsPage t={t} rows={rows} now={services.clock.now()} formKey={newFormKey()} />;
  return c.render(page, { title: t.papers.many.title, active: 'dispatches' });
}
