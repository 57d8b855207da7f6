/** Pages of bank statements: lines, one statement with its proposals, one line with its meaning, and the import. */
import { BankImportPage, BankPreviewPage } from '../../views/bank/import-pages.tsx';
import { BankLinePage } from '../../views/bank/line-page.tsx';
import { BankLinesPage } from '../../views/bank/lines-page.tsx';
import { StatementPage } from '../../views/bank/statement-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { budgetHolders } from '../budgets/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { paymentsAtBank } from '../payments/payment-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { importForm, linesQuery, matchingForm, meaningForm, pageQuery, previewForm, undoForm } from './forms.ts';
import { checkStatement, importStatement } from './import-commands.ts';
import { decideLines, undoLine } from './line-commands.ts';
import {
  type BankLineRow,
  lineById,
  linesOfStatement,
  listLines,
  listStatements,
  statementById,
} from './line-queries.ts';
import { matchLines } from './match-commands.ts';
import { proposalsFor } from './match-queries.ts';
import type { Decider } from './rules.ts';

const PAGE_SIZE = 50;
const STATEMENTS = 10;
const NEWEST = Number.MAX_SAFE_INTEGER;
const MOST_EXPORTED = 20_000;
const FILE_MAX = 2_000_000;
const FORM_MAX = 4_500_000;
const ID = ':id{[0-9]{1,12}}';

export function bankRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('payable.read');
  const deciders = requirePermission('statement.import');
  router.get(paths.bankLines(), readers, (c) => showLines(c, services));
  router.get('/bank/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportLines(c, services),
  );
  router.get(paths.bankImport(), deciders, (c) => showImport(c, emptyForm()));
  router.post(paths.bankPreview(), deciders, (c) => handlePreview(c, services));
  router.post(paths.bankImport(), deciders, (c) => handleImport(c, services));
  router.get(`/bank/statements/${ID}`, readers, (c) => showStatement(c, services, emptyForm()));
  const either = requirePermission('statement.import', 'payment.approve');
  router.post(`/bank/statements/${ID}/matching`, either, (c) => handleMatching(c, services));
  router.get(`/bank/lines/${ID}`, readers, (c) => showLine(c, services, emptyForm()));
  router.post(`/bank/lines/${ID}/meaning`, either, (c) => handleMeaning(c, services));
  router.post(`/bank/lines/${ID}/undoing`, deciders, (c) => handleUndo(c, services));
  return router;
}

/** What the viewer may say about lines of a statement that somebody imported. */
function deciderOf(c: AppContext, importedById: number): Decider {
  const { roles, userId } = signedIn(c);
  const imported = importedById === userId;
  return { accounts: may(roles, 'statement.import'), witnesses: may(roles, 'payment.approve'), imported };
}

const idOf = (c: AppContext) => Number(c.req.param('id'));

async function showLines(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const filter = linesQuery.parse(c.req.query());
  const key = decodeCursor(c.req.query('after'), ['string', 'number']);
  const after = key && ([String(key[0]), Number(key[1])] as const);
  const fetched = await listLines(db, filter, { limit: PAGE_SIZE + 1, after });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.bookedOn, row.id]);
  const { roles } = signedIn(c);
  const can = { import: may(roles, 'statement.import'), export: may(roles, 'export') };
  const { before } = pageQuery.parse(c.req.query());
  const found = await listStatements(db, before ?? NEWEST, STATEMENTS + 1);
  const statements = found.slice(0, STATEMENTS);
  const older = found.length > STATEMENTS ? statements.at(-1)?.id : undefined;
  const at = { turned: after !== undefined, next: page.next, before, older };
  const shown = { t, filter, rows: page.rows, at, statements, can };
  return c.render(<BankLinesPage {...shown} />, { title: t.treasury.runs.bank, active: 'bank' });
}

async function exportLines(c: AppContext, services: Services) {
  const words = wordsFor(c).treasury.runs;
  const rows = await listLines(services.db.read, linesQuery.parse(c.req.query()), { limit: MOST_EXPORTED });
  const columns = [
    { head: words.day, value: (row: BankLineRow) => row.bookedOn },
    { head: words.money, value: (row: BankLineRow) => row.amountFen / 100 },
    { head: words.counterparty, value: (row: BankLineRow) => row.counterName, width: 30 },
    { head: words.account, value: (row: BankLineRow) => row.counterAccount, width: 24 },
    { head: words.memo, value: (row: BankLineRow) => row.memo, width: 30 },
    { head: words.reference, value: (row: BankLineRow) => row.reference },
    { head: words.meaning, value: (row: BankLineRow) => words.meanings[row.meaning] },
    { head: words.number, value: (row: BankLineRow) => row.run },
    { head: words.lineNote, value: (row: BankLineRow) => row.note },
  ];
  return spreadsheet(c, `${words.bank}-${dayOf(services.clock.now())}`, columns, rows);
}

function showImport(c: AppContext, form: FormState) {
  const t = wordsFor(c);
  return c.render(<BankImportPage t={t} form={form} />, { title: t.treasury.runs.import, active: 'bank' });
}

