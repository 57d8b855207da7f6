/** The register of one item on paper, as the statutes lay it out, and as a file. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, packText, quantityText } from '../../views/ui/format.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column as PaperColumn } from '../print/table.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ControlledItem, ControlledStock, RegisterPage, RegisterRow } from './register-queries.ts';

/** Columns of the items of a member as a file. */
export function stockColumns(t: Words): Column<ControlledStock>[] {
  const { register: words, ...of } = t.controlled;
  return [
    { head: words.code, value: (row) => row.code },
    { head: words.name, value: (row) => row.genericName, width: 30 },
    { head: words.form, value: (row) => row.form },
    { head: words.strength, value: (row) => row.strength },
    { head: words.maker, value: (row) => row.manufacturer, width: 30 },
    { head: of.class, value: (row) => of.classes[row.controlClass] },
    { head: of.lots, value: (row) => row.lots },
    { head: of.onHand, value: (row) => row.onHand / row.scale },
    { head: words.unit, value: (row) => row.baseUnit },
  ];
}

/** Columns of the register of an item as a file; quantities in the smallest unit. */
export function registerColumns(t: Words, item: ControlledItem): Column<RegisterRow>[] {
  const words = t.controlled.register;
  const some = (base: number) => (base === 0 ? null : base / item.scale);
  return [
    { head: words.date, value: (row) => fullMoment(row.at), width: 18 },
    { head: words.voucher, value: (row) => row.voucher, width: 20 },
    { head: words.summary, value: (row) => `${t.controlled.kinds[row.kind]} ${row.summary}`.trim(), width: 24 },
    { head: words.name, value: () => item.genericName, width: 20 },
    { head: words.form, value: () => item.form },
    { head: words.strength, value: () => item.strength },
    { head: words.maker, value: () => item.manufacturer, width: 24 },
    { head: words.unit, value: () => item.baseUnit },
    { head: t.controlled.lot, value: (row) => row.lotNumber },
    { head: t.controlled.expires, value: (row) => row.expiresOn },
    { head: words.in, value: (row) => some(Math.max(0, row.deltaBase)) },
    { head: words.out, value: (row) => some(Math.max(0, -row.deltaBase)) },
    { head: words.lotBalance, value: (row) => row.lotBase / item.scale },
    { head: words.balance, value: (row) => row.totalBase / item.scale },
    { head: words.taker, value: (row) => row.taker, width: 20 },
    { head: words.patient, value: (row) => row.patientRef },
    { head: words.person, value: (row) => row.person },
    { head: words.second, value: (row) => row.second },
    { head: words.ampoules, value: (row) => (row.ampoules === 0 ? null : row.ampoules) },
    { head: words.residue, value: (row) => row.residues.join('；'), width: 24 },
  ];
}

export interface Printing {
  t: Words;
  issuer: string;
  item: ControlledItem;
  period: { from: string; to: string };
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC ms. */
  printedAt: number;
}

const cell = (text: string): Cell => [{ size: 7.5, weight: 'regular', text }];
const left = (head: string, width: number): PaperColumn => ({ head, width, align: 'left' });
const right = (head: string, width: number): PaperColumn => ({ head, width, align: 'right' });

function rowsOf(page: RegisterPage, { t, item }: Printing): Cell[][] {
  const words = t.controlled.register;
  const text = (base: number) => quantityText(t, base, item);
  const blank = (label: string, came: string, went: string, base: number): Cell[] =>
    ['', '', label, '', '', came, went, '', text(base), '', ''].map(cell);
  const rows = page.rows.map((row): Cell[] =>
    [
      fullMoment(row.at),
      row.voucher,
      `${t.controlled.kinds[row.kind]} ${row.summary}`.trim(),
      `${row.lotNumber} ${t.formats.until(row.expiresOn)}`,
      [row.taker, row.patientRef === row.taker ? '' : row.patientRef].join(' ').trim(),
      row.deltaBase > 0 ? text(row.deltaBase) : '',
      row.deltaBase < 0 ? text(-row.deltaBase) : '',
      text(row.lotBase),
      text(row.totalBase),
      [row.person, row.second].filter((name) => name !== '').join('／'),
      [row.ampoules > 0 ? words.ampouleText(row.ampoules) : '', ...row.residues].join(' ').trim(),
    ].map(cell),
  );
  const last = page.rows.at(-1)?.totalBase ?? page.opening.totalBase;
  return [
    blank(words.carried, '', '', page.opening.totalBase),
    ...rows,
    blank(words.total, text(page.cameBase), text(page.wentBase), last),
  ];
}

/** Draws it on A4 turned sideways. Throws PrintRefusal: characters without a shape. */
export function drawRegister(page: RegisterPage, printing: Printing): Promise<Buffer> {
  const { t, issuer, item, period, url, printedBy, printedAt } = printing;
  const words = t.controlled.register;
  const columns = [
    left(words.date, 24),
    left(words.voucher, 32),
    left(words.summary, 30),
    left(t.controlled.lot, 30),
    left(words.taker, 28),
    right(words.in, 18),
    right(words.out, 18),
    right(words.lotBalance, 20),
    right(words.balance, 20),
    left(words.people, 28),
    left(`${words.ampoules} ${words.residue}`, 30),
  ];
  const facts: Block = {
    kind: 'facts',
    facts: [
      [words.name, `${item.genericName} ${t.controlled.classes[item.controlClass]}`],
      [words.form, `${item.form} ${item.strength}`],
      [words.unit, `${item.baseUnit} ${packText(t, item)}`],
      [words.maker, item.manufacturer],
      [words.period, words.periodOf(period.from, period.to)],
    ],
  };
  return drawReport({
    paper: 'a4-wide',
    issuer,
    title: words.title,
    number: words.number(item.code, period.from),
    check: { url, label: t.counts.print.check },
    blocks: [facts, { kind: 'table', columns, rows: rowsOf(page, printing) }],
    signatures: words.signatures,
    printed: t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: t.counts.print.page,
  });
}

/** The month of an instant until then, as the page shows it when nothing was asked. */
export function thisMonth(now: number): { from: string; to: string } {
  const to = dayOf(now);
  return { from: `${to.slice(0, 7)}-01`, to };
}
