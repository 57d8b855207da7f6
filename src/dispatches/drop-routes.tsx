/** Taking one line off has a page of its own that names the line and what follows, and asks for a reason. */
import { DropLinePage } from '../../views/dispatches/drop-line-page.tsx';
import { forbidden, requirePermission } from '../auth/guard.ts';
import { rolesGranting } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { dropLine } from './drop-commands.ts';
import { reasonForm } from './forms.ts';
import { canOf, explained, finished, viewOf } from './page-props.ts';

export function dropRoutes(services: Services): Router {
  const router = createRouter();
  const address = '/dispatches/:number/lines/:line/removal';
  router.get(address, requirePermission('dispatch.post'), (c) => show(c, services, emptyForm()));
  router.post(address, requirePermission('stock.read'), (c) => drop(c, services));
  return router;
}

async function show(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const view = await viewOf(c, services);
  const { number, version } = view.record.document;
  const line = view.lines.find((one) => one.id === Number(c.req.param('line')));
  if (line === undefined) throw new WebError(404, 'notFound');
  const refused = form.formErrors.length > 0 || Object.keys(form.errors).length > 0;
  if (!refused && !canOf(view, c.get('viewer')).cancel) return c.redirect(paths.dispatch(number), 303);
  const shown = { t, view, line, form, formKey: newFormKey(), version };
  return c.render(<DropLinePage {...shown} />, { title: t.dispatches.drop.title, active: 'dispatches' });
}

async function drop(c: AppContext, services: Services): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const viewer = c.get('viewer');
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    if (!canOf(await viewOf(c, services), viewer).cancel) throw forbidden(rolesGranting('dispatch.post'));
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, version, reason } = form.value;
  const input = { number, lineId: Number(c.req.param('line')), version, reason };
  const answer = await dropLine(services, viewerToActor(viewer), key, input);
  if (answer.ok) {
    const title = wordsFor(c).dispatches.drop.done(answer.value.item);
    return redirectWith(c, paths.dispatch(number), finished(c, answer, { tone: 'accent', title }));
  }
  const { reason: why } = answer;
  // The line may be gone with what a colleague did: the error page then says who was quicker
  const view = await viewOf(c, services);
  const stands = view.lines.some((one) => one.id === input.lineId);
  if (why === 'forbidden' || why === 'not_found' || !stands) {
    throw refusalError(c, explained(c, services, answer));
  }
  c.status(statusOf(answer));
  return show(c, services, refusedForm(c, form.values, explained(c, services, answer)));
}
