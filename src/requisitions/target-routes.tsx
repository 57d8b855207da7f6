/** Pages of limits and of calendars: what members keep at least and at most, and when they file. */
import { CalendarsPage } from '../../views/requisitions/calendars-page.tsx';
import { TargetsPage } from '../../views/requisitions/targets-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { calendarForm, targetForm, targetQuery } from './forms.ts';
import { COVER_DAYS } from './line-commands.ts';
import { type NeedItem, needItems } from './need-queries.ts';
import { typedBase } from './quantities.ts';
import { calendarOf, type RequestingMember, requestingMembers } from './record-queries.ts';
import { setCalendar, setTargets, type TargetInput } from './target-commands.ts';
import { calendarLines, type TargetLine, targetLines } from './target-queries.ts';

const PAGE_SIZE = 50;

export function targetRoutes(services: Services): Router {
  const router = createRouter();
  const setters = requirePermission('target.set');
  const readers = requirePermission('demand.read');
  router.get(paths.targets(), readers, (c) => showTargets(c, services, emptyForm()));
  router.get('/targets/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportTargets(c, services),
  );
  router.post(paths.targets(), setters, (c) => handleTargets(c, services));
  router.get(paths.requisitionCalendars(), readers, (c) => showCalendars(c, services, emptyForm()));
  router.post(paths.requisitionCalendars(), setters, (c) => handleCalendar(c, services));
  return router;
}

/** Members whose limits this person sees, the hub among them for its own people. */
async function membersOf(c: AppContext, services: Services): Promise<RequestingMember[]> {
  const { scopePath } = signedIn(c);
  const members = await requestingMembers(services.db.read, scopePath);
  const hub = scopePath === '/' ? await headOrganisation(services.db.read) : undefined;
  return hub === undefined ? members : [{ ...hub, name: hub.shortName }, ...members];
}

async function linesFor(c: AppContext, services: Services, typedMember?: string) {
  const asked = targetQuery.parse(c.req.query());
  const members = await membersOf(c, services);
  const code = typedMember ?? asked.member;
  const member =
    members.find((one) => one.code === code) ??
    members.find((one) => one.id === signedIn(c).organisationId) ??
    members[0];
  if (member === undefined || (code !== undefined && member.code !== code)) throw new WebError(404, 'notFound');
  const db = services.db.read;
  const coverDays = (await calendarOf(db, member.id))?.coverDays ?? COVER_DAYS;
  const q = asked.q ?? '';
  const lines = await targetLines(db, { member, q, day: dayOf(services.clock.now()), coverDays });
  return { members, member, q, lines };
}

async function showTargets(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { lines, ...asked } = await linesFor(c, services, form.values.member?.[0]);
  const { roles } = signedIn(c);
  const can = { set: may(roles, 'target.set'), export: may(roles, 'export') };
  const page = pageOf(lines, c.req.query('page'), PAGE_SIZE);
  const shown = { t, ...asked, page, form, formKey: newFormKey(), can };
  return c.render(<TargetsPage {...shown} />, { title: t.demand.targets.title, active: 'targets' });
}

async function exportTargets(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.demand;
  const { lines, member } = await linesFor(c, services);
  const packs = (base: number | null, line: TargetLine) => (base === null ? null : base / line.packSize);
  const columns = [
    { head: t.demand.edit.findHint, value: (line: TargetLine) => line.code },
    { head: words.pool.item, value: (line: TargetLine) => `${line.name} ${line.strength}`.trim(), width: 30 },
    { head: words.edit.stock, value: (line: TargetLine) => packs(line.stockBase, line) },
    { head: words.edit.use30, value: (line: TargetLine) => packs(line.use30Base, line) },
    { head: words.targets.least, value: (line: TargetLine) => packs(line.leastBase, line) },
    { head: words.targets.most, value: (line: TargetLine) => packs(line.mostBase, line) },
  ];
  const format = c.req.path.endsWith('.csv') ? 'csv' : 'xlsx';
  return spreadsheet(c, format, `${words.targets.title}-${member.name}`, columns, lines);
}

type Typed = { packs?: string | undefined; units?: string | undefined };

function limitsOf(
  typed: Record<string, { least: Typed; most: Typed }>,
  items: readonly NeedItem[],
): Result<TargetInput['lines']> {
  const lines: TargetInput['lines'] = [];
  for (const item of items) {
    const given = typed[String(item.id)];
    if (given === undefined) continue;
    const least = typedBase(given.least, item, `line.${item.id}.least`);
    if (!least.ok) return least;
    const most = typedBase(given.most, item, `line.${item.id}.most`);
    if (!most.ok) return most;
    lines.push({ itemId: item.id, leastBase: least.value, mostBase: most.value });
  }
  return ok(lines);
}

async function handleTargets(c: AppContext, services: Services) {
  const form = await readForm(c, targetForm);
  if (!form.ok) {
    c.status(422);
    return showTargets(c, services, form);
  }
  const { idempotency_key: key, member: code, line } = form.value;
  const member = (await membersOf(c, services)).find((one) => one.code === code);
  if (member === undefined) throw new WebError(404, 'notFound');
  const itemIds = Object.keys(line).map(Number);
  const day = dayOf(services.clock.now());
  const items = await needItems(services.db.read, { organisationId: member.id, itemIds, day });
  const limits = limitsOf(line, items);
  const set = limits.ok
    ? await setTargets(services, viewerToActor(signedIn(c)), key, { member: code, lines: limits.value })
    : limits;
  if (set.ok) {
    const title = wordsFor(c).demand.targets.saved(set.value.changed);
    return redirectWith(c, paths.targets({ member: code }), { tone: 'accent', title });
  }
  if (set.reason === 'forbidden' || set.reason === 'not_found') throw refusalError(c, set);
  c.status(statusOf(set));
  return showTargets(c, services, refusedForm(c, form.values, set));
}

async function showCalendars(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const canSet = may(viewer.roles, 'target.set') && viewer.scopePath === '/';
  const today = dayOf(services.clock.now());
  const lines = await calendarLines(services.db.read, viewer.scopePath, today);
  const page = pageOf(lines, c.req.query('page'), PAGE_SIZE);
  const shown = { t, lines, page, today, canSet, form, formKey: newFormKey() };
  return c.render(<CalendarsPage {...shown} />, { title: t.demand.calendars.title, active: 'calendars' });
}

async function handleCalendar(c: AppContext, services: Services) {
  const form = await readForm(c, calendarForm);
  if (!form.ok) {
    c.status(422);
    return showCalendars(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const set = await setCalendar(services, viewerToActor(signedIn(c)), key, input);
  if (set.ok) {
    const title = wordsFor(c).demand.calendars.saved(set.value.members);
    return redirectWith(c, paths.requisitionCalendars(), { tone: 'accent', title });
  }
  if (set.reason === 'forbidden') throw refusalError(c, set);
  c.status(statusOf(set));
  return showCalendars(c, services, refusedForm(c, form.values, set));
}
