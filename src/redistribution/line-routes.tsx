/** One proposal: its lines by page and as a file, their quantities, accepting and declining them, putting it away. */
import { ProposalPage } from '../../views/redistribution/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { acceptLines } from './accept-commands.ts';
import { lineColumns } from './exports.ts';
import { closeForm, linesForm, linesQuery } from './forms.ts';
import { changeLines, declineLines } from './line-commands.ts';
import { closeProposal } from './proposal-commands.ts';
import { proposalHead, proposalLines } from './proposal-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;
const ONE = '/proposals/:number{TP-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';

export function lineRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const makers = requirePermission('proposal.make');
  router.get(ONE, readers, (c) => show(c, services, emptyForm()));
  router.get(`${ONE}/:file{export\\.(?:csv|xlsx)}`, readers, requirePermission('export'), (c) =>
    exportLines(c, services),
  );
  for (const act of ['lines', 'acceptance', 'declination'] as const) {
    router.post(`${ONE}/${act}`, makers, (c) => handle(c, services, act));
  }
  router.post(`${ONE}/closing`, makers, (c) => handleClosing(c, services));
  return router;
}

async function headFor(c: AppContext, services: Services) {
  const head = signedIn(c).scopePath === '/' ? await proposalHead(services.db.read, numberOf(c)) : undefined;
  if (head === undefined) throw new WebError(404, 'notFound');
  return head;
}

async function show(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const head = await headFor(c, services);
  const { after, ...filter } = linesQuery.parse(c.req.query());
  const asked = { proposalId: head.document.id, filter, after, size: PAGE_SIZE };
  const fetched = await proposalLines(db, asked);
  const lines = fetched.slice(0, PAGE_SIZE);
  const now = services.clock.now();
  const shown = {
    t,
    head,
    lines,
    filter,
    after,
    next: fetched.length > PAGE_SIZE ? lines.at(-1)?.line.lineNumber : undefined,
    acts: await timelineOf(db, head.document.id),
    can: may(signedIn(c).roles, 'proposal.make') && head.document.status === 'open',
    exports: may(signedIn(c).roles, 'export'),
    form,
    formKey: newFormKey,
    expiry: await expiryOn(db, dayOf(now)),
    now,
  };
  const title = `${head.document.number} ${t.redistribution.one}`;
  return c.render(<ProposalPage {...shown} />, { title, active: 'transfers' });
}

async function exportLines(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const head = await headFor(c, services);
  const { after: _after, ...filter } = linesQuery.parse(c.req.query());
  const lines = await proposalLines(services.db.read, { proposalId: head.document.id, filter, size: MOST_EXPORTED });
  return spreadsheet(c, head.document.number, lineColumns(t), lines);
}

/** Does the act of the button that sent the form. */
async function handle(c: AppContext, services: Services, act: 'lines' | 'acceptance' | 'declination') {
  const words = wordsFor(c).redistribution;
  const number = numberOf(c);
  const form = await readForm(c, linesForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, chosen, line: typed, reason = '' } = form.value;
  const actor = viewerToActor(signedIn(c));
  const back = paths.proposal(number, linesQuery.parse(c.req.query()));
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 404 || statusOf(refusal) === 403) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    return show(c, services, refusedForm(c, form.values, refusal));
  };
  if (act === 'lines') {
    const all = Object.keys(typed).map(Number);
    const done = await changeLines(services, actor, key, { number, chosen: all, typed });
    if (!done.ok) return refused(done);
    return redirectWith(c, back, { tone: 'accent', title: words.changed(done.value.changed) });
  }
  if (act === 'declination') {
    const done = await declineLines(services, actor, key, { number, chosen, reason });
    if (!done.ok) return refused(done);
    return redirectWith(c, back, { tone: 'accent', title: words.declined(done.value.declined) });
  }
  const done = await acceptLines(services, actor, key, { number, chosen, typed });
  if (!done.ok) return refused(done);
  const { accepted, transfers, stale } = done.value;
  const tone = stale.length > 0 ? ('warn' as const) : ('accent' as const);
  const text = stale.length === 0 ? words.acceptedText : words.staleText(stale.map((one) => one.item));
  return redirectWith(c, back, { tone, title: words.accepted(accepted, transfers.length), text });
}

async function handleClosing(c: AppContext, services: Services): Promise<Response> {
  const number = numberOf(c);
  const form = await readForm(c, closeForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, why: reason } = form.value;
  const done = await closeProposal(services, viewerToActor(signedIn(c)), key, { number, reason });
  if (done.ok) {
    const title = wordsFor(c).redistribution.closed(done.value.declined);
    return redirectWith(c, paths.proposal(number), { tone: 'accent', title });
  }
  if (statusOf(done) === 404) throw refusalError(c, done);
  c.status(statusOf(done));
  return show(c, services, refusedForm(c, form.values, done));
}
