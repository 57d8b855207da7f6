/** Pages of a new item: where it belongs, the form, the act. */
import { ChoosePlacePage, NewItemPage } from '../../views/catalogue/new-item-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { newItemForm, underQuery, wordsOf } from './edit-forms.ts';
import { WORDS_OF_KIND } from './edit-rules.ts';
import { ITEM_KINDS, type ItemKind } from './item.ts';
import { addItem } from './item-edit-commands.ts';
import {
  conceptById,
  everPublished,
  familiesFound,
  freeCode,
  type LevelRows,
  productById,
  specificationById,
} from './level-queries.ts';

export function newItemRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('catalogue.edit');
  router.get(paths.newItem(), editors, (c) => showNew(c, services, c.req.query(), emptyForm()));
  router.post(paths.newItem(), editors, (c) => handleNew(c, services));
  return router;
}

interface Place {
  levels: Partial<LevelRows>;
  kind: ItemKind | undefined;
}

/** The rows that an address or a form names; 404 for what is not there. */
async function placeOf(services: Services, query: Record<string, string>): Promise<Place> {
  const { kind, concept, specification, product } = underQuery.parse(query);
  const db = services.db.read;
  const found = <T,>(row: T | undefined): T => {
    if (row === undefined) throw new WebError(404, 'notFound');
    return row;
  };
  if (product !== undefined) {
    const levels = found(await productById(db, product));
    return { levels, kind: levels.concept.kind };
  }
  if (specification !== undefined) {
    const levels = found(await specificationById(db, specification));
    return { levels, kind: levels.concept.kind };
  }
  if (concept === undefined) return { levels: {}, kind };
  const levels = { concept: found(await conceptById(db, concept)) };
  return { levels, kind: levels.concept.kind };
}

async function showNew(c: AppContext, services: Services, query: Record<string, string>, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const place = await placeOf(services, query);
  const head = { title: t.items.newTitle, active: 'catalogue' as const };
  if (place.kind === undefined) {
    const q = underQuery.parse(query).q ?? '';
    const families = await familiesFound(db, q);
    return c.render(<ChoosePlacePage t={t} q={q} families={families} kinds={ITEM_KINDS} />, head);
  }
  const page = (
    <NewItemPage
      t={t}
      kind={place.kind}
      levels={place.levels}
      wordsOfKind={WORDS_OF_KIND[place.kind]}
      tiersOpen={!(await everPublished(db))}
      suggestedCode={await freeCode(db, place.kind)}
      form={form}
      formKey={newFormKey()}
    />
  );
  return c.render(page, head);
}

/** The places that the hidden fields name, as an address would. */
function hiddenPlace(values: Record<string, string[]>): Record<string, string> {
  const names = ['kind', 'concept', 'specification', 'product'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const [value] = values[name] ?? [];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, newItemForm);
  const query = hiddenPlace(form.values);
  const place = await placeOf(services, query);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, query, form);
  }
  const { idempotency_key: key, ...fields } = form.value;
  const { concept, specification, product } = place.levels;
  const under = product
    ? { productId: product.id }
    : specification
      ? { specificationId: specification.id }
      : { conceptId: concept?.id };
  const words = wordsOf({ ...fields, ...(place.kind && { kind: place.kind }) });
  const answer = await addItem(services, viewerToActor(signedIn(c)), key, { under, words });
  if (!answer.ok) {
    c.status(statusOf(answer));
    return showNew(c, services, query, refusedForm(c, form.values, answer));
  }
  const t = wordsFor(c).items;
  const { code, name, inFormulary } = answer.value;
  const text = inFormulary ? undefined : t.createdOutside;
  return redirectWith(c, paths.item(code), { tone: 'accent', title: t.created(name, code), ...(text && { text }) });
}
