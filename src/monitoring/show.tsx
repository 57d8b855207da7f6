/** The pages of one return and of one of its lines, as they stand or with a form that was refused. */
import { MonitoringLinePage } from '../../views/monitoring/line-page.tsx';
import { MonitoringPage } from '../../views/monitoring/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { lineSources, type ReturnView, returnView } from './page-queries.ts';

/** The return of the address as this person sees it; 404 outside the scope. */
export async function wantedReturn(c: AppContext, services: Services): Promise<ReturnView> {
  const view = await returnView(services.db.read, signedIn(c), c.req.param('number') ?? '', services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

export async function showReturn(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedReturn(c, services);
  const form = back ?? { name: '', state: emptyForm() };
  const today = dayOf(services.clock.now());
  const shown = { t, view, form, formKey: newFormKey, today };
  const title = `${view.document.number} ${t.monitoring.title}`;
  return c.render(<MonitoringPage {...shown} />, { title, active: 'monitoring' });
}

export async function showLine(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedReturn(c, services);
  const line = view.lines.find(({ id }) => id === Number(c.req.param('line')));
  if (line === undefined) throw new WebError(404, 'notFound');
  const now = services.clock.now();
  const sources = await lineSources(services.db.read, view, line, now);
  const form = back ?? { name: '', state: emptyForm() };
  const shown = { t, view, line, sources, form, formKey: newFormKey, now };
  return c.render(<MonitoringLinePage {...shown} />, { title: line.genericName, active: 'monitoring' });
}
