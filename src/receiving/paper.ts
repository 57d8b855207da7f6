/** The inspection record (验收记录) and the return (退货单) on A4, with the columns that the law asks for. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, priceText, quantityText } from '../../views/ui/format.ts';
import { dayOf } from '../kernel/clock.ts';
import { capitalAmount } from '../kernel/money.ts';
import { drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { ReceiptPageData } from './page-queries.ts';
import type { ReceiptLine } from './record-queries.ts';
import type { ReturnLine, ReturnRecord } from './return-queries.ts';

export interface Printing {
  issuer: string;
  /** What the code opens. */
  url: string;
  printed: string;
  printedAt: number;
}

const TEXT = { size: 7, weight: 'regular' as const };
const cell = (...lines: string[]): Cell =>
  lines.filter((line) => line !== '').map((text) => ({ ...TEXT, text })) as unknown as Cell;

const left = (head: string, width: number): Column => ({ head, width, align: 'left' });
const right = (head: string, width: number): Column => ({ head, width, align: 'right' });

function recordRow(t: Words, line: ReceiptLine, prices: boolean): Cell[] {
  const words = t.receiving;
  const text = (base: number) => quantityText(t, base, line.shape);
  const papers = line.paperChecks.map((paper) => words.paperNames[paper as 'test_report'] ?? paper).join('、');
  const why = [line.reasonCode === null ? '' : words.reasons[line.reasonCode], line.reason].filter((one) => one !== '');
  const decided = line.decision === null ? words.open : words.decisions[line.decision];
  return [
    cell(`${line.lineNumber}`),
    cell(`${line.item.name} ${line.item.form} ${line.item.strength} ${line.maker} ${line.approvalNumber}`),
    cell(`${line.lotNumber} ${line.producedOn ?? ''} ${t.formats.until(line.expiresOn)}`),
    cell(text(line.orderedBase)),
    cell(text(line.arrivedBase)),
    cell(text(line.acceptedBase)),
    cell(prices ? `${priceText(line.pricePack)} ${moneyText(line.amountFen)}` : ''),
    cell(String(line.sampledPacks)),
    cell(papers),
    cell([decided, ...why].join(' ')),
  ];
}

/** Draws the record. Throws PrintRefusal: characters without a shape. */
export function drawRecord(t: Words, data: ReceiptPageData, printing: Printing): Promise<Buffer> {
  const words = t.receiving;
  const { record, can } = data;
  const { receipt, document } = record;
  const degree = (tenths: number | null) => (tenths === null ? '–' : `${(tenths / 10).toFixed(1)}℃`);
  const range = `${degree(receipt.temperatureMin)} ${degree(receipt.temperatureMax)}`;
  const temperatures = `${range} ${words.temperatureArrival} ${degree(receipt.temperatureArrival)}`;
  const amountFen = data.lines.reduce((sum, line) => sum + line.amountFen, 0);
  const travel = [receipt.transport, receipt.departedAt === null ? '' : fullMoment(receipt.departedAt)];
  const columns = [
    left(words.lineNo, 7),
    left(`${words.item} ${words.maker} ${words.approvalNumber}`, 42),
    left(`${words.lotNumber} ${words.producedOn} ${words.expiresOn}`, 28),
    right(words.ordered, 15),
    right(words.arrived, 15),
    right(words.qualified, 15),
    right(`${words.price} ${words.amount}`, 20),
    right(words.sampled, 10),
    left(words.papers, 20),
    left(words.conclusion, 24),
  ];
  return drawReport({
    ...printing,
    title: words.record,
    number: document.number,
    check: { url: printing.url, label: words.checkLabel },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [words.supplier, record.party.name],
          [
            words.order,
            `${record.order.number} ${words.bought} ${record.order.sentAt === null ? '' : dayOf(record.order.sentAt)}`,
          ],
          [words.noteNumber, receipt.noteNumber],
          [words.place, record.place.name],
          [words.arrivedAt, fullMoment(receipt.arrivedAt)],
          [words.transport, travel.filter((one) => one !== '').join(' ')],
          [words.travelTemperature, temperatures],
          [words.invoices, `${words.invoiceStates[receipt.invoices]} ${receipt.invoicesNote}`],
          [words.codesCounted, words.scanTimes(data.scanned)],
          [words.conclusion, words.states[document.status]],
          [words.inspector, `${data.inspector} ${words.second} ${data.second ?? words.secondNone}`],
          ...(can.prices ? ([[words.amount, `${moneyText(amountFen)} ${capitalAmount(amountFen)}`]] as const) : []),
        ],
      },
      { kind: 'table', columns, rows: data.lines.map((line) => recordRow(t, line, can.prices)) },
    ],
    signatures: words.signatures,
    page: words.pageOf,
  });
}

/** Draws a return; goods refused at the door say that they never entered stock. */
export function drawReturn(
  t: Words,
  record: ReturnRecord,
  lines: readonly ReturnLine[],
  printing: Printing & { prices: boolean },
): Promise<Buffer> {
  const words = t.receiving;
  const { document, paper, party, place } = record;
  const atDoor = paper.refusedAtDoor ? [{ kind: 'text' as const, text: words.atDoorText, strong: true }] : [];
  const rows = lines.map((line): Cell[] => [
    cell(`${line.itemName} ${line.form} ${line.strength} ${line.maker}`),
    cell(`${line.lotNumber} ${t.formats.until(line.expiresOn)}`),
    cell(quantityText(t, -line.quantityBase, line.shape)),
    cell(printing.prices ? moneyText(-line.amountFen) : ''),
    cell(line.storeName ?? `${line.reasonCode === null ? '' : words.reasons[line.reasonCode]} ${line.reason}`),
  ]);
  return drawReport({
    ...printing,
    title: words.returns,
    number: document.number,
    check: { url: printing.url, label: words.checkLabel },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [words.supplier, party.name],
          [words.number, record.receiptNumber],
          [words.place, place.name],
          [words.state, words.returnStates[document.status]],
          [words.returnReason, paper.reason],
          ...(printing.prices ? ([[words.amount, `${words.red} ${moneyText(-paper.amountFen)}`]] as const) : []),
        ],
      },
      ...atDoor,
      {
        kind: 'table',
        columns: [
          left(words.item, 60),
          left(words.lot, 36),
          right(words.quantity, 24),
          right(words.amount, 24),
          left(`${words.store} ${words.reason}`, 40),
        ],
        rows,
      },
    ],
    signatures: words.returnSignatures,
    page: words.pageOf,
  });
}
