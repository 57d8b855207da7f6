/** Pages of paper layouts: what counts at a place, its versions, a form with a preview, and an earlier one again. */
import { refusalText } from '../../views/i18n/index.ts';
import { LayoutPage } from '../../views/print/layout-page.tsx';
import { LayoutsPage } from '../../views/print/layouts-page.tsx';
import { readUpload } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { slipWords } from '../dispatches/slip-words.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, type Result, refuse } from '../kernel/result.ts';
import {
  headOrganisation,
  organisationByCode,
  organisationById,
  organisationsUnder,
} from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { layoutForm, placeQuery, restorationForm, savingInputs, typedLayout } from './forms.ts';
import { restoreLayout, setLayout } from './layout-commands.ts';
import { layoutsOn, versionsOf } from './layout-queries.ts';
import { drawSample, tryLayout } from './layout-trial.ts';
import { checkLayout, checkLogo, kindRules, type PaperKind, type PaperLayout, paperKind, versionOn } from './rules.ts';

const ONE = '/layouts/:kind{[a-z_]+}';
/** A picture and the fields of a form. */
const LARGEST_FORM = 512 * 1024;

export function layoutRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read', 'layout.manage');
  const keepers = requirePermission('layout.manage');
  router.get(paths.layouts(), readers, (c) => showList(c, services));
  router.get(`${ONE}/version.pdf`, readers, (c) => sendVersion(c, services));
  router.get(ONE, readers, (c) => showOne(c, services, emptyForm()));
  router.post(ONE, keepers, (c) => save(c, services));
  router.post(`${ONE}/preview.pdf`, keepers, (c) => preview(c, services));
  router.post(`${ONE}/restoration`, keepers, (c) => restore(c, services));
  return router;
}

function kindOf(c: AppContext): PaperKind {
  const kind = paperKind(c.req.param('kind') ?? '');
  if (kind === undefined) throw new WebError(404, 'notFound');
  return kind;
}

/** The place of the address, the reader's own without one; the county's for people of the whole county. */
async function placeOf(c: AppContext, services: Services, code: string | undefined) {
  const { read } = services.db;
  const { scopePath, organisationId } = signedIn(c);
  const own = scopePath === '/' ? await headOrganisation(read) : await organisationById(read, organisationId);
  const place = code === undefined ? own : await organisationByCode(read, code);
  if (place === undefined || !place.path.startsWith(scopePath)) throw new WebError(404, 'notFound');
  return place;
}

const placeAsked = (c: AppContext) => placeQuery.parse(c.req.query()).place;

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { read } = services.db;
  const { scopePath } = signedIn(c);
  const place = await placeOf(c, services, placeAsked(c));
  const places = await organisationsUnder(read, scopePath);
  const found = await layoutsOn(read, place.path, dayOf(services.clock.now()));
  const page = <LayoutsPage t={t} place={place} places={places} found={found} />;
  return c.render(page, { title: t.papers.layouts.title, active: 'layouts' });
}

/** What the columns of a kind are called on its paper. */
function headsOf(c: AppContext, kind: PaperKind): Readonly<Record<string, string>> {
  const t = wordsFor(c);
  if (kind === 'dispatch_slip') return slipWords[t.language].columns;
  return kind === 'pick_list' ? slipWords[t.language].pick.columns : t.papers.heads[kind];
}

/** The layout that a new one begins from: what counts, or the house's own written out. */
function beginning(c: AppContext, kind: PaperKind, layout: PaperLayout | undefined): PaperLayout {
  if (layout !== undefined) return layout;
  const words = wordsFor(c).papers;
  const columns = kindRules(kind).columns.map(({ key, width }) => ({ key, width }));
  const [title, signatures] = [words.kinds[kind], [...words.defaultSigns[kind]]];
  return { size: 'a4', title, columns, signatures, footer: '', logoId: null };
}

async function showOne(c: AppContext, services: Services, form: FormState, code?: string): Promise<Response> {
  const t = wordsFor(c);
  const { read } = services.db;
  const kind = kindOf(c);
  const place = await placeOf(c, services, code ?? placeAsked(c));
  const today = dayOf(services.clock.now());
  const versions = await versionsOf(read, kind, place.id);
  const inForce = (await layoutsOn(read, place.path, today, kind)).get(kind);
  const page = (
    <LayoutPage
      t={t}
      kind={kind}
      place={place}
      heads={headsOf(c, kind)}
      today={today}
      versions={versions}
      own={versionOn(versions, today)?.version}
      inForce={inForce}
      start={beginning(c, kind, inForce?.layout)}
      manages={may(signedIn(c).roles, 'layout.manage')}
      form={form}
      formKey={newFormKey}
    />
  );
  return c.render(page, { title: t.papers.kinds[kind], active: 'layouts' });
}

