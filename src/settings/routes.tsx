/** Pages of the dated rules: what holds on a day, what will hold, and laying down or taking back a later value. */
import { wordsOf } from '../../views/i18n/index.ts';
import { RulesPage } from '../../views/settings/index-page.tsx';
import { RulePage } from '../../views/settings/rule-page.tsx';
import { valueText } from '../../views/settings/value-words.ts';
import { WithdrawalPage } from '../../views/settings/withdrawal-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { queryTokens, searchText } from '../kernel/search-key.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { addRuleValue, withdrawRuleValue } from './commands.ts';
import { rulesQuery, valueForm, withdrawalForm } from './forms.ts';
import { type KeptRule, keptRule, SHAPES } from './shapes.ts';
import { listRules, type RuleLine, ruleWithValues, type ValueLine } from './value-queries.ts';

export function settingsRoutes(services: Services): Router {
  const router = createRouter();
  // Whoever works by the rules may read them, and who keeps them must
  const readers = requirePermission('stock.read', 'rules.manage');
  const keepers = requirePermission('rules.manage');
  router.get(paths.rules(), readers, (c) => showList(c, services));
  router.get('/rules/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get('/rules/:code{[a-z_]+}', readers, (c) => showRule(c, services, emptyForm()));
  router.post('/rules/:code{[a-z_]+}', keepers, (c) => handleValue(c, services));
  const withdrawal = '/rules/:code{[a-z_]+}/:id{[0-9]{1,12}}/withdrawal';
  router.get(withdrawal, keepers, (c) => showWithdrawal(c, services, emptyForm()));
  router.post(withdrawal, keepers, (c) => handleWithdrawal(c, services));
  return router;
}

/** What a rule is looked up by, in both languages: made once, for the names do not change. */
const keys = new Map<KeptRule, string>();

function keyOf(code: KeptRule): string {
  const known = keys.get(code);
  if (known !== undefined) return known;
  const said = [wordsOf('zh'), wordsOf('en')].map((t) => t.settings.rules[code]);
  const key = searchText([code, ...said.flatMap((words) => [words.name, words.text])]);
  keys.set(code, key);
  return key;
}

interface Shown {
  filter: { q?: string | undefined; day?: string | undefined };
  today: string;
  rules: RuleLine[];
}

async function wanted(c: AppContext, services: Services): Promise<Shown> {
  const filter = rulesQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const all = await listRules(services.db.read, filter.day ?? today);
  const tokens = queryTokens(filter.q ?? '');
  const rules = all.filter((line) => tokens.every((token) => keyOf(line.code).includes(token)));
  return { filter, today, rules };
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const page = <RulesPage t={t} {...(await wanted(c, services))} />;
  return c.render(page, { title: t.settings.title, active: 'rules' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.settings;
  const { rules, filter, today } = await wanted(c, services);
  const columns: Column<RuleLine>[] = [
    { head: words.name, value: (line) => words.rules[line.code].name, width: 24 },
    { head: words.code, value: (line) => line.code, width: 24 },
    { head: words.value, value: (line) => line.current && valueText(t, line.code, line.current.value), width: 48 },
    { head: words.basis, value: (line) => line.current?.legalBasis, width: 40 },
    { head: words.since, value: (line) => line.current?.effectiveFrom },
    { head: words.next, value: (line) => line.next && valueText(t, line.code, line.next.value), width: 48 },
    { head: words.nextFrom, value: (line) => line.next?.effectiveFrom },
    { head: words.text, value: (line) => words.rules[line.code].text, width: 60 },
  ];
  return spreadsheet(c, `${words.title}-${filter.day ?? today}`, columns, rules);
}

function codeOf(c: AppContext): KeptRule {
  const code = keptRule(c.req.param('code') ?? '');
  if (code === undefined) throw new WebError(404, 'notFound');
  return code;
}

async function showRule(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const rule = await ruleWithValues(services.db.read, codeOf(c), today);
  const manages = may(signedIn(c).roles, 'rules.manage');
  const shown = { t, rule, parts: SHAPES[rule.code], today, manages, form, formKey: newFormKey() };
  return c.render(<RulePage {...shown} />, { title: t.settings.rules[rule.code].name, active: 'rules' });
}

async function handleValue(c: AppContext, services: Services) {
  const code = codeOf(c);
  const form = await readForm(c, valueForm(code));
  if (!form.ok) {
    c.status(422);
    return showRule(c, services, form);
  }
  const { idempotency_key: key, ...later } = form.value;
  const added = await addRuleValue(services, viewerToActor(signedIn(c)), key, { code, ...later });
  if (!added.ok) {
    c.status(statusOf(added));
    return showRule(c, services, refusedForm(c, form.values, added));
  }
  const title = wordsFor(c).settings.added(later.effectiveFrom);
  return redirectWith(c, paths.rule(code), { tone: 'accent', title });
}

/** The rule and the value of the address; a value of another rule is not there. */
async function chosenValue(c: AppContext, services: Services): Promise<{ rule: RuleLine; line: ValueLine }> {
  const rule = await ruleWithValues(services.db.read, codeOf(c), dayOf(services.clock.now()));
  const line = rule.values.find((one) => one.id === Number(c.req.param('id')));
  if (line === undefined) throw new WebError(404, 'notFound');
  return { rule, line };
}

async function showWithdrawal(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { rule, line } = await chosenValue(c, services);
  const page = <WithdrawalPage t={t} rule={rule} line={line} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.settings.withdraw, active: 'rules' });
}

async function handleWithdrawal(c: AppContext, services: Services) {
  const code = codeOf(c);
  const form = await readForm(c, withdrawalForm);
  if (!form.ok) {
    c.status(422);
    return showWithdrawal(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const input = { code, id: Number(c.req.param('id')), reason };
  const withdrawn = await withdrawRuleValue(services, viewerToActor(signedIn(c)), key, input);
  if (!withdrawn.ok) {
    if (statusOf(withdrawn) === 404) throw refusalError(c, withdrawn);
    c.status(statusOf(withdrawn));
    return showWithdrawal(c, services, refusedForm(c, form.values, withdrawn));
  }
  const title = wordsFor(c).settings.withdrawn(withdrawn.value.effectiveFrom);
  return redirectWith(c, paths.rule(code), { tone: 'accent', title });
}
