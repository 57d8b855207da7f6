/** Pages of levels: the list of a member where they are set, one item with its days and its history, and files. */
import { LevelItemPage } from '../../views/levels/item-page.tsx';
import { LevelsPage } from '../../views/levels/levels-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { setLevels, undoChange } from './commands.ts';
import { levelColumns } from './exports.ts';
import { levelForm, levelQuery, undoForm } from './forms.ts';
import { levelImportRoutes } from './import-routes.tsx';
import { levelView } from './item-queries.ts';
import { levelLines } from './list-queries.ts';
import { memberIn } from './member-queries.ts';
import { itemsTyped, limitsTyped, wantedMember } from './page-asks.ts';
import { proposalRoutes } from './proposal-routes.tsx';

const PAGE_SIZE = 50;
const ONE = '/levels/:member{[A-Za-z0-9-]{1,40}}/:item{[A-Za-z0-9._-]{1,40}}';

export function levelsRoutes(services: Services): Router {
  const router = createRouter();
  const setters = requirePermission('target.set');
  const readers = requirePermission('demand.read');
  router.get(paths.levels(), readers, (c) => showLevels(c, services, emptyForm()));
  router.get('/levels/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportLevels(c, services),
  );
  router.post(paths.levels(), setters, (c) => handleLevels(c, services));
  router.route('/', levelImportRoutes(services));
  router.route('/', proposalRoutes(services));
  router.get(ONE, readers, (c) => showItem(c, services));
  router.post(`${ONE}/undoing`, setters, (c) => handleUndo(c, services));
  return router;
}

async function listFor(c: AppContext, services: Services, typedMember?: string) {
  const asked = levelQuery.parse(c.req.query());
  const { members, member } = await wantedMember(c, services, typedMember ?? asked.member);
  const q = asked.q ?? '';
  const day = dayOf(services.clock.now());
  const lines = await levelLines(services.db.read, { member, q, show: asked.show, day });
  return { members, member, q, show: asked.show, lines };
}

async function showLevels(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { lines, ...asked } = await listFor(c, services, form.values['member']?.[0]);
  const { roles } = signedIn(c);
  const can = { set: may(roles, 'target.set'), export: may(roles, 'export') };
  const page = pageOf(lines, c.req.query('page'), PAGE_SIZE);
  const shown = { t, ...asked, page, form, formKey: newFormKey(), can };
  return c.render(<LevelsPage {...shown} />, { title: t.levels.title, active: 'targets' });
}

async function exportLevels(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { lines, member } = await listFor(c, services);
  return spreadsheet(c, `${t.levels.title}-${member.name}`, levelColumns(t, member), lines);
}

async function handleLevels(c: AppContext, services: Services) {
  const form = await readForm(c, levelForm);
  if (!form.ok) {
    c.status(422);
    return showLevels(c, services, form);
  }
  const { idempotency_key: key, member: code, line, reason } = form.value;
  const { member } = await wantedMember(c, services, code);
  const limits = limitsTyped(line, await itemsTyped(services, member, line));
  const set = limits.ok
    ? await setLevels(services, viewerToActor(signedIn(c)), key, { member: code, lines: limits.value, reason })
    : limits;
  if (set.ok) {
    const title = wordsFor(c).levels.saved(set.value.changed);
    return redirectWith(c, paths.levels({ member: code }), { tone: 'accent', title });
  }
  if (set.reason === 'forbidden' || set.reason === 'not_found') throw refusalError(c, set);
  c.status(statusOf(set));
  return showLevels(c, services, refusedForm(c, form.values, set));
}

async function wantedItem(c: AppContext, services: Services) {
  const db = services.db.read;
  const member = await memberIn(db, signedIn(c).scopePath, c.req.param('member') ?? '');
  const item = await itemByCode(db, c.req.param('item') ?? '');
  if (member === undefined || item === undefined) throw new WebError(404, 'notFound');
  const view = await levelView(db, { member, itemId: item.id, now: services.clock.now() });
  if (view === undefined) throw new WebError(404, 'notFound');
  return { member, ...view };
}

async function showItem(c: AppContext, services: Services, back?: FormBack) {
  const t = wordsFor(c);
  const view = await wantedItem(c, services);
  const can = { set: may(signedIn(c).roles, 'target.set') };
  const shown = { t, ...view, form: back?.state ?? emptyForm(), formKey: newFormKey(), can, now: services.clock.now() };
  return c.render(<LevelItemPage {...shown} />, { title: view.line.name, active: 'targets' });
}

async function handleUndo(c: AppContext, services: Services) {
  const { member, line } = await wantedItem(c, services);
  return actOnPage(c, {
    name: 'undo',
    schema: undoForm,
    work: async (actor, { idempotency_key: key, change, whole, reason }) => {
      const input = { member: member.code, changeId: change, whole, reason };
      const undone = await undoChange(services, actor, key, input);
      return undone.ok ? wordsFor(c).levels.undone(undone.value.changed) : undone;
    },
    page: paths.levelItem(member.code, line.code),
    show: (back) => showItem(c, services, back),
  });
}
