/** Shows a plan, and shows it again with what was typed when an act on it was refused. */
import { PlanPage } from '../../views/plans/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { PlanActPath } from '../buying-paths.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { emptyForm, type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { linesQuery } from './forms.ts';
import { planPage } from './page-queries.ts';
import { type PlanRecord, planByNumber } from './plan-queries.ts';

/** The plan that the address names. */
export async function planAsked(c: AppContext, services: Services): Promise<PlanRecord> {
  const record = await planByNumber(services.db.read, c.req.param('number') ?? '');
  if (record === undefined) throw new WebError(404, 'notFound');
  return record;
}

/** Answers with the page of a plan, also after a refused form: what was typed stays. */
export async function showPlan(
  c: AppContext,
  services: Services,
  given: { form?: FormState; refused?: PlanActPath | undefined } = {},
): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const now = services.clock.now();
  const record = await planAsked(c, services);
  const query = linesQuery.parse(c.req.query());
  const data = await planPage(services.db.read, viewer, record, query, now);
  return c.render(
    <PlanPage
      t={t}
      data={data}
      query={query}
      now={now}
      today={dayOf(now)}
      can={{ make: may(viewer.roles, 'plan.make'), send: may(viewer.roles, 'shortage.answer') }}
      exports={may(viewer.roles, 'export')}
      form={given.form ?? emptyForm()}
      refused={given.refused}
      formKey={newFormKey()}
    />,
    { title: `${record.document.number} ${record.plan.title}`, active: 'plans', landscape: true },
  );
}
