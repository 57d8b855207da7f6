/** A write-off, an adjustment or the record of a destruction (销毁记录) on A4: lots, reasons, people, signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, quantityText } from '../../views/ui/format.ts';
import { capitalAmount } from '../kernel/money.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import type { Block, Report } from '../print/report.ts';
import type { Cell } from '../print/table.ts';
import type { LossView } from './page-queries.ts';
import type { LossReason, Method } from './rules.ts';

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

type Fact = readonly [string, string];

function whoDid(view: LossView, act: string): string {
  const found = view.acts.filter((one) => one.act === act).at(-1);
  return found === undefined ? '' : `${found.organisationName} ${found.actorName} ${fullMoment(found.at)}`;
}

function factsOf(view: LossView, t: Words): Fact[] {
  const words = t.losses;
  const { loss, place, document } = view;
  const amount: Fact[] = view.can.prices
    ? [[words.amount, `${moneyText(loss.amountFen)} ${capitalAmount(loss.amountFen)}`]]
    : [];
  const state: Fact = [words.state, words.states[document.status as 'posted']];
  if (loss.kind === 'destruction') {
    return [
      [words.place, place.name],
      [words.destruction.method, words.destruction.methods[loss.method as Method]],
      [words.destruction.where, loss.place],
      [words.destruction.when, fullMoment(loss.occurredAt)],
      [words.destruction.actor, whoDid(view, 'destroy')],
      [words.destruction.witness, `${view.witness ?? ''} ${fullMoment(loss.witnessedAt ?? 0)}`],
      [words.destruction.sources, view.related.map((one) => one.number).join(' ')],
      state,
      ...amount,
    ];
  }
  return [
    [words.place, place.name],
    [words.reason, `${words.reasons[loss.reasonCode as LossReason]} ${loss.reason}`],
    [words.asked, whoDid(view, 'submit') || whoDid(view, 'open')],
    [words.approved, whoDid(view, 'approve')],
    state,
    ...amount,
  ];
}

/** The paper as it is drawn. */
export function lossReport(view: LossView, printing: Printing): Report {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.losses;
  const { kind } = view.loss;
  const prices = view.can.prices;
  const columns = designedColumns('loss_note', printing.design, t.papers.heads.loss_note, prices ? [] : ['amount']);
  const rows = view.lines.map(({ line, item, lot, storeName }) => {
    const sign = line.direction === 'in' ? words.directions.in : '';
    return {
      item: cell(`${item.genericName} ${item.form} ${item.strength} ${item.manufacturer} ${item.code}`),
      lot: cell(`${lot.number} ${t.formats.until(lot.expiresOn)}`),
      store: cell(storeName),
      quantity: cell(`${sign} ${quantityText(t, line.quantityBase, item)}`.trim()),
      amount: cell(moneyText(line.amountFen)),
    };
  });
  const blocks: Block[] = [{ kind: 'facts', facts: factsOf(view, t) }, designedTable(columns, rows)];
  return {
    issuer: view.place.name,
    title: words.papers[kind],
    number: view.document.number,
    barcode: true,
    check: { url, label: printing.code ?? t.counts.print.check },
    blocks,
    signatures: words.signatures[kind],
    printed: printing.printed ?? t.counts.print.printed(printedBy, fullMoment(printedAt)),
    design: printing.design,
    ...(printing.reprint !== undefined && { reprint: printing.reprint }),
    printedAt,
    page: t.counts.print.page,
  };
}
