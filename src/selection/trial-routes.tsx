/** Items on trial and what speaks against items: list, file, the rows behind the numbers, proposing removal. */
import { TrialPage } from '../../views/selection/trial-page.tsx';
import { WatchedPage } from '../../views/selection/watched-page.tsx';
import { namesComma } from '../../views/ui/format.ts';
import type { Answer } from '../audit/command.ts';
import { requireCounty, requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { proposeRemoval } from './decision-commands.ts';
import { itemKeepForm, itemSignalForm, removalForm, WATCH_TABS, type WatchQuery, watchQuery } from './forms.ts';
import { TRIGGERS, type Watch, type WatchedItem, watchedItem, watchedRows, watchList } from './trial-queries.ts';
import { keepListedItem, noteItemSignal } from './watch-commands.ts';
import type { NoteAct } from './watch-note-queries.ts';

const PAGE_SIZE = 50;

const TAB_ROWS = {
  trial: (watch: Watch) => watch.onTrial,
  against: (watch: Watch) => watch.spokenAgainst,
  listed: (watch: Watch) => watch.listed,
};

async function rowsOf(services: Services, watch: Watch, query: WatchQuery): Promise<WatchedItem[]> {
  const { trigger, q } = query;
  const found = await idsMatching(services.db.read, q, { retired: true });
  const wanted = found && new Set(found);
  return TAB_ROWS[query.state](watch).filter(
    (row) =>
      (trigger === undefined || row.triggers.includes(trigger)) && (wanted === undefined || wanted.has(row.itemId)),
  );
}

async function watchOf(services: Services): Promise<Watch> {
  return watchList(services.db.read, dayOf(services.clock.now()));
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const query = watchQuery.parse(c.req.query());
  const watch = await watchOf(services);
  const rows = await rowsOf(services, watch, query);
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
      tabs={WATCH_TABS}
    />,
    { title: t.selection.trial.title, active: 'selection' },
  );
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const words = t.selection;
  const rows = await rowsOf(services, await watchOf(services), watchQuery.parse(c.req.query()));
  const comma = namesComma(t);
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
  return spreadsheet(c, words.trial.fileName(dayOf(services.clock.now())), columns, rows);
}

async function showItem(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const found = await watchedItem(db, c.req.param('code') ?? '');
  if (found === undefined) throw new WebError(404, 'notFound');
  const watch = await watchOf(services);
  const watched = watch.listed.find((row) => row.itemId === found.item.id);
  return c.render(
    <WatchedPage
      t={t}
      item={found.item}
      watched={watched}
      bounds={watch.bounds}
      rows={await watchedRows(db, found.item.id, watch.bounds, watched?.keptAt ?? null)}
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
  const field = answer.field === undefined ? {} : { field: `removal.${answer.field}` };
  return showRefused(c, services, form.values, { ...answer, ...field });
}

async function showRefused(
  c: AppContext,
  services: Services,
  values: FormState['values'],
  refusal: Refusal,
): Promise<Response> {
  if (refusal.reason === 'forbidden' || refusal.reason === 'not_found') throw refusalError(c, refusal);
  c.status(statusOf(refusal));
  return showItem(c, services, refusedForm(c, values, refusal));
}

type Sent = { ok: true; values: FormState['values']; seen: number; key: string; note: string } | FormState;

/** The form of either act, flat. */
async function readNote(c: AppContext, act: NoteAct): Promise<Sent> {
  if (act === 'signal') {
    const form = await readForm(c, itemSignalForm);
    if (!form.ok) return form;
    const { idempotency_key: key, seen, signal } = form.value;
    return { ok: true, values: form.values, seen, key, note: signal.note };
  }
  const form = await readForm(c, itemKeepForm);
  if (!form.ok) return form;
  const { idempotency_key: key, seen, keep } = form.value;
  return { ok: true, values: form.values, seen, key, note: keep.note };
}

async function sendNote(c: AppContext, services: Services, act: NoteAct): Promise<Response> {
  const code = c.req.param('code') ?? '';
  if ((await watchedItem(services.db.read, code)) === undefined) throw new WebError(404, 'notFound');
  const form = await readNote(c, act);
  if (!('seen' in form)) {
    c.status(422);
    return showItem(c, services, form);
  }
  const run = act === 'signal' ? noteItemSignal : keepListedItem;
  const input = { itemCode: code, note: form.note, seen: form.seen };
  const answer: Answer<unknown> = await run(services, viewerToActor(signedIn(c)), form.key, input);
  if (!answer.ok) return showRefused(c, services, form.values, answer);
  return redirectWith(c, paths.trialItem(code), { tone: 'accent', title: wordsFor(c).selection[act].done });
}

/** Use, shortages and signals of the whole county: for county roles. */
export function trialRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requireCounty('stock.read');
  router.get(paths.trial(), reading, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.trialExport(format), reading, requirePermission('export'), (c) => exportList(c, services));
  }
  router.get(paths.trialItem(':code'), reading, (c) => showItem(c, services, emptyForm()));
  router.post(paths.trialRemoval(':code'), requirePermission('dossier.manage'), (c) => sendRemoval(c, services));
  const managing = requirePermission('dossier.manage');
  router.post(paths.trialSignals(':code'), managing, (c) => sendNote(c, services, 'signal'));
  router.post(paths.trialKeeping(':code'), managing, (c) => sendNote(c, services, 'keep'));
  return router;
}
