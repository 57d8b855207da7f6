/** The whole program as one function of a request: what main serves and tests call. Order matters: see each step. */
import { methodNotAllowed } from 'hono/method-not-allowed';
import { alertsRoutes } from './alerts/routes.tsx';
import { approvalsRoutes } from './approvals/routes.tsx';
import { attachmentRoutes } from './attachments/routes.tsx';
import { recordExport } from './audit/export.ts';
import { auditRoutes } from './audit/routes.tsx';
import { savePreferences } from './auth/commands.ts';
import { isSupplier, keepSuppliersOut, knowViewer, requireViewer, signedIn } from './auth/guard.ts';
import { authRoutes } from './auth/routes.tsx';
import { createSessions } from './auth/session.ts';
import { viewerToActor } from './auth/viewer.ts';
import { bankRoutes as bankLineRoutes } from './bank/routes.tsx';
import { booksRoutes } from './books/routes.tsx';
import { budgetsRoutes } from './budgets/routes.tsx';
import { catalogueRoutes } from './catalogue/routes.tsx';
import { committeeRoutes } from './committee/routes.tsx';
import { contractsRoutes } from './contracts/routes.tsx';
import { controlledRoutes } from './controlled/routes.tsx';
import { countsRoutes } from './counts/routes.tsx';
import { dispatchRoutes } from './dispatches/routes.tsx';
import { EQUIPMENT_ROUTES } from './equipment-routes.ts';
import { figuresRoutes } from './figures/routes.tsx';
import { foresightRoutes } from './foresight/routes.tsx';
import { linkageRoutes } from './formulary/linkage-routes.tsx';
import { formularyRoutes } from './formulary/routes.tsx';
import { navigationCounts } from './home/queue-queries.ts';
import { homeRoutes } from './home/routes.tsx';
import { issuesRoutes } from './issues/routes.tsx';
import { jobsRoutes } from './jobs/routes.tsx';
import { levelsRoutes } from './levels/routes.tsx';
import { lossesRoutes } from './losses/routes.tsx';
import { monitoringRoutes } from './monitoring/routes.tsx';
import { negotiationsRoutes } from './negotiations/routes.tsx';
import { ordersRoutes } from './orders/routes.tsx';
import { organisationsRoutes } from './organisations/routes.tsx';
import { packingRoutes } from './packing/routes.tsx';
import { partyRoutes } from './parties/routes.tsx';
import { paths } from './paths.ts';
import { payablesRoutes } from './payables/routes.tsx';
import { paymentsRoutes } from './payments/routes.tsx';
import { plansRoutes } from './plans/routes.tsx';
import { preparationsRoutes } from './preparations/routes.tsx';
import { pricesRoutes } from './prices/routes.tsx';
import { checkRoutes } from './print/check-routes.tsx';
import { layoutRoutes } from './print/layout-routes.tsx';
import { printRoutes } from './print/print-routes.tsx';
import { recallsRoutes } from './recalls/routes.tsx';
import { receivingRoutes } from './receiving/routes.tsx';
import { redistributionRoutes } from './redistribution/routes.tsx';
import { repricingsRoutes } from './repricings/routes.tsx';
import { requisitionsRoutes } from './requisitions/routes.tsx';
import { roundRoutes } from './rounds/routes.tsx';
import { scanningRoutes } from './scanning/routes.tsx';
import { selectionRoutes } from './selection/routes.tsx';
import { sellingRoutes } from './selling/routes.tsx';
import type { Services } from './services.ts';
import { settingsRoutes } from './settings/routes.tsx';
import { shortageRoutes } from './shortages/routes.tsx';
import { openingRoutes } from './stock/opening/routes.tsx';
import { stockRoutes } from './stock/routes.tsx';
import { readingPushRoutes } from './storage/push-routes.ts';
import { storageRoutes } from './storage/routes.tsx';
import { substitutesRoutes } from './substitutes/routes.tsx';
import { TOPICS } from './topics.ts';
import { tracingRoutes } from './tracing/routes.tsx';
import { transfersRoutes } from './transfers/routes.tsx';
import { treasuryRoutes } from './treasury/routes.tsx';
import { upkeepRoutes } from './upkeep/routes.tsx';
import { usersRoutes } from './users/routes.tsx';
import { verificationRoutes } from './verification/routes.tsx';
import { waveRoutes } from './waves/routes.tsx';
import { errorAnswers, type LogLine } from './web/errors.tsx';
import { installableRoutes } from './web/installable.tsx';
import { answerOutbox } from './web/outbox.ts';
import { preferenceRoutes } from './web/preference-routes.ts';
import { rateLimit, SlidingWindow } from './web/rate-limit.ts';
import { type LayoutData, pages } from './web/render.tsx';
import { type AppContext, createRouter, type Router } from './web/router.ts';
import { security } from './web/security.ts';
import { LiveUpdates, liveRoutes } from './web/sse.ts';
import { assetRoutes, loadAssets } from './web/static.ts';
import { workingDayRoutes } from './working-days/routes.tsx';

