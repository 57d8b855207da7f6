/** The page of one item's selling price: the answer for a day, its record, proposing, deciding, withdrawing. */
import { ItemSellingPage } from '../../views/selling/item-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Result } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { basisOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { decideSellingPrice, proposeSellingPrice, withdrawSellingPrice } from './commands.ts';
import { approvalForm, itemQuery, keyForm, proposalForm, refusalForm } from './forms.ts';
import { sellingHistory, sellingOf } from './queries.ts';

const ONE = '/prices/selling/items/:code{[A-Za-z0-9._-]{1,80}}';
const PROPOSAL = `${ONE}/proposals/:id{[0-9]{1,12}}`;
const NO_FORM = { name: '', state: emptyForm() };

export function itemRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('price.edit');
  const deciders = requirePermission('repricing.approve');
  router.get(ONE, requirePermission('price.read'), (c) => show(c, services, NO_FORM));
  router.post(`${ONE}/proposals`, editors, (c) => handleProposal(c, services));
  router.post(`${PROPOSAL}/approval`, deciders, (c) => handleApproval(c, services));
  router.post(`${PROPOSAL}/refusal`, deciders, (c) => handleRefusal(c, services));
  router.post(`${PROPOSAL}/withdrawal`, editors, (c) => handleWithdrawal(c, services));
  return router;
}

const codeOf = (c: AppContext) => c.req.param('code') ?? '';

async function show(c: AppContext, services: Services, form: { name: string; state: FormState }) {
  const t = wordsFor(c);
  const db = services.db.read;
  const item = await itemByCode(db, codeOf(c));
  if (item === undefined) throw new WebError(404, 'notFound');
  const today = dayOf(services.clock.now());
  const day = itemQuery.parse(c.req.query()).on ?? today;
  const selling = (await sellingOf(db, [item.id], day)).get(item.id);
  if (selling === undefined) throw new WebError(404, 'notFound');
  const history = await sellingHistory(db, item.id);
  const waiting = history.find((row) => row.status === 'proposed');
  const { roles, userId } = signedIn(c);
  const can = {
    propose: may(roles, 'price.edit'),
    decide: may(roles, 'repricing.approve'),
    own: waiting?.recordedBy === userId,
  };
  const basis = await basisOn(db, 'markup_limit', day);
  const shown = { t, item, day, today, selling, history, waiting, can, form, basis, formKey: newFormKey };
  return c.render(<ItemSellingPage {...shown} />, { title: t.selling.of(item.genericName), active: 'prices' });
}

/** After an act: back to the page with what was done, or the page again with what was refused. */
async function answer(
  c: AppContext,
  services: Services,
  done: Result<unknown>,
  given: { name: string; values: FormState['values']; title: string },
) {
  if (done.ok) return redirectWith(c, paths.itemSelling(codeOf(c)), { tone: 'accent', title: given.title });
  if (statusOf(done) === 404) throw refusalError(c, done);
  c.status(statusOf(done));
  return show(c, services, { name: given.name, state: refusedForm(c, given.values, done) });
}

async function handleProposal(c: AppContext, services: Services) {
  const form = await readForm(c, proposalForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, { name: 'proposal', state: form });
  }
  const { idempotency_key: key, price: pricePack, validFrom, reason } = form.value;
  const input = { itemCode: codeOf(c), pricePack, validFrom, reason };
  const done = await proposeSellingPrice(services, viewerToActor(signedIn(c)), key, input);
  return answer(c, services, done, { name: 'proposal', values: form.values, title: wordsFor(c).selling.proposed });
}

async function decide(c: AppContext, services: Services, given: { approve: boolean; key: string; note: string }) {
  const { approve, key, note } = given;
  const input = { itemCode: codeOf(c), id: Number(c.req.param('id')), approve, note };
  return decideSellingPrice(services, viewerToActor(signedIn(c)), key, input);
}

async function handleApproval(c: AppContext, services: Services) {
  const form = await readForm(c, approvalForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, { name: 'approval', state: form });
  }
  const { idempotency_key: key, note } = form.value;
  const done = await decide(c, services, { approve: true, key, note });
  return answer(c, services, done, { name: 'approval', values: form.values, title: wordsFor(c).selling.approved });
}

async function handleRefusal(c: AppContext, services: Services) {
  const form = await readForm(c, refusalForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, { name: 'refusal', state: form });
  }
  const { idempotency_key: key, reason: note } = form.value;
  const done = await decide(c, services, { approve: false, key, note });
  return answer(c, services, done, { name: 'refusal', values: form.values, title: wordsFor(c).selling.refused });
}

async function handleWithdrawal(c: AppContext, services: Services) {
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, { name: 'withdrawal', state: form });
  }
  const input = { itemCode: codeOf(c), id: Number(c.req.param('id')) };
  const done = await withdrawSellingPrice(services, viewerToActor(signedIn(c)), form.value.idempotency_key, input);
  return answer(c, services, done, { name: 'withdrawal', values: form.values, title: wordsFor(c).selling.withdrawn });
}
