/** The note of a difference (差异单): what did not arrive as it was sent, and what both sides found. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import { type Design, designedColumns, designedTable } from '../print/design.ts';
import type { Report } from '../print/report.ts';
import type { Cell } from '../print/table.ts';
import type { DifferenceView } from './discrepancy-queries.ts';

interface Printing {
  t: Words;
  /** What the code opens, and what stands below it. */
  url: string;
  code: string;
  printed: string;
  printedAt: number;
  reprint: string;
  design: Design | undefined;
}

const cell = (text: string): Cell => [{ size: 8, weight: 'regular', text }];

/** The note as it is drawn. */
export function differenceReport(view: DifferenceView, printing: Printing): Report {
  const { t, url, code, printed, printedAt, reprint, design } = printing;
  const words = t.dispatches.differences;
  const { row, record } = view;
  const found = (finding: string | null, reason: string | null) =>
    finding === null ? words.none : `${words.findings[finding] ?? finding} ${reason ?? ''}`.trim();
  const columns = designedColumns('discrepancy_note', design, t.papers.heads.discrepancy_note);
  const line = {
    item: cell(`${row.itemName} ${row.strength} ${row.manufacturer}`),
    lot: cell(`${row.lotNumber} ${t.formats.until(row.expiresOn)}`),
    kind: cell(words.kinds[row.kind] ?? row.kind),
    quantity: cell(quantityText(t, row.quantityBase, row)),
    sender: cell(found(row.senderFinding, row.senderReason)),
    receiver: cell(found(row.receiverFinding, row.receiverReason)),
  };
  return {
    issuer: record.receiver.name,
    title: t.papers.kinds.discrepancy_note,
    number: row.number,
    barcode: true,
    check: { url, label: code },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [words.dispatch, row.dispatchNumber],
          [words.senderSide, record.sender.name],
          [words.receiverSide, record.receiver.name],
          [t.papers.state, t.papers.differenceStates[row.status === 'closed' ? 'closed' : 'open']],
          [t.papers.openedAt, fullMoment(row.createdAt)],
          [words.receiverNote, view.acts[0]?.note ?? ''],
        ],
      },
      designedTable(columns, [line]),
    ],
    signatures: t.papers.differenceSigns,
    printed,
    printedAt,
    reprint,
    design,
    page: t.counts.print.page,
  };
}
