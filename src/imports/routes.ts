/** The road of every import: template, upload, preview, and the act. What is imported comes as a kit. */

import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import type { Permission } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { Services } from '../services.ts';
import { type Flash, redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageNumber } from '../web/paging.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import type { Upload } from './commands.ts';
import { applicationForm, UPLOAD_BYTES, uploadForm } from './forms.ts';

const PAGE_SIZE = 50;

type Page = Response | Promise<Response>;

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

export interface ImportKit<
  Entry extends { verdict: Verdict },
  Verdict,
  P extends { entries: readonly Entry[] },
  Counts,
> {
  permission: Permission;
  /** Where the upload page stands; previews and templates stand below it. */
  address: string;
  previewAddress(id: number): string;
  sendTemplate(c: AppContext, format: 'csv' | 'xlsx'): Page;
  showUpload(c: AppContext, form: FormState, idempotencyKey: string): Page;
  preview(actor: Actor, key: string, upload: Upload): Promise<Answer<{ draftId: number }>>;
  load(personId: number, id: number): Promise<P | undefined>;
  /** The verdict that the address asks for; nonsense is none. */
  verdictOf(c: AppContext): Verdict | undefined;
  showPreview(c: AppContext, preview: P, part: PreviewPart<Entry, Verdict>): Page;
  apply(actor: Actor, key: string, id: number): Promise<Answer<Counts>>;
  /** What the person is told when it is done. */
  flash(c: AppContext, counts: Counts): Flash;
}

export function importRoutes<
  Entry extends { verdict: Verdict },
  Verdict,
  P extends { entries: readonly Entry[] },
  Counts,
>(services: Services, kit: ImportKit<Entry, Verdict, P, Counts>): Router {
  const { address } = kit;
  const router = createRouter();
  const allowed = requirePermission(kit.permission);

  const upload = async (c: AppContext) => {
    const form = await readForm(c, uploadForm, { maxBytes: UPLOAD_BYTES });
    if (!form.ok) {
      c.status(422);
      return kit.showUpload(c, form, newFormKey());
    }
    const { file, idempotency_key } = form.value;
    const given = { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) };
    const made = await kit.preview(viewerToActor(signedIn(c)), idempotency_key, given);
    if (made.ok) return c.redirect(kit.previewAddress(made.value.draftId), 303);
    c.status(statusOf(made));
    return kit.showUpload(c, refusedForm(c, form.values, { ...made, field: 'file' }), newFormKey());
  };

  const show = async (c: AppContext, form: FormState) => {
    const preview = await kit.load(signedIn(c).userId, Number(c.req.param('id')));
    if (preview === undefined) throw new WebError(404, 'notFound');
    return kit.showPreview(c, preview, partOf(c, preview.entries, kit.verdictOf(c), services.clock.now(), form));
  };

  const apply = async (c: AppContext) => {
    const form = await readForm(c, applicationForm);
    if (!form.ok) {
      c.status(422);
      return show(c, form);
    }
    const id = Number(c.req.param('id'));
    const done = await kit.apply(viewerToActor(signedIn(c)), form.value.idempotency_key, id);
    if (done.ok) return redirectWith(c, kit.previewAddress(id), kit.flash(c, done.value));
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return show(c, refusedForm(c, form.values, done));
  };

  router.get(address, allowed, (c) => kit.showUpload(c, emptyForm(), newFormKey()));
  router.get(`${address}/:file{template\\.(?:csv|xlsx)}`, allowed, (c) =>
    kit.sendTemplate(c, c.req.param('file')?.endsWith('csv') === true ? 'csv' : 'xlsx'),
  );
  router.post(address, allowed, upload);
  router.get(`${address}/:id{[0-9]{1,12}}`, allowed, (c) => show(c, emptyForm()));
  router.post(`${address}/:id{[0-9]{1,12}}/application`, allowed, apply);
  return router;
}

function partOf<Entry extends { verdict: Verdict }, Verdict>(
  c: AppContext,
  all: readonly Entry[],
  verdict: Verdict | undefined,
  now: number,
  form: FormState,
): PreviewPart<Entry, Verdict> {
  const entries = all.filter((entry) => verdict === undefined || entry.verdict === verdict);
  const page = pageNumber(c.req.query('page'), entries.length, PAGE_SIZE);
  const shown = entries.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const paging = { page, size: PAGE_SIZE, total: entries.length };
  return { entries: shown, verdict, ...paging, now, form, idempotencyKey: newFormKey() };
}
