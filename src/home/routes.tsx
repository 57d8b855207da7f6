/** GET / is the page of today; GET /find is the search box of every page. */
import { FindPage } from '../../views/home/find-page.tsx';
import { HomePage } from '../../views/home/home-page.tsx';
import { assetMeant } from '../assets/find-queries.ts';
import { isSupplier, requirePermission, signedIn } from '../auth/guard.ts';
import type { Role } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type Revision, revisionView } from '../formulary/revision-queries.ts';
import { DAY_MS, dayOf } from '../kernel/clock.ts';
import { LONGEST_TYPED } from '../kernel/codes/scan-text.ts';

import { documentPath, paths } from '../paths.ts';
import { type Resolved, resolveScan } from '../scanning/resolve-queries.ts';
import { tabCounts as dossierCounts } from '../selection/list-queries.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { fulfilment, tabCounts } from '../shortages/count-queries.ts';
import { findTraceCode } from '../tracing/code-queries.ts';
import { isTraceCode } from '../tracing/rules.ts';
import { newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Duties, dutiesOf, homeQueue, totalOf, waitingFor } from './queue-queries.ts';
import { showSupplierHome } from './supplier-home.tsx';

/** Whom the formulary waits for: who prepares it, who answers for it, who decides. */
const FORMULARY: readonly Role[] = ['chief_pharmacist', 'vice_president', 'committee_member'];

async function formularyFor(services: Services, viewer: Viewer, today: string): Promise<Revision | null> {
  if (!viewer.roles.some((role) => FORMULARY.includes(role))) return null;
  return revisionView(services.db.read, today, { problems: true });
}

/** Who decides the formulary and moves no medicine. */
function decides({ roles }: Viewer, { answers, sends, receives }: Duties): boolean {
  const decider = roles.some((role) => role === 'committee_member' || role === 'vice_president');
  return decider && !answers && !sends && !receives;
}

async function showHome(c: AppContext, services: Services): Promise<Response> {
  const viewer = signedIn(c);
  if (isSupplier(viewer)) return showSupplierHome(c, services);
  const db = services.db.read;
  const now = services.clock.now();
  const duties = dutiesOf(viewer);
  const waiting = await waitingFor(db, viewer, now);
  const queue = await homeQueue(db, viewer, duties, now);
  const matter = {
    t: wordsFor(c),
    viewer,
    now,
    today: dayOf(now),
    duties,
    waiting,
    total: totalOf(waiting, duties) + queue.tasks.length,
    queue,
    newKey: newFormKey,
    counts: await tabCounts(db, viewer.scopePath, now),
    dossiers: decides(viewer, duties) ? await dossierCounts(db, viewer) : null,
    formulary: await formularyFor(services, viewer, dayOf(now)),
    fulfilment: await fulfilment(db, viewer.scopePath, now - 30 * DAY_MS),
  };
  return c.render(<HomePage {...matter} />, { title: matter.t.home.title, active: 'home', offline: true });
}

/** Where the only thing that was found is shown. */
function onlyPlace(found: Resolved): string | undefined {
  const { document } = found;
  if (document !== undefined) return documentPath(document.kind, document.number);
  const [lot] = found.lots;
  const [item] = found.items;
  // A code names its item, whatever else has these digits somewhere inside; a scanned lot is nearer than its item
  const byCode = found.items.filter((one) => one.rank === 'code');
  if (lot !== undefined && found.lots.length === 1 && found.items.length === byCode.length && byCode.length <= 1) {
    return paths.lot(lot.id);
  }
  return item !== undefined && found.lots.length === 0 && byCode.length === 1 ? paths.item(item.code) : undefined;
}

async function find(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const q = c.req.query('q') ?? '';
  // A code of a pack or box is answered by its own page, or, when nobody here knows it, where scanning is explained
  const traced = await findTraceCode(services.db.read, signedIn(c), q);
  if (traced !== undefined) return c.redirect(paths.traceCode(traced.code), 303);
  if (isTraceCode(q)) return c.redirect(paths.scan(q.trim()), 303);
  const card = await assetMeant(services.db.read, signedIn(c), q);
  if (card !== undefined) return c.redirect(paths.equipmentCard(card), 303);
  const found = await resolveScan(services.db.read, signedIn(c), q);
  // A code that cannot be read without doubt, and what only a scan can name, is answered where scanning is explained
  const { unread, place } = found;
  const isAsked = q.trim() !== '' && unread !== null;
  if (isAsked || place !== undefined) return c.redirect(paths.scan(q.slice(0, LONGEST_TYPED + 1)), 303);
  const only = onlyPlace(found);
  if (only !== undefined) return c.redirect(only, 303);
  const expiry = await expiryOn(services.db.read, dayOf(services.clock.now()));
  return c.render(<FindPage t={t} q={q} found={found} expiry={expiry} />, { title: t.home.find.title });
}

export function homeRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.home(), (c) => showHome(c, services));
  router.get(paths.finder(), requirePermission('catalogue.read'), (c) => find(c, services));
  return router;
}
