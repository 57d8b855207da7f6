/** Addresses of the draft: its page, opening, describing, publishing and abandoning it, and abandoned ones. */
import { AbandonedPage } from '../../views/formulary/abandoned-page.tsx';
import { ChangeRows } from '../../views/formulary/change-list.tsx';
import { DraftPage, NoDraftPage } from '../../views/formulary/draft-page.tsx';
import { AbandonmentPage, PublicationPage } from '../../views/formulary/ending-pages.tsx';
import { requireCounty, requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Viewer, viewerToActor } from '../auth/viewer.ts';
import { documentByNumber, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { abandonDraft, describeDraft, startDraft } from './draft-commands.ts';
import { draftItemRoutes } from './draft-item-routes.tsx';
import { changesOf, countChanges, listVersions } from './draft-queries.ts';
import { changeColumns } from './exports.ts';
import { abandonForm, changeQuery, describeForm, publishForm, startForm } from './forms.ts';
import { logOf } from './log.ts';
import { publishDraft, readinessOf } from './publish-commands.ts';
import { type Draft, openDraft, publishedVersions } from './queries.ts';
import { anyTier } from './rules.ts';

const PAGE_SIZE = 50;

/** Drafts are for those who see the whole county: members learn what was decided, not what is talked about. */
export function seesDrafts(viewer: Viewer): boolean {
  return viewer.scopePath === '/' && may(viewer.roles, 'catalogue.read');
}

export function requireDraftReader() {
  return requireCounty('catalogue.read');
}

export function draftRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requireDraftReader();
  const editors = requirePermission('formulary.draft');
  const publishers = requirePermission('formulary.publish');
  router.get(paths.formularyDraft(), readers, (c) => showDraft(c, services, emptyForm()));
  router.get('/formulary/draft/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), async (c) => {
    const draft = await theDraft(services);
    const rows = await changesOf(services.db.read, draft, changeQuery.parse(c.req.query()));
    return spreadsheet(c, draft.title, changeColumns(wordsFor(c)), rows);
  });
  router.post(paths.formularyDraft(), editors, (c) => start(c, services));
  router.post(paths.formularyDescription(), editors, (c) => describe(c, services));
  router.route('/', draftItemRoutes(services));
  router.get(paths.formularyPublication(), publishers, (c) => showPublication(c, services, emptyForm()));
  router.post(paths.formularyPublication(), publishers, (c) => publish(c, services));
  router.get(paths.formularyAbandonment(), editors, (c) => showAbandonment(c, services, emptyForm()));
  router.post(paths.formularyAbandonment(), editors, (c) => abandon(c, services));
  return router;
}

async function theDraft(services: Services): Promise<Draft> {
  const draft = await openDraft(services.db.read);
  if (draft === undefined) throw new WebError(404, 'notFound');
  return draft;
}

async function showDraft(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { roles } = signedIn(c);
  const now = services.clock.now();
  const today = dayOf(now);
  const draft = await openDraft(db);
  const page = { title: t.formulary.draft.title, active: 'formulary' as const };
  if (draft === undefined) {
    return c.render(<NoDraftPage t={t} formKey={newFormKey()} may={may(roles, 'formulary.draft')} />, page);
  }
  const list = await listOf(c, services, draft);
  // Somebody proposed something: the rows ask for themselves
  if (isFragment(c)) return c.render(<ChangeRows {...list} />, page);
  const ready = await readinessOf(db, draft, today);
  const versions = await publishedVersions(db);
  return c.render(
    <DraftPage
      {...list}
      today={today}
      draft={draft}
      basedOn={versions.find((version) => version.id === draft.basedOnId)?.edition ?? null}
      changes={await countChanges(db, draft.id)}
      form={form}
      formKey={newFormKey()}
      problems={ready.problems}
      conflicts={ready.conflicts}
      log={logOf(t, await timelineOf(db, draft.documentId), now)}
    />,
    page,
  );
}

/** One page of the draft's changes, as the address filters them. */
async function listOf(c: AppContext, services: Services, draft: Draft) {
  const { roles } = signedIn(c);
  const filters = changeQuery.parse(c.req.query());
  const all = await changesOf(services.db.read, draft, filters);
  const page = pageNumber(c.req.query('page'), all.length, PAGE_SIZE);
  return {
    t: wordsFor(c),
    now: services.clock.now(),
    filters,
    rows: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    total: all.length,
    page,
    size: PAGE_SIZE,
    can: {
      draft: may(roles, 'formulary.draft'),
      publish: may(roles, 'formulary.publish'),
      export: may(roles, 'export'),
    },
  };
}

async function start(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, startForm);
  if (!form.ok) throw refusalError(c, refuse('key_reused'));
  const answer = await startDraft(services, viewerToActor(signedIn(c)), form.value.idempotency_key);
  if (!answer.ok) throw refusalError(c, answer);
  const title = wordsFor(c).formulary.draft.started(answer.value.number);
  return redirectWith(c, paths.formularyDraft(), { tone: 'accent', title });
}

