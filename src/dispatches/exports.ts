/** Columns of the lists as files: exactly what the pages show, one column a fact. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ChargeRow } from './charge-rules.ts';
import type { DifferenceRow } from './discrepancy-list-queries.ts';
import type { DispatchRow } from './list-queries.ts';
import { bandOf, type TransitRow } from './transit-rules.ts';

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
  const bearer = (code: string | null) => (code === null ? '' : (t.arrivals.bearers[code] ?? code));
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.dispatch, value: (row) => row.dispatchNumber, width: 20 },
    { head: words.senderSide, value: (row) => row.sender },
    { head: words.receiverSide, value: (row) => row.receiver },
    { head: table.item, value: (row) => [row.itemName, row.strength, row.manufacturer].join(' '), width: 40 },
    { head: words.lot, value: (row) => `${row.lotNumber} ${row.expiresOn}`, width: 24 },
    { head: words.kind, value: (row) => words.kinds[row.kind] },
    { head: words.quantity, value: (row) => quantityText(t, row.quantityBase, row) },
    { head: t.arrivals.actualLot, value: (row) => row.actualLot },
    { head: t.arrivals.owner, value: (row) => row.owner },
    { head: t.arrivals.due, value: (row) => moment(row.dueAt) },
    { head: words.senderFinding, value: (row) => finding(row.senderFinding) },
    { head: `${words.senderSide} ${t.arrivals.bearer}`, value: (row) => bearer(row.senderBearer) },
    { head: words.receiverFinding, value: (row) => finding(row.receiverFinding) },
    { head: `${words.receiverSide} ${t.arrivals.bearer}`, value: (row) => bearer(row.receiverBearer) },
    { head: words.created, value: (row) => moment(row.createdAt) },
    { head: words.state, value: (row) => words.states[row.status] ?? row.status },
  ];
}

const yuan = (fen: number) => fen / 100;

/** What is on the way; its value for those who see prices. */
export function transitColumns(t: Words, now: number, prices: boolean): Column<TransitRow>[] {
  const words = t.arrivals.transit;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.from, value: (row) => row.sender },
    { head: words.to, value: (row) => row.receiver },
    { head: words.state, value: (row) => t.dispatches.states[row.status] ?? row.status },
    { head: words.posted, value: (row) => moment(row.postedAt), width: 20 },
    { head: words.band, value: (row) => words.bands[bandOf(now - row.postedAt)] },
    { head: words.handed, value: (row) => moment(row.handedAt), width: 20 },
    { head: words.due, value: (row) => moment(row.dueAt), width: 20 },
    { head: words.lines, value: (row) => row.lines, width: 8 },
    ...(prices ? [{ head: words.value, value: (row: TransitRow) => yuan(row.valueFen), width: 12 }] : []),
  ];
}

/** Charges, each with its amount. */
export function chargeColumns(t: Words): Column<ChargeRow>[] {
  const words = t.arrivals;
  return [
    { head: words.charges.difference, value: (row) => row.number, width: 20 },
    { head: words.bearer, value: (row) => words.bearers[row.bearer] },
    { head: words.chargedTo, value: (row) => row.bearerName },
    { head: words.lossIn, value: (row) => row.lossIn },
    { head: words.amount, value: (row) => yuan(row.amountFen), width: 12 },
    { head: words.charges.state, value: (row) => chargeState(t, row) },
    { head: words.charges.made, value: (row) => moment(row.madeAt), width: 20 },
    { head: words.decide, value: (row) => [row.decidedBy, row.note].filter(Boolean).join(' ') },
  ];
}

function chargeState(t: Words, row: ChargeRow): string {
  const { claimStates, chargeStates } = t.arrivals;
  const standing = row.status === 'withdrawn' || row.claimStatus === null ? undefined : claimStates[row.claimStatus];
  return standing ?? chargeStates[row.status] ?? row.status;
}
