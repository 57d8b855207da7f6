/** The pages of the head office's books: months closed and the next to close. */
import { MonthsPage } from '../../views/books/months-page.tsx';
import { monthsClosed, nextMonth, spanOf } from '../account/months.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { closingForm } from './forms.ts';
import { closeBooks } from './month-commands.ts';
import { openMatters } from './month-queries.ts';

const MONTHS_A_PAGE = 24;

export function monthRoutes(services: Services): Router {
  const router = createRouter();
  const office = requirePermission('account.read');
  router.get(paths.bookMonths(), office, (c) => showMonths(c, services, emptyForm()));
  router.post(paths.bookMonths(), requirePermission('month.close'), (c) => handleClosing(c, services));
  return router;
}

const thisMonth = (services: Services) => dayOf(services.clock.now()).slice(0, 7);
const monthBefore = (month: string) => dayOf(spanOf(month).from - 1).slice(0, 7);

async function showMonths(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const closed = await monthsClosed(db);
  const [last] = closed;
  const next = last === undefined ? monthBefore(thisMonth(services)) : nextMonth(last.month);
  const due = next < thisMonth(services);
  const matters = due ? await openMatters(db, next, last?.month) : undefined;
  const can = { close: may(signedIn(c).roles, 'month.close') };
  const page = pageOf(closed, c.req.query('page'), MONTHS_A_PAGE);
  const shown = { t, page, next, matters, can, form, formKey: newFormKey(), now: services.clock.now() };
  return c.render(<MonthsPage {...shown} />, { title: t.books.months, active: 'books' });
}

async function handleClosing(c: AppContext, services: Services) {
  const form = await readForm(c, closingForm);
  if (!form.ok) {
    c.status(422);
    return showMonths(c, services, form);
  }
  const { idempotency_key: key, month } = form.value;
  const closed = await closeBooks(services, viewerToActor(signedIn(c)), key, { month });
  if (!closed.ok) {
    c.status(statusOf(closed));
    return showMonths(c, services, refusedForm(c, form.values, closed));
  }
  const title = wordsFor(c).books.closedNow(closed.value.month, closed.value.members);
  return redirectWith(c, paths.books({ month }), { tone: 'accent', title });
}
