/** The register of equipment as a file: what the page shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedAsset } from './list-queries.ts';

/** Columns of the list; money only for those who see what equipment cost. */
export function listColumns(t: Words, prices: boolean): Column<ListedAsset>[] {
  const words = t.equipment;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: words.className, value: (row) => row.className, width: 18 },
    { head: words.brand, value: (row) => row.brand },
    { head: words.model, value: (row) => row.model },
    { head: words.serialNumber, value: (row) => row.serialNumber },
    { head: words.maker, value: (row) => row.maker, width: 24 },
    { head: words.registrationNumber, value: (row) => row.registrationNumber, width: 22 },
    { head: words.owner, value: (row) => row.ownerName },
    { head: words.user, value: (row) => row.userName },
    { head: words.room, value: (row) => row.room },
    { head: words.custodian, value: (row) => row.custodian },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.acquiredOn, value: (row) => row.acquiredOn },
    { head: words.warrantyUntil, value: (row) => row.warrantyUntil },
    ...(prices ? [{ head: words.price, value: (row: ListedAsset) => row.priceFen / 100 }] : []),
  ];
}
