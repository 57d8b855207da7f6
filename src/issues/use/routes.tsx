/** Pages of files of use: upload with its columns, one file with its rows and codes, posting that may be watched. */
import { UseFilePage } from '../../../views/issues/file-page.tsx';
import { UseFilesPage } from '../../../views/issues/files-page.tsx';
import { rowSentence } from '../../../views/issues/row-words.ts';
import type { Answer } from '../../audit/command.ts';
import { requirePermission, signedIn } from '../../auth/guard.ts';
import { viewerToActor } from '../../auth/viewer.ts';
import { UPLOAD_BYTES } from '../../imports/forms.ts';
import { endsWithin, ImportRuns } from '../../imports/runs.ts';
import { type Refusal, refuse } from '../../kernel/result.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { redirectWith } from '../../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../../web/form.ts';
import { wordsFor } from '../../web/preferences.ts';
import { refusalError, statusOf } from '../../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../../web/router.ts';
import { spreadsheet } from '../../web/spreadsheets.ts';
import { WebError } from '../../web/web-error.ts';
import { setUseCode } from './code-commands.ts';
import { useCodeRoutes } from './code-routes.tsx';
import { isRequired, templateTitle, USE_KEYS } from './columns.ts';
import { giveUpFile, HEADINGS_APART, mappingOf, ownFile, retryFile, takeFile } from './file-commands.ts';
import { askedCodes, filesOf, rowsOfFile, type ShownRow, verdictCounts } from './file-queries.ts';
import { codeForm, columnsFrom, fileQuery, keyForm, uploadForm } from './forms.ts';
import { SETTLED, VERDICTS } from './judge.ts';
import { postFile, startFile } from './post-commands.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/issues/files/:id{[0-9]{1,12}}';
/** What is done by then is answered at once; everything longer is watched. */
const PATIENCE_MS = 800;
const REFRESH_SECONDS = '2';

interface Kit {
  services: Services;
  runs: ImportRuns;
}

const idOf = (c: AppContext) => Number(c.req.param('id'));
const runKey = (id: number) => `use-file-${id}`;
const actorOf = (c: AppContext) => viewerToActor(signedIn(c));

export function useFileRoutes(services: Services): Router {
  const router = createRouter();
  const kit = { services, runs: new ImportRuns(services.clock) };
  const keepers = requirePermission('issue.record');
  router.get(paths.useFiles(), keepers, (c) => showFiles(c, kit, emptyForm()));
  router.post(paths.useFiles(), keepers, (c) => handleUpload(c, kit));
  router.get('/issues/files/:file{template\\.(?:csv|xlsx)}', keepers, (c) => sendTemplate(c));
  router.get(ONE, keepers, (c) => showFile(c, kit, emptyForm()));
  router.get(`${ONE}/:file{export\\.(?:csv|xlsx)}`, keepers, requirePermission('export'), (c) => exportRows(c, kit));
  router.post(`${ONE}/posting`, keepers, (c) => handlePosting(c, kit));
  router.post(`${ONE}/retry`, keepers, (c) => handleRetry(c, kit));
  router.post(`${ONE}/ending`, keepers, (c) => handleEnding(c, kit));
  router.post(`${ONE}/codes`, keepers, (c) => handleCode(c, kit));
  router.route('/', useCodeRoutes(services));
  return router;
}

async function showFiles(c: AppContext, { services }: Kit, form: FormState, headings: string[] = []) {
  const t = wordsFor(c);
  const db = services.db.read;
  const { organisationId } = signedIn(c);
  const mapping = await mappingOf(db, organisationId);
  const shown = {
    t,
    form,
    formKey: newFormKey(),
    headings,
    required: USE_KEYS.filter(isRequired),
    mapping: mapping && { columns: mapping.columns, unit: mapping.unit },
    files: await filesOf(db, organisationId),
    now: services.clock.now(),
  };
  return c.render(<UseFilesPage {...shown} />, { title: t.issues.use.title, active: 'issues' });
}

async function handleUpload(c: AppContext, kit: Kit): Promise<Response> {
  const { services } = kit;
  const form = await readForm(c, uploadForm, { maxBytes: UPLOAD_BYTES });
  if (!form.ok) {
    c.status(422);
    return showFiles(c, kit, form);
  }
  const { idempotency_key: key, file, unit, column } = form.value;
  const mapping = await mappingOf(services.db.read, signedIn(c).organisationId);
  const typed = columnsFrom(column);
  const columns = Object.keys(typed).length > 0 ? typed : columnsFrom(mapping?.columns);
  const upload = { fileName: file.name, content: new Uint8Array(await file.arrayBuffer()), columns, unit };
  const taken = await takeFile(services, actorOf(c), key, upload);
  if (taken.ok) return c.redirect(paths.useFile(taken.value.fileId), 303);
  if (taken.reason === 'use_file_known') {
    const title = wordsFor(c).issues.use.known;
    return redirectWith(c, paths.useFile(Number(taken.detail.file)), { tone: 'warn', title });
  }
  c.status(statusOf(taken));
  const { headings = '', ...detail } = taken.detail;
  const refused = refusedForm(c, form.values, { ...taken, detail, field: taken.field ?? 'file' });
  return showFiles(c, kit, refused, headings === '' ? [] : String(headings).split(HEADINGS_APART));
}

function sendTemplate(c: AppContext) {
  const columns = USE_KEYS.map((key) => ({ head: templateTitle(key), value: () => null }));
  return spreadsheet(c, wordsFor(c).issues.use.title, columns, []);
}

