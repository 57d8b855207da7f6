/** The page that merges a generic into another: choose the other, see what moves and what stands against it, do it. */
import { MergePage } from '../../views/catalogue/merge-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { mergeForm, mergeQuery } from './edit-forms.ts';
import { conceptById } from './level-queries.ts';
import { mergeConcepts } from './merge-commands.ts';
import { candidatesFor, conceptOfCode, mergerOf } from './merge-queries.ts';
import { explained } from './stale-words.ts';

export function mergeRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('catalogue.edit');
  const path = '/catalogue/concepts/:id{[0-9]{1,12}}/merger';
  router.get(path, editors, (c) => show(c, services, mergeQuery.parse(c.req.query()).into, emptyForm()));
  router.post(path, editors, (c) => merge(c, services));
  return router;
}

async function show(c: AppContext, services: Services, code: string | undefined, form: FormState) {
  const db = services.db.read;
  const t = wordsFor(c);
  const id = Number(c.req.param('id'));
  const concept = await conceptById(db, id);
  if (concept === undefined) throw new WebError(404, 'notFound');
  const intoId = code === undefined ? undefined : await conceptOfCode(db, code);
  const merger = intoId === undefined ? undefined : await mergerOf(db, id, intoId);
  const page = (
    <MergePage
      t={t}
      concept={concept}
      typed={code}
      merger={merger}
      candidates={merger === undefined ? await candidatesFor(db, concept) : []}
      form={form}
      formKey={newFormKey()}
    />
  );
  return c.render(page, { title: t.items.merge.title, active: 'catalogue' });
}

async function merge(c: AppContext, services: Services) {
  const form = await readForm(c, mergeForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, undefined, form);
  }
  const { idempotency_key: key, into: code, seen } = form.value;
  const intoId = (await conceptOfCode(services.db.read, code)) ?? 0;
  const input = { fromId: Number(c.req.param('id')), intoId, seen };
  const answer = await mergeConcepts(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) {
    if (answer.reason === 'not_found') throw refusalError(c, answer);
    c.status(statusOf(answer));
    return show(c, services, code, refusedForm(c, form.values, explained(c, services, answer)));
  }
  const title = wordsFor(c).items.merge.merged(answer.value.items);
  return redirectWith(c, paths.item(code.trim().toUpperCase()), { tone: 'accent', title });
}
