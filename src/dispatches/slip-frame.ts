/** What every sheet of a slip repeats: heading with codes, parties, standing, signatures and page number. */
import { dayOf, timeOf } from '../kernel/clock.ts';
import { capitalAmount, formatFen } from '../kernel/money.ts';
import { code128 } from '../print/codes.ts';
import { type Design, logoRoom } from '../print/design.ts';
import type { Sheets } from '../print/frame.ts';
import { type Column, drawHeads, tableWidth, writeFitted } from '../print/table.ts';
import { type TypeStyle, widthOf } from '../print/wrap.ts';
import type { DispatchSlip, SlipParty } from './slip-document.ts';
import { type SlipColumn, type SlipSums, showsPrices } from './slip-lines.ts';
import type { SlipWords } from './slip-words.ts';

export const BODY: TypeStyle = { size: 9, weight: 'regular' };
export const STRONG: TypeStyle = { size: 9, weight: 'bold' };

const BARCODE_WIDTH = 60;
const BARCODE_HEIGHT = 8.5;
const TITLE_WIDTH = 58;
const TITLE_SPACING = 2.2;

/** What every sheet of one slip is drawn from. */
export interface SlipPlan {
  slip: DispatchSlip;
  words: SlipWords;
  columns: SlipColumn[];
  design?: Design | undefined;
}

/** The parties and the hour, first on either paper. */
export function partyFacts(slip: DispatchSlip, words: SlipWords): [string, string][] {
  const { to, from, postedAt } = words.labels;
  return [
    [to, partyName(slip.to)],
    [from, partyName(slip.from)],
    [postedAt, `${dayOf(slip.postedAt)} ${timeOf(slip.postedAt)}`],
  ];
}

/**
 * Everything above the first line: heading (from `headLeft`, `headTop`), facts (from `factsTop`, `factRow` high each)
 * and the heads of the columns. Returns the bottom.
 */
export function drawSlipTop(
  sheets: Sheets,
  { slip, words, columns, design }: SlipPlan,
  fields: readonly (readonly [string, string])[],
  at: { headLeft: number; headTop: number; factsTop: number; factRow: number; headsHeight: number },
): number {
  const { left } = sheets.paper;
  const head = { left: at.headLeft + logoRoom(design), top: at.headTop };
  drawSlipHead(sheets, { ...slip, title: design?.title ?? slip.title ?? words.title }, words, head);
  const facts = { x: left, y: at.factsTop, width: tableWidth(columns), height: at.factRow };
  const y = drawSlipFacts(sheets, fields, words, facts);
  drawHeads(sheets, columns, { size: 8.5, weight: 'bold' }, { x: left, y, height: at.headsHeight });
  return y + at.headsHeight;
}

/** Heading: organisation from `left`, title in the middle (stamped when voided), barcode and number at the right. */
function drawSlipHead(sheets: Sheets, slip: DispatchSlip, words: SlipWords, at: { left: number; top: number }): void {
  const { right } = sheets.paper;
  const middle = (sheets.paper.left + right) / 2;
  const name: Column = { head: '', width: middle - TITLE_WIDTH / 2 - at.left, align: 'left' };
  const lines = [{ text: slip.issuer, size: 10.5, weight: 'bold' as const }];
  const basis = showsPrices(slip.lines) ? [{ text: words.basis, size: 9, weight: 'regular' as const }] : [];
  writeFitted(sheets, [...lines, ...basis], name, { x: at.left - 1, y: at.top, height: 14 });
  drawTitle(sheets, slip.title ?? words.title, middle, at.top + 6);
  drawStanding(sheets, slip, words, middle, at.top + 12.6);
  const shape = code128(slip.number);
  const quiet = (10 / shape.width) * BARCODE_WIDTH;
  sheets.code(shape, right - BARCODE_WIDTH + quiet, at.top + 0.5, BARCODE_WIDTH, BARCODE_HEIGHT);
  sheets.write(
    slip.number,
    right - BARCODE_WIDTH / 2 + quiet,
    at.top + 11,
    { size: 9.5, weight: 'regular' },
    'center',
    0.2,
  );
}

function drawTitle(sheets: Sheets, title: string, middle: number, y: number): void {
  const style: TypeStyle = { size: 18, weight: 'bold' };
  const spacing = /^\p{Script=Han}+$/u.test(title) ? TITLE_SPACING : 0;
  while (widthOf(title, style) + spacing * title.length > TITLE_WIDTH && style.size > 9) style.size -= 0.5;
  sheets.write(title, middle, y, style, 'center', spacing);
}

/** The stamp of a slip that must not be acted on (in red), or of a reprint: in words, as carbon copies lose colour. */
function drawStanding(sheets: Sheets, slip: DispatchSlip, words: SlipWords, middle: number, y: number): void {
  const standing = slip.standing === undefined || slip.standing === 'valid' ? null : slip.standing;
  if (standing === null && slip.printCount < 2) return;
  const text = standing === null ? words.reprint(slip.printCount) : words.standing[standing];
  const style: TypeStyle = { size: 12, weight: 'bold' };
  const width = widthOf(text, style) + 6;
  const stamp = () => {
    sheets.box(middle - width / 2, y - 2.8, width, 5.6);
    sheets.write(text, middle, y, style, 'center', 0.6);
  };
  if (standing === null) stamp();
  else sheets.inRed(stamp);
}

