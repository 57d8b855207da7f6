/** What is under compulsory metrology as a file: what the list shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { Days, ListedDuty } from './list-queries.ts';
import { dutyState, type MetrologyItem } from './rules.ts';

export function dutyColumns(t: Words, days: Days): Column<ListedDuty>[] {
  const words = t.metrology;
  return [
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: words.device, value: (row) => row.name, width: 28 },
    { head: words.model, value: (row) => row.model },
    { head: words.serialNumber, value: (row) => row.serialNumber },
    { head: words.item, value: (row) => words.items[row.item as MetrologyItem], width: 18 },
    { head: words.user, value: (row) => row.userName },
    { head: words.room, value: (row) => row.room },
    { head: words.testedOn, value: (row) => row.testedOn },
    { head: words.outcome, value: (row) => (row.outcome === null ? words.never : words.outcomes[row.outcome]) },
    { head: words.validUntil, value: (row) => row.validUntil },
    { head: words.state, value: (row) => words.states[dutyState(row, days)] },
    { head: words.sentColumn, value: (row) => row.sentOn && words.sentTo(row.sentTo ?? '', row.sentOn), width: 24 },
  ];
}
