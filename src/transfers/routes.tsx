/** Pages of transfers: the list and its files, one transfer with everything that is done to it, its slip. */

import type { z } from 'zod';
import { TransfersPage } from '../../views/transfers/list-page.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { designOn } from '../print/layout-queries.ts';
import { drawReport } from '../print/report.ts';
import type { Services } from '../services.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { acceptOffer, endTransfer } from './answer-commands.ts';
import { listColumns } from './exports.ts';
import { acceptForm, grantForm, keyForm, listQuery, whyForm } from './forms.ts';
import { grantTransfer } from './grant-commands.ts';
import { listTransfers } from './list-queries.ts';
import { removeTransferLine } from './open-commands.ts';
import { transferReport } from './paper.ts';
import { pickRoutes } from './pick-routes.tsx';
import { showTransfer, wantedTransfer } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/transfers/:number{DB-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).transfers;

export function transfersRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  router.get(paths.transfers(), readers, (c) => showList(c, services));
  router.get('/transfers/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.route('/', pickRoutes(services));
  router.get(ONE, readers, (c) => showTransfer(c, services));
  router.get(`${ONE}/paper.pdf`, readers, (c) => sendTransfer(c, services));
  actRoutes(router, services);
  return router;
}

function actRoutes(router: Router, services: Services): void {
  const askers = requirePermission('transfer.ask');
  const granters = requirePermission('transfer.grant');
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/removal`, askers, (c) =>
    act(c, services, 'removal', keyForm, async (actor, { idempotency_key: key }) => {
      const line = Number(c.req.param('line'));
      const done = await removeTransferLine(services, actor, { key, number: numberOf(c) }, line);
      return done.ok ? wordsOf(c).lineRemoved(done.value.item) : done;
    }),
  );
  router.post(`${ONE}/acceptance`, askers, (c) =>
    act(c, services, 'acceptance', acceptForm, async (actor, value) => {
      const done = await acceptOffer(services, actor, seenBy(numberOf(c), value), value.line);
      return done.ok ? wordsOf(c).acceptedFlash : done;
    }),
  );
  router.post(`${ONE}/grant`, granters, (c) =>
    act(c, services, 'grant', grantForm, async (actor, value) => {
      const done = await grantTransfer(services, actor, seenBy(numberOf(c), value), value.line);
      return done.ok ? wordsOf(c).grantedFlash(done.value.dispatch) : done;
    }),
  );
  const endings = [
    ['declination', 'decline', askers],
    ['refusal', 'refuse', granters],
    ['withdrawal', 'withdraw', askers],
  ] as const;
  for (const [name, how, allowed] of endings) {
    router.post(`${ONE}/${name}`, allowed, (c) =>
      act(c, services, name, whyForm, async (actor, value) => {
        const done = await endTransfer(services, actor, seenBy(numberOf(c), value), { how, why: value.why });
        return done.ok ? wordsOf(c).endedFlash[how] : done;
      }),
    );
  }
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.transfer(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showTransfer(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, organisationId, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const asked = { scopePath, organisationId, filter, cursor, size: PAGE_SIZE };
  const { rows, next } = keysetPage(await listTransfers(services.db.read, asked), PAGE_SIZE, (row) => [
    row.createdAt,
    row.id,
  ]);
  const can = {
    ask: may(roles, 'transfer.ask'),
    propose: scopePath === '/',
    export: may(roles, 'export'),
  };
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<TransfersPage {...shown} />, { title: t.transfers.title, active: 'transfers' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, organisationId } = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listTransfers(services.db.read, { scopePath, organisationId, filter, size: MOST_EXPORTED });
  const name = `${t.transfers.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t), rows);
}

async function sendTransfer(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedTransfer(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.transfer(number), origin).toString();
  const printedAt = services.clock.now();
  const { name: printedBy } = signedIn(c);
  const { design } = await designOn(services.db.read, 'transfer_slip', view.giver.path, dayOf(printedAt));
  const printed = t.papers.viewed(fullMoment(printedAt), printedBy);
  const printing = { t, url, printedBy, printedAt, printed, design };
  return sendPaper(c, number, () => drawReport(transferReport(view, printing)));
}
