/** Columns of the lists as files: exactly what the pages show, one column a fact. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { DifferenceRow } from './discrepancy-list-queries.ts';
import type { DispatchRow } from './list-queries.ts';

const moment = (at: number | null) => (at === null ? '' : fullMoment(at));

export function dispatchColumns(t: Words): Column<DispatchRow>[] {
  const words = t.dispatches.list;
  const { rail } = t.dispatches;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.from, value: (row) => row.sender },
    { head: words.destination, value: (row) => row.receiver },
    { head: words.itemCount, value: (row) => row.items, width: 8 },
    { head: words.lineCount, value: (row) => row.lines, width: 8 },
    { head: words.created, value: (row) => moment(row.createdAt) },
    { head: words.posted, value: (row) => moment(row.postedAt) },
    { head: words.received, value: (row) => moment(row.receivedAt) },
    { head: words.state, value: (row) => t.dispatches.states[row.status] ?? row.status },
    { head: rail.vehicle, value: (row) => row.vehicle },
    { head: rail.driver, value: (row) => row.driver },
    { head: rail.box, value: (row) => row.box },
    { head: words.prints, value: (row) => row.printCount, width: 8 },
  ];
}

export function differenceColumns(t: Words): Column<DifferenceRow>[] {
  const words = t.dispatches.differences;
  const { table } = t.dispatches;
  const finding = (code: string | null) => (code === null ? '' : (words.findings[code] ?? code));
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.dispatch, value: (row) => row.dispatchNumber, width: 20 },
    { head: words.senderSide, value: (row) => row.sender },
    { head: words.receiverSide, value: (row) => row.receiver },
    { head: table.item, value: (row) => [row.itemName, row.strength, row.manufacturer].join(' '), width: 40 },
    { head: words.lot, value: (row) => `${row.lotNumber} ${row.expiresOn}`, width: 24 },
    { head: words.kind, value: (row) => words.kinds[row.kind] },
    { head: words.quantity, value: (row) => quantityText(t, row.quantityBase, row) },
    { head: words.senderFinding, value: (row) => finding(row.senderFinding) },
    { head: words.receiverFinding, value: (row) => finding(row.receiverFinding) },
    { head: words.created, value: (row) => moment(row.createdAt) },
    { head: words.state, value: (row) => words.states[row.status] ?? row.status },
  ];
}
