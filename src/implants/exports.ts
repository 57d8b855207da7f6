/** The list of units as a file: what the page shows. */
import type { Words } from '../../views/i18n/index.ts';
import { stateText } from '../../views/implants/words.tsx';
import { dayOf } from '../kernel/clock.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { OwnBatch } from './own-queries.ts';
import type { ListedRecall } from './recall-queries.ts';
import { recallText } from './rules.ts';
import type { ListedUnit } from './unit-queries.ts';

export function listColumns(t: Words): Column<ListedUnit>[] {
  const words = t.implants;
  return [
    { head: words.name, value: (row) => `${row.name} ${row.strength}`, width: 28 },
    { head: words.di, value: (row) => row.di, width: 18 },
    { head: words.lotNumber, value: (row) => row.lotNumber },
    { head: words.serial, value: (row) => row.serial },
    { head: words.expiresOn, value: (row) => row.expiresOn },
    { head: words.supplier, value: (row) => row.supplier ?? words.own, width: 24 },
    { head: words.place, value: (row) => row.place },
    { head: words.shelf, value: (row) => row.shelf },
    { head: words.state, value: (row) => stateText(t, row) },
    { head: words.frozen, value: (row) => row.frozen },
    { head: words.patientRef, value: (row) => row.patientRef ?? '' },
    { head: words.operatedOn, value: (row) => row.operatedOn ?? '' },
    { head: words.doctor, value: (row) => row.doctor ?? '' },
    { head: words.department, value: (row) => row.department ?? '' },
    { head: words.list, value: (row) => row.list ?? '', width: 20 },
  ];
}

/** Batches of our own as a file: what the stock ledger says beside the units on the shelves. */
export function ownColumns(t: Words): Column<OwnBatch>[] {
  const words = t.implants;
  return [
    { head: words.place, value: (row) => row.member },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: words.lotNumber, value: (row) => row.lotNumber },
    { head: words.expiresOn, value: (row) => row.expiresOn },
    { head: words.booked, value: (row) => row.stock },
    { head: words.registered, value: (row) => row.units },
    { head: words.difference, value: (row) => row.stock - row.units },
    { head: words.worth, value: (row) => row.fen / 100, width: 14 },
  ];
}

/** Recalls as a file: what is recalled, and how many units it means by what became of them. */
export function recallColumns(t: Words): Column<ListedRecall>[] {
  const words = t.implantRecalls;
  return [
    { head: words.scope, value: recallText, width: 40 },
    { head: t.implants.name, value: (row) => row.name, width: 28 },
    { head: words.why, value: (row) => row.why, width: 32 },
    { head: words.openedOn, value: (row) => dayOf(row.openedAt) },
    { head: words.by, value: (row) => row.openedBy },
    { head: words.onShelf, value: (row) => row.shelf },
    { head: words.used, value: (row) => row.used },
    { head: words.untold, value: (row) => row.untold },
    { head: words.returned, value: (row) => row.returned },
    { head: t.implants.states.missing, value: (row) => row.missing },
    { head: words.endedOn, value: (row) => (row.endedAt === null ? '' : dayOf(row.endedAt)) },
  ];
}
