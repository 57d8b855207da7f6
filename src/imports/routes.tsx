/** The road of every import: template, upload, preview, and the act. What is imported comes as a kit. */
import type { z } from 'zod';
import { RunPage } from '../../views/catalogue/run-page.tsx';
import type { NavKey } from '../../views/layout/navigation.ts';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import type { Permission } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { type Flash, redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import type { ImportKind, Upload } from './commands.ts';
import { applicationForm, runQuery, UPLOAD_BYTES, type Uploaded, uploadForm } from './forms.ts';
import type { Pace } from './pace.ts';
import { countRows, draftMadeBy, draftsOf, rowsOf } from './queries.ts';
import { endsWithin, ImportRuns, type Run } from './runs.ts';

const PAGE_SIZE = 50;
/** Previews that the upload page lists. */
const RECENT = 8;
/** What is done by then is answered at once; everything longer goes on by itself and is watched. */
const PATIENCE_MS = 800;
/** A page without script asks again by itself. */
const REFRESH_SECONDS = '2';

const BUSY: Refusal = { ok: false, reason: 'import_busy', detail: {} };

type Page = Response | Promise<Response>;

/** A preview of the person's own, as the upload page lists it. */
export interface Recent {
  href: string;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
}

/** What a preview page shows besides the preview: one page of its rows, of one verdict or all. */
export interface PreviewPart<Entry, Verdict> {
  entries: readonly Entry[];
  verdict: Verdict | undefined;
  page: number;
  size: number;
  total: number;
  now: number;
  form: FormState;
  idempotencyKey: string;
}

/** A loaded preview. */
interface Kept {
  appliedAt: number | null;
}

export interface ImportKit<Entry extends { verdict: Verdict }, Verdict extends string, P extends Kept, Counts> {
  permission: Permission;
  kind: ImportKind;
  /** Where the upload page stands; previews and templates stand below it. */
  address: string;
  /** The form that brings the file; the plain one unless more is asked. */
  uploadForm?: z.ZodType<Uploaded>;
  /** Of the page that shows how far it is. */
  active: NavKey;
  previewAddress(id: number): string;
  sendTemplate(c: AppContext): Page;
  showUpload(c: AppContext, form: FormState, idempotencyKey: string, recent: readonly Recent[]): Page;
  preview(actor: Actor, upload: Upload, form: Uploaded, pace: Pace): Promise<Answer<{ draftId: number }>>;
  load(personId: number, id: number): Promise<P | undefined>;
  /** The verdict that the address asks for; nonsense is none. */
  verdictOf(c: AppContext): Verdict | undefined;
  showPreview(c: AppContext, preview: P, part: PreviewPart<Entry, Verdict>): Page;
  apply(actor: Actor, key: string, id: number, pace: Pace): Promise<Answer<Counts>>;
  /** What the person is told when it is done. */
  flash(c: AppContext, counts: Counts): Flash;
}

/** The pages of one kit: each method answers one kind of request. */
class ImportPages<Entry extends { verdict: Verdict }, Verdict extends string, P extends Kept, Counts> {
  private readonly services: Services;
  private readonly kit: ImportKit<Entry, Verdict, P, Counts>;
  private readonly runs: ImportRuns;

  constructor(services: Services, kit: ImportKit<Entry, Verdict, P, Counts>) {
    this.services = services;
    this.kit = kit;
    this.runs = new ImportRuns(services.clock);
  }

  /** With the person's last previews: whoever left the page, or whose run was interrupted, finds them here. */
  async showUpload(c: AppContext, form: FormState): Promise<Response> {
    const { kit, services } = this;
    const drafts = await draftsOf(services.db.read, signedIn(c).userId, kit.kind, RECENT);
    const recent = drafts.map(({ id, fileName, createdAt, appliedAt }) => {
      return { href: kit.previewAddress(id), fileName, createdAt, appliedAt };
    });
    return kit.showUpload(c, form, newFormKey(), recent);
  }

  async upload(c: AppContext) {
    const { kit } = this;
    const form = await readForm(c, kit.uploadForm ?? uploadForm, { maxBytes: UPLOAD_BYTES });
    if (!form.ok) {
      c.status(422);
      return this.showUpload(c, form);
    }
    const typed: Uploaded = form.value;
    const actor = viewerToActor(signedIn(c));
    const { file, idempotency_key: key } = typed;
    const given = { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) };
    const request = { key, personId: actor.userId, fileName: file.name, draftId: null };
    const run = this.runs.begin(request, (pace) => kit.preview(actor, given, typed, pace));
    if (run === undefined) {
      c.status(429);
      return this.showUpload(c, refusedForm(c, form.values, BUSY));
    }
    await endsWithin(run, PATIENCE_MS);
    return this.showRun(c, run, form.values);
  }

  async show(c: AppContext, id: number, form: FormState) {
    const { kit } = this;
    const preview = await kit.load(signedIn(c).userId, id);
    if (preview === undefined) throw new WebError(404, 'notFound');
    return kit.showPreview(c, preview, await this.part(c, id, form));
  }

  private async part(c: AppContext, draftId: number, form: FormState): Promise<PreviewPart<Entry, Verdict>> {
    const { db, clock } = this.services;
    const verdict = this.kit.verdictOf(c);
    const counted = await countRows(db.read, { draftId, verdict });
    const total = [...counted.values()].reduce((sum, rows) => sum + rows, 0);
    const page = pageNumber(c.req.query('page'), total, PAGE_SIZE);
    const rows = await rowsOf<Entry>(db.read, { draftId, verdict }, { from: (page - 1) * PAGE_SIZE, size: PAGE_SIZE });
    const entries = rows.map(({ entry }) => entry);
    const paging = { page, size: PAGE_SIZE, total };
    return { entries, verdict, ...paging, now: clock.now(), form, idempotencyKey: newFormKey() };
  }

  async apply(c: AppContext) {
    const form = await readForm(c, applicationForm);
    const id = Number(c.req.param('id'));
    if (!form.ok) {
      c.status(422);
      return this.show(c, id, form);
    }
    const actor = viewerToActor(signedIn(c));
    const key = form.value.idempotency_key;
    const request = { key, personId: actor.userId, fileName: '', draftId: id };
    const run = this.runs.begin(request, (pace) => this.kit.apply(actor, key, id, pace));
    if (run === undefined) {
      c.status(429);
      return this.show(c, id, refusedForm(c, form.values, BUSY));
    }
    await endsWithin(run, PATIENCE_MS);
    return this.showRun(c, run, form.values);
  }

  /** A run that this process does not know: its key or its preview tells what came of it. */
  async watch(c: AppContext) {
    const { userId } = signedIn(c);
    const key = c.req.param('key') ?? '';
    const run = this.runs.find(userId, key);
    if (run !== undefined) return this.showRun(c, run, {});
    const made = await draftMadeBy(this.services.db.read, userId, key);
    const { draft } = runQuery.parse(c.req.query());
    const id = made ?? draft;
    const preview = id === undefined ? undefined : await this.kit.load(userId, id);
    if (id === undefined || preview === undefined) return this.runPage(c, undefined);
    if (made !== undefined) return c.redirect(this.kit.previewAddress(id), 303);
    const words = wordsFor(c).catalogue.run;
    const flash: Flash =
      preview.appliedAt === null
        ? { tone: 'warn', title: words.interrupted, text: words.importAgain }
        : { tone: 'accent', title: words.endedMeanwhile };
    return redirectWith(c, this.kit.previewAddress(id), flash);
  }

  /** Where it stands while it goes on; what came of it when it has ended. */
  private async showRun(c: AppContext, run: Run, values: FormState['values']) {
    const { outcome, draftId } = run;
    if (outcome === undefined || outcome.broke) {
      const watched = paths.importRun(this.kit.address, run.key, draftId ?? undefined);
      if (c.req.method === 'POST') return c.redirect(watched, 303);
      if (outcome === undefined) c.header('Refresh', REFRESH_SECONDS);
      return this.runPage(c, run);
    }
    const { answer } = outcome;
    if (!answer.ok) return this.refused(c, draftId, values, answer);
    if (draftId === null) {
      return c.redirect(this.kit.previewAddress((answer.value as { draftId: number }).draftId), 303);
    }
    return redirectWith(c, this.kit.previewAddress(draftId), this.kit.flash(c, answer.value as Counts));
  }

  private refused(c: AppContext, draftId: number | null, values: FormState['values'], answer: Refusal) {
    if (draftId !== null && statusOf(answer) === 404) throw refusalError(c, answer);
    c.status(statusOf(answer));
    if (draftId !== null) return this.show(c, draftId, refusedForm(c, values, answer));
    const field = answer.field ?? 'file';
    return this.showUpload(c, refusedForm(c, values, { ...answer, field }));
  }

  private runPage(c: AppContext, run: Run | undefined) {
    const t = wordsFor(c);
    const { address, active } = this.kit;
    const page = { title: t.catalogue.run.title, active };
    return c.render(<RunPage t={t} run={run} again={address} now={this.services.clock.now()} />, page);
  }
}

/** The routes of a kit: upload, progress, preview, application. */
export function importRoutes<Entry extends { verdict: Verdict }, Verdict extends string, P extends Kept, Counts>(
  services: Services,
  kit: ImportKit<Entry, Verdict, P, Counts>,
): Router {
  const { address } = kit;
  const router = createRouter();
  const allowed = requirePermission(kit.permission);
  const pages = new ImportPages(services, kit);
  router.get(address, allowed, (c) => pages.showUpload(c, emptyForm()));
  router.get(`${address}/:file{template\\.(?:csv|xlsx)}`, allowed, (c) => kit.sendTemplate(c));
  router.get(`${address}/runs/:key{[\\w-]{8,64}}`, allowed, (c) => pages.watch(c));
  router.post(address, allowed, (c) => pages.upload(c));
  router.get(`${address}/:id{[0-9]{1,12}}`, allowed, (c) => pages.show(c, Number(c.req.param('id')), emptyForm()));
  router.post(`${address}/:id{[0-9]{1,12}}/application`, allowed, (c) => pages.apply(c));
  return router;
}
