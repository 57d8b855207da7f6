/** Planned rounds as a file: what the list shows, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { Days, ListedPlan } from './list-queries.ts';
import { planState } from './rules.ts';

export function planColumns(t: Words, days: Days): Column<ListedPlan>[] {
  const words = t.maintenance;
  return [
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: words.device, value: (row) => row.name, width: 28 },
    { head: words.model, value: (row) => row.model },
    { head: words.serialNumber, value: (row) => row.serialNumber },
    { head: words.kind, value: (row) => words.kinds[row.kind], width: 14 },
    { head: words.user, value: (row) => row.userName },
    { head: words.room, value: (row) => row.room },
    { head: words.custodian, value: (row) => row.custodian },
    { head: words.last, value: (row) => row.doneOn },
    { head: words.outcome, value: (row) => (row.outcome === null ? words.never : words.outcomes[row.outcome]) },
    { head: words.dueOn, value: (row) => row.dueOn },
    { head: words.state, value: (row) => words.states[planState(row, days)] },
  ];
}
