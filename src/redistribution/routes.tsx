/** Pages of redistribution proposals: making one that may be watched, its lines by page, answering them. */
import { ProposalsPage } from '../../views/redistribution/list-page.tsx';
import { RunPage } from '../../views/redistribution/run-page.tsx';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { endsWithin, ImportRuns, type Run } from '../imports/runs.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { computeProposal } from './compute.ts';
import { listQuery, makeForm } from './forms.ts';
import { lineRoutes } from './line-routes.tsx';
import { pointRoutes } from './point-routes.tsx';
import { keepProposal } from './proposal-commands.ts';
import { listProposals } from './proposal-queries.ts';

const PAGE_SIZE = 30;
/** What is done by then is answered at once; everything longer is watched. */
const PATIENCE_MS = 900;
const REFRESH_SECONDS = '1';

interface Kit {
  services: Services;
  runs: ImportRuns;
}

/** Proposals look at every member: only those who see the whole county find them. */
export function ofCounty(c: AppContext): void {
  if (signedIn(c).scopePath !== '/') throw new WebError(404, 'notFound');
}

export function redistributionRoutes(services: Services): Router {
  const router = createRouter();
  const kit = { services, runs: new ImportRuns(services.clock) };
  const readers = requirePermission('stock.read');
  const makers = requirePermission('proposal.make');
  router.get(paths.proposals(), readers, (c) => showList(c, kit, emptyForm()));
  router.post(paths.proposals(), makers, (c) => handleMake(c, kit));
  router.get('/proposals/runs/:key{[\\w-]{8,64}}', readers, (c) => showRun(c, kit));
  router.route('/', pointRoutes(services));
  router.route('/', lineRoutes(services));
  return router;
}

async function showList(c: AppContext, { services }: Kit, form: FormState): Promise<Response> {
  ofCounty(c);
  const t = wordsFor(c);
  const { state, after } = listQuery.parse(c.req.query());
  const fetched = await listProposals(services.db.read, { state, before: after, size: PAGE_SIZE });
  const rows = fetched.slice(0, PAGE_SIZE);
  const shown = {
    t,
    form,
    formKey: newFormKey(),
    rows,
    state,
    next: fetched.length > PAGE_SIZE ? rows.at(-1)?.id : undefined,
    paged: after !== undefined,
    can: may(signedIn(c).roles, 'proposal.make'),
    now: services.clock.now(),
  };
  return c.render(<ProposalsPage {...shown} />, { title: t.redistribution.title, active: 'transfers' });
}

async function handleMake(c: AppContext, kit: Kit): Promise<Response> {
  const { services, runs } = kit;
  const form = await readForm(c, makeForm);
  if (!form.ok) {
    c.status(422);
    return showList(c, kit, form);
  }
  const { idempotency_key: key, aim, route, words = '' } = form.value;
  const viewer = signedIn(c);
  const actor = viewerToActor(viewer);
  const db = services.db.read;
  const itemIds = await idsMatching(db, words, {});
  const asked = { day: dayOf(services.clock.now()), aim, route, itemIds };
  const begun = { key, personId: viewer.userId, fileName: words, draftId: null };
  const run = runs.begin(begun, async (pace) => {
    const computed = await computeProposal(db, asked, pace);
    await pace('writing', 0, computed.moves.length);
    return keepProposal(services, actor, key, { asked, computed, words });
  });
  if (run === undefined) {
    c.status(422);
    return showList(c, kit, refusedForm(c, form.values, refuse('proposal_busy')));
  }
  if (!(await endsWithin(run, PATIENCE_MS))) return c.redirect(paths.proposalRun(key), 303);
  return answerOf(c, kit, run, form.values);
}

/** Where an ended run leads: to its proposal, or back to the form with what spoke against it. */
async function answerOf(c: AppContext, kit: Kit, run: Run, values: FormState['values']): Promise<Response> {
  const t = wordsFor(c);
  const { outcome } = run;
  if (outcome === undefined || outcome.broke) {
    c.status(422);
    return showList(c, kit, refusedForm(c, values, refuse('proposal_broke')));
  }
  const answer = outcome.answer as Answer<{ number: string; lines: number }>;
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showList(c, kit, refusedForm(c, values, answer));
  }
  const { number, lines } = answer.value;
  return redirectWith(c, paths.proposal(number), { tone: 'accent', title: t.redistribution.made(number, lines) });
}

async function showRun(c: AppContext, kit: Kit): Promise<Response> {
  ofCounty(c);
  const t = wordsFor(c);
  const run = kit.runs.find(signedIn(c).userId, c.req.param('key') ?? '');
  if (run === undefined) return c.redirect(paths.proposals(), 303);
  if (run.outcome !== undefined) return answerOf(c, kit, run, {});
  c.header('Refresh', REFRESH_SECONDS);
  const { stage, done, total } = run;
  const page = <RunPage t={t} stage={stage} done={done} total={total} />;
  return c.render(page, { title: t.redistribution.computing, active: 'transfers' });
}
