/** Pages that change levels and packs, and that take items out of use and back. */
import { LevelPage } from '../../views/catalogue/level-page.tsx';
import { PackPage, RetirePage } from '../../views/catalogue/pack-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { openShortagesOf } from '../shortages/item-queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { conceptForm, keyOnlyForm, packForm, productForm, reasonForm, specificationForm } from './edit-forms.ts';
import { WORDS_OF_KIND } from './edit-rules.ts';
import { changePack, reinstateItem, retireItem } from './item-edit-commands.ts';
import { stillThere } from './item-page-queries.ts';
import { changeConcept, changeProduct, changeSpecification } from './level-edit-commands.ts';
import {
  conceptById,
  familyOf,
  haveHistory,
  type Level,
  type LevelRows,
  productById,
  seenOf,
  specificationById,
} from './level-queries.ts';
import { type ItemRow, itemByCode, itemById } from './queries.ts';
import { explained } from './stale-words.ts';

const LEVELS: readonly Level[] = ['concept', 'specification', 'product'];

export function editRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('catalogue.edit');
  for (const level of LEVELS) {
    const path = `/catalogue/${level}s/:id{[0-9]{1,12}}`;
    router.get(path, editors, (c) => showLevel(c, services, level, emptyForm()));
    router.post(path, editors, (c) => handleLevel(c, services, level));
  }
  router.get('/catalogue/:code/pack', editors, (c) => showPack(c, services, emptyForm()));
  router.post('/catalogue/:code/pack', editors, (c) => handlePack(c, services));
  router.get('/catalogue/:code/retirement', editors, (c) => showRetirement(c, services, emptyForm()));
  router.post('/catalogue/:code/retirement', editors, (c) => handleRetirement(c, services));
  router.post('/catalogue/:code/reinstatement', editors, (c) => handleReinstatement(c, services));
  return router;
}

/** The row of the level with those above it; 404 for what is not there. */
async function levelsOf(services: Services, level: Level, id: number): Promise<Partial<LevelRows>> {
  const db = services.db.read;
  if (level === 'product') return found(await productById(db, id));
  if (level === 'specification') return found(await specificationById(db, id));
  return { concept: found(await conceptById(db, id)) };
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new WebError(404, 'notFound');
  return row;
}

async function showLevel(c: AppContext, services: Services, level: Level, form: FormState) {
  const t = wordsFor(c);
  const id = Number(c.req.param('id'));
  const levels = await levelsOf(services, level, id);
  const concept = found(levels.concept);
  const family = await familyOf(services.db.read, concept.id);
  const page = (
    <LevelPage
      t={t}
      level={level}
      id={id}
      levels={levels}
      kind={concept.kind}
      members={family.filter((member) => member[level].id === id)}
      wordsOfKind={WORDS_OF_KIND[concept.kind]}
      seen={seenOf(found(levels[level]))}
      form={form}
      formKey={newFormKey()}
    />
  );
  return c.render(page, { title: t.items.levelNames[level], active: 'catalogue' });
}

const FORMS = { concept: conceptForm, specification: specificationForm, product: productForm };

async function change(c: AppContext, services: Services, level: Level) {
  const actor = viewerToActor(signedIn(c));
  const id = Number(c.req.param('id'));
  if (level === 'concept') {
    const form = await readForm(c, FORMS.concept);
    if (!form.ok) return { form };
    const { idempotency_key: key, ...words } = form.value;
    return { form, answer: await changeConcept(services, actor, key, { id, ...words }) };
  }
  if (level === 'specification') {
    const form = await readForm(c, FORMS.specification);
    if (!form.ok) return { form };
    const { idempotency_key: key, ...words } = form.value;
    return { form, answer: await changeSpecification(services, actor, key, { id, ...words }) };
  }
  const form = await readForm(c, FORMS.product);
  if (!form.ok) return { form };
  const { idempotency_key: key, ...words } = form.value;
  return { form, answer: await changeProduct(services, actor, key, { id, ...words }) };
}

async function handleLevel(c: AppContext, services: Services, level: Level) {
  const { form, answer } = await change(c, services, level);
  if (answer === undefined) {
    c.status(422);
    return showLevel(c, services, level, { ...emptyForm(), ...form });
  }
  if (!answer.ok) {
    if (answer.reason === 'not_found') throw refusalError(c, answer);
    c.status(statusOf(answer));
    return showLevel(c, services, level, refusedForm(c, form.values, explained(c, services, answer)));
  }
  const levels = await levelsOf(services, level, Number(c.req.param('id')));
  const family = await familyOf(services.db.read, found(levels.concept).id);
  const first = family.find((member) => member[level].id === Number(c.req.param('id')));
  const title = wordsFor(c).items.saved(answer.value.items);
  return redirectWith(c, first ? paths.item(first.item.code) : paths.catalogue(), { tone: 'accent', title });
}

async function itemOf(c: AppContext, services: Services): Promise<ItemRow> {
  const named = found(await itemByCode(services.db.read, (c.req.param('code') ?? '').toUpperCase()));
  // Without the codes that itemByCode brings along: the page compares what the command will read
  return found(await itemById(services.db.read, named.id));
}

async function showPack(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const item = await itemOf(c, services);
  const fixed = await haveHistory(services.db.read, [item.id]);
  const page = <PackPage t={t} item={item} fixed={fixed} seen={seenOf(item)} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.items.editPack, active: 'catalogue' });
}

async function handlePack(c: AppContext, services: Services) {
  const form = await readForm(c, packForm);
  if (!form.ok) {
    c.status(422);
    return showPack(c, services, form);
  }
  const { idempotency_key: key, ...words } = form.value;
  const item = await itemOf(c, services);
  const answer = await changePack(services, viewerToActor(signedIn(c)), key, { code: item.code, ...words });
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showPack(c, services, refusedForm(c, form.values, explained(c, services, answer)));
  }
  return redirectWith(c, paths.item(item.code), { tone: 'accent', title: wordsFor(c).items.savedPack });
}

async function showRetirement(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const item = await itemOf(c, services);
  const db = services.db.read;
  const there = await stillThere(db, item.id);
  const requests = (await openShortagesOf(db, item.id, '/')).length;
  const page = <RetirePage t={t} item={item} there={there} requests={requests} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.items.retire, active: 'catalogue' });
}

async function handleRetirement(c: AppContext, services: Services) {
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    c.status(422);
    return showRetirement(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const { code } = await itemOf(c, services);
  const answer = await retireItem(services, viewerToActor(signedIn(c)), key, { code, reason });
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showRetirement(c, services, refusedForm(c, form.values, answer));
  }
  const title = wordsFor(c).items.retired(answer.value.name);
  return redirectWith(c, paths.item(code), { tone: 'accent', title });
}

async function handleReinstatement(c: AppContext, services: Services) {
  const form = await readForm(c, keyOnlyForm);
  const { code } = await itemOf(c, services);
  const refused: Refusal = { ok: false, reason: 'field_wrong', detail: {} };
  if (!form.ok) throw refusalError(c, refused);
  const words = wordsFor(c).items;
  const input = { code, reason: words.reinstateReason };
  const answer = await reinstateItem(services, viewerToActor(signedIn(c)), form.value.idempotency_key, input);
  if (!answer.ok) throw refusalError(c, answer);
  return redirectWith(c, paths.item(code), { tone: 'accent', title: words.reinstated(answer.value.name) });
}
