/** GET and POST /shortages/new: the form, its search without and with script, and the registering. */

import { OFF_LIST } from '../../views/catalogue/item-picker.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import { ChosenPart } from '../../views/shortages/chosen-part.tsx';
import { DrugResults } from '../../views/shortages/drug-results.tsx';
import { NewPage, type NewPageProps } from '../../views/shortages/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { type OrganisationKind, viewerToActor } from '../auth/viewer.ts';
import { whyNotListed } from '../formulary/left-queries.ts';
import { tierOfMember } from '../formulary/linkage-rules.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { type Offer, substitutesFor } from '../substitutes/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type RegisterForm, registerForm } from './forms.ts';
import { chosenDrug, placesFor, searchFor } from './new-queries.ts';
import { typedQuantity } from './quantities.ts';
import { registerShortage } from './register-commands.ts';
import { REASONS, registrationProblems } from './rules.ts';
import { itemByCode } from './shortage-queries.ts';
import { checkTier } from './tier-rules.ts';

async function propsOf(
  c: AppContext,
  services: Services,
  form: FormState,
  asked: { q: string; itemCode: string | undefined; organisationCode: string | undefined },
): Promise<NewPageProps> {
  const viewer = signedIn(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const organisations = await placesFor(db, viewer);
  const own = organisations.find((place) => place.id === viewer.organisationId);
  const place = organisations.find((one) => one.code === asked.organisationCode) ?? own ?? null;
  const search = await searchFor(db, { q: asked.q, chosen: asked.itemCode, placeId: place?.id, today });
  const chosen = search.items.find((item) => item.code === search.chosen);
  const drug = chosen && (await chosenDrug(db, chosen, place?.id, today));
  // Asked for only where nothing is left: the form is typed into all day
  const missing = search.leftItem ?? (drug !== undefined && drug.usableBase <= 0 ? drug.item : undefined);
  return {
    t: wordsFor(c),
    form,
    search,
    organisations,
    today,
    ownCode: place?.code,
    idempotencyKey: newFormKey(),
    drug,
    replacements: missing && {
      baseUnit: missing.baseUnit,
      placeCode: place?.code,
      offers: (await substitutesFor(db, missing.id, today)).filter((offer) => mayAskFor(offer, place?.kind)),
    },
    offList: search.chosen === OFF_LIST,
    answerMinutes: await ruleOn(db, 'shortage_answer_minutes', today),
  };
}

/** What the place may stock, as registering it asks; for a place that nobody has chosen yet, everything. */
function mayAskFor({ tiers }: Offer, kind: OrganisationKind | undefined): boolean {
  return kind === undefined || tiers[tierOfMember(kind) ?? 'county'];
}

async function render(c: AppContext, props: NewPageProps): Promise<Response> {
  return c.render(<NewPage {...props} />, { title: props.t.shortages.form.title, active: 'shortages', offline: true });
}

/** What was typed comes back from the address: a search without script sends the whole form. */
async function showForm(c: AppContext, services: Services): Promise<Response> {
  const values = c.req.queries();
  const typed = values.urgency === undefined ? emptyForm() : { values, errors: {}, formErrors: [] };
  const props = await propsOf(c, services, typed, {
    q: (c.req.query('q') ?? '').slice(0, 200),
    itemCode: c.req.query('itemCode'),
    organisationCode: c.req.query('organisationCode'),
  });
  if (!isFragment(c)) return render(c, props);
  const chosen = (c.req.header('hx-target') ?? '').includes('chosen-part');
  // A single find is chosen by itself, so the search brings the rest of the form along
  const part = chosen ? (
    <ChosenPart {...props} />
  ) : (
    <>
      <DrugResults {...props} />
      <hx-partial hx-target="#chosen-part" hx-swap="outerMorph">
        <ChosenPart {...props} />
      </hx-partial>
    </>
  );
  return c.render(part, { title: props.t.shortages.form.title });
}

/** The packs of a wish stand at the quantity; an item's refusal at its own boxes. */
function atField(refusal: Refusal): Refusal {
  return refusal.field === 'packs' ? { ...refusal, field: 'quantity.packs' } : refusal;
}

const typedIn = (values: Record<string, string[]>, name: string) => values[name]?.[0]?.trim() ?? '';

function typedNumber(values: Record<string, string[]>, name: string): number | null {
  const typed = typedIn(values, name);
  return /^\d{1,9}$/.test(typed) ? Number(typed) : null;
}

/** A code as codes are written; whatever else was typed is no code and is not looked up. */
function typedCode(values: Record<string, string[]>, name: string): string {
  const typed = typedIn(values, name);
  return /^[\w.-]{1,80}$/.test(typed) ? typed : '';
}

/** Everything that the rules find wrong in what was typed, so that a form is not refused one field at a time. */
async function problemsIn(c: AppContext, services: Services, values: Record<string, string[]>) {
  const db = services.db.read;
  const code = typedCode(values, 'itemCode');
  const offList = code === OFF_LIST;
  const item = offList || code === '' ? undefined : await itemByCode(db, code);
  const packs = typedIn(values, 'quantity.packs');
  const boxes = offList ? { packs } : { packs, units: typedIn(values, 'quantity.units') };
  const typed = typedQuantity(boxes, item, 'quantity');
  const given = {
    itemId: item?.id ?? null,
    wishName: offList ? typedIn(values, 'wishName') : null,
    quantityBase: typed.ok ? typed.value : 1,
    packSize: item?.packSize ?? 1,
    urgency: 'routine' as const,
    reason: 'patient_need' as const,
    neededBy: typedIn(values, 'neededBy'),
    daysOfUse: typedNumber(values, 'daysOfUse'),
    runsOutOn: typedIn(values, 'runsOutOn') || null,
    patients: typedNumber(values, 'patients'),
    patientReference: typedIn(values, 'patientReference') || null,
    note: typedIn(values, 'note') || null,
  };
  const place = await organisationByCode(db, typedCode(values, 'organisationCode'));
  const reason = REASONS.find((one) => one === typedIn(values, 'reason')) ?? 'patient_need';
  const left = item?.active ? await whyNotListed(db, item, dayOf(services.clock.now()), 'itemCode') : undefined;
  const tier = left ?? (item && place ? checkTier(item, place.kind, reason) : typed);
  const rules = registrationProblems(given, dayOf(services.clock.now()));
  const found = [tier, typed, ...rules].filter((answer) => !answer.ok);
  // The drug stands above its quantity in the form
  found.sort((a, b) => Number(b.field === 'itemCode') - Number(a.field === 'itemCode'));
  const t = wordsFor(c);
  return Object.fromEntries(
    found.map(atField).map((problem) => [problem.field ?? '', refusalText(t, problem)] as const),
  );
}

async function refused(
  c: AppContext,
  services: Services,
  values: Record<string, string[]>,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const errors = { ...(await problemsIn(c, services, values)), ...form.errors };
  const props = await propsOf(
    c,
    services,
    { ...form, errors },
    {
      q: (values.q?.[0] ?? '').slice(0, 200),
      itemCode: values.itemCode?.[0],
      organisationCode: values.organisationCode?.[0],
    },
  );
  c.status(refusal === undefined ? 422 : statusOf(refusal));
  const number = refusal?.detail.number;
  return render(c, { ...props, existing: typeof number === 'string' ? number : undefined });
}

function registration(form: RegisterForm, quantityBase: number) {
  const offList = form.itemCode === OFF_LIST;
  return {
    organisationCode: form.organisationCode,
    itemCode: offList ? null : (form.itemCode ?? null),
    wishName: offList ? (form.wishName ?? null) : null,
    wishDetail: offList ? (form.wishDetail ?? null) : null,
    wishUnit: offList ? (form.wishUnit ?? null) : null,
    quantityBase,
    urgency: form.urgency,
    reason: form.reason,
    neededBy: form.neededBy,
    daysOfUse: form.daysOfUse ?? null,
    runsOutOn: form.runsOutOn ?? null,
    patients: form.patients ?? null,
    patientReference: form.patientReference ?? null,
    substituteAcceptable: form.substitute === 'yes',
    note: form.note ?? null,
    again: form.again,
  };
}

async function register(c: AppContext, services: Services): Promise<Response> {
  const words = wordsFor(c).shortages;
  const form = await readForm(c, registerForm);
  if (!form.ok) return refused(c, services, form.values, form);
  const { itemCode, quantity, idempotency_key } = form.value;
  const offList = itemCode === OFF_LIST;
  const item = offList || !itemCode ? undefined : await itemByCode(services.db.read, itemCode);
  const typed = typedQuantity(offList ? { packs: quantity.packs } : quantity, item, 'quantity');
  if (!typed.ok && itemCode) return refused(c, services, form.values, refusedForm(c, form.values, typed), typed);
  const input = registration({ ...form.value, itemCode: itemCode || undefined }, typed.ok ? typed.value : 0);
  const answer = await registerShortage(services, viewerToActor(signedIn(c)), idempotency_key, input);
  if (answer.ok) {
    const { number } = answer.value;
    const title = answer.repeated ? words.repeated : words.form.done(number);
    return redirectWith(c, paths.shortage(number), { tone: 'accent', title, text: words.form.doneText });
  }
  if (answer.reason === 'forbidden') throw refusalError(c, answer);
  return refused(c, services, form.values, refusedForm(c, form.values, atField(answer)), answer);
}

export function newRoutes(services: Services): Router {
  const router = createRouter();
  router.use(paths.newShortage(), requirePermission('shortage.register', 'shortage.answer'));
  router.get(paths.newShortage(), (c) => showForm(c, services));
  router.post(paths.newShortage(), (c) => register(c, services));
  return router;
}
