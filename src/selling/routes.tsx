/** Pages of selling prices: the list of a day with its export, taking over what was paid, and each item's page. */
import { SellingPage } from '../../views/selling/index-page.tsx';
import { markupText, originText } from '../../views/selling/words.tsx';
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
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { takeOverPrices } from './follow-commands.ts';
import { keyForm, listQuery } from './forms.ts';
import { itemRoutes } from './item-routes.tsx';
import { GOODS_KINDS, listSelling, SELLING_STATES, type SellingLine } from './list-queries.ts';

const PAGE_SIZE = 50;

export function sellingRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  router.get(paths.selling(), readers, (c) => showList(c, services, emptyForm()));
  router.get('/prices/selling/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.post(paths.sellingTakeover(), requirePermission('price.edit'), (c) => handleTakeover(c, services));
  router.route('/', itemRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { on, ...filter } = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const day = on ?? today;
  const lines = await listSelling(services.db.read, { ...filter, day });
  const { roles } = signedIn(c);
  const can = { edit: may(roles, 'price.edit'), export: may(roles, 'export') };
  const choices = { kinds: GOODS_KINDS, states: SELLING_STATES };
  const page = pageOf(lines, c.req.query('page'), PAGE_SIZE);
  const shown = { t, filter, choices, day, today, page, can, form, formKey: newFormKey() };
  return c.render(<SellingPage {...shown} />, { title: t.selling.title, active: 'prices' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.selling;
  const { on, ...filter } = listQuery.parse(c.req.query());
  const day = on ?? dayOf(services.clock.now());
  const lines = await listSelling(services.db.read, { ...filter, day });
  const yuan = (pack: number | null | undefined) => (pack == null ? null : pack / 10_000);
  const columns = [
    { head: t.prices.code, value: (line: SellingLine) => line.code },
    { head: words.item, value: (line: SellingLine) => `${line.genericName} ${line.strength}`, width: 30 },
    { head: t.prices.maker, value: (line: SellingLine) => line.manufacturer, width: 24 },
    { head: words.kind, value: (line: SellingLine) => words.kinds[line.kind] },
    { head: words.rule, value: (line: SellingLine) => words.rules[line.rule.code](line.rule), width: 20 },
    { head: words.price, value: (line: SellingLine) => yuan(line.price?.pricePack) },
    { head: words.paid, value: (line: SellingLine) => yuan(line.price?.paidPack) },
    { head: words.markup, value: (line: SellingLine) => markupText(t, line.price) },
    { head: words.validFrom, value: (line: SellingLine) => line.price?.validFrom },
    { head: words.source, value: (line: SellingLine) => originText(t, line.price), width: 30 },
    { head: words.state, value: (line: SellingLine) => line.states.map((state) => words.states[state]).join(' ') },
    { head: t.lists.asOf, value: () => day },
  ];
  return spreadsheet(c, `${words.title}-${day}`, columns, lines);
}

async function handleTakeover(c: AppContext, services: Services) {
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return showList(c, services, form);
  }
  const done = await takeOverPrices(services, viewerToActor(signedIn(c)), form.value.idempotency_key);
  if (!done.ok) {
    c.status(statusOf(done));
    return showList(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).selling.takenOver(done.value);
  return redirectWith(c, paths.selling(), { tone: 'accent', title });
}