/** The parties and facts, three fields a row, each ruled. Returns the bottom edge. */
export function drawSlipFacts(
  sheets: Sheets,
  fields: readonly (readonly [string, string])[],
  words: SlipWords,
  at: { x: number; y: number; width: number; height: number },
): number {
  const shares = [1.2, 1, 1.15];
  const unit = at.width / shares.reduce((sum, share) => sum + share, 0);
  let [x, y] = [at.x, at.y];
  fields.forEach(([label, value], index) => {
    const width = (shares[index % 3] ?? 1) * unit;
    sheets.box(x, y, width, at.height);
    const head = `${label}${words.colon}`;
    const taken = widthOf(head, BODY) + 1.5;
    sheets.write(head, x + 1.5, y + at.height / 2, BODY);
    const column: Column = { head: '', width: width - taken, align: 'left' };
    writeFitted(sheets, [{ ...STRONG, text: value }], column, { x: x + taken, y, height: at.height });
    x += width;
    if (index % 3 === 2) [x, y] = [at.x, y + at.height];
  });
  return y;
}

/** One of the rows below the table that span to the quantity: words, packs, amount, an empty "received". */
export function drawSumRow(
  sheets: Sheets,
  columns: readonly SlipColumn[],
  text: string,
  sums: SlipSums,
  at: { x: number; y: number; height: number },
): number {
  const middle = at.y + at.height / 2;
  let x = at.x;
  let span = 0;
  let past = false;
  for (const column of columns) {
    if (column.key === 'quantity') {
      const label: Column = { head: '', width: span, align: 'left' };
      sheets.box(at.x, at.y, span, at.height);
      writeFitted(sheets, [{ ...STRONG, text }], label, { x: at.x, y: at.y, height: at.height });
    }
    const after: boolean = column.key === 'quantity' || past;
    past = after;
    span += column.width;
    x += column.width;
    if (after) sheets.box(x - column.width, at.y, column.width, at.height);
    if (column.key === 'quantity' && sums.packs !== null) {
      sheets.write(String(sums.packs).replace('-', '−'), x - 1, middle, STRONG, 'right');
    }
    if (column.key === 'amount' && sums.amountFen !== null) {
      sheets.write(formatFen(sums.amountFen), x - 1, middle, STRONG, 'right');
    }
  }
  return at.y + at.height;
}

/** The row with the capital amount, on the last sheet alone. Returns its bottom. */
export function drawCapitalRow(
  sheets: Sheets,
  amount: number | null,
  last: boolean,
  words: SlipWords,
  at: { x: number; y: number; width: number; height: number },
): number {
  const text = amount === null ? words.noPrices : last ? words.capital(capitalAmount(amount)) : words.capitalLater;
  sheets.box(at.x, at.y, at.width, at.height);
  sheets.write(text, at.x + 1, at.y + at.height / 2, STRONG);
  return at.y + at.height;
}

/** Boxes to sign in, the last for the date of receipt. Returns the bottom. */
export function drawSigns(
  sheets: Sheets,
  words: SlipWords,
  at: { x: number; y: number; width: number; height: number },
  design?: Design,
): number {
  const names = design?.signatures ?? [...words.signs, words.signDate];
  const width = at.width / names.length;
  names.forEach((name, index) => {
    const x = at.x + index * width;
    sheets.box(x, at.y, width, at.height);
    sheets.write(name, x + 1.5, at.y + 3, STRONG);
    const dated = name === words.signDate;
    const hint = dated ? words.signDateHint : words.signHint;
    const spacing = dated ? words.signDateSpacing : 0;
    sheets.write(hint, x + width - 1.5, at.y + at.height - 2.4, { size: 7.5, weight: 'regular' }, 'right', spacing);
  });
  return at.y + at.height;
}

/** Small print: how to check the paper, its version and how often it was printed; a voided slip says so first. */
export function footText(slip: DispatchSlip, words: SlipWords, design?: Design): string[] {
  const printedAt = `${dayOf(slip.printedAt)} ${timeOf(slip.printedAt)}`;
  const standing = slip.standing === 'voided' || slip.standing === 'reversal' ? slip.standing : null;
  return [
    ...(standing === null ? [] : [words.standingText[standing](slip.relatedNumber ?? '')]),
    words.check(slip.phone ?? ''),
    words.version(slip.checkCode ?? '', slip.version),
    words.printed(printedAt, slip.printCount, slip.printedBy),
    ...(design === undefined ? [] : [words.layout(design.version), design.footer].filter((text) => text !== '')),
  ];
}

/** Organisation and store as one name, without saying the organisation twice. */
function partyName(party: SlipParty): string {
  return party.store.startsWith(party.organisation) ? party.store : `${party.organisation}${party.store}`;
}

/** The values that are there, joined as a list. */
export function joined(words: SlipWords, ...values: (string | undefined)[]): string {
  return values.filter((value) => value !== undefined && value !== '').join(words.comma);
}