async function sendVersion(c: AppContext, services: Services): Promise<Response> {
  const kind = kindOf(c);
  const place = await placeOf(c, services, placeAsked(c));
  const number = Number(c.req.query('version') ?? 0);
  const found = (await versionsOf(services.db.read, kind, place.id)).find((one) => one.version === number);
  if (found === undefined && number !== 0) throw new WebError(404, 'notFound');
  const layout = found?.layout ?? null;
  return sendPaper(c, `${kind}-v${number}`, () => drawSample(services.db.read, wordsFor(c), kind, layout));
}

interface Typed {
  place: string;
  layout: PaperLayout;
  logo: { fileName: string; content: Buffer } | undefined;
}

/** The layout as it was typed, with the picture that counts so far. */
async function typedIn(
  c: AppContext,
  services: Services,
  value: Parameters<typeof typedLayout>[1],
): Promise<Result<Typed>> {
  const kind = kindOf(c);
  const place = await placeOf(c, services, value.place);
  const counts = await layoutsOn(services.db.read, place.path, dayOf(services.clock.now()), kind);
  const typed = typedLayout(kind, value, counts.get(kind)?.layout.logoId ?? null);
  if (!typed.ok) return typed;
  const given = value.noLogo || value.logo === undefined || value.logo.size === 0 ? undefined : value.logo;
  const logo = given === undefined ? undefined : await readUpload(given);
  return { ok: true, value: { place: place.code, layout: typed.value, logo } };
}

async function refused(
  c: AppContext,
  services: Services,
  values: FormState['values'],
  why: Refusal,
): Promise<Response> {
  c.status(statusOf(why));
  return showOne(c, services, refusedForm(c, values, why), values.place?.[0]);
}

async function save(c: AppContext, services: Services): Promise<Response> {
  const kind = kindOf(c);
  const schema = layoutForm(kind).extend(savingInputs.shape);
  const form = await readForm(c, schema, { maxBytes: LARGEST_FORM });
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form, placeQuery.parse({ place: form.values.place?.[0] }).place);
  }
  const typed = await typedIn(c, services, form.value);
  if (!typed.ok) return refused(c, services, form.values, typed);
  const { idempotency_key: key, seen, effectiveFrom, reason } = form.value;
  const input = { kind, ...typed.value, seen, effectiveFrom, reason };
  const answer = await setLayout(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) {
    if (statusOf(answer) === 404) throw refusalError(c, answer);
    return refused(c, services, form.values, answer);
  }
  const title = wordsFor(c).papers.layouts.saved(answer.value.version, effectiveFrom);
  return redirectWith(c, paths.layout(kind, { place: typed.value.place }), { tone: 'accent', title });
}

/** Draws what was typed; nothing is written. What cannot be drawn is said on the form. */
async function preview(c: AppContext, services: Services): Promise<Response> {
  const kind = kindOf(c);
  const t = wordsFor(c);
  const form = await readForm(c, layoutForm(kind), { maxBytes: LARGEST_FORM });
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, form, placeQuery.parse({ place: form.values.place?.[0] }).place);
  }
  const typed = await typedIn(c, services, form.value);
  if (!typed.ok) return refused(c, services, form.values, typed);
  const { layout, logo } = typed.value;
  const checked = checkLayout(kind, layout);
  if (!checked.ok) return refused(c, services, form.values, checked);
  const picture = logo === undefined ? undefined : checkLogo(logo.content);
  if (picture?.ok === false) return refused(c, services, form.values, picture);
  const tried = await tryLayout(services.db.read, kind, layout, logo?.content);
  if (!tried.ok) return refused(c, services, form.values, tried);
  return sendPaper(c, `${kind}-preview`, () => drawSample(services.db.read, t, kind, layout, logo?.content));
}

async function restore(c: AppContext, services: Services): Promise<Response> {
  const kind = kindOf(c);
  const words = wordsFor(c).papers.layouts;
  const form = await readForm(c, restorationForm);
  if (!form.ok) throw new WebError(422, 'refused', refusalText(wordsFor(c), refuse('field_wrong')));
  const { idempotency_key: key, place, seen, version } = form.value;
  const reason = version === 0 ? words.followed : words.restoredReason(version);
  const input = { kind, place, seen, version, reason };
  const answer = await restoreLayout(services, viewerToActor(signedIn(c)), key, input);
  if (!answer.ok) throw refusalError(c, answer);
  const title = version === 0 ? words.followed : words.restored(version, answer.value.version);
  return redirectWith(c, paths.layout(kind, { place }), { tone: 'accent', title });
}
