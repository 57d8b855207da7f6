/** The list of contracts for equipment as a file: what the page shows. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedAcceptance } from './acceptance-list-queries.ts';
import type { ListedPurchase } from './list-queries.ts';

export function listColumns(t: Words): Column<ListedPurchase>[] {
  const words = t.assetPurchases;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: words.place, value: (row) => row.place },
    { head: words.supplier, value: (row) => row.supplier, width: 24 },
    { head: words.contractNumber, value: (row) => row.contractNumber, width: 20 },
    { head: words.contractOn, value: (row) => row.contractOn },
    { head: words.deliverOn, value: (row) => row.deliverOn },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.quantity, value: (row) => row.quantity },
    { head: words.accepted, value: (row) => row.accepted },
    { head: words.amount, value: (row) => (row.quantity * row.unitFen) / 100 },
  ];
}

/** The list of acceptances as a file: what the page shows. */
export function acceptanceColumns(t: Words): Column<ListedAcceptance>[] {
  const words = t.assetPurchases;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: words.model, value: (row) => `${row.brand} ${row.model}`, width: 24 },
    { head: words.place, value: (row) => row.place },
    { head: words.room, value: (row) => row.room },
    { head: words.supplier, value: (row) => row.supplier, width: 24 },
    { head: words.contractOf, value: (row) => row.contract, width: 20 },
    { head: words.contractNumber, value: (row) => row.contractNumber, width: 20 },
    { head: words.state, value: (row) => words.acceptanceStates[row.status] },
    { head: words.arrivedOn, value: (row) => row.arrivedOn },
    { head: words.acceptedOn, value: (row) => row.acceptedOn ?? '' },
    { head: words.quantity, value: (row) => row.units },
    { head: words.owed, value: (row) => row.owedFen / 100 },
  ];
}
