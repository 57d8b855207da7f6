/** Items on trial and what speaks against items: list, file, the rows behind the numbers, proposing removal. */
import { TrialPage } from '../../views/selection/trial-page.tsx';
import { WatchedPage } from '../../views/selection/watched-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proposeRemoval } from './decision-commands.ts';
import { removalForm, type WatchQuery, watchQuery } from './forms.ts';
import { TRIGGERS, type Watch, type WatchedItem, watchedItem, watchedRows, watchList } from './trial-queries.ts';

const PAGE_SIZE = 50;

function rowsOf(watch: Watch, query: WatchQuery): WatchedItem[] {
  const all = query.state === 'trial' ? watch.onTrial : watch.spokenAgainst;
  const { trigger } = query;
  return trigger === undefined ? all : all.filter((row) => row.triggers.includes(trigger));
}

async function watchOf(services: Services): Promise<Watch> {
  return watchList(services.db.read, dayOf(services.clock.now()));
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const query = watchQuery.parse(c.req.query());
  const watch = await watchOf(services);
  const rows = rowsOf(watch, query);
  const page = pageNumber(query.page, rows.length, PAGE_SIZE);
  return c.render(
    <TrialPage
      t={t}
      query={query}
      watch={watch}
      rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
      page={page}
      size={PAGE_SIZE}
      total={rows.length}
      triggers={TRIGGERS}
    />,
    { title: t.selection.trial.title, active: 'selection' },
  );
}

async function exportList(c: AppContext, services: Services, format: SpreadsheetFormat): Promise<Response> {
  const t = wordsFor(c);
  const words = t.selection;
  const rows = rowsOf(await watchOf(services), watchQuery.parse(c.req.query()));
  const comma = t.language === 'zh' ? '、' : ', ';
  const columns: Column<WatchedItem>[] = [
    { head: t.catalogue.fields.code, value: (row) => row.code },
    { head: words.trial.item, value: (row) => row.name, width: 28 },
    { head: words.columns.strength, value: (row) => row.strength },
    { head: words.columns.manufacturer, value: (row) => row.manufacturer, width: 26 },
    { head: words.trial.dossier, value: (row) => row.dossierNumber, width: 20 },
    { head: words.columns.trialUntil, value: (row) => row.trialUntil },
    { head: words.trial.used, value: (row) => row.usedBase },
    { head: words.trial.shortages, value: (row) => row.shortages },
    { head: words.trial.signals, value: (row) => row.signals },
    { head: words.trial.names.vbp, value: (row) => row.unselected },
    {
      head: words.trial.triggers,
      value: (row) => row.triggers.map((trigger) => words.trial.names[trigger]).join(comma),
      width: 30,
    },
  ];
  return spreadsheet(c, format, words.trial.fileName(dayOf(services.clock.now())), columns, rows);
}

async function showItem(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const found = await watchedItem(db, c.req.param('code') ?? '');
  if (found === undefined) throw new WebError(404, 'notFound');
  const watch = await watchOf(services);
  const watched = [...watch.onTrial, ...watch.spokenAgainst].find((row) => row.itemId === found.item.id);
  return c.render(
    <WatchedPage
      t={t}
      item={found.item}
      watched={watched}
      bounds={watch.bounds}
      rows={await watchedRows(db, found.item.id, watch.bounds)}
      form={form}
      idempotencyKey={newFormKey()}
      can={{ remove: may(signedIn(c).roles, 'dossier.manage') }}
    />,
    { title: found.item.genericName, active: 'selection' },
  );
}

async function sendRemoval(c: AppContext, services: Services): Promise<Response> {
  const code = c.req.param('code') ?? '';
  if ((await watchedItem(services.db.read, code)) === undefined) throw new WebError(404, 'notFound');
  const form = await readForm(c, removalForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, form);
  }
  const { reason, useUntil = null } = form.value.removal;
  const actor = viewerToActor(signedIn(c));
  const input = { itemCode: code, reason, useUntil };
  const answer = await proposeRemoval(services, actor, form.value.idempotency_key, input);
  if (answer.ok) {
    const title = wordsFor(c).selection.trial.removal.done;
    return redirectWith(c, paths.trial(), { tone: 'accent', title, text: answer.value.draft });
  }
  if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
  c.status(statusOf(answer));
  const field = answer.field === undefined ? {} : { field: `removal.${answer.field}` };
  return showItem(c, services, refusedForm(c, form.values, { ...answer, ...field }));
}

/** Use, shortages and signals of the whole county: for county roles. */
export function trialRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requirePermission('stock.read');
  router.get(paths.trial(), reading, county, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.trialExport(format), reading, county, requirePermission('export'), (c) =>
      exportList(c, services, format),
    );
  }
  router.get(paths.trialItem(':code'), reading, county, (c) => showItem(c, services, emptyForm()));
  router.post(paths.trialRemoval(':code'), requirePermission('dossier.manage'), (c) => sendRemoval(c, services));
  return router;
}

async function county(c: AppContext, next: () => Promise<void>): Promise<void> {
  if (signedIn(c).scopePath !== '/') throw new WebError(403, 'forbidden');
  await next();
}
