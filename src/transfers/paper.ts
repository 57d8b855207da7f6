/** The slip of a transfer (调剂单) on A4: both legal persons, what was asked, granted, sent and received lot by lot. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, quantityText } from '../../views/ui/format.ts';
import { amountFen, capitalAmount } from '../kernel/money.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import type { Block, Report } from '../print/report.ts';
import type { Cell } from '../print/table.ts';
import type { ShownLine, TransferView } from './page-queries.ts';
import type { TransferState } from './rules.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
  /** What stands below the QR code; the usual words when absent. */
  code?: string | undefined;
  /** How often it was printed, in words; the usual words when absent. */
  printed?: string;
  reprint?: string;
  design?: Design | undefined;
}

const cell = (text: string): Cell => [{ size: 8, weight: 'regular', text }];

function whoDid(view: TransferView, act: string): string {
  const found = view.acts.filter((one) => one.act === act).at(-1);
  return found === undefined ? '' : `${found.organisationName} ${found.actorName} ${fullMoment(found.at)}`;
}

/** What the sent lots of a line cost: they move at cost, never at a resale price. */
function costOf({ carried, item }: ShownLine): number {
  return carried.reduce((sum, lot) => sum + amountFen(lot.sentBase, item.packSize, lot.pricePack), 0);
}

function lotText(t: Words, { line, item, lot, carried }: ShownLine): string {
  if (carried.length === 0) {
    return line.lotId === null || lot === null ? '' : `${lot.number} ${t.formats.until(lot.expiresOn)}`;
  }
  const text = (one: ShownLine['carried'][number]) =>
    `${one.lotNumber} ${t.formats.until(one.expiresOn)} ${quantityText(t, one.sentBase || one.keptBase, item)}`;
  return carried.map(text).join('; ');
}

/** The paper as it is drawn. */
export function transferReport(view: TransferView, printing: Printing): Report {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.transfers;
  const { giver, taker, transfer, document, can } = view;
  const hidden = can.prices ? [] : ['amount'];
  const columns = designedColumns('transfer_slip', printing.design, t.papers.heads.transfer_slip, hidden);
  const rows = view.lines.map((shown) => {
    const { line, item, carried } = shown;
    const sum = (of: (lot: (typeof carried)[number]) => number) => carried.reduce((all, lot) => all + of(lot), 0);
    const quantity = (base: number | null) => cell(base === null ? '' : quantityText(t, base, item));
    return {
      item: cell(`${item.genericName} ${item.strength} ${item.manufacturer} ${item.code}`),
      lot: cell(lotText(t, shown)),
      asked: quantity(line.askedBase),
      granted: quantity(line.grantedBase),
      sent: quantity(carried.length === 0 ? null : sum((lot) => lot.sentBase)),
      received: quantity(document.status === 'received' ? sum((lot) => lot.goodBase) : null),
      amount: cell(moneyText(costOf(shown))),
    };
  });
  const total = view.lines.reduce((sum, line) => sum + costOf(line), 0);
  const facts: [string, string][] = [
    [words.giver, giver.name],
    [words.taker, taker.name],
    [words.origin, words.origins[transfer.origin]],
    [words.neededBy, transfer.neededBy],
    [words.state, words.states[document.status as TransferState]],
    [words.dispatch, view.dispatch?.number ?? ''],
    [words.opened, whoDid(view, 'open')],
    [words.grantedBy, whoDid(view, 'grant')],
    [words.receivedBy, whoDid(view, 'receive')],
    ...(can.prices && total > 0
      ? ([[words.amount, `${moneyText(total)} ${capitalAmount(total)}`]] as [string, string][])
      : []),
  ];
  const blocks: Block[] = [{ kind: 'facts', facts }, designedTable(columns, rows)];
  return {
    issuer: giver.name,
    title: words.paper,
    number: document.number,
    barcode: true,
    check: { url, label: printing.code ?? t.counts.print.check },
    blocks,
    signatures: words.signatures,
    printed: printing.printed ?? t.counts.print.printed(printedBy, fullMoment(printedAt)),
    design: printing.design,
    ...(printing.reprint !== undefined && { reprint: printing.reprint }),
    printedAt,
    page: t.counts.print.page,
  };
}
