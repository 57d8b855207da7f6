/** The record of an excursion on A4: what was measured, which lots, what was decided and by whom. */
import type { Words } from '../../views/i18n/index.ts';
import { durationText, fullMoment, quantityText } from '../../views/ui/format.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { CaseView } from './excursion-queries.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
}

const cell = (text: string): Cell => [{ size: 8, weight: 'regular', text }];
const left = (head: string, width: number): Column => ({ head, width, align: 'left' });
const right = (head: string, width: number): Column => ({ head, width, align: 'right' });
const tenths = (value: number) => (value / 10).toFixed(1).replace('-', '−');

function whoDid(view: CaseView, act: string): string {
  const found = view.acts.filter((one) => one.act === act).at(-1);
  return found === undefined ? '' : `${found.organisationName} ${found.actorName} ${fullMoment(found.at)}`;
}

function factsOf(view: CaseView, { t, printedAt }: Printing): [string, string][] {
  const words = t.storage;
  const { case: found, logger, storeName, document } = view;
  const unit = words.units[found.measure];
  const end = found.endedAt ?? printedAt;
  return [
    [words.place, view.place.name],
    [words.store, storeName ?? words.travels],
    [words.probe, `${logger.code} ${logger.name}`],
    [words.measure, words.measures[found.measure]],
    [words.limits, `${tenths(found.lowTenths)}–${tenths(found.highTenths)} ${unit}`],
    [words.worst, `${tenths(found.worstTenths)} ${unit}`],
    [words.started, fullMoment(found.startedAt)],
    [words.ended, found.endedAt === null ? words.lasts : fullMoment(found.endedAt)],
    [words.duration, durationText(t, end - found.startedAt)],
    [words.calibrationDue, logger.calibrationDueOn],
    [words.state, words.caseStates[document.status as 'open']],
    [words.cause, found.cause],
    [words.measuresTaken, found.measures],
    [words.decidedBy, whoDid(view, 'decide')],
    [words.closedBy, whoDid(view, 'close')],
  ];
}

/** Draws it. Throws PrintRefusal: characters without a shape. */
export function drawCase(view: CaseView, printing: Printing): Promise<Buffer> {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.storage;
  const columns = [left(words.item, 56), left(words.lot, 36), right(words.quantity, 24), left(words.decision, 18)];
  const rows = view.lots.map(({ part, item, lot, storeName }): Cell[] => [
    cell(`${item.genericName} ${item.strength} ${item.manufacturer} ${item.code}`),
    cell(`${lot.number} ${t.formats.until(lot.expiresOn)} ${storeName}`),
    cell(quantityText(t, part.onHandBase, item)),
    cell(part.decision === null ? words.undecided : words.decisions[part.decision]),
    cell(part.reason),
  ]);
  const gone = view.gone.map((row): Cell[] => [
    cell(`${row.genericName} ${row.itemCode}`),
    cell(row.lotNumber),
    cell(quantityText(t, row.quantityBase, row)),
    cell(fullMoment(row.occurredAt)),
    cell(`${row.documentNumber ?? ''} ${row.toName ?? ''}`),
  ]);
  const blocks: Block[] = [
    { kind: 'facts', facts: factsOf(view, printing) },
    { kind: 'heading', text: words.lotsTitle },
    { kind: 'table', columns: [...columns, left(words.reason, 48)], rows },
  ];
  if (gone.length > 0) {
    const heads = [left(words.item, 56), left(words.lot, 30), right(words.quantity, 24), left(words.time, 30)];
    blocks.push({ kind: 'heading', text: words.goneTitle });
    blocks.push({ kind: 'table', columns: [...heads, left(words.document, 42)], rows: gone });
  }
  return drawReport({
    issuer: view.place.name,
    title: words.paperTitle,
    number: view.document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks,
    signatures: words.signatures,
    printed: t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: t.counts.print.page,
  });
}
