/** Kept files: one added to a record, one downloaded, one withdrawn. Only who may see the record sees its files. */
import { NewAttachmentPage, WithdrawAttachmentPage } from '../../views/attachments/pages.tsx';
import { forbidden, signedIn } from '../auth/guard.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { attachment as dispositionOf } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { addAttachment, withdrawAttachment } from './commands.ts';
import { attachmentForm, subjectQuery, withdrawalForm } from './forms.ts';
import { type AttachmentLine, attachmentById, contentOf } from './queries.ts';
import { accessTo, type SubjectAccess } from './subject-queries.ts';
import { LARGEST_FORM_BYTES, readUpload } from './upload-rules.ts';

const ID = '{[0-9]{1,12}}';

export function attachmentRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.attachments(), async (c) => {
    const { subject } = subjectQuery.parse(c.req.query());
    return showNew(c, subject, await keptBy(c, services, subject), emptyForm());
  });
  router.post(paths.attachments(), (c) => handleNew(c, services));
  router.get(`/attachments/:id${ID}`, (c) => download(c, services));
  router.get(`/attachments/:id${ID}/withdrawal`, (c) => showWithdrawal(c, services, emptyForm()));
  router.post(`/attachments/:id${ID}/withdrawal`, (c) => handleWithdrawal(c, services));
  return router;
}

/** The record whose files this person keeps: 404 where it is not to be seen, 403 where only reading is allowed. */
async function keptBy(c: AppContext, services: Services, subject: string): Promise<SubjectAccess> {
  const access = await accessTo(services.db.read, signedIn(c), subject);
  if (access?.sees !== true) throw new WebError(404, 'notFound');
  if (!access.keeps) throw forbidden([]);
  return access;
}

/** The file of the address, when the person may see its record. */
async function wanted(c: AppContext, services: Services): Promise<AttachmentLine> {
  const found = await attachmentById(services.db.read, Number(c.req.param('id')));
  const access = found && (await accessTo(services.db.read, signedIn(c), found.subject));
  if (found === undefined || access?.sees !== true) throw new WebError(404, 'notFound');
  return found;
}

function showNew(c: AppContext, subject: string, access: SubjectAccess, form: FormState) {
  const t = wordsFor(c);
  const page = <NewAttachmentPage t={t} subject={subject} access={access} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.attachments.add });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, attachmentForm, { maxBytes: LARGEST_FORM_BYTES });
  if (!form.ok) {
    const { subject } = subjectQuery.parse({ subject: form.values.subject?.[0] });
    const access = await keptBy(c, services, subject);
    c.status(422);
    return showNew(c, subject, access, form);
  }
  const { idempotency_key: key, subject, title = '', file } = form.value;
  const access = await keptBy(c, services, subject);
  const input = { subject, title, file: await readUpload(file) };
  const added = await addAttachment(services, signedIn(c), { key, input });
  if (!added.ok) {
    c.status(statusOf(added));
    return showNew(c, subject, access, refusedForm(c, form.values, added));
  }
  const words = wordsFor(c).attachments;
  return redirectWith(c, access.page, { tone: 'accent', title: words.added(added.value.title) });
}

/** The bytes, never shown in the browser's own page: a file that somebody sent is not to run here. */
async function download(c: AppContext, services: Services) {
  const found = await wanted(c, services);
  const content = await contentOf(services.db.read, found.id);
  if (content === undefined) throw new WebError(404, 'notFound');
  return c.body(new Uint8Array(content), 200, {
    'Content-Type': found.mediaType,
    'Content-Disposition': dispositionOf(found.fileName),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
}

async function showWithdrawal(c: AppContext, services: Services, form: FormState) {
  const found = await wanted(c, services);
  const { page } = await keptBy(c, services, found.subject);
  const t = wordsFor(c);
  const shown = <WithdrawAttachmentPage t={t} line={found} back={page} form={form} formKey={newFormKey()} />;
  return c.render(shown, { title: t.attachments.withdraw });
}

async function handleWithdrawal(c: AppContext, services: Services) {
  const found = await wanted(c, services);
  const { page } = await keptBy(c, services, found.subject);
  const form = await readForm(c, withdrawalForm);
  if (!form.ok) {
    c.status(422);
    return showWithdrawal(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const done = await withdrawAttachment(services, signedIn(c), { key, input: { id: found.id, reason } });
  if (!done.ok) {
    c.status(statusOf(done));
    return showWithdrawal(c, services, refusedForm(c, form.values, done));
  }
  const words = wordsFor(c).attachments;
  return redirectWith(c, page, { tone: 'accent', title: words.withdrawn(done.value.title) });
}
