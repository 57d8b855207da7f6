/** Papers of a dispatch to look at: the pick list, the slip, and the slip against the ledger. */
import { SlipCheckPage } from '../../views/dispatches/slip-check-page.tsx';
import { requirePermission } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { designOn } from '../print/layout-queries.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { viewOf } from './page-props.ts';
import { pickListOf } from './pick-document.ts';
import { drawPickList } from './pick-list.ts';
import { drawDispatchSlip } from './slip.ts';
import { postedDispatch, slipOf } from './slip-queries.ts';

export function slipRoutes(services: Services): Router {
  const router = createRouter();
  const read = requirePermission('stock.read');
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

/** The slip to look at: not counted, without a code of its own, and it says so. */
async function slipPdf(c: AppContext, services: Services): Promise<Response> {
  const { posted } = await postedOf(c, services);
  if (posted === null) throw refusalError(c, refuse('slip_not_posted'));
  const viewer = c.get('viewer');
  const { read } = services.db;
  const { number } = posted.record.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const head = await headOrganisation(read);
  const now = services.clock.now();
  const { design } = await designOn(read, 'dispatch_slip', posted.record.sender.path, dayOf(now));
  const asked = ['a4', 'a5', '241'].find((one) => one === c.req.query('size')) as 'a4' | undefined;
  const slip = await slipOf(read, posted, {
    printedBy: viewer.name,
    printedAt: now,
    copy: 0,
    checkUrl: new URL(paths.slipCheck(number), origin).toString(),
    withPrices: may(viewer.roles, 'stock.read.prices'),
    issuer: head?.name ?? posted.record.sender.name,
  });
  return sendPaper(c, number, () => drawDispatchSlip(slip, asked ?? design?.size ?? 'a4', viewer.language, design));
}

async function pickListPdf(c: AppContext, services: Services): Promise<Response> {
  const view = await viewOf(c, services);
  const { document, sender } = view.record;
  if (document.status !== 'picking') throw refusalError(c, refuse('pick_list_over'));
  const viewer = c.get('viewer');
  const now = services.clock.now();
  const { design } = await designOn(services.db.read, 'pick_list', sender.path, dayOf(now));
  const list = pickListOf(view, { printedAt: now, printedBy: viewer.name });
  return sendPaper(c, `${document.number}-pick-list`, () =>
    drawPickList(list, viewer.language, design?.size ?? 'a4', design),
  );
}
