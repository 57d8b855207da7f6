/** A paper as it is kept with its print: what was to be drawn, and the layout it was drawn in. */
import type { Words } from '../../views/i18n/index.ts';
import type { ShownPaper } from '../../views/print/shown-paper.ts';
import type { Language } from '../auth/viewer.ts';
import type { PickList } from '../dispatches/pick-document.ts';
import { addPickList, pickCells } from '../dispatches/pick-list.ts';
import { addDispatchSlip } from '../dispatches/slip.ts';
import { continuousFacts } from '../dispatches/slip-241.ts';
import { ledgerFacts } from '../dispatches/slip-a4.ts';
import type { DispatchSlip } from '../dispatches/slip-document.ts';
import { BODY } from '../dispatches/slip-frame.ts';
import { countItems, lineCells, showsPrices, slipColumns, sumLines } from '../dispatches/slip-lines.ts';
import { slipWords } from '../dispatches/slip-words.ts';
import { capitalAmount } from '../kernel/money.ts';
import { type Design, designedColumns } from './design.ts';
import { Sheets } from './frame.ts';
import { addReport, type Report } from './report.ts';
import type { PaperLayout, PaperSizeName } from './rules.ts';
import type { Cell } from './table.ts';

export type StoredReport = Pick<
  Report,
  'issuer' | 'title' | 'number' | 'blocks' | 'signatures' | 'printed' | 'printedAt' | 'check'
> & { reprint: string };

export type PaperBody =
  | { form: 'slip'; slip: DispatchSlip }
  | { form: 'pick'; list: PickList }
  | { form: 'report'; report: StoredReport };

export interface KeptPaper {
  language: Language;
  size: PaperSizeName;
  /** Null for the house's own. */
  layout: PaperLayout | null;
  layoutVersion: string;
  body: PaperBody;
}

export interface DrawnPaper {
  paper: KeptPaper;
  design: Design | undefined;
}

/** The parts of a report that its print keeps. */
export function storedReport(report: Report): StoredReport {
  const { issuer, title, number, blocks, signatures, printed, printedAt, check, reprint = '' } = report;
  return { issuer, title, number, blocks, signatures, printed, printedAt, check, reprint };
}

/** Draws the papers below each other in one file; each counts its own pages. Throws PrintRefusal. */
export async function drawPapers(t: Words, papers: readonly DrawnPaper[]): Promise<Buffer> {
  const [first] = papers;
  if (first === undefined) throw new Error('no paper to draw');
  const numbers = papers.map(({ paper }) => numberOf(paper.body));
  const author = authorOf(first.paper.body);
  const sheets = new Sheets(first.paper.size, { title: numbers.join(' ').slice(0, 200), author, printedAt: 0 });
  for (const { paper, design } of papers) {
    const { body, language, size } = paper;
    if (body.form === 'slip') addDispatchSlip(sheets, body.slip, size, language, design);
    else if (body.form === 'pick') addPickList(sheets, body.list, language, design);
    else addReport(sheets, { ...body.report, barcode: true, design, page: t.counts.print.page });
  }
  return sheets.finish();
}

function numberOf(body: PaperBody): string {
  if (body.form === 'slip') return body.slip.number;
  return body.form === 'pick' ? body.list.number : body.report.number;
}

function authorOf(body: PaperBody): string {
  if (body.form === 'slip') return body.slip.issuer;
  return body.form === 'pick' ? body.list.issuer : body.report.issuer;
}

const textOf = (cell: Cell): string =>
  cell
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join(' ');
const said = (facts: readonly (readonly [string, string])[]) => facts.filter(([, value]) => value !== '');

/** What the paper says, without codes and boxes: for a page that shows neither more nor less. */
export function shownPaper(paper: KeptPaper): ShownPaper {
  const { body } = paper;
  if (body.form === 'slip') return shownSlip(paper, body.slip);
  if (body.form === 'pick') return shownPickList(paper, body.list);
  const { issuer, title, number, blocks } = body.report;
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
  const notes = blocks.flatMap((block) => {
    if (block.kind === 'label') return [[block.code, ...block.lines].join(' ')];
    return block.kind === 'text' || block.kind === 'heading' ? [block.text] : [];
  });
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const heads = tables[0]?.columns.map((column) => column.head) ?? [];
  // A paper of several sheets goes on with the same table
  const same = tables.filter(({ columns }) => columns.map((column) => column.head).join() === heads.join());
  return {
    issuer,
    title: paper.layout?.title ?? title,
    number,
    facts: said(facts),
    heads,
    rows: same.flatMap((table) => table.rows.map((row) => row.map(textOf))),
    notes,
  };
}

function shownSlip({ size, language, layout }: KeptPaper, slip: DispatchSlip): ShownPaper {
  const words = slipWords[language];
  const design = layout === null ? undefined : { ...layout, logo: null, version: '' };
  const columns = slipColumns(size, showsPrices(slip.lines), words, design).filter(({ key }) => key !== 'received');
  const rows = slip.lines.map((line) => {
    const item: Cell = [{ ...BODY, text: `${line.itemName} ${line.strength} ${line.note ?? ''}`.trim() }];
    return lineCells(columns, line, item).map(textOf);
  });
  const { amountFen } = sumLines(slip.lines);
  return {
    issuer: slip.issuer,
    title: layout?.title ?? slip.title ?? words.title,
    number: slip.number,
    facts: said(size === 'a4' ? ledgerFacts(slip, words) : continuousFacts(slip, words)),
    heads: columns.map((column) => column.head),
    rows,
    notes: [
      words.total(slip.lines.length, countItems(slip.lines)),
      amountFen === null ? words.noPrices : words.capital(capitalAmount(amountFen)),
      ...(slip.notes ?? []),
    ],
  };
}

function shownPickList({ language, layout }: KeptPaper, list: PickList): ShownPaper {
  const words = slipWords[language];
  const design = layout === null ? undefined : { ...layout, logo: null, version: '' };
  const columns = designedColumns('pick_list', design, words.pick.columns).filter(({ key }) => key !== 'tick');
  return {
    issuer: list.issuer,
    title: layout?.title ?? words.pick.title,
    number: list.number,
    facts: said([
      [words.pick.to, list.to],
      [words.pick.store, list.store],
      [words.pick.due, list.due],
    ]),
    heads: columns.map((column) => column.head),
    rows: list.lines.map((line) => pickCells(columns, line, words).map(textOf)),
    notes: [words.pick.warning],
  };
}
