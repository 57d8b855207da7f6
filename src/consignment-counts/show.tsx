/** The page of one count of a shelf, as it stands or with a form that was refused. */
import { ShelfCountPage } from '../../views/consignment-counts/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { linesQuery } from './forms.ts';
import { LINE_TABS, linesOfTab, type ShelfCountView, shelfCountView } from './list-queries.ts';

const LINES_A_PAGE = 50;

/** The count of the address as this person sees it; 404 outside the scope. */
export async function wantedShelfCount(c: AppContext, services: Services): Promise<ShelfCountView> {
  const view = await shelfCountView(services.db.read, signedIn(c), c.req.param('number') ?? '');
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

export async function showShelfCount(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedShelfCount(c, services);
  const unseen = linesOfTab(view.lines, 'missing');
  const { tab = unseen.length > 0 ? 'missing' : 'all', q, page } = linesQuery.parse(c.req.query());
  const counts = Object.fromEntries(LINE_TABS.map((one) => [one, linesOfTab(view.lines, one).length]));
  const shown = {
    ...{ t, view, tab, q, unseen },
    counts: counts as Record<(typeof LINE_TABS)[number], number>,
    page: pageOf(linesOfTab(view.lines, tab, q), page, LINES_A_PAGE),
    back: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    exports: may(signedIn(c).roles, 'export'),
  };
  return c.render(<ShelfCountPage {...shown} />, {
    title: `${view.document.number} ${t.shelfCounts.title}`,
    active: 'implants',
  });
}
