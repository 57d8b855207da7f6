/** The inspection record (验收记录) and the return (退货单) on A4, with the columns that the law asks for. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, priceText, quantityText } from '../../views/ui/format.ts';
import { dayOf } from '../kernel/clock.ts';
import { capitalAmount } from '../kernel/money.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import type { Report } from '../print/report.ts';
import type { Cell } from '../print/table.ts';
import type { ReceiptPageData } from './page-queries.ts';
import type { ReceiptLine } from './record-queries.ts';
import type { ReturnLine, ReturnRecord } from './return-queries.ts';

export interface Printing {
  issuer: string;
  /** What the code opens. */
  url: string;
  printed: string;
  printedAt: number;
  /** What stands below the QR code; the usual words when absent. */
  code?: string | undefined;
  reprint?: string;
  design?: Design | undefined;
}

const TEXT = { size: 7, weight: 'regular' as const };
const cell = (...lines: string[]): Cell =>
  lines.filter((line) => line !== '').map((text) => ({ ...TEXT, text })) as unknown as Cell;

function recordRow(t: Words, line: ReceiptLine, prices: boolean): Record<string, Cell> {
  const words = t.receiving;
  const text = (base: number) => quantityText(t, base, line.shape);
  const papers = line.paperChecks.map((paper) => words.paperNames[paper as 'test_report'] ?? paper).join('、');
  const why = [line.reasonCode === null ? '' : words.reasons[line.reasonCode], line.reason].filter((one) => one !== '');
  const decided = line.decision === null ? words.open : words.decisions[line.decision];
  return {
    no: cell(`${line.lineNumber}`),
    item: cell(`${line.item.name} ${line.item.form} ${line.item.strength} ${line.maker} ${line.approvalNumber}`),
    lot: cell(`${line.lotNumber} ${line.producedOn ?? ''} ${t.formats.until(line.expiresOn)}`),
    ordered: cell(text(line.orderedBase)),
    arrived: cell(text(line.arrivedBase)),
    accepted: cell(text(line.acceptedBase)),
    price: cell(prices ? `${priceText(line.pricePack)} ${moneyText(line.amountFen)}` : ''),
    sampled: cell(String(line.sampledPacks)),
    papers: cell(papers),
    conclusion: cell([decided, ...why].join(' ')),
  };
}

/** The record as it is drawn. */
export function recordReport(t: Words, data: ReceiptPageData, printing: Printing): Report {
  const words = t.receiving;
  const { record, can } = data;
  const { receipt, document } = record;
  const degree = (tenths: number | null) => (tenths === null ? '–' : `${(tenths / 10).toFixed(1)}℃`);
  const range = `${degree(receipt.temperatureMin)} ${degree(receipt.temperatureMax)}`;
  const temperatures = `${range} ${words.temperatureArrival} ${degree(receipt.temperatureArrival)}`;
  const amountFen = data.lines.reduce((sum, line) => sum + line.amountFen, 0);
  const travel = [receipt.transport, receipt.departedAt === null ? '' : fullMoment(receipt.departedAt)];
  const columns = designedColumns('receipt_note', printing.design, t.papers.heads.receipt_note);
  return {
    ...printing,
    title: words.record,
    number: document.number,
    barcode: true,
    check: { url: printing.url, label: printing.code ?? words.checkLabel },
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
      designedTable(
        columns,
        data.lines.map((line) => recordRow(t, line, can.prices)),
      ),
    ],
    signatures: words.signatures,
    page: words.pageOf,
  };
}

/** A return as it is drawn; goods refused at the door say that they never entered stock. */
export function returnReport(
  t: Words,
  record: ReturnRecord,
  lines: readonly ReturnLine[],
  printing: Printing & { prices: boolean },
): Report {
  const words = t.receiving;
  const { document, paper, party, place } = record;
  const atDoor = paper.refusedAtDoor ? [{ kind: 'text' as const, text: words.atDoorText, strong: true }] : [];
  const hidden = printing.prices ? [] : ['amount'];
  const columns = designedColumns('return_slip', printing.design, t.papers.heads.return_slip, hidden);
  const rows = lines.map((line) => ({
    item: cell(`${line.itemName} ${line.form} ${line.strength} ${line.maker}`),
    lot: cell(`${line.lotNumber} ${t.formats.until(line.expiresOn)}`),
    quantity: cell(quantityText(t, -line.quantityBase, line.shape)),
    amount: cell(moneyText(-line.amountFen)),
    store: cell(line.storeName ?? `${line.reasonCode === null ? '' : words.reasons[line.reasonCode]} ${line.reason}`),
  }));
  return {
    ...printing,
    title: words.returns,
    number: document.number,
    barcode: true,
    check: { url: printing.url, label: printing.code ?? words.checkLabel },
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
      designedTable(columns, rows),
    ],
    signatures: words.returnSignatures,
    page: words.pageOf,
  };
}
