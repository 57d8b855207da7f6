/** The page of a member's own codes: what they mean, and forgetting one. */
import { KnownCodesPage } from '../../../views/issues/codes-page.tsx';
import { requirePermission, signedIn } from '../../auth/guard.ts';
import { viewerToActor } from '../../auth/viewer.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { redirectWith } from '../../web/flash.ts';
import { newFormKey, readForm } from '../../web/form.ts';
import { wordsFor } from '../../web/preferences.ts';
import { refusalError } from '../../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../../web/router.ts';
import { WebError } from '../../web/web-error.ts';
import { forgetUseCode } from './code-commands.ts';
import { knownCodes } from './file-queries.ts';
import { forgetForm } from './forms.ts';

export function useCodeRoutes(services: Services): Router {
  const router = createRouter();
  const keepers = requirePermission('issue.record');
  router.get(paths.useCodes(), keepers, (c) => showCodes(c, services));
  router.post(paths.useCodeRemoval(), keepers, (c) => handleForget(c, services));
  return router;
}

async function showCodes(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const codes = await knownCodes(services.db.read, signedIn(c).organisationId);
  const page = <KnownCodesPage t={t} codes={codes} formKey={newFormKey()} />;
  return c.render(page, { title: t.issues.use.codesTitle, active: 'issues' });
}

async function handleForget(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, forgetForm);
  if (!form.ok) throw new WebError(422, 'refused');
  const { idempotency_key: key, code, unit = '' } = form.value;
  const done = await forgetUseCode(services, viewerToActor(signedIn(c)), key, { code, unit });
  if (!done.ok) throw refusalError(c, done);
  const title = wordsFor(c).issues.use.codeForgotten(code);
  return redirectWith(c, paths.useCodes(), { tone: 'accent', title });
}
