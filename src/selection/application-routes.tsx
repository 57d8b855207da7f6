/** Applying: choosing the medicine, the form, and changing what is a draft or was sent back. */
import { OFF_LIST } from '../../views/catalogue/item-picker.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import type { ApplicationStart } from '../../views/selection/application-props.ts';
import { ChoosePage } from '../../views/selection/choose-page.tsx';
import { tiersText } from '../../views/selection/dossier-words.tsx';
import { FormPage } from '../../views/selection/form-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemByCode, searchItems } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { formatFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { adviceFor } from './advice-queries.ts';
import { applicationProblems } from './application-rules.ts';
import { applyForItem, changeDossier, ofOthers } from './commands.ts';
import { alikeItems, comparatorsOf, type DossierRecord, type ItemRow, stateOf } from './dossier-queries.ts';
import { type ApplicationForm, applicationForm } from './forms.ts';
import { dossierOf } from './reading.ts';
import { tiersIn } from './rules.ts';

const FOUND = 20;
const EDITABLE = ['draft', 'returned'];

interface Shown {
  item: ItemRow | null;
  form: FormState;
  start: ApplicationStart;
  changed?: DossierRecord | undefined;
  askAgain?: boolean;
}

async function renderForm(c: AppContext, services: Services, shown: Shown): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { item, form, start, changed, askAgain = false } = shown;
  const advice = await adviceFor(db, item, dayOf(services.clock.now()), changed?.document.id);
  const chosen = changed === undefined ? [] : await comparatorsOf(db, changed.dossier.id);
  const alike = item === null ? [] : await alikeItems(db, item);
  const more = chosen.filter((each) => !alike.some((one) => one.id === each.id));
  const page = (
    <FormPage
      t={t}
      form={form}
      idempotencyKey={newFormKey()}
      item={item}
      alike={[...more, ...alike]}
      advice={{ ...advice, listed: tiersText(t, advice.listed) }}
      start={{ comparators: chosen.map((each) => each.code), ...start }}
      changed={changed && { number: changed.document.number, version: changed.document.version }}
      askAgain={askAgain}
    />
  );
  return c.render(page, { title: t.selection.form.title, active: 'selection' });
}

async function showNew(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const code = c.req.query('itemCode') ?? '';
  if (code === OFF_LIST) return renderForm(c, services, { item: null, form: emptyForm(), start: {} });
  const item = code === '' ? undefined : await itemByCode(db, code);
  if (item !== undefined) return renderForm(c, services, { item, form: emptyForm(), start: {} });
  const q = (c.req.query('q') ?? '').slice(0, 200);
  const items = await searchItems(db, q, { limit: FOUND });
  return c.render(<ChoosePage t={t} q={q} items={items} />, { title: t.selection.choose.title, active: 'selection' });
}

function inputOf(form: ApplicationForm) {
  const { wish, comparators, courseYuan, dailyYuan, act, itemCode } = form;
  const named = itemCode !== '' && itemCode !== OFF_LIST;
  const { indication, reason, comparison, evidence, tiers, interests, again } = form;
  return {
    itemCode: named ? itemCode : null,
    wish: named ? null : (wish ?? null),
    indication,
    reason,
    comparison,
    comparatorCodes: comparators,
    evidence,
    courseFen: courseYuan,
    dailyFen: dailyYuan,
    tiers,
    interests,
    again,
    submit: act === 'submit',
  };
}

const textOf = (values: Record<string, string[]>, name: string) => values[name]?.[0] ?? '';

/** Everything wrong at once: what the command refused first, and what else the rules find. */
function problemsIn(c: AppContext, form: FormState, input: ReturnType<typeof inputOf>, first: Refusal): FormState {
  const t = wordsFor(c);
  const found = input.submit ? [...applicationProblems(input)] : [];
  const errors = Object.fromEntries(found.map((problem) => [problem.field ?? '', refusalText(t, problem)]));
  const told = refusedForm(c, form.values, first);
  return { ...told, errors: { ...errors, ...told.errors } };
}

async function send(c: AppContext, services: Services, changed?: DossierRecord): Promise<Response> {
  const words = wordsFor(c).selection;
  const read = await readForm(c, applicationForm);
  const code = changed === undefined ? textOf(read.values, 'itemCode') : '';
  const known = code === '' || code === OFF_LIST ? undefined : await itemByCode(services.db.read, code.slice(0, 80));
  const item = changed === undefined ? (known ?? null) : changed.item;
  if (!read.ok) {
    c.status(422);
    return renderForm(c, services, { item, form: read, start: {}, changed });
  }
  const input = { ...inputOf(read.value), ...(changed && { itemCode: changed.item?.code ?? null }) };
  if (changed?.item) input.wish = null;
  const actor = viewerToActor(signedIn(c));
  const key = read.value.idempotency_key;
  const answer =
    changed === undefined
      ? await applyForItem(services, actor, key, input)
      : await changeDossier(services, actor, key, {
          number: changed.document.number,
          version: read.value.version ?? 0,
          input,
        });
  if (answer.ok) {
    const { number } = answer.value;
    const title = input.submit ? words.form.doneSubmit(number) : words.form.doneDraft(number);
    return redirectWith(c, paths.dossier(number), { tone: 'accent', title });
  }
  if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
  const told = answer.reason === 'wrong_state' ? { ...answer, reason: 'dossier_moved_on' } : answer;
  c.status(statusOf(answer));
  const form = problemsIn(c, { values: read.values, errors: {}, formErrors: [] }, input, told);
  return renderForm(c, services, { item, form, start: {}, changed, askAgain: answer.reason === 'dossier_undecided' });
}

function startOf({ dossier }: DossierRecord): ApplicationStart {
  const yuan = (fen: number | null) => (fen === null ? '' : formatFen(fen));
  const { wish, indication, reason, comparison, evidence, courseFen, dailyFen, tiers, interests } = dossier;
  return {
    ...(wish && { wish }),
    indication,
    reason,
    comparison,
    evidence,
    courseYuan: yuan(courseFen),
    dailyYuan: yuan(dailyFen),
    tiers: tiersIn(tiers),
    interests,
  };
}

/** The dossier of the address, for people of the organisation that applied. Throws 403 and 404. */
async function ownDossierOf(c: AppContext, services: Services): Promise<DossierRecord> {
  const record = await dossierOf(c, services);
  if (record.dossier.organisationId !== signedIn(c).organisationId) throw refusalError(c, ofOthers(record));
  return record;
}

export function applicationRoutes(services: Services): Router {
  const router = createRouter();
  const applying = requirePermission('dossier.apply');
  router.get(paths.newDossier(), applying, (c) => showNew(c, services));
  router.post(paths.newDossier(), applying, (c) => send(c, services));
  router.get(paths.dossierEdit(':number'), applying, async (c) => {
    const record = await ownDossierOf(c, services);
    if (!EDITABLE.includes(stateOf(record))) return c.redirect(paths.dossier(record.document.number), 303);
    return renderForm(c, services, { item: record.item, form: emptyForm(), start: startOf(record), changed: record });
  });
  router.post(paths.dossierEdit(':number'), applying, async (c) => send(c, services, await ownDossierOf(c, services)));
  return router;
}
