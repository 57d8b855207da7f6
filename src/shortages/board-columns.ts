/** The columns of the shortage list as a file: what the board shows, and the numbers behind it. */
import type { Words } from '../../views/i18n/index.ts';
import { amountText, detailOf, nameOf, nextStep, stateOfLine } from '../../views/shortages/shortage-words.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ExportedShortage } from './board-queries.ts';

/** Columns in the reader's language; quantities also as integers in base units. */
export function boardColumns(t: Words, now: number): Column<ExportedShortage>[] {
  const heads = t.shortages.columns;
  return [
    { head: heads.number, value: (line) => line.document.number, width: 20 },
    { head: heads.item, value: nameOf, width: 28 },
    { head: heads.strength, value: (line) => detailOf(t, line), width: 22 },
    { head: heads.organisation, value: (line) => line.organisation.shortName, width: 20 },
    { head: heads.quantity, value: (line) => amountText(t, line, line.shortage.quantityBase) },
    { head: heads.urgency, value: (line) => t.shortages.urgencies[line.shortage.urgency] },
    { head: heads.reason, value: (line) => t.shortages.reasons[line.shortage.reason] },
    { head: heads.neededBy, value: (line) => line.shortage.neededBy },
    { head: heads.state, value: (line) => t.shortages.states[stateOfLine(line)] },
    { head: heads.next, value: (line) => nextStep(t, line, now), width: 36 },
    { head: heads.registered, value: (line) => fullMoment(line.document.createdAt), width: 18 },
    { head: heads.answerBy, value: (line) => fullMoment(line.shortage.answerBy), width: 18 },
    { head: heads.quantityBase, value: (line) => line.shortage.quantityBase },
    { head: heads.answered, value: (line) => line.shortage.answeredBase + line.lostBase },
    { head: heads.shipped, value: (line) => line.shortage.shippedBase + line.lostBase },
    { head: t.shortages.progress.lost, value: (line) => line.lostBase },
    { head: heads.arrived, value: (line) => line.shortage.arrivedBase },
    { head: heads.closed, value: (line) => line.shortage.closedBase },
    { head: heads.baseUnit, value: (line) => line.item?.baseUnit ?? line.shortage.wishUnit },
    { head: heads.patients, value: (line) => line.shortage.patients },
    { head: heads.daysOfUse, value: (line) => line.shortage.daysOfUse },
    { head: heads.note, value: (line) => line.shortage.note, width: 40 },
  ];
}
