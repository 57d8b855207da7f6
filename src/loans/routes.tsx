/** Pages of loans: the list, asking for a thing, and one loan with what both sides do. */
import type { z } from 'zod';
import { LoansPage } from '../../views/loans/list-page.tsx';
import { NewLoanPage } from '../../views/loans/new-page.tsx';
import { LoanPage } from '../../views/loans/show-page.tsx';
import { actPhoto, LARGEST_FORM_BYTES } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import * as acts from './act-commands.ts';
import { askForLoan } from './ask-commands.ts';
import { loanColumns } from './exports.ts';
import * as forms from './forms.ts';
import { listLoans } from './list-queries.ts';
import { loanView } from './page-queries.ts';

const ONE = '/equipment/loans/:number{JY-[0-9]{8}-[0-9]{4,}}';
const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
/** The last day that the form proposes. */
const USUAL_DAYS = 14;

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).loans;

export function loanRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const keepers = requirePermission('asset.keep');
  router.get(paths.loans(), readers, (c) => showList(c, services));
  router.get('/equipment/loans/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newLoan(), keepers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.loans(), keepers, (c) => handleAsk(c, services));
  router.get(ONE, readers, (c) => showLoan(c, services));
  actRoutes(router, services);
  return router;
}

function actRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  router.post(`${ONE}/agreement`, keepers, (c) =>
    act(c, services, 'agreement', forms.seenForm, async (actor, value) => {
      const done = await acts.agreeToLoan(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).done.agreement : done;
    }),
  );
  for (const [name, perform] of [
    ['refusal', acts.refuseLoan],
    ['cancellation', acts.cancelLoan],
  ] as const) {
    router.post(`${ONE}/${name}`, keepers, (c) =>
      act(c, services, name, forms.whyForm, async (actor, value) => {
        const done = await perform(services, actor, seenBy(numberOf(c), value), { why: value.why });
        return done.ok ? wordsOf(c).done[name] : done;
      }),
    );
  }
  router.post(`${ONE}/hand-over`, keepers, (c) =>
    act(c, services, 'hand-over', forms.handForm, async (actor, { condition, room, photo: file, ...value }) => {
      const said = { condition, room, photo: await actPhoto(file, wordsFor(c).attachments.actPhotos.handOver) };
      const done = await acts.handOverLoan(services, actor, seenBy(numberOf(c), value), said);
      return done.ok ? wordsOf(c).done['hand-over'] : done;
    }),
  );
  router.post(`${ONE}/extension`, keepers, (c) =>
    act(c, services, 'extension', forms.extendForm, async (actor, { dueOn, why, ...value }) => {
      const done = await acts.extendLoan(services, actor, seenBy(numberOf(c), value), { dueOn, why });
      return done.ok ? wordsOf(c).done.extension : done;
    }),
  );
  router.post(`${ONE}/return`, keepers, (c) =>
    act(c, services, 'return', forms.backForm, async (actor, { condition, damaged, photo: file, ...value }) => {
      const said = { condition, damaged, photo: await actPhoto(file, wordsFor(c).attachments.actPhotos.return) };
      const done = await acts.takeBackLoan(services, actor, seenBy(numberOf(c), value), said);
      return done.ok ? wordsOf(c).done.return : done;
    }),
  );
}

const askOf = (c: AppContext, services: Services) => ({
  scopePath: signedIn(c).scopePath,
  today: dayOf(services.clock.now()),
});

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after, ...filter } = forms.listQuery.parse(c.req.query());
  const ask = askOf(c, services);
  const page = await pageById(after, PAGE_SIZE, (from) => listLoans(services.db.read, ask, filter, from));
  const { roles } = signedIn(c);
  const can = { export: may(roles, 'export'), keep: may(roles, 'asset.keep') };
  const shown = { t, filter, ...page, can, today: ask.today };
  return c.render(<LoansPage {...shown} />, { title: t.loans.title, active: 'loans' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = forms.listQuery.parse(c.req.query());
  const ask = askOf(c, services);
  const rows = await listLoans(services.db.read, ask, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.loans.title}-${ask.today}`, loanColumns(t), rows);
}

/** Members for which this person may ask: the own place and what lies under it, all for the asset office. */
async function borrowersFor(c: AppContext, services: Services) {
  const { roles, scopePath } = signedIn(c);
  const all = await organisationsUnder(services.db.read, may(roles, 'asset.edit') ? '/' : scopePath);
  return all.filter((one) => one.active).map(({ code, shortName }) => ({ code, shortName }));
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { asset } = forms.newQuery.parse(c.req.query());
  const dueOn = addDays(dayOf(services.clock.now()), USUAL_DAYS);
  const members = await borrowersFor(c, services);
  const shown = { t, form, formKey: newFormKey(), members, asset, dueOn };
  return c.render(<NewLoanPage {...shown} />, { title: t.loans.add, active: 'loans' });
}

async function handleAsk(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forms.askForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const asked = await askForLoan(services, viewerToActor(signedIn(c)), key, input);
  if (!asked.ok) {
    c.status(statusOf(asked));
    return showNew(c, services, refusedForm(c, form.values, asked));
  }
  const { number } = asked.value;
  return redirectWith(c, paths.loan(number), { tone: 'accent', title: wordsOf(c).asked(number) });
}

async function showLoan(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const view = await loanView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  const today = dayOf(services.clock.now());
  const shown = { t, view, back: back ?? { name: '', state: emptyForm() }, formKey: newFormKey, today };
  return c.render(<LoanPage {...shown} />, { title: `${view.document.number} ${t.loans.title}`, active: 'loans' });
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.loan(numberOf(c));
  return actOnPage(c, {
    name,
    schema,
    work,
    page,
    maxBytes: LARGEST_FORM_BYTES,
    show: (back) => showLoan(c, services, back),
  });
}
