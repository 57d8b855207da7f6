/** Alerts as files: what the list shows, to the same people. */

import { aboutText, whyText } from '../../views/alerts/words.ts';
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedAlert } from './list-queries.ts';

export function alertColumns(t: Words): Column<ListedAlert>[] {
  const words = t.alerts;
  return [
    { head: words.kind, value: (row) => words.kinds[row.kind] },
    { head: words.member, value: (row) => row.member },
    { head: words.about, value: (row) => aboutText(row), width: 30 },
    { head: words.why, value: (row) => whyText(t, row), width: 40 },
    { head: words.owner, value: (row) => row.owner ?? t.roles[row.ownerRole as keyof typeof t.roles] },
    { head: words.opened, value: (row) => fullMoment(row.openedAt), width: 20 },
    { head: words.due, value: (row) => fullMoment(row.dueAt), width: 20 },
    { head: words.restsUntil, value: (row) => (row.restsUntil === null ? '' : fullMoment(row.restsUntil)), width: 20 },
    { head: words.restReason, value: (row) => row.restReason, width: 30 },
    { head: words.closed, value: (row) => (row.closedAt === null ? '' : fullMoment(row.closedAt)), width: 20 },
  ];
}
