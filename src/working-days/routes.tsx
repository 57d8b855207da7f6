/** Pages of the working calendar: one year with its holidays and make-up days, and the form that lays it down. */
import { z } from 'zod';
import { WorkingYearPage } from '../../views/working-days/year-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { keyInput } from '../web/inputs.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { FIRST_YEAR, LAST_YEAR, setWorkingYear } from './commands.ts';
import { daysOfYear, markOf } from './queries.ts';
import { runsOf } from './rules.ts';

const yearForm = z.object({
  idempotency_key: keyInput(),
  seen: z.string().regex(/^[0-9a-f]{16}$/, 'field_wrong'),
  off: z.string().max(4000).default(''),
  works: z.string().max(4000).default(''),
});

function yearOf(c: AppContext): number {
  const year = Number(c.req.param('year'));
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) throw new WebError(404, 'notFound');
  return year;
}

async function show(c: AppContext, services: Services, year: number, form: FormState) {
  const t = wordsFor(c);
  const days = await daysOfYear(services.db.read, year);
  const props = {
    t,
    year,
    today: dayOf(services.clock.now()),
    runs: runsOf(days),
    seen: markOf(days),
    manages: may(signedIn(c).roles, 'rules.manage'),
    years: { first: FIRST_YEAR, last: LAST_YEAR },
    form,
    formKey: newFormKey(),
  };
  return c.render(<WorkingYearPage {...props} />, { title: t.workingDays.title(year), active: 'rules' });
}

export function workingDayRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read', 'rules.manage');
  const keepers = requirePermission('rules.manage');
  const address = '/working-days/:year{[0-9]{4}}';
  router.get(paths.workingDays(), readers, (c) =>
    show(c, services, Number(dayOf(services.clock.now()).slice(0, 4)), emptyForm()),
  );
  router.get(address, readers, (c) => show(c, services, yearOf(c), emptyForm()));
  router.post(address, keepers, async (c) => {
    const year = yearOf(c);
    const form = await readForm(c, yearForm);
    if (!form.ok) {
      c.status(422);
      return show(c, services, year, form);
    }
    const { idempotency_key: key, ...input } = form.value;
    const answer = await setWorkingYear(services, viewerToActor(signedIn(c)), key, { year, ...input });
    if (answer.ok) {
      const title = wordsFor(c).workingDays.done(year, answer.value.days);
      return redirectWith(c, paths.workingDays(year), { tone: 'accent', title });
    }
    if (answer.reason === 'forbidden') throw refusalError(c, answer);
    c.status(statusOf(answer));
    return show(c, services, year, refusedForm(c, form.values, answer));
  });
  return router;
}
