/** 采购订单 on A4 and its lines as a sheet: what a supplier is sent when it does not sign in. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, namesComma, priceText, quantityText } from '../../views/ui/format.ts';
import { capitalAmount } from '../kernel/money.ts';
import { type Block, BODY, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { Column as SheetColumn } from '../web/spreadsheets.ts';
import type { OrderHead, OrderLineShown } from './record-queries.ts';

export interface OrderPaper {
  head: OrderHead;
  lines: readonly OrderLineShown[];
  /** Delivery points by id, with how to reach them. */
  places: ReadonlyMap<number, { name: string; contact: string }>;
  issuer: string;
  printedAt: number;
  printedBy: string;
  checkUrl: string;
}

/** What is still to be bought of a line: what was given up is not on the paper. */
const wantedBase = ({ line }: OrderLineShown) => line.quantityBase - line.cancelledBase;
const wantedFen = ({ line }: OrderLineShown) => line.amountFen - line.cancelledFen;

function facts({ head, places, issuer }: OrderPaper, t: Words): Block {
  const words = t.orders.print;
  const { party, order } = head;
  const points = [...places.values()].map(({ name, contact }) => [name, contact].filter(Boolean).join(' '));
  return {
    kind: 'facts',
    facts: [
      [words.supplier, [party.name, party.creditCode ?? party.code].join(' ')],
      [words.buyer, issuer],
      [words.account, head.account],
      [words.channel, `${t.orders.channels[order.channel]} ${t.orders.deliveries[order.delivery]}`],
      [words.deliverTo, points.join(namesComma(t))],
      [words.wantedOn, order.wantedOn],
    ],
  };
}

function table({ lines }: OrderPaper, t: Words): Block {
  const words = t.orders.print;
  const columns: Column[] = [
    { head: words.no, width: 9, align: 'center' },
    { head: words.code, width: 24, align: 'left' },
    { head: words.item, width: 55, align: 'left' },
    { head: words.packs, width: 24, align: 'right' },
    { head: words.price, width: 22, align: 'right' },
    { head: words.amount, width: 26, align: 'right' },
    { head: words.place, width: 26, align: 'left' },
  ];
  const small = { ...BODY, size: 8 };
  const rows = lines
    .filter((row) => wantedBase(row) > 0)
    .map((row): Cell[] => [
      [{ ...BODY, text: String(row.line.lineNumber) }],
      [{ ...small, text: row.item.code, whole: 'code' }],
      [
        { ...BODY, text: row.item.genericName },
        { ...small, text: [row.item.strength, row.item.manufacturer].filter(Boolean).join(' ') },
      ],
      [{ ...BODY, text: quantityText(t, wantedBase(row), row.item), whole: 'number' }],
      [{ ...BODY, text: priceText(row.line.pricePack), whole: 'number' }],
      [{ ...BODY, text: moneyText(wantedFen(row)), whole: 'number' }],
      [{ ...small, text: row.place.shortName }],
    ]);
  return { kind: 'table', columns, rows };
}

/** The paper as a PDF. Throws PrintRefusal for characters without a shape and texts that fit nowhere. */
export async function drawOrder(paper: OrderPaper, t: Words): Promise<Buffer> {
  const words = t.orders.print;
  const total = paper.lines.reduce((sum, row) => sum + wantedFen(row), 0);
  const lines = paper.lines.filter((row) => wantedBase(row) > 0).length;
  const cut = paper.lines.some(({ line }) => line.cancelledBase > 0);
  const text = (said: string, strong = false): Block => ({ kind: 'text', text: said, strong });
  return drawReport({
    issuer: paper.issuer,
    title: words.title,
    number: paper.head.number,
    barcode: true,
    check: { url: paper.checkUrl, label: words.check },
    blocks: [
      facts(paper, t),
      table(paper, t),
      text(words.total(lines, moneyText(total)), true),
      text(words.capitals(capitalAmount(total)), true),
      text(words.rule),
      ...(cut ? [text(words.given)] : []),
    ],
    signatures: words.signatures,
    printed: words.printed(fullMoment(paper.printedAt), paper.printedBy),
    printedAt: paper.printedAt,
    page: words.page,
  });
}

/** Packs as a number a spreadsheet adds up; weighed goods in their unit. */
function packsOf(base: number, item: OrderLineShown['item']): number {
  return item.scale === 1 ? base / item.packSize : base / item.scale;
}

/**
 * Lines for the supplier's own program. The last columns are empty: filled in and sent back they are the lots of a
 * delivery.
 */
export function lineColumns(t: Words): SheetColumn<OrderLineShown>[] {
  const words = t.orders.sheet;
  const nothing = () => null;
  return [
    { head: words.line, value: (row) => row.line.lineNumber, width: 8 },
    { head: words.code, value: (row) => row.item.code, width: 18 },
    { head: words.name, value: (row) => row.item.genericName, width: 24 },
    { head: words.strength, value: (row) => row.item.strength },
    { head: words.maker, value: (row) => row.item.manufacturer, width: 28 },
    { head: words.unit, value: (row) => (row.item.scale === 1 ? row.item.packUnit : row.item.baseUnit), width: 8 },
    { head: words.packs, value: (row) => packsOf(wantedBase(row), row.item), width: 12 },
    { head: words.open, value: (row) => packsOf(row.openBase, row.item), width: 12 },
    { head: words.price, value: (row) => row.line.pricePack / 10_000, width: 12 },
    { head: words.amount, value: (row) => wantedFen(row) / 100, width: 14 },
    { head: words.place, value: (row) => row.place.name, width: 22 },
    { head: words.lot, value: nothing },
    { head: words.produced, value: nothing },
    { head: words.expires, value: nothing },
    { head: words.now, value: nothing, width: 12 },
    { head: words.substitute, value: nothing, width: 24 },
  ];
}
