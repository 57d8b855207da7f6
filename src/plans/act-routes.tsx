/** Acts on a plan as a whole, each at an address of its own; refused ones show the plan with what was typed. */

import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { PlanActPath } from '../buying-paths.ts';
import { codeMeant } from '../catalogue/meant-queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { abandonPlan, closePlan, explainPlan, recallPlan, reopenPlan, repricePlan, submitPlan } from './commands.ts';
import { decidePlan, escalatePlan } from './decide-commands.ts';
import { requireDecider } from './decider-guard.ts';
import { declineTransfers } from './decline-commands.ts';
import { actForm, addForm, decisionForm, memberForm, reasonForm } from './forms.ts';
import { planItemByCode } from './item-queries.ts';
import { addLine } from './line-commands.ts';
import { returnMember } from './member-commands.ts';
import { showPlan } from './show.tsx';
import { supplyPlan } from './supply-commands.ts';

type Plain = typeof submitPlan;
type WithReason = typeof recallPlan | typeof declineTransfers;

const PLAIN: Partial<Record<PlanActPath, Plain>> = {
  submission: submitPlan,
  repricing: repricePlan,
  closing: closePlan,
};
const REASONED: Partial<Record<PlanActPath, WithReason>> = {
  recall: recallPlan,
  reopening: reopenPlan,
  abandonment: abandonPlan,
  explanation: explainPlan,
  escalation: escalatePlan,
  declination: declineTransfers,
};
/** The act whose word the flash says. */
const WORDS: Record<PlanActPath, string> = {
  submission: 'submit',
  repricing: 'edit',
  supply: 'supply',
  closing: 'close',
  recall: 'recall',
  reopening: 'reopen',
  abandonment: 'abandon',
  explanation: 'explain',
  decision: 'agree',
  escalation: 'escalate',
  'member-return': 'return_line',
  declination: 'edit',
};

type Values = Record<string, string[]>;

/** What came of an act: back to the plan with a word, or the plan again with what was refused. */
async function answered(
  c: AppContext,
  services: Services,
  act: PlanActPath,
  answer: Answer<unknown>,
  values: Values,
): Promise<Response> {
  const number = c.req.param('number') ?? '';
  if (answer.ok) {
    const words = wordsFor(c).plans;
    const title = words.done(words.acts[WORDS[act]] ?? '');
    return redirectWith(c, paths.plan(number), { tone: 'accent', title });
  }
  if (statusOf(answer) === 404 || statusOf(answer) === 403) throw refusalError(c, answer);
  c.status(statusOf(answer));
  return showPlan(c, services, { form: refusedForm(c, values, answer), refused: act });
}

export function planActRoutes(services: Services): Router {
  const router = createRouter();
  const makers = requirePermission('plan.make');
  const deciders = requireDecider();
  const actorOf = (c: AppContext): Actor => viewerToActor(signedIn(c));
  const numberOf = (c: AppContext) => c.req.param('number') ?? '';
  for (const [act, perform] of Object.entries(PLAIN) as [PlanActPath, Plain][]) {
    router.post(paths.planAct(':number', act), makers, async (c) => {
      const form = await readForm(c, actForm);
      if (!form.ok) return refusedAct(c, act, form);
      const { idempotency_key: key, version } = form.value;
      const answer = await perform(services, actorOf(c), key, { number: numberOf(c), version });
      return answered(c, services, act, answer, form.values);
    });
  }
  for (const [act, perform] of Object.entries(REASONED) as [PlanActPath, WithReason][]) {
    router.post(paths.planAct(':number', act), act === 'escalation' ? deciders : makers, async (c) => {
      const form = await readForm(c, reasonForm);
      if (!form.ok) return refusedAct(c, act, form);
      const { idempotency_key: key, version, reason = '' } = form.value;
      const answer = await perform(services, actorOf(c), key, { number: numberOf(c), version, reason });
      return answered(c, services, act, answer, form.values);
    });
  }
  router.post(paths.planAct(':number', 'supply'), requirePermission('shortage.answer'), async (c) => {
    const form = await readForm(c, actForm);
    if (!form.ok) return refusedAct(c, 'supply', form);
    const { idempotency_key: key, version } = form.value;
    const answer = await supplyPlan(services, actorOf(c), key, { number: numberOf(c), version });
    return answered(c, services, 'supply', answer, form.values);
  });
  router.post(paths.planAct(':number', 'decision'), deciders, async (c) => {
    const form = await readForm(c, decisionForm);
    if (!form.ok) return refusedAct(c, 'decision', form);
    const { idempotency_key: key, note = '', ...given } = form.value;
    const answer = await decidePlan(services, actorOf(c), key, { number: numberOf(c), note, ...given });
    return answered(c, services, 'decision', answer, form.values);
  });
  router.post(paths.planAct(':number', 'member-return'), deciders, async (c) => {
    const form = await readForm(c, memberForm);
    if (!form.ok) return refusedAct(c, 'member-return', form);
    const { idempotency_key: key, reason = '', ...given } = form.value;
    const answer = await returnMember(services, actorOf(c), key, { number: numberOf(c), reason, ...given });
    return answered(c, services, 'member-return', answer, form.values);
  });
  router.post(paths.planLines(':number'), makers, (c) => handleAdd(c, services, actorOf(c)));
  return router;

  function refusedAct(c: AppContext, act: PlanActPath, form: { values: Values; errors: Record<string, string> }) {
    c.status(422);
    return showPlan(c, services, { form: { ...form, formErrors: [] }, refused: act });
  }
}

async function handleAdd(c: AppContext, services: Services, actor: Actor): Promise<Response> {
  const form = await readForm(c, addForm);
  if (!form.ok) {
    c.status(422);
    return showPlan(c, services, { form });
  }
  const number = c.req.param('number') ?? '';
  const { idempotency_key: key, version, itemCode: typed, packs, reason = '' } = form.value;
  const meant = await codeMeant(services.db.read, typed, 'itemCode');
  if (!meant.ok) {
    c.status(422);
    return showPlan(c, services, { form: refusedForm(c, form.values, meant) });
  }
  const itemCode = meant.value;
  const packSize = (await planItemByCode(services.db.read, itemCode))?.packSize ?? 1;
  const given = { number, version, itemCode, quantityBase: packs * packSize, reason };
  const answer = await addLine(services, actor, key, given);
  if (!answer.ok) {
    if (statusOf(answer) === 404 || statusOf(answer) === 403) throw refusalError(c, answer);
    c.status(statusOf(answer));
    return showPlan(c, services, { form: refusedForm(c, form.values, answer) });
  }
  return redirectWith(c, paths.plan(number), { tone: 'accent', title: wordsFor(c).plans.addedFlash });
}
