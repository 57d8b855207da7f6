/** The page of one paper of losses, as it stands or with a form that was refused. */
import { LossPage } from '../../views/losses/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { readScan } from '../kernel/codes/scan.ts';
import { ok } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { pageQuery } from './forms.ts';
import { type LossView, lossView } from './page-queries.ts';
import { lotsToLose } from './stock-queries.ts';

/** The paper of the address as this person sees it; 404 outside the scope. */
export async function wantedLoss(c: AppContext, services: Services): Promise<LossView> {
  const view = await lossView(services.db.read, signedIn(c), c.req.param('number') ?? '', services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

/** Shows it; a draft with the lots that can be added. */
export async function showLoss(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wantedLoss(c, services);
  const { q } = pageQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const organisationId = view.document.organisationId;
  const drafts = view.document.status === 'draft' && view.can.report;
  const empty = view.loss.kind === 'adjustment';
  const lots = drafts ? await lotsToLose(db, { organisationId, day: today, q, empty }) : [];
  const read = drafts && q !== undefined && q.trim() !== '' ? readScan(q) : ok();
  const shown = {
    t,
    view,
    lots,
    q,
    unread: read.ok ? undefined : read,
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    expiry: await expiryOn(db, today),
  };
  return c.render(<LossPage {...shown} />, { title: `${view.document.number} ${t.losses.title}`, active: 'losses' });
}
