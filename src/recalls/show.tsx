/** The page of one recall, as it stands or with a form that was refused; of a member, only what it was told. */
import { RecallPage } from '../../views/recalls/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { pageQuery } from './forms.ts';
import { matchedFor, type RecallView, recallView, traceFor } from './page-queries.ts';
import type { RecallPart } from './rules.ts';
import { scanTarget, type TargetScan, withScanned } from './scan-queries.ts';

/** The recall of the address as this person sees it; 404 when nobody of the scope was told. */
export async function wantedRecall(c: AppContext, services: Services): Promise<RecallView> {
  const view = await recallView(services.db.read, signedIn(c), c.req.param('number') ?? '');
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

function partOf(view: RecallView, asked: RecallPart | undefined): RecallPart {
  if (asked !== undefined && (view.whole || asked === 'members')) return asked;
  if (!view.whole) return 'members';
  return view.document.status === 'draft' ? 'lots' : view.document.status === 'closed' ? 'report' : 'members';
}

const TRACED: readonly RecallPart[] = ['places', 'people', 'sources'];

/** Shows the part that was asked for; the others wait behind their tabs. */
export async function showRecall(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wantedRecall(c, services);
  const { late, code = '', ...query } = pageQuery.parse(c.req.query());
  const part = back === undefined ? partOf(view, query.part) : partOf(view, partOfForm(back.name) ?? query.part);
  const matches = part === 'lots' && view.can.manage && ['draft', 'open'].includes(view.document.status);
  const now = services.clock.now();
  const scan = matches && back === undefined && code.trim() !== '' ? await scanTarget(db, code) : undefined;
  const shown = {
    t,
    view,
    part,
    onlyLate: late === true,
    matched: matches ? await matchedFor(db, view.targets) : undefined,
    trace: TRACED.includes(part) ? await traceFor(db, view, signedIn(c).scopePath) : undefined,
    scan,
    form: back ?? (scan === undefined ? { name: '', state: emptyForm() } : filledBy(scan)),
    formKey: newFormKey,
    expiry: await expiryOn(db, dayOf(now)),
    now,
  };
  const title = `${view.document.number} ${t.recalls.title}`;
  return c.render(<RecallPage {...shown} />, { title, active: 'recalls' });
}

/** Where the form of an act stands. */
function partOfForm(name: string): RecallPart | undefined {
  return ['targets', 'sheet', 'confirmation', 'removal', 'release'].includes(name) ? 'lots' : undefined;
}

/** The form that names one more, as a scanned pack fills it. */
const filledBy = (scan: TargetScan): FormBack => ({
  name: 'targets',
  state: { ...emptyForm(), values: withScanned({}, scan) },
});
