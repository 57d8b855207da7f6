/** Adverse events as a file: what the list shows, and what the national form asks of the device. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedEvent } from './list-queries.ts';

export function eventColumns(t: Words): Column<ListedEvent>[] {
  const words = t.deviceEvents;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.thing, value: (row) => row.assetName, width: 28 },
    { head: t.equipment.number, value: (row) => row.assetNumber, width: 20 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: t.equipment.registrationNumber, value: (row) => row.registrationNumber, width: 24 },
    { head: 'UDI', value: (row) => row.udi, width: 20 },
    { head: words.place, value: (row) => row.place },
    { head: words.eventClass, value: (row) => words.classes[row.eventClass] },
    { head: words.occurredOn, value: (row) => row.occurredOn },
    { head: words.what, value: (row) => row.what, width: 40 },
    { head: words.harm, value: (row) => row.harm, width: 40 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.nationalNumber, value: (row) => row.nationalNumber, width: 24 },
    { head: words.forwardedOn, value: (row) => row.forwardedOn },
  ];
}
