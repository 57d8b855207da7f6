/** The administrator's page that makes the login of a supplier's people, with a one-time password. */
import { SupplierLoginPage } from '../../views/parties/login-page.tsx';
import { InitialPasswordPage } from '../../views/users/person-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { loginForm } from './forms.ts';
import { addSupplierLogin } from './login-commands.ts';
import { suppliersNamed } from './page-queries.ts';

const LONGEST_QUERY = 100;

export function loginRoutes(services: Services): Router {
  const router = createRouter();
  const managers = requirePermission('users.manage');
  router.get(paths.supplierLogin(), managers, (c) => showLogin(c, services, emptyForm()));
  router.post(paths.supplierLogin(), managers, (c) => handleLogin(c, services));
  return router;
}

async function showLogin(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const q = (c.req.query('q') ?? '').trim().slice(0, LONGEST_QUERY);
  const parties = await suppliersNamed(services.db.read, q);
  const shown = { t, form, formKey: newFormKey(), q, parties };
  return c.render(<SupplierLoginPage {...shown} />, { title: t.parties.login, active: 'users' });
}

async function handleLogin(c: AppContext, services: Services) {
  const form = await readForm(c, loginForm);
  if (!form.ok) {
    c.status(422);
    return showLogin(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const made = await addSupplierLogin(services, viewerToActor(signedIn(c)), { key, input });
  const t = wordsFor(c);
  if (!made.ok) {
    c.status(statusOf(made));
    return showLogin(c, services, refusedForm(c, form.values, made));
  }
  const page = <InitialPasswordPage t={t} id={made.id} login={made.login} name={input.name} password={made.password} />;
  return c.render(page, { title: t.users.once.title, active: 'users' });
}