/** The features, in no order that matters; each owns its addresses. */
const FEATURES: ((services: Services) => Router)[] = [
  partyRoutes,
  alertsRoutes,
  attachmentRoutes,
  approvalsRoutes,
  booksRoutes,
  budgetsRoutes,
  ordersRoutes,
  organisationsRoutes,
  usersRoutes,
  auditRoutes,
  countsRoutes,
  jobsRoutes,
  levelsRoutes,
  figuresRoutes,
  foresightRoutes,
  lossesRoutes,
  transfersRoutes,
  recallsRoutes,
  storageRoutes,
  upkeepRoutes,
  roundRoutes,
  packingRoutes,
  waveRoutes,
  ...EQUIPMENT_ROUTES,
  monitoringRoutes,
  controlledRoutes,
  redistributionRoutes,
  dispatchRoutes,
  catalogueRoutes,
  formularyRoutes,
  committeeRoutes,
  contractsRoutes,
  selectionRoutes,
  homeRoutes,
  issuesRoutes,
  tracingRoutes,
  linkageRoutes,
  openingRoutes,
  plansRoutes,
  preparationsRoutes,
  layoutRoutes,
  printRoutes,
  pricesRoutes,
  receivingRoutes,
  negotiationsRoutes,
  repricingsRoutes,
  sellingRoutes,
  requisitionsRoutes,
  scanningRoutes,
  settingsRoutes,
  shortageRoutes,
  workingDayRoutes,
  stockRoutes,
  substitutesRoutes,
  verificationRoutes,
  treasuryRoutes,
  payablesRoutes,
  paymentsRoutes,
  bankLineRoutes,
];

const WINDOW_MS = 60_000;
const EXPORTS_A_MINUTE = 20;
const SEARCHES_A_MINUTE = 240;
/** Slips and lists to print: a pharmacy prints a morning's slips one after the other. */
const PAPERS_A_MINUTE = 60;
const SEARCHES = new Set([paths.finder(), paths.itemSearch(), paths.scan()]);
const EXPORT_PATH = /\/export\.(csv|xlsx|pdf)$/;
const PAPER_PATH = /\.pdf$/;

/** Brakes floods of searches, exports and papers by one person, and writes down each file that leaves the house. */
function guardLists(app: Router, services: Services): void {
  const byPerson = (c: AppContext) => String(signedIn(c).userId);
  const exports = new SlidingWindow(EXPORTS_A_MINUTE, WINDOW_MS, services.clock);
  const searches = new SlidingWindow(SEARCHES_A_MINUTE, WINDOW_MS, services.clock);
  const papers = new SlidingWindow(PAPERS_A_MINUTE, WINDOW_MS, services.clock);
  const brakeExports = rateLimit(exports, byPerson);
  const brakeSearches = rateLimit(searches, byPerson);
  const brakePapers = rateLimit(papers, byPerson);
  // `use` and not `get`: a GET handler for every path would make each unknown address look like a known one
  app.use('*', async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    if (SEARCHES.has(c.req.path)) return brakeSearches(c, next);
    if (!EXPORT_PATH.test(c.req.path)) return PAPER_PATH.test(c.req.path) ? brakePapers(c, next) : next();
    const braked = await brakeExports(c, next);
    if (c.res.status === 200) {
      const made = { path: c.req.path, query: c.req.query() };
      await recordExport(services, viewerToActor(signedIn(c)), made);
    }
    return braked;
  });
}

let assets: ReturnType<typeof loadAssets> | undefined;

/** The numbers beside the navigation may be this old: every page shows them, and a busy morning asks for many. */
const COUNTS_KEPT_MS = 1000;
const COUNTS_MOST = 500;

/** Reads the numbers beside the navigation, at most once in `keptMs` for people of one place and the same roles. */
function createLayoutData(services: Services, keptMs: number): (c: AppContext) => Promise<LayoutData> {
  const kept = new Map<string, { counts: Promise<LayoutData['counts']>; until: number }>();
  return async (c) => {
    const { db, clock } = services;
    const viewer = signedIn(c);
    const whom = `${viewer.scopePath} ${viewer.organisationId} ${viewer.roles.join()}`;
    const known = kept.get(whom);
    if (known !== undefined && performance.now() < known.until) return { counts: await known.counts };
    if (kept.size >= COUNTS_MOST) kept.clear();
    const counts = navigationCounts(db.read, viewer, clock.now());
    if (keptMs > 0) kept.set(whom, { counts, until: performance.now() + keptMs });
    return { counts: await counts };
  };
}

interface AppOptions {
  /** Where failures are written; standard error unless told otherwise. */
  log?: LogLine;
  /** How old the numbers beside the navigation may be, in milliseconds. */
  countsKeptMs?: number;
}

/** Builds the application over its services. It opens nothing and starts nothing. */
export function createApp(given: Services, options: AppOptions = {}): Router {
  const live = given.live ?? new LiveUpdates();
  const services: Services = { ...given, live };
  const sessions = createSessions(services.db, services.clock);
  assets ??= loadAssets();
  const app = createRouter();
  const layoutData = createLayoutData(services, options.countsKeptMs ?? COUNTS_KEPT_MS);
  const answers = errorAnswers({ assets: assets.urls, ...(options.log && { log: options.log }) });
  app.onError(answers.onError);
  app.notFound(answers.notFound);
  app.use('*', security(services.settings));
  // Before the session is read: assets are the same for everyone
  app.route('/', assetRoutes(assets));
  // Devices have no session either
  app.route('/', readingPushRoutes(services));
  const render = pages({ assets: assets.urls, layoutData });
  // Whoever holds a paper may ask what it is worth
  app.route('/', checkRoutes(services, render));
  app.route('/', installableRoutes(assets, render));
  app.use('*', knowViewer(sessions));
  app.use('*', answerOutbox());
  app.use('*', render);
  app.use('*', requireViewer());
  app.use('*', keepSuppliersOut());
  app.use('*', methodNotAllowed({ app, onMethodNotAllowed: answers.notAllowed }));
  guardLists(app, services);
  app.route('/', authRoutes(services, sessions));
  app.route(
    '/',
    preferenceRoutes((c, chosen) => savePreferences(services, viewerToActor(signedIn(c)), chosen)),
  );
  app.route(
    '/',
    // A supplier hears nothing of when others act
    liveRoutes(live, (c) => (isSupplier(signedIn(c)) ? [] : TOPICS)),
  );
  for (const feature of FEATURES) app.route('/', feature(services));
  return app;
}
