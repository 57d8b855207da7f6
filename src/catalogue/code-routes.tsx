/** Acts on an item's codes; the forms stand on the item's page, which comes back with what was refused. */

import { refusalText } from '../../views/i18n/index.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { addCode, endCode } from './code-commands.ts';
import { codeEndForm, codeForm } from './edit-forms.ts';
import { showItem } from './item-page.tsx';

export function codeRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('catalogue.edit');
  router.post('/catalogue/:code/codes', editors, (c) => handleAdd(c, services));
  router.post('/catalogue/:code/code-ends', editors, (c) => handleEnd(c, services));
  return router;
}

const codeIn = (c: AppContext) => (c.req.param('code') ?? '').toUpperCase();

async function handleAdd(c: AppContext, services: Services) {
  const form = await readForm(c, codeForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, { code: form });
  }
  const { idempotency_key: key, validTo, ...rest } = form.value;
  const input = { ...rest, itemCode: codeIn(c), validTo: validTo === '' ? null : validTo };
  const answer = await addCode(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showItem(c, services, { code: refusedForm(c, form.values, answer) });
  }
  const t = wordsFor(c);
  const text = answer.value.cautions.map((caution) => refusalText(t, caution)).join('');
  const title = t.items.codeAdded(answer.value.value);
  const tone = text === '' ? ('accent' as const) : ('warn' as const);
  return redirectWith(c, paths.item(codeIn(c)), { tone, title, ...(text !== '' && { text: text.slice(0, 600) }) });
}

async function handleEnd(c: AppContext, services: Services) {
  const form = await readForm(c, codeEndForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, { end: form });
  }
  const { idempotency_key: key, ...rest } = form.value;
  const answer = await endCode(services, viewerToActor(signedIn(c)), key, { ...rest, itemCode: codeIn(c) });
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showItem(c, services, { end: refusedForm(c, form.values, answer) });
  }
  const title = wordsFor(c).items.codeEnded(answer.value.value);
  return redirectWith(c, paths.item(codeIn(c)), { tone: 'accent', title });
}
