/** Pages that record one fact for many items: choose, preview, write. */
import { z } from 'zod';
import { FactBatchPage, FactBatchPreviewPage } from '../../views/catalogue/fact-batch-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { dayInput, keyInput, optionalText, textInput } from '../web/inputs.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { MOST_ITEMS, planBatch, recordFacts } from './fact-batch-commands.ts';
import { EDITION_CHOICES, factForm, factValue } from './fact-forms.ts';
import { FACT_TYPES, type FactType, UNRECORDED } from './facts.ts';
import { listQuery } from './forms.ts';
import { itemsByCodes } from './item-queries.ts';
import { listItems } from './queries.ts';

/** 5,000 codes of 20 digits with their separators fit. */
const MAX_BYTES = 512 * 1024;

const typeInput = z.enum(FACT_TYPES);
const previewForm = factForm.omit({ idempotency_key: true }).extend({
  type: typeInput,
  choose: z.enum(['filter', 'codes']).optional().catch(undefined),
  codes: optionalText(200_000),
  filter: z.record(z.string(), z.string().max(200)).optional().catch(undefined),
});
const applyForm = z.object({
  idempotency_key: keyInput(),
  type: typeInput,
  stored: textInput(60),
  effectiveFrom: dayInput(),
  legalBasis: textInput(200),
  items: z
    .string()
    .regex(/^\d{1,12}( \d{1,12})*$/, 'field_wrong')
    .transform((text) => text.split(' ').map(Number)),
});

export function factBatchRoutes(services: Services): Router {
  const router = createRouter();
  const editors = requirePermission('catalogue.edit');
  router.get(paths.factBatch(), editors, (c) => showForm(c, services, emptyForm(), c.req.query()));
  router.post(paths.factBatchPreview(), editors, (c) => handlePreview(c, services));
  router.post(paths.factBatchApplication(), editors, (c) => handleApply(c, services));
  return router;
}

async function showForm(c: AppContext, services: Services, form: FormState, query: Record<string, string>) {
  const t = wordsFor(c);
  const { sort: _sort, on: _on, ...filters } = listQuery.parse(query);
  const type: FactType = FACT_TYPES.find((each) => each === query['type']) ?? 'insurance';
  const on = dayOf(services.clock.now());
  const { total } = await listItems(services.db.read, { ...filters, on }, { sort: 'code', page: 1, size: 1 });
  const page = (
    <FactBatchPage
      t={t}
      type={type}
      types={FACT_TYPES}
      filters={filters}
      filtered={total}
      today={dayOf(services.clock.now())}
      editions={EDITION_CHOICES}
      unrecorded={UNRECORDED[type]}
      form={form}
    />
  );
  return c.render(page, { title: t.facts.batchTitle, active: 'catalogue' });
}

interface ChosenItems {
  ids: number[];
  unknown: string[];
}

/** The items of pasted codes, or of the catalogue's filters. */
async function chosen(services: Services, form: z.infer<typeof previewForm>): Promise<ChosenItems> {
  const db = services.db.read;
  if (form.choose === 'filter' && form.filter !== undefined) {
    const { sort: _sort, on: _on, ...filters } = listQuery.parse(form.filter);
    const on = dayOf(services.clock.now());
    const { rows } = await listItems(db, { ...filters, on }, { sort: 'code', page: 1, size: MOST_ITEMS + 1 });
    return { ids: rows.map((row) => row.id), unknown: [] };
  }
  const codes = [...new Set((form.codes ?? '').normalize('NFKC').split(/[\s,;，；、]+/))].filter((code) => code !== '');
  const found = await itemsByCodes(
    db,
    codes.map((code) => code.toUpperCase()),
  );
  const ids = new Set<number>();
  const unknown: string[] = [];
  for (const code of codes) {
    const [row, ...more] = found.get(code.toUpperCase()) ?? [];
    if (row === undefined || more.length > 0) unknown.push(code);
    else ids.add(row.id);
  }
  return { ids: [...ids], unknown };
}

async function handlePreview(c: AppContext, services: Services) {
  const form = await readForm(c, previewForm, { maxBytes: MAX_BYTES });
  const again = (state: FormState) => {
    const typed = Object.entries(state.values).filter(([name]) => name.startsWith('filter.'));
    const filters = Object.fromEntries(typed.map(([name, [value = '']]) => [name.slice('filter.'.length), value]));
    return showForm(c, services, state, { ...filters, type: state.values['type']?.[0] ?? '' });
  };
  if (!form.ok) {
    c.status(422);
    return again(form);
  }
  const { type, effectiveFrom, legalBasis } = form.value;
  const { ids, unknown } = await chosen(services, form.value);
  const input = { itemIds: ids, type, value: factValue(type, form.value), effectiveFrom, legalBasis };
  const none = { ok: false as const, reason: 'facts_no_items', detail: {}, field: 'codes' };
  const planned =
    ids.length === 0 && unknown.length === 0
      ? none
      : await planBatch(services.db.read, input, dayOf(services.clock.now()));
  if (!planned.ok) {
    c.status(statusOf(planned));
    return again(refusedForm(c, form.values, planned));
  }
  const t = wordsFor(c);
  const page = (
    <FactBatchPreviewPage
      t={t}
      type={type}
      value={input.value}
      effectiveFrom={effectiveFrom}
      legalBasis={legalBasis}
      lines={planned.value}
      unknown={unknown}
      formKey={newFormKey()}
    />
  );
  return c.render(page, { title: t.facts.batchTitle, active: 'catalogue' });
}

async function handleApply(c: AppContext, services: Services) {
  const form = await readForm(c, applyForm, { maxBytes: MAX_BYTES });
  if (!form.ok) {
    c.status(422);
    return showForm(c, services, form, { type: form.values['type']?.[0] ?? '' });
  }
  const { idempotency_key: key, items, stored, type, effectiveFrom, legalBasis } = form.value;
  const input = { itemIds: items, type, value: stored, effectiveFrom, legalBasis };
  const answer = await recordFacts(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) throw refusalError(c, answer);
  const words = wordsFor(c).facts;
  const flash = { title: words.applied(answer.value.recorded), text: words.appliedLeft(answer.value.left) };
  return redirectWith(c, paths.catalogue(), { tone: 'accent', ...flash });
}