async function fileFor(c: AppContext, { services }: Kit) {
  const file = await ownFile(services.db.read, signedIn(c), idOf(c));
  if (file === undefined) throw new WebError(404, 'notFound');
  return file;
}

async function showFile(c: AppContext, kit: Kit, form: FormState): Promise<Response> {
  const { services, runs } = kit;
  const t = wordsFor(c);
  const db = services.db.read;
  const file = await fileFor(c, kit);
  const { verdict, after } = fileQuery.parse(c.req.query());
  const asked = { fileId: file.id, after, size: PAGE_SIZE, ...(verdict && { verdicts: [verdict] }) };
  const fetched = await rowsOfFile(db, asked);
  const rows = fetched.slice(0, PAGE_SIZE);
  const run = runs.find(signedIn(c).organisationId, runKey(file.id));
  const running = run !== undefined && run.outcome === undefined;
  if (running && c.req.method === 'GET') c.header('Refresh', REFRESH_SECONDS);
  const shown = {
    t,
    file,
    counts: await verdictCounts(db, file.id),
    asked: running ? [] : await askedCodes(db, file.id),
    rows,
    next: fetched.length > PAGE_SIZE ? rows.at(-1)?.position : undefined,
    verdict,
    running,
    form,
    formKey: newFormKey(),
    now: services.clock.now(),
  };
  return c.render(<UseFilePage {...shown} />, { title: file.fileName, active: 'issues' });
}

/** What was left behind, row by row with its sentence, to be mended where it was written. */
async function exportRows(c: AppContext, kit: Kit): Promise<Response> {
  const t = wordsFor(c);
  const words = t.issues.use;
  const file = await fileFor(c, kit);
  const { verdict } = fileQuery.parse(c.req.query());
  const verdicts = verdict === undefined ? VERDICTS.filter((one) => !SETTLED.has(one)) : [verdict];
  const rows = await rowsOfFile(kit.services.db.read, { fileId: file.id, verdicts, size: MOST_EXPORTED });
  const columns = [
    { head: words.row, value: (row: ShownRow) => row.row },
    ...(['typedDay', 'code', 'name', 'quantity', 'unit', 'lot', 'ward', 'patient', 'prescription'] as const).map(
      (key) => ({ head: words.columns[key === 'typedDay' ? 'day' : key], value: (row: ShownRow) => row.entry[key] }),
    ),
    { head: words.verdict, value: (row: ShownRow) => rowSentence(t, row), width: 60 },
    { head: t.issues.number, value: (row: ShownRow) => row.documentNumber },
  ];
  return spreadsheet(c, `${words.leftName}-${file.id}`, columns, rows);
}

/** Goes on by itself after the answer; whoever comes back finds it in the file, also after the program stopped. */
async function post(c: AppContext, kit: Kit, id: number): Promise<Refusal | undefined> {
  const { services, runs } = kit;
  const actor = actorOf(c);
  const request = { key: runKey(id), personId: actor.organisationId, fileName: '', draftId: null };
  const run = runs.begin(request, (pace) => postFile(services, actor, id, pace));
  if (run === undefined) return refuse('import_busy');
  await endsWithin(run, PATIENCE_MS);
  const { outcome } = run;
  return outcome !== undefined && !outcome.broke && !outcome.answer.ok ? outcome.answer : undefined;
}

async function actOn(c: AppContext, kit: Kit, work: (key: string, id: number) => Promise<Refusal | string>) {
  await fileFor(c, kit);
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return showFile(c, kit, form);
  }
  const done = await work(form.value.idempotency_key, idOf(c));
  if (typeof done === 'string') return redirectWith(c, paths.useFile(idOf(c)), { tone: 'accent', title: done });
  if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
  c.status(statusOf(done));
  return showFile(c, kit, refusedForm(c, form.values, done));
}

const wentOn = (answer: Answer<unknown>): answer is Refusal => !answer.ok;

function handlePosting(c: AppContext, kit: Kit) {
  const words = wordsFor(c).issues.use;
  return actOn(c, kit, async (key, id) => {
    const file = await fileFor(c, kit);
    // One that was cut short goes on; any other begins
    const begun = file.status === 'posting' ? undefined : await startFile(kit.services, actorOf(c), key, id);
    if (begun !== undefined && wentOn(begun)) return begun;
    return (await post(c, kit, id)) ?? words.postingBegun;
  });
}

function handleRetry(c: AppContext, kit: Kit) {
  const words = wordsFor(c).issues.use;
  return actOn(c, kit, async (key, id) => {
    const again = await retryFile(kit.services, actorOf(c), key, id);
    return again.ok ? words.judgedAgain : again;
  });
}

function handleEnding(c: AppContext, kit: Kit) {
  const words = wordsFor(c).issues.use;
  return actOn(c, kit, async (key, id) => {
    const ended = await giveUpFile(kit.services, actorOf(c), key, id);
    return ended.ok ? words.givenUp : ended;
  });
}

async function handleCode(c: AppContext, kit: Kit): Promise<Response> {
  const file = await fileFor(c, kit);
  const form = await readForm(c, codeForm);
  if (!form.ok) {
    c.status(422);
    return showFile(c, kit, form);
  }
  const { idempotency_key: key, code, unit = '', candidate = '', item, means, times } = form.value;
  const input = { code, unit, item: item ?? candidate, means, times, fileId: file.id };
  const done = await setUseCode(kit.services, actorOf(c), key, input);
  if (!done.ok) {
    c.status(statusOf(done));
    return showFile(c, kit, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).issues.use.codeKept(code);
  return redirectWith(c, paths.useFile(file.id), { tone: 'accent', title });
}
