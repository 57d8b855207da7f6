/** The page of one stocktake of equipment, as it stands or with a form that was refused. */
import { InventoryPage } from '../../views/inventories/show-page.tsx';
import { assetClasses } from '../assets/record-queries.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { linesQuery } from './forms.ts';
import { type InventoryView, inventoryView, type LineTab, linesOfTab } from './list-queries.ts';

const LINES_A_PAGE = 50;

/** The stocktake of the address as this person sees it; 404 outside the scope. */
export async function wantedInventory(c: AppContext, services: Services): Promise<InventoryView> {
  const view = await inventoryView(services.db.read, signedIn(c), c.req.param('number') ?? '');
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

function firstTab({ document, progress }: InventoryView): LineTab {
  if (document.status === 'counting') return progress.found < progress.lines ? 'left' : 'all';
  return progress.differing > 0 ? 'differing' : 'all';
}

export async function showInventory(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wantedInventory(c, services);
  const { tab = firstTab(view), q, page } = linesQuery.parse(c.req.query());
  const { number } = view.document;
  const shown = {
    t,
    view,
    tab,
    q,
    page: pageOf(linesOfTab(view, tab, q), page, LINES_A_PAGE),
    classes: view.can.decide ? await assetClasses(db) : [],
    files: await attachmentsOf(db, `document ${number}`),
    back: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    today: dayOf(services.clock.now()),
    exports: may(signedIn(c).roles, 'export'),
  };
  return c.render(<InventoryPage {...shown} />, { title: `${number} ${t.inventories.title}`, active: 'inventories' });
}
