/** The page of one transfer of equipment, as it stands or with a form that was refused. */
import { AssetTransferPage } from '../../views/asset-transfers/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { type MoveView, moveView } from './page-queries.ts';

/** The transfer of the address as this person sees it; 404 out of reach. */
export async function wantedMove(c: AppContext, services: Services): Promise<MoveView> {
  const view = await moveView(services.db.read, signedIn(c), c.req.param('number') ?? '', services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

export async function showMove(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedMove(c, services);
  const form = back ?? { name: '', state: emptyForm() };
  const shown = { t, view, form, formKey: newFormKey, now: services.clock.now() };
  const title = `${view.document.number} ${t.assetTransfers.title}`;
  return c.render(<AssetTransferPage {...shown} />, { title, active: 'assetTransfers' });
}
