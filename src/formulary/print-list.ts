/** The printable list of a version: A4, by class, with an index by class and one by pinyin initial at the end. */
import { marksOf, strengthText } from '../../views/formulary/entry-words.tsx';
import type { Words } from '../../views/i18n/index.ts';
import { semicolon } from '../../views/ui/format.ts';
import { dayOf, timeOf } from '../kernel/clock.ts';
import { Sheets } from '../print/frame.ts';
import { type Cell, type Column, drawHeads, drawRow, rowHeight, tableWidth } from '../print/table.ts';
import { drawIndex, type IndexGroup, indexPages } from './print-index.ts';
import { classIndex, pinyinIndex, sortedForPrint } from './print-order.ts';
import type { PublishedVersion } from './queries.ts';
import type { Entry } from './snapshot.ts';

export interface PrintedFormulary {
  issuer: string;
  version: PublishedVersion;
  /** Number of the session that decided; null when none is kept. */
  session: string | null;
  entries: readonly Entry[];
  /** UTC milliseconds. */
  printedAt: number;
  printedBy: string;
}

/** Millimetres. */
const HEAD = 26;
const HEADS = 6;
const ROW = 6.4;
const CLASS_ROW = 5.6;
const FOOT = 8;
const BODY = { size: 8, weight: 'regular' as const };
const SMALL = { size: 6.5, weight: 'regular' as const };
const STRONG = { size: 8, weight: 'bold' as const };

interface Line {
  number: number;
  entry: Entry;
  /** Named above the line when it is the first of its class on the page. */
  heading: string | null;
  height: number;
}

interface Paper {
  t: Words;
  sheets: Sheets;
  columns: Column[];
  list: PrintedFormulary;
}

function columnsOf(t: Words): Column[] {
  const { columns } = t.formulary.print;
  return [
    { head: columns.number, width: 10, align: 'right' },
    { head: columns.item, width: 50, align: 'left' },
    { head: columns.strength, width: 42, align: 'left' },
    { head: columns.maker, width: 38, align: 'left' },
    { head: columns.tier, width: 16, align: 'center' },
    { head: columns.marks, width: 30, align: 'left' },
  ];
}

/** 阿司匹林片 says its form 片剂 already, and so do 盐酸氨溴索注射液 and 注射用头孢呋辛钠 theirs, 注射剂. */
function saysForm({ genericName, form }: Entry['snapshot']): boolean {
  const stem = form.replace(/剂$/, '');
  return genericName.endsWith(stem) || (stem.length > 1 && genericName.includes(stem));
}

/** Titles mostly end in their edition, typed in Chinese. */
function titleOf(t: Words, { title, edition }: PublishedVersion): string {
  const said = new RegExp(`第\\s*${edition}\\s*版`).test(title) || title.includes(t.formulary.edition(edition));
  return said ? title : `${title} ${t.formulary.edition(edition)}`;
}

function cellsOf(t: Words, { number, entry }: Pick<Line, 'number' | 'entry'>): Cell[] {
  const { snapshot } = entry;
  const marks = t.formulary.print.tierMarks;
  const tiers = (['county', 'township', 'village'] as const).filter((tier) => entry[tier]).map((tier) => marks[tier]);
  const form = saysForm(snapshot) ? '' : ` ${snapshot.form}`;
  const approval: Cell = snapshot.approvalNumber === '' ? [] : [{ ...SMALL, text: snapshot.approvalNumber }];
  return [
    [{ ...BODY, text: String(number) }],
    [
      { ...STRONG, text: `${snapshot.genericName}${form}` },
      { ...SMALL, text: snapshot.code, whole: 'code' },
    ],
    [{ ...BODY, text: strengthText(t, snapshot) }],
    [{ ...BODY, text: snapshot.manufacturer }, ...approval],
    [{ ...BODY, text: tiers.join(t.language === 'zh' ? '' : ' ') }],
    [{ ...BODY, size: 7, text: marksOf(t, snapshot).join(t.formulary.join) }],
  ];
}

/** Lets waiting requests go first. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/* Drawn side by side, ten lists would each take a step before anybody else had a turn. */
let before: Promise<unknown> = Promise.resolve();

/** Draws the list as a PDF, after those that were asked for before. Throws PrintRefusal for what has no shape. */
export function drawFormulary(t: Words, list: PrintedFormulary): Promise<Buffer> {
  const drawn = before.then(() => draw(t, list));
  before = drawn.catch(() => undefined);
  return drawn;
}

