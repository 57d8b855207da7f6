/** Addresses for changing items in the draft: find one, list it, change its tiers, remove it, take a change back. */
import { DraftItemPage, DraftItemsPage } from '../../views/formulary/draft-item-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode, searchItems } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { proposeByHand, withdrawChange } from './draft-commands.ts';
import { standingOf } from './draft-queries.ts';
import { itemForm, withdrawForm } from './forms.ts';
import { twoProductAdvice } from './product-queries.ts';
import { openDraft, publishedVersions } from './queries.ts';

const FOUND = 30;
const CODE = ':code{[A-Z0-9][A-Z0-9._-]*}';

export function draftItemRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('formulary.draft');
  router.get(paths.formularyDraftItems(), editors, (c) => search(c, services));
  router.get(paths.formularyDraftItem(CODE), editors, (c) => showItem(c, services, emptyForm()));
  router.post(paths.formularyDraftItem(CODE), editors, (c) => propose(c, services));
  router.post(paths.formularyWithdrawal(CODE), editors, (c) => withdraw(c, services));
  return router;
}

/** The draft, or what the next one would be based on. */
async function versionNow(services: Services) {
  const db = services.db.read;
  const draft = await openDraft(db);
  if (draft !== undefined) return draft;
  const [latest] = await publishedVersions(db);
  return { id: 0, basedOnId: latest?.id ?? null };
}

async function search(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const q = (c.req.query('q') ?? '').slice(0, 200).trim();
  const version = await versionNow(services);
  const rows = [];
  for (const item of await searchItems(db, q, { limit: FOUND })) {
    const { base, change } = await standingOf(db, version, item.id);
    rows.push({ item, base, draft: change ?? null });
  }
  return c.render(<DraftItemsPage t={t} q={q} rows={rows} />, {
    title: t.formulary.item.searchTitle,
    active: 'formulary',
  });
}

async function showItem(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const item = await itemByCode(db, c.req.param('code') ?? '');
  if (item === undefined) throw new WebError(404, 'notFound');
  const { base, change } = await standingOf(db, await versionNow(services), item.id);
  const advice = await twoProductAdvice(db, [item.id], today);
  const shown = { t, today, item, base, change: change ?? null, advice, form, formKey: newFormKey() };
  return c.render(<DraftItemPage {...shown} />, { title: item.genericName, active: 'formulary' });
}

async function propose(c: AppContext, services: Services): Promise<Response> {
  const words = wordsFor(c).formulary.item;
  const code = c.req.param('code') ?? '';
  const form = await readForm(c, itemForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, form);
  }
  const { idempotency_key: key, seen: seenAt, act, useUntil, reason, ...tiers } = form.value;
  const removal = { act: 'remove' as const, county: false, township: false, village: false };
  const given = act === 'remove' ? { ...removal, useUntil: useUntil ?? null } : { act: 'add' as const, ...tiers };
  const input = { itemCode: code, useUntil: null, ...given, reason, seenAt };
  const answer = await proposeByHand(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) {
    if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
    c.status(answer.reason === 'formulary_change_stale' ? 409 : statusOf(answer));
    return showItem(c, services, refusedForm(c, form.values, answer));
  }
  const item = await itemByCode(services.db.read, code);
  const name = item?.genericName ?? code;
  const title = answer.value.changed > 0 ? words.saved(name) : words.same(name);
  return redirectWith(c, paths.formularyDraft(), { tone: 'accent', title });
}

async function withdraw(c: AppContext, services: Services): Promise<Response> {
  const code = c.req.param('code') ?? '';
  const form = await readForm(c, withdrawForm);
  if (!form.ok) throw refusalError(c, refuse('key_reused'));
  const { idempotency_key: key, seen: seenAt } = form.value;
  const answer = await withdrawChange(services, viewerToActor(signedIn(c)), key, { itemCode: code, seenAt });
  if (!answer.ok) {
    if (answer.reason !== 'formulary_change_stale') throw refusalError(c, answer);
    c.status(409);
    return showItem(c, services, refusedForm(c, {}, answer));
  }
  const item = await itemByCode(services.db.read, code);
  const title = wordsFor(c).formulary.item.withdrawn(item?.genericName ?? code);
  return redirectWith(c, paths.formularyDraft(), { tone: 'accent', title });
}
