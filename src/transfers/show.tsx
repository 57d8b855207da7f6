/** The page of one transfer, as it stands or with a form that was refused. */
import { TransferPage } from '../../views/transfers/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { type TransferView, transferView } from './page-queries.ts';

/** The transfer of the address as this person sees it; 404 outside the scope. */
export async function wantedTransfer(c: AppContext, services: Services): Promise<TransferView> {
  const number = c.req.param('number') ?? '';
  const view = await transferView(services.db.read, signedIn(c), number, services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

/** Shows it. */
export async function showTransfer(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedTransfer(c, services);
  const now = services.clock.now();
  const shown = {
    t,
    view,
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    expiry: await expiryOn(services.db.read, dayOf(now)),
    now,
  };
  const title = `${view.document.number} ${t.transfers.title}`;
  return c.render(<TransferPage {...shown} />, { title, active: 'transfers' });
}