async function handlePreview(c: AppContext, services: Services) {
  const form = await readForm(c, previewForm, { maxBytes: FILE_MAX });
  if (!form.ok) {
    c.status(422);
    return showImport(c, form);
  }
  const { file, opening: openingFen, closing: closingFen } = form.value;
  const content = Buffer.from(await file.arrayBuffer());
  const given = { fileName: file.name, content, openingFen, closingFen };
  const checked = await checkStatement(given, dayOf(services.clock.now()));
  if (!checked.ok) {
    c.status(statusOf(checked));
    return showImport(c, refusedForm(c, form.values, checked));
  }
  const t = wordsFor(c);
  const typed = { opening: form.values.opening?.[0] ?? '', closing: form.values.closing?.[0] ?? '' };
  const shown = { fileName: file.name, content: content.toString('base64'), typed, checked: checked.value };
  const page = <BankPreviewPage t={t} {...shown} formKey={newFormKey()} />;
  return c.render(page, { title: t.treasury.runs.previewTitle, active: 'bank' });
}

async function handleImport(c: AppContext, services: Services) {
  const form = await readForm(c, importForm, { maxBytes: FORM_MAX });
  if (!form.ok) {
    c.status(422);
    return showImport(c, { ...form, values: {} });
  }
  const { idempotency_key: key, fileName, content, opening: openingFen, closing: closingFen } = form.value;
  const file = { fileName, content: Buffer.from(content, 'base64'), openingFen, closingFen };
  const done = await importStatement(services, viewerToActor(signedIn(c)), { key, file });
  if (!done.ok) {
    c.status(statusOf(done));
    return showImport(c, refusedForm(c, {}, done));
  }
  const { id, added, known } = done.value;
  const title = wordsFor(c).treasury.runs.imported(added, known);
  return redirectWith(c, paths.bankStatement(id), { tone: 'accent', title });
}

async function showStatement(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const statement = await statementById(db, idOf(c));
  if (statement === undefined) throw new WebError(404, 'notFound');
  const { after } = pageQuery.parse(c.req.query());
  const fetched = await linesOfStatement(db, statement.id, { limit: PAGE_SIZE + 1, after });
  const rows = fetched.slice(0, PAGE_SIZE);
  const at = { after, next: fetched.length > PAGE_SIZE ? rows.at(-1)?.lineNumber : undefined };
  const shown = { statement, rows, at, proposals: await proposalsFor(db, rows), form, formKey: newFormKey() };
  const decider = deciderOf(c, statement.importedById);
  return c.render(<StatementPage t={t} {...shown} decider={decider} />, { title: statement.fileName, active: 'bank' });
}

/** The chosen lines with what is proposed for each now: what nobody proposes any more is left as it is. */
async function handleMatching(c: AppContext, services: Services) {
  const form = await readForm(c, matchingForm);
  if (!form.ok) {
    c.status(422);
    return showStatement(c, services, form);
  }
  const { idempotency_key: key, line: lineIds } = form.value;
  const input = { statementId: idOf(c), lineIds };
  const done = await matchLines(services, viewerToActor(signedIn(c)), { key, input });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showStatement(c, services, refusedForm(c, {}, done));
  }
  const title = wordsFor(c).treasury.runs.decided(done.value.count);
  const { after } = pageQuery.parse(c.req.query());
  return redirectWith(c, paths.bankStatement(idOf(c), { after }), { tone: 'accent', title });
}

async function showLine(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const row = await lineById(db, idOf(c));
  if (row === undefined) throw new WebError(404, 'notFound');
  const shown = {
    row,
    proposal: (await proposalsFor(db, [row])).get(row.id),
    payments: await paymentsAtBank(db, row.amountFen < 0 ? 'approved' : 'confirmed'),
    members: await budgetHolders(db),
    decider: deciderOf(c, row.importedById),
    form,
    formKey: newFormKey(),
  };
  return c.render(<BankLinePage t={t} {...shown} />, { title: t.treasury.runs.lineTitle(row.id), active: 'bank' });
}

async function handleMeaning(c: AppContext, services: Services) {
  const form = await readForm(c, meaningForm);
  if (!form.ok) {
    c.status(422);
    return showLine(c, services, form);
  }
  const { idempotency_key: key, meaning, payment: paymentId, organisation: organisationCode, note } = form.value;
  const decision = { lineId: idOf(c), meaning, paymentId, organisationCode, note };
  const done = await decideLines(services, viewerToActor(signedIn(c)), { key, input: { decisions: [decision] } });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showLine(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).treasury.runs.decided(1);
  return redirectWith(c, paths.bankLine(idOf(c)), { tone: 'accent', title });
}

async function handleUndo(c: AppContext, services: Services) {
  const form = await readForm(c, undoForm);
  if (!form.ok) {
    c.status(422);
    return showLine(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const input = { lineId: idOf(c), reason };
  const done = await undoLine(services, viewerToActor(signedIn(c)), { key, input });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showLine(c, services, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.bankLine(idOf(c)), { tone: 'accent', title: wordsFor(c).treasury.runs.undone });
}
