/** Papers of a dispatch: the pick list, the counted slip, and the page that the slip's code opens. */
import { SlipCheckPage } from '../../views/dispatches/slip-check-page.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { readForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { printForm } from './forms.ts';
import { viewOf } from './page-props.ts';
import { drawPickList } from './pick-list.ts';
import { countPrint } from './print-commands.ts';
import { drawDispatchSlip } from './slip.ts';
import { type PostedDispatch, postedDispatch, slipOf } from './slip-queries.ts';

export function slipRoutes(services: Services): Router {
  const router = createRouter();
  const read = requirePermission('stock.read');
  router.post(paths.dispatchPrints(':number'), read, async (c) => {
    const number = c.req.param('number') ?? '';
    const form = await readForm(c, printForm);
    if (!form.ok) throw new WebError(422, 'refused');
    const { idempotency_key: key, size } = form.value;
    const answer = await countPrint(services, viewerToActor(c.get('viewer')), key, { number, size });
    if (!answer.ok) throw refusalError(c, answer);
    return c.redirect(paths.dispatchSlip(number, size, answer.value.copy), 303);
  });
  router.get('/dispatches/:number/slip.pdf', read, (c) => slipPdf(c, services));
  router.get(paths.dispatchPickList(':number'), read, (c) => pickListPdf(c, services));
  router.get(paths.slipCheck(':number'), read, async (c) => {
    const { record, posted } = await postedOf(c, services);
    const { number } = record.document;
    const page = (
      <SlipCheckPage
        t={wordsFor(c)}
        expiry={await expiryOn(services.db.read, dayOf(services.clock.now()))}
        number={number}
        senderCode={record.sender.code}
        posted={posted}
        seesPrices={may(c.get('viewer').roles, 'stock.read.prices')}
      />
    );
    return c.render(page, { title: wordsFor(c).dispatches.slip.heading(number), active: 'dispatches' });
  });
  return router;
}

async function postedOf(c: AppContext, services: Services) {
  const number = c.req.param('number') ?? '';
  const found = await postedDispatch(services.db.read, number, c.get('viewer').scopePath);
  if (found === undefined) throw new WebError(404, 'notFound');
  return found;
}

/** A PDF in the browser's own viewer, never kept by it. */
function pdf(c: AppContext, name: string, body: Buffer): Response {
  return c.body(new Uint8Array(body), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}.pdf"`,
    'Cache-Control': 'no-store',
  });
}

/** What cannot be printed is said in words, with what to change. */
async function drawn(c: AppContext, draw: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await draw();
  } catch (error) {
    if (!(error instanceof PrintRefusal)) throw error;
    throw new WebError(422, 'refused', refusalText(wordsFor(c), error));
  }
}

/** A copy number that was counted; anything else is a view on the screen and says so. */
function countedCopy(c: AppContext, posted: PostedDispatch): number {
  const copy = Number(c.req.query('copy') ?? 0);
  return Number.isInteger(copy) && copy > 0 && copy <= posted.record.dispatch.printCount ? copy : 0;
}

async function slipPdf(c: AppContext, services: Services): Promise<Response> {
  const { posted } = await postedOf(c, services);
  if (posted === null) throw refusalError(c, refuse('slip_not_posted'));
  const viewer = c.get('viewer');
  const size = c.req.query('size') === '241' ? '241' : 'a4';
  const { number } = posted.record.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const head = await headOrganisation(services.db.read);
  const body = await drawn(c, async () => {
    const slip = await slipOf(services.db.read, posted, {
      printedBy: viewer.name,
      printedAt: services.clock.now(),
      copy: countedCopy(c, posted),
      checkUrl: new URL(paths.slipCheck(number), origin).toString(),
      withPrices: may(viewer.roles, 'stock.read.prices'),
      issuer: head?.name ?? posted.record.sender.name,
    });
    return drawDispatchSlip(slip, size, viewer.language);
  });
  return pdf(c, number, body);
}

async function pickListPdf(c: AppContext, services: Services): Promise<Response> {
  const view = await viewOf(c, services);
  const { document, sender, receiver } = view.record;
  if (document.status !== 'picking') throw refusalError(c, refuse('pick_list_over'));
  const viewer = c.get('viewer');
  const stores = [...new Set(view.lines.map((line) => line.store))];
  const body = await drawn(c, () =>
    drawPickList(
      {
        issuer: sender.name,
        number: document.number,
        to: receiver.shortName,
        store: stores.join('、'),
        due: '',
        printedAt: services.clock.now(),
        printedBy: viewer.name,
        lines: view.lines.map(({ shape, zone, ...line }) => ({
          ...line,
          ...shape,
          storageZone: zone as 'room',
          note: null,
          shelf: '',
          leftBase: null,
        })),
      },
      viewer.language,
    ),
  );
  return pdf(c, `${document.number}-pick-list`, body);
}
