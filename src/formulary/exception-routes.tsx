/** Addresses of the exceptions from 一品两规: the list, a new one, its revocation. */
import { ExceptionsPage } from '../../views/formulary/exceptions-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { allowExceptions, revokeException } from './exception-commands.ts';
import { exceptionColumns } from './exports.ts';
import { exceptionForm, exceptionQuery, revokeForm } from './forms.ts';
import { listExceptions, mattersForExceptions } from './product-queries.ts';

export function exceptionRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('catalogue.read');
  const editors = requirePermission('formulary.draft');
  router.get(paths.formularyExceptions(), readers, (c) => show(c, services, emptyForm()));
  router.get('/formulary/exceptions/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), async (c) => {
    const t = wordsFor(c);
    const rows = await listExceptions(services.db.read);
    const day = dayAsked(c, dayOf(services.clock.now()));
    const columns = exceptionColumns(t, day);
    return spreadsheet(c, `${t.formulary.exceptions.title}-${day}`, columns, rows);
  });
  router.post(paths.formularyExceptions(), editors, (c) => record(c, services));
  router.post('/formulary/exceptions/:id{[0-9]{1,12}}/revocation', editors, async (c) => {
    const form = await readForm(c, revokeForm);
    if (!form.ok) throw refusalError(c, refuse('key_reused'));
    const id = Number(c.req.param('id'));
    const actor = viewerToActor(signedIn(c));
    const answer = await revokeException(services, actor, form.value.idempotency_key, id);
    if (!answer.ok) throw refusalError(c, answer);
    return redirectWith(c, paths.formularyExceptions(), {
      tone: 'accent',
      title: wordsFor(c).formulary.exceptions.revokedFlash,
    });
  });
  return router;
}

/** The day whose states are asked for; nonsense is today. */
function dayAsked(c: AppContext, today: string): string {
  return exceptionQuery.parse(c.req.query()).on ?? today;
}

async function show(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const { roles } = signedIn(c);
  const most = c.req.query('most') ?? '';
  return c.render(
    <ExceptionsPage
      t={t}
      today={today}
      day={dayAsked(c, today)}
      rows={await listExceptions(db)}
      limits={await ruleOn(db, 'two_products', today)}
      matters={await mattersForExceptions(db)}
      form={form}
      formKey={newFormKey()}
      given={{
        name: (c.req.query('name') ?? '').slice(0, 100),
        route: c.req.query('route') === 'injection' ? 'injection' : 'oral',
        most: /^\d{1,3}$/.test(most) ? most : '',
      }}
      can={{ record: may(roles, 'formulary.draft'), export: may(roles, 'export') }}
    />,
    { title: t.formulary.exceptions.title, active: 'formulary' },
  );
}

async function record(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, exceptionForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, validTo = null, ...given } = form.value;
  const actor = viewerToActor(signedIn(c));
  const answer = await allowExceptions(services, actor, key, [{ ...given, validTo }]);
  if (!answer.ok) {
    if (answer.reason === 'forbidden') throw refusalError(c, answer);
    c.status(statusOf(answer));
    return show(c, services, refusedForm(c, form.values, answer));
  }
  const title = wordsFor(c).formulary.exceptions.added(given.genericName);
  return redirectWith(c, paths.formularyExceptions(), { tone: 'accent', title });
}
