/** Cancelling before sending and reversing after: each a page that names the consequence and asks for a reason. */
import { ReasonPage } from '../../views/dispatches/reason-page.tsx';
import { forbidden, requirePermission } from '../auth/guard.ts';
import { rolesGranting } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { ok } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { cancelDispatch, reverseDispatch } from './commands.ts';
import { reasonForm } from './forms.ts';
import { canOf, explained, finished, secondOf, viewOf } from './page-props.ts';

const ACTS = {
  cancel: {
    run: (...[services, actor, key, input]: Parameters<typeof reverseDispatch>) => {
      return cancelDispatch(services, actor, key, input);
    },
    path: paths.dispatchCancellation(':number'),
  },
  reverse: { run: reverseDispatch, path: paths.dispatchReversal(':number') },
} as const;
type Act = keyof typeof ACTS;

export function endingRoutes(services: Services): Router {
  const router = createRouter();
  for (const act of ['cancel', 'reverse'] as const) {
    router.get(ACTS[act].path, requirePermission('dispatch.post'), async (c) => {
      const view = await viewOf(c, services);
      const { number } = view.record.document;
      if (!canOf(view, c.get('viewer'))[act]) return c.redirect(paths.dispatch(number), 303);
      return show(c, services, act, emptyForm());
    });
    router.post(ACTS[act].path, requirePermission('stock.read'), (c) => end(c, services, act));
  }
  return router;
}

async function show(c: AppContext, services: Services, act: Act, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const view = await viewOf(c, services);
  const { version } = view.record.document;
  const page = <ReasonPage t={t} act={act} view={view} form={form} formKey={newFormKey()} version={version} />;
  return c.render(page, { title: t.dispatches[act].title, active: 'dispatches' });
}

async function end(c: AppContext, services: Services, act: Act): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const viewer = c.get('viewer');
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    const view = await viewOf(c, services);
    if (!canOf(view, viewer)[act]) throw forbidden(rolesGranting('dispatch.post'));
    c.status(422);
    return show(c, services, act, form);
  }
  const { idempotency_key: key, version, reason } = form.value;
  const two = act === 'reverse' ? await secondOf(c, services, 'sender', form.value) : ok(null);
  const actor = viewerToActor(viewer);
  const answer = two.ok ? await ACTS[act].run(services, actor, key, { number, version, reason }, two.value) : two;
  if (answer.ok) {
    const title = wordsFor(c).dispatches[act].done(number);
    return redirectWith(c, paths.dispatch(number), finished(c, answer, { tone: 'accent', title }));
  }
  if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
  c.status(statusOf(answer));
  return show(c, services, act, refusedForm(c, form.values, explained(c, services, answer)));
}
