/** One fault: its page, and what engineers, the asset office and the users of the thing do about it. */
import type { z } from 'zod';
import { FaultPage } from '../../views/faults/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import type { Actor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import {
  acceptForm,
  assignForm,
  costForm,
  decisionForm,
  diagnoseForm,
  loanerForm,
  repairForm,
  seenForm,
  whyForm,
} from './forms.ts';
import { faultView } from './page-queries.ts';
import * as repairs from './repair-commands.ts';
import { reopenFault, withdrawFault } from './report-commands.ts';

const ONE = '/equipment/faults/:number{BX-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).faults;

export function faultActRoutes(services: Services): Router {
  const router = createRouter();
  router.get(ONE, requirePermission('asset.read'), (c) => showFault(c, services));
  engineerRoutes(router, services);
  costRoutes(router, services);
  userRoutes(router, services);
  return router;
}

function engineerRoutes(router: Router, services: Services): void {
  const engineers = requirePermission('fault.repair');
  router.post(`${ONE}/assignment`, engineers, (c) =>
    act(c, services, 'assignment', assignForm, async (actor, value) => {
      const { engineer, outside = '' } = value;
      const done = await repairs.assignFault(services, actor, seenBy(numberOf(c), value), { engineer, outside });
      return done.ok ? wordsOf(c).assigned(done.value.engineer) : done;
    }),
  );
  router.post(`${ONE}/diagnosis`, engineers, (c) =>
    act(c, services, 'diagnosis', diagnoseForm, async (actor, value) => {
      const { diagnosis, takeOut } = value;
      const done = await repairs.diagnoseFault(services, actor, seenBy(numberOf(c), value), { diagnosis, takeOut });
      return done.ok ? wordsOf(c).diagnosed : done;
    }),
  );
  router.post(`${ONE}/repair`, engineers, (c) =>
    act(c, services, 'repair', repairForm, async (actor, value) => {
      const { work, labour: labourMinutes = 0, irreparable } = value;
      const input = { work, labourMinutes, irreparable };
      const done = await repairs.repairFault(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).repairedFlash : done;
    }),
  );
  const whys = [
    ['release', repairs.releaseFault],
    ['resumption', repairs.resumeRepair],
  ] as const;
  for (const [name, perform] of whys) {
    router.post(`${ONE}/${name}`, engineers, (c) =>
      act(c, services, name, whyForm, async (actor, value) => {
        const done = await perform(services, actor, seenBy(numberOf(c), value), { why: value.why });
        return done.ok ? wordsOf(c).done[name] : done;
      }),
    );
  }
}

function costRoutes(router: Router, services: Services): void {
  const engineers = requirePermission('fault.repair');
  router.post(`${ONE}/costs`, engineers, (c) =>
    act(c, services, 'costs', costForm, async (actor, value) => {
      const { kind, name, quantity, unit: unitFen } = value;
      const input = { kind, name, quantity, unitFen };
      const done = await repairs.addCost(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).costAdded : done;
    }),
  );
  router.post(`${ONE}/costs/:line{[0-9]{1,12}}/removal`, engineers, (c) =>
    act(c, services, 'costs', seenForm, async (actor, value) => {
      const line = Number(c.req.param('line'));
      const done = await repairs.removeCost(services, actor, seenBy(numberOf(c), value), { line });
      return done.ok ? wordsOf(c).costRemoved : done;
    }),
  );
  router.post(`${ONE}/request`, engineers, (c) =>
    act(c, services, 'request', whyForm, async (actor, value) => {
      const done = await repairs.askForCost(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).asked : done;
    }),
  );
  router.post(`${ONE}/request-recall`, engineers, (c) =>
    act(c, services, 'request-recall', seenForm, async (actor, value) => {
      const done = await repairs.unaskForCost(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).done['request-recall'] : done;
    }),
  );
  router.post(`${ONE}/decision`, requirePermission('fault.approve'), (c) =>
    act(c, services, 'decision', decisionForm, async (actor, value) => {
      const input = { agreed: value.decision === 'agree', why: value.why };
      const done = await repairs.decideCost(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).decided[value.decision] : done;
    }),
  );
}

function userRoutes(router: Router, services: Services): void {
  const users = requirePermission('fault.report');
  router.post(`${ONE}/acceptance`, users, (c) =>
    act(c, services, 'acceptance', acceptForm, async (actor, value) => {
      const { outcome, test } = value;
      const done = await repairs.acceptRepair(services, actor, seenBy(numberOf(c), value), { outcome, test });
      return done.ok ? wordsOf(c).accepted[outcome] : done;
    }),
  );
  router.post(`${ONE}/loaner`, users, (c) =>
    act(c, services, 'loaner', loanerForm, async (actor, value) => {
      const { loaner = '' } = value;
      const done = await repairs.lendFor(services, actor, seenBy(numberOf(c), value), { loaner });
      return done.ok ? wordsOf(c).lent : done;
    }),
  );
  const whys = [
    ['reopening', reopenFault],
    ['withdrawal', withdrawFault],
  ] as const;
  for (const [name, perform] of whys) {
    router.post(`${ONE}/${name}`, users, (c) =>
      act(c, services, name, whyForm, async (actor, value) => {
        const done = await perform(services, actor, seenBy(numberOf(c), value), { why: value.why });
        return done.ok ? wordsOf(c).done[name] : done;
      }),
    );
  }
}

async function showFault(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const view = await faultView(services.db.read, signedIn(c), numberOf(c), now);
  if (view === undefined) throw new WebError(404, 'notFound');
  const { login } = signedIn(c);
  const shown = { t, view, login, back: back ?? { name: '', state: emptyForm() }, formKey: newFormKey, now };
  return c.render(<FaultPage {...shown} />, { title: `${view.document.number} ${t.faults.title}`, active: 'faults' });
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.fault(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showFault(c, services, back) });
}
