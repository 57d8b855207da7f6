/** The page of jobs: when each last ran, for how long, what it found; and having one run now. */
import { JobsPage, JobTable } from '../../views/alerts/jobs-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { askRun } from './ask-commands.ts';
import { runForm } from './forms.ts';
import { jobStates } from './run-queries.ts';

export function jobsRoutes(services: Services): Router {
  const router = createRouter();
  const keepers = requirePermission('alert.manage', 'users.manage');
  router.get(paths.jobs(), requirePermission('alert.manage', 'users.manage', 'audit.read'), (c) =>
    showJobs(c, services, emptyForm()),
  );
  router.post('/alerts/jobs/:job{[a-z_.]{1,60}}/run', keepers, (c) => handleRun(c, services));
  return router;
}

async function showJobs(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const now = services.clock.now();
  const { roles, scopePath } = signedIn(c);
  const can = { run: scopePath === '/' && (may(roles, 'alert.manage') || may(roles, 'users.manage')) };
  const states = await jobStates(services.db.read, now);
  const shown = { t, states, form, formKey: newFormKey(), can, now };
  const page = isFragment(c) ? <JobTable {...shown} /> : <JobsPage {...shown} />;
  return c.render(page, { title: t.alerts.jobs.title, active: 'alerts' });
}

async function handleRun(c: AppContext, services: Services) {
  const form = await readForm(c, runForm);
  if (!form.ok) {
    c.status(422);
    return showJobs(c, services, form);
  }
  const { idempotency_key: key } = form.value;
  const asked = await askRun(services, viewerToActor(signedIn(c)), key, { job: c.req.param('job') ?? '' });
  if (!asked.ok) {
    if (statusOf(asked) === 404 || asked.reason === 'forbidden') throw refusalError(c, asked);
    c.status(statusOf(asked));
    return showJobs(c, services, refusedForm(c, form.values, asked));
  }
  return redirectWith(c, paths.jobs(), { tone: 'accent', title: wordsFor(c).alerts.jobs.begun });
}