async function draw(t: Words, list: PrintedFormulary): Promise<Buffer> {
  const title = titleOf(t, list.version);
  const sheets = new Sheets('a4', { title, author: list.issuer, printedAt: list.printedAt });
  const paper: Paper = { t, sheets, list, columns: columnsOf(t) };
  const pages = await divide(paper, sortedForPrint(list.entries));
  const placed = pages.flatMap((lines, index) => lines.map(({ entry }) => ({ entry, page: index + 1 })));
  const words = t.formulary.print;
  const indexes: { title: string; groups: IndexGroup[] }[] = [
    { title: words.classIndex, groups: classIndex(placed, words.noClass) },
    { title: words.pinyinIndex, groups: pinyinIndex(placed) },
  ];
  const room = { top: HEAD, bottom: sheets.paper.bottom - FOOT };
  const divided = indexes.map((index) => ({ title: index.title, pages: indexPages(sheets, index.groups, room) }));
  const of = pages.length + divided.reduce((sum, index) => sum + index.pages.length, 0);
  let number = 0;
  for (const lines of pages) {
    number += 1;
    drawPage(paper, lines, { number, of });
    await breathe();
  }
  for (const index of divided) {
    for (const page of index.pages) {
      number += 1;
      frame(paper, { number, of });
      drawIndex(sheets, index.title, page, room);
    }
    await breathe();
  }
  return sheets.finish();
}

/** Fills pages from the top; the name of a class goes on with its first item, and comes again on a new page. */
async function divide(paper: Paper, entries: readonly Entry[]): Promise<Line[][]> {
  const { t, sheets, columns } = paper;
  const room = sheets.paper.bottom - FOOT - HEAD - HEADS;
  const pages: Line[][] = [[]];
  let used = 0;
  for (const [index, entry] of entries.entries()) {
    if (index % 200 === 199) await breathe();
    const number = index + 1;
    const name = entry.snapshot.therapeuticClass || t.formulary.print.noClass;
    const height = rowHeight(columns, cellsOf(t, { number, entry }), ROW);
    let lines = pages.at(-1) ?? [];
    const before = entries[index - 1]?.snapshot.therapeuticClass || t.formulary.print.noClass;
    let heading = lines.length === 0 || before !== name ? name : null;
    if (lines.length > 0 && used + height + (heading === null ? 0 : CLASS_ROW) > room) {
      lines = [];
      pages.push(lines);
      used = 0;
      heading = name;
    }
    lines.push({ number, entry, heading, height });
    used += height + (heading === null ? 0 : CLASS_ROW);
  }
  return pages;
}

function drawPage(paper: Paper, lines: readonly Line[], at: { number: number; of: number }): void {
  const { t, sheets, columns } = paper;
  frame(paper, at);
  const { left } = sheets.paper;
  let y = HEAD;
  drawHeads(sheets, columns, STRONG, { x: left, y, height: HEADS });
  y += HEADS;
  for (const line of lines) {
    if (line.heading !== null) {
      const column: Column = { head: '', width: tableWidth(columns), align: 'left' };
      drawRow(sheets, [column], [[{ ...STRONG, text: line.heading }]], { x: left, y, height: CLASS_ROW });
      y += CLASS_ROW;
    }
    drawRow(sheets, columns, cellsOf(t, line), { x: left, y, height: line.height });
    y += line.height;
  }
}

/** Title, edition, day and decision above; who printed it when, and the page, below. */
function frame(paper: Paper, at: { number: number; of: number }): void {
  const { t, sheets, list } = paper;
  const { left, right, bottom } = sheets.paper;
  const { version } = list;
  const words = t.formulary.print;
  sheets.addSheet();
  sheets.write(list.issuer, left, 11, BODY);
  sheets.write(version.documentNumber, right, 11, BODY, 'right');
  const middle = (left + right) / 2;
  sheets.write(titleOf(t, version), middle, 15, { size: 13, weight: 'bold' }, 'center');
  const listed = list.entries.filter((entry) => entry.county || entry.township || entry.village).length;
  const facts = [
    `${words.effective} ${version.effectiveOn}`,
    ...(list.session === null ? [] : [`${words.decision} ${list.session}`]),
    words.total(listed),
    words.legend,
  ];
  sheets.write(facts.join(semicolon(t)), middle, 21.5, { size: 7.5, weight: 'regular' }, 'center');
  const printed = `${words.printed} ${dayOf(list.printedAt)} ${timeOf(list.printedAt)} ${list.printedBy}`;
  sheets.write(printed, left, bottom - 3, BODY);
  sheets.write(words.page(at.number, at.of), right, bottom - 3, STRONG, 'right');
}
