/** Pages of one fact of one item: its history, recording, taking back, correcting. */
import { CorrectFactPage, WithdrawFactPage } from '../../views/catalogue/fact-act-pages.tsx';
import { FactPage } from '../../views/catalogue/fact-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { correctFact, recordFact, withdrawFact } from './fact-commands.ts';
import { correctionForm, EDITION_CHOICES, factForm, factValue, keyForm } from './fact-forms.ts';
import { factHistory } from './fact-queries.ts';
import { FACT_TYPES, type FactType, factTypesOf, UNRECORDED } from './facts.ts';
import { correctionsOf } from './item-page-queries.ts';
import { type ItemRow, itemByCode } from './queries.ts';

const FACT = '/catalogue/:code/facts/:type{[a-z_]{1,20}}';
const ROW = `${FACT}/:id{[0-9]{1,12}}`;

export function factRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('catalogue.read');
  const editors = requirePermission('catalogue.edit');
  router.get(FACT, readers, (c) => showFact(c, services, emptyForm()));
  router.post(FACT, editors, (c) => handleRecord(c, services));
  router.get(`${ROW}/withdrawal`, editors, (c) => showAct(c, services, 'withdraw', emptyForm()));
  router.post(`${ROW}/withdrawal`, editors, (c) => handleWithdraw(c, services));
  router.get(`${ROW}/correction`, editors, (c) => showAct(c, services, 'correct', emptyForm()));
  router.post(`${ROW}/correction`, editors, (c) => handleCorrect(c, services));
  return router;
}

/** The item and the fact that an address names; 404 for what is not there or not of its kind. */
async function named(c: AppContext, services: Services): Promise<{ item: ItemRow; type: FactType }> {
  const type = FACT_TYPES.find((each) => each === c.req.param('type'));
  const item = await itemByCode(services.db.read, (c.req.param('code') ?? '').toUpperCase());
  if (type === undefined || item === undefined) throw new WebError(404, 'notFound');
  if (!factTypesOf(item.kind).includes(type)) throw new WebError(404, 'notFound');
  return { item, type };
}

async function showFact(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { item, type } = await named(c, services);
  const db = services.db.read;
  const rows = (await factHistory(db, item.id)).filter((row) => row.type === type);
  const page = (
    <FactPage
      t={t}
      item={item}
      type={type}
      rows={rows}
      corrections={await correctionsOf(db, item.code)}
      unrecorded={UNRECORDED[type]}
      today={dayOf(services.clock.now())}
      editions={EDITION_CHOICES}
      canEdit={may(signedIn(c).roles, 'catalogue.edit')}
      form={form}
      formKey={newFormKey()}
    />
  );
  return c.render(page, { title: t.facts.types[type], active: 'catalogue' });
}

async function handleRecord(c: AppContext, services: Services) {
  const form = await readForm(c, factForm);
  if (!form.ok) {
    c.status(422);
    return showFact(c, services, form);
  }
  const { item, type } = await named(c, services);
  const { idempotency_key: key, effectiveFrom, legalBasis } = form.value;
  const input = { itemId: item.id, type, value: factValue(type, form.value), effectiveFrom, legalBasis };
  const answer = await recordFact(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showFact(c, services, refusedForm(c, form.values, answer));
  }
  const words = wordsFor(c).facts;
  const ahead = effectiveFrom > dayOf(services.clock.now());
  const text = ahead ? words.recordedAhead(effectiveFrom) : words.recordedNow;
  const title = words.recordedFlash(words.types[type], item.genericName);
  return redirectWith(c, paths.itemFact(item.code, type), { tone: 'accent', title, text });
}

async function showAct(c: AppContext, services: Services, act: 'withdraw' | 'correct', form: FormState) {
  const t = wordsFor(c);
  const { item, type } = await named(c, services);
  const id = Number(c.req.param('id'));
  const row = (await factHistory(services.db.read, item.id)).find((each) => each.id === id && each.type === type);
  if (row === undefined) throw new WebError(404, 'notFound');
  const props = { t, item, type, row, form, formKey: newFormKey() };
  const page =
    act === 'withdraw' ? <WithdrawFactPage {...props} /> : <CorrectFactPage {...props} editions={EDITION_CHOICES} />;
  return c.render(page, { title: t.facts[act], active: 'catalogue' });
}

/** A row that is gone has no form to show again. */
function refused(
  c: AppContext,
  services: Services,
  act: 'withdraw' | 'correct',
  values: Record<string, string[]>,
  refusal: Refusal,
) {
  if (refusal.reason === 'not_found') throw refusalError(c, refusal);
  c.status(statusOf(refusal));
  return showAct(c, services, act, refusedForm(c, values, refusal));
}

async function handleWithdraw(c: AppContext, services: Services) {
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return showAct(c, services, 'withdraw', form);
  }
  const { item, type } = await named(c, services);
  const input = { itemId: item.id, type, factId: Number(c.req.param('id')) };
  const answer = await withdrawFact(services, viewerToActor(signedIn(c)), form.value.idempotency_key, input);
  if (!answer.ok) return refused(c, services, 'withdraw', form.values, answer);
  return redirectWith(c, paths.itemFact(item.code, type), { tone: 'accent', title: wordsFor(c).facts.withdrawn });
}

async function handleCorrect(c: AppContext, services: Services) {
  const form = await readForm(c, correctionForm);
  if (!form.ok) {
    c.status(422);
    return showAct(c, services, 'correct', form);
  }
  const { item, type } = await named(c, services);
  const { idempotency_key: key, legalBasis, reason } = form.value;
  const value = factValue(type, form.value);
  const input = { itemId: item.id, type, factId: Number(c.req.param('id')), value, legalBasis, reason };
  const answer = await correctFact(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) return refused(c, services, 'correct', form.values, answer);
  return redirectWith(c, paths.itemFact(item.code, type), { tone: 'accent', title: wordsFor(c).facts.correctedFlash });
}
