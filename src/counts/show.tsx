/** The page of one count, as it stands or with a form that was refused. */
import { CountPage } from '../../views/counts/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { linesQuery } from './forms.ts';
import { type CountView, countView, type LineTab, linesOfTab, scanInCount } from './page-queries.ts';

const LINES_A_PAGE = 50;

/** The count of the address as this person sees it; 404 outside the scope. */
export async function wantedCount(c: AppContext, services: Services): Promise<CountView> {
  const number = c.req.param('number') ?? '';
  const view = await countView(services.db.read, signedIn(c), number, services.clock.now());
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

function firstTab({ document, progress }: CountView): LineTab {
  if (document.status !== 'counting') return progress.differing > 0 ? 'differing' : 'all';
  if (progress.counted < progress.lines) return 'open';
  return progress.recounts > 0 ? 'recount' : progress.differing > 0 ? 'differing' : 'all';
}

/** Shows the count; a scan that means one line goes to it. */
export async function showCount(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const db = services.db.read;
  const view = await wantedCount(c, services);
  const { number } = view.document;
  const query = linesQuery.parse(c.req.query());
  const scan =
    query.scan === undefined || query.scan.trim() === '' ? undefined : await scanInCount(db, view, query.scan);
  const [only] = scan?.lines ?? [];
  if (scan?.lines.length === 1 && only !== undefined && back === undefined) {
    return c.redirect(paths.count(number, { line: only.line.lineNumber }), 303);
  }
  const alone = query.line === undefined ? undefined : view.lines.find(({ line }) => line.lineNumber === query.line);
  const asked = query.tab ?? firstTab(view);
  const tab = asked === 'differing' && !view.revealed ? 'open' : asked;
  const found = scan === undefined ? await linesOfTab(db, view, tab, query.q) : scan.lines;
  const shown = {
    t,
    view,
    tab,
    q: query.q,
    page: pageOf(found, query.page, LINES_A_PAGE),
    ...(alone && { alone }),
    ...(scan && { scan: { text: query.scan ?? '', ...scan } }),
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    now,
    expiry: await expiryOn(db, dayOf(now)),
  };
  return c.render(<CountPage {...shown} />, { title: `${number} ${t.counts.title}`, active: 'counts' });
}

/** Goes to the page of the count with what was done. */
export function backToCount(c: AppContext, number: string, title: string, line?: number): Response {
  return redirectWith(c, paths.count(number, line === undefined ? {} : { line }), { tone: 'accent', title });
}
