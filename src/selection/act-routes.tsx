/** The acts on one dossier: each reads its form, asks its command, and shows the page again when it was refused. */
import type { z } from 'zod';
import { type ActForm, ADDRESSES } from '../../views/selection/act-forms.tsx';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import type { Permission } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { createRouter, type Router } from '../web/router.ts';
import { identifyDossier, type OnDossier, returnDossier, withdrawDossier } from './commands.ts';
import { declineDossier, keepItem, noteSignal } from './decision-commands.ts';
import * as forms from './forms.ts';
import { dossierOf, requireReading } from './reading.ts';
import { renderDossier } from './record-view.tsx';
import { assignReviewers, releaseReviewer } from './review-commands.ts';

interface ActFields {
  idempotency_key: string;
  version: number;
}

interface ActRoute<S extends z.ZodType<ActFields>> {
  act: ActForm;
  permission: Permission;
  schema: S;
  run: (services: Services, actor: Actor, form: z.infer<S>, on: OnDossier) => Promise<Answer<unknown>>;
}

/** The refusal as the act's form shows it. */
function told(refusal: Refusal, act: ActForm): Refusal {
  const reason = refusal.reason === 'wrong_state' ? 'dossier_moved_on' : refusal.reason;
  if (refusal.field === 'note') return { ...refusal, reason, field: `${act}.note` };
  return { ...refusal, reason };
}

function mount<S extends z.ZodType<ActFields>>(router: Router, services: Services, route: ActRoute<S>): void {
  const { act } = route;
  const address = paths.dossierAct(':number', ADDRESSES[act]);
  router.post(address, requirePermission(route.permission), async (c) => {
    const before = await dossierOf(c, services);
    const form = await readForm(c, route.schema);
    if (!form.ok) {
      c.status(422);
      return renderDossier(c, services, before, { form, of: act });
    }
    const { number } = before.document;
    const on = { number, version: form.value.version };
    const answer = await route.run(services, viewerToActor(signedIn(c)), form.value, on);
    if (answer.ok) {
      return redirectWith(c, paths.dossier(number), { tone: 'accent', title: wordsFor(c).selection[act].done });
    }
    if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
    c.status(statusOf(answer));
    const refused = refusedForm(c, form.values, told(answer, act));
    return renderDossier(c, services, await dossierOf(c, services), { form: refused, of: act });
  });
}

function mountNoted(router: Router, services: Services): void {
  const managing = { permission: 'dossier.manage' as const };
  mount(router, services, {
    act: 'return',
    ...managing,
    schema: forms.returnForm,
    run: (s, actor, form, on) => returnDossier(s, actor, form.idempotency_key, { ...on, note: form.return.note }),
  });
  mount(router, services, {
    act: 'withdraw',
    permission: 'dossier.apply',
    schema: forms.withdrawForm,
    run: (s, actor, form, on) => withdrawDossier(s, actor, form.idempotency_key, { ...on, note: form.withdraw.note }),
  });
  mount(router, services, {
    act: 'decline',
    ...managing,
    schema: forms.declineForm,
    run: (s, actor, form, on) => declineDossier(s, actor, form.idempotency_key, { ...on, note: form.decline.note }),
  });
  mount(router, services, {
    act: 'signal',
    ...managing,
    schema: forms.signalForm,
    run: (s, actor, form, on) => noteSignal(s, actor, form.idempotency_key, { ...on, note: form.signal.note }),
  });
  mount(router, services, {
    act: 'keep',
    ...managing,
    schema: forms.keepForm,
    run: (s, actor, form, on) => keepItem(s, actor, form.idempotency_key, { ...on, note: form.keep.note }),
  });
}

/** GET of one dossier, and the POST routes of its acts. */
export function actRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.dossier(':number'), requireReading(), async (c) =>
    renderDossier(c, services, await dossierOf(c, services)),
  );
  mountNoted(router, services);
  mount(router, services, {
    act: 'identify',
    permission: 'dossier.manage',
    schema: forms.identifyForm,
    run: (s, actor, form, on) => identifyDossier(s, actor, form.idempotency_key, { ...on, itemCode: form.itemCode }),
  });
  mount(router, services, {
    act: 'assign',
    permission: 'dossier.manage',
    schema: forms.assignForm,
    run: (s, actor, form, on) =>
      assignReviewers(s, actor, form.idempotency_key, { ...on, reviewerIds: form.reviewers }),
  });
  mount(router, services, {
    act: 'release',
    permission: 'dossier.manage',
    schema: forms.releaseForm,
    run: (s, actor, form, on) => {
      const { person, note } = form.release;
      return releaseReviewer(s, actor, form.idempotency_key, { ...on, personId: person, note });
    },
  });
  return router;
}