type Page = (form: FormState) => Promise<Response>;

/** A refused act is shown on its own page with what was typed, unless there is nothing left to act on. */
function refused(c: AppContext, page: Page, values: Record<string, string[]>, refusal: Refusal): Promise<Response> {
  if (refusal.reason === 'forbidden' || refusal.reason === 'not_found') throw refusalError(c, refusal);
  c.status(statusOf(refusal));
  return page(refusedForm(c, values, refusal));
}

async function describe(c: AppContext, services: Services): Promise<Response> {
  const page: Page = (form) => showDraft(c, services, form);
  const form = await readForm(c, describeForm);
  if (!form.ok) {
    c.status(422);
    return page(form);
  }
  const { idempotency_key: key, effectiveOn = null, ...given } = form.value;
  const answer = await describeDraft(services, viewerToActor(signedIn(c)), key, { ...given, effectiveOn });
  if (!answer.ok) return refused(c, page, form.values, answer);
  return redirectWith(c, paths.formularyDraft(), { tone: 'accent', title: wordsFor(c).formulary.draft.saved });
}

async function showPublication(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const draft = await openDraft(db);
  // Somebody was quicker: the draft's own page says what there is now
  if (draft === undefined) return showDraft(c, services, form);
  const { problems, entries } = await readinessOf(db, draft, today);
  const leavers = (await changesOf(db, draft, { act: 'remove' })).length;
  const items = entries.filter(anyTier).length;
  const shown = { t, draft, form, formKey: newFormKey(), problems, items, leavers, today };
  return c.render(<PublicationPage {...shown} />, { title: t.formulary.publication.title, active: 'formulary' });
}

async function publish(c: AppContext, services: Services): Promise<Response> {
  const page: Page = (form) => showPublication(c, services, form);
  const form = await readForm(c, publishForm);
  if (!form.ok) {
    c.status(422);
    return page(form);
  }
  const { idempotency_key: key, ...given } = form.value;
  const answer = await publishDraft(services, viewerToActor(signedIn(c)), key, given);
  if (!answer.ok) return refused(c, page, form.values, answer);
  const words = wordsFor(c).formulary.publication;
  const { edition, inForce, effectiveOn } = answer.value;
  const text = inForce ? words.doneNow : words.doneLater(effectiveOn);
  return redirectWith(c, paths.formularyVersion(edition), { tone: 'accent', title: words.done(edition), text });
}

async function showAbandonment(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const draft = await openDraft(services.db.read);
  if (draft === undefined) return showDraft(c, services, form);
  const changes = await countChanges(services.db.read, draft.id);
  return c.render(<AbandonmentPage t={t} draft={draft} form={form} formKey={newFormKey()} changes={changes} />, {
    title: t.formulary.abandonment.title,
    active: 'formulary',
  });
}

async function abandon(c: AppContext, services: Services): Promise<Response> {
  const page: Page = (form) => showAbandonment(c, services, form);
  const form = await readForm(c, abandonForm);
  if (!form.ok) {
    c.status(422);
    return page(form);
  }
  const { idempotency_key: key, ...given } = form.value;
  const answer = await abandonDraft(services, viewerToActor(signedIn(c)), key, given);
  if (!answer.ok) return refused(c, page, form.values, answer);
  const title = wordsFor(c).formulary.abandonment.done(given.number);
  return redirectWith(c, paths.formularyVersion(given.number), { tone: 'accent', title });
}

/** A version by its document number: published ones are shown by edition, abandoned ones with their changes. */
export async function abandonedPage(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const number = c.req.param('number') ?? '';
  const document = await documentByNumber(db, 'formulary', number);
  if (document === undefined) throw new WebError(404, 'notFound');
  if (document.status === 'draft') return c.redirect(paths.formularyDraft(), 302);
  const version = (await listVersions(db)).find((row) => row.number === number);
  if (version === undefined) throw new WebError(404, 'notFound');
  if (version.edition !== null) return c.redirect(paths.formularyVersion(version.edition), 302);
  if (!seesDrafts(signedIn(c))) throw new WebError(404, 'notFound');
  const filters = changeQuery.parse(c.req.query());
  const all = await changesOf(db, version, filters);
  const page = pageNumber(c.req.query('page'), all.length, PAGE_SIZE);
  const now = services.clock.now();
  return c.render(
    <AbandonedPage
      t={t}
      now={now}
      version={version}
      filters={filters}
      rows={all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
      total={all.length}
      page={page}
      size={PAGE_SIZE}
      log={logOf(t, await timelineOf(db, document.id), now)}
    />,
    { title: version.title, active: 'formulary' },
  );
}
