/** The figures, and the lists they are made of, as files. */
import { percentOf } from '../../views/figures/words.ts';
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { FigureRequest, OutageLine } from './list-queries.ts';
import { type FigureRow, ratesOf } from './row-queries.ts';
import type { By } from './rules.ts';

function nameColumns(t: Words, by: By): Column<FigureRow>[] {
  const words = t.figures;
  if (by === 'cause') {
    return [
      { head: words.reason, value: (row) => words.reasonOf(t.shortages.reasons, row.reason), width: 16 },
      { head: words.cause, value: (row) => words.causes[row.cause ?? 'unknown'], width: 30 },
    ];
  }
  const name = (row: FigureRow) => (row.code === 'wish' ? words.wishes : `${row.name} ${row.detail}`.trim());
  return [
    { head: words.code, value: (row) => (row.code === 'wish' ? '' : row.code) },
    { head: words.bys[by], value: name, width: 30 },
  ];
}

/** Rates stand beside the two numbers they are made of. */
export function figureColumns(t: Words, by: By): Column<FigureRow>[] {
  const words = t.figures.columns;
  return [
    ...nameColumns(t, by),
    { head: words.asked, value: (row) => row.asked },
    { head: words.answerIn, value: (row) => row.answer_in },
    { head: words.answerJudged, value: (row) => row.answer_judged },
    { head: words.answerRate, value: (row) => percentOf(ratesOf(row).answer, '') },
    { head: words.resolveIn, value: (row) => row.resolve_in },
    { head: words.resolveJudged, value: (row) => row.resolve_judged },
    { head: words.resolveRate, value: (row) => percentOf(ratesOf(row).resolve, '') },
    { head: words.collected, value: (row) => row.collected },
    { head: words.settled, value: (row) => row.settled },
    { head: words.fillRate, value: (row) => percentOf(ratesOf(row).fill, '') },
    { head: words.outDays, value: (row) => row.outDays },
    { head: words.open, value: (row) => row.open },
  ];
}

const moment = (instant: number | null) => (instant === null ? '' : fullMoment(instant));

export function requestColumns(t: Words): Column<FigureRequest>[] {
  const words = t.figures;
  const states: Record<string, string> = t.shortages.states;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.bys.member, value: (row) => row.member, width: 20 },
    { head: words.bys.item, value: (row) => `${row.item} ${row.strength}`.trim(), width: 30 },
    { head: words.urgency, value: (row) => t.shortages.urgencies[row.urgency] },
    { head: words.reason, value: (row) => words.reasonOf(t.shortages.reasons, row.reason) },
    { head: words.cause, value: (row) => words.causes[row.cause], width: 30 },
    { head: words.registered, value: (row) => moment(row.createdAt), width: 18 },
    { head: words.answerBy, value: (row) => moment(row.answerBy), width: 18 },
    { head: words.answeredAt, value: (row) => moment(row.answeredAt), width: 18 },
    { head: words.resolveBy, value: (row) => moment(row.resolveBy), width: 18 },
    { head: words.arrivedAt, value: (row) => moment(row.arrivedAt), width: 18 },
    { head: words.state, value: (row) => states[row.status] ?? row.status },
  ];
}

export function outageColumns(t: Words): Column<OutageLine>[] {
  const words = t.figures;
  return [
    { head: words.bys.member, value: (row) => row.member, width: 20 },
    { head: words.code, value: (row) => row.itemCode },
    { head: words.bys.item, value: (row) => `${row.item} ${row.strength}`.trim(), width: 30 },
    { head: words.outFrom, value: (row) => row.from },
    { head: words.outUntil, value: (row) => row.until },
    { head: words.outDaysInPeriod, value: (row) => row.days },
  ];
}
