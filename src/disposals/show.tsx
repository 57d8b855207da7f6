/** The page of one application for disposal, as it stands or with a form that was refused. */
import { DisposalPage } from '../../views/disposals/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { type DisposalView, disposalView } from './page-queries.ts';

/** The application of the address as this person sees it; 404 out of reach. */
export async function wantedDisposal(c: AppContext, services: Services): Promise<DisposalView> {
  const view = await disposalView(services.db.read, signedIn(c), c.req.param('number') ?? '', services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

export async function showDisposal(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedDisposal(c, services);
  const form = back ?? { name: '', state: emptyForm() };
  const shown = { t, view, form, formKey: newFormKey, now: services.clock.now() };
  const title = `${view.document.number} ${t.disposals.title}`;
  return c.render(<DisposalPage {...shown} />, { title, active: 'disposals' });
}
