/** Faults and their figures as files: what the pages show, to the same people. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { FaultFigure } from './figure-queries.ts';
import type { ListedFault } from './list-queries.ts';

const HOUR_MS = 3_600_000;
const hours = (ms: number) => Math.round(ms / (HOUR_MS / 10)) / 10;
const tenth = (value: number | null) => (value === null ? null : value / 10);

/** Columns of the list; money only for those who see it. */
export function listColumns(t: Words, costs: boolean): Column<ListedFault>[] {
  const words = t.faults;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.thing, value: (row) => row.assetName, width: 28 },
    { head: t.equipment.number, value: (row) => row.assetNumber, width: 20 },
    { head: words.place, value: (row) => row.place },
    { head: t.equipment.room, value: (row) => row.room },
    { head: words.what, value: (row) => row.what, width: 40 },
    { head: words.urgency, value: (row) => words.urgencies[row.urgency] },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.engineer, value: (row) => [row.engineer, row.outside].filter(Boolean).join(' ') },
    { head: words.reportedAt, value: (row) => fullMoment(row.reportedAt), width: 18 },
    { head: words.dueAt, value: (row) => fullMoment(row.dueAt), width: 18 },
    {
      head: words.acceptedAt,
      value: (row) => (row.acceptedAt === null ? null : fullMoment(row.acceptedAt)),
      width: 18,
    },
    { head: words.outcome, value: (row) => (row.outcome === null ? null : words.outcomes[row.outcome]) },
    ...(costs ? [{ head: words.cost, value: (row: ListedFault) => row.costFen / 100 }] : []),
  ];
}

export function figureColumns(t: Words, costs: boolean): Column<FaultFigure>[] {
  const words = t.faults;
  const money: Column<FaultFigure>[] = [
    { head: words.cost, value: (row) => row.costFen / 100 },
    { head: t.equipment.priceYuan, value: (row) => row.priceFen / 100 },
    { head: words.share, value: (row) => tenth(row.share) },
  ];
  return [
    { head: words.thing, value: (row) => t.equipment.classes[row.key] ?? row.name, width: 28 },
    { head: t.equipment.number, value: (row) => row.key, width: 20 },
    { head: words.things, value: (row) => row.things },
    { head: words.faultCount, value: (row) => row.faults },
    { head: words.downHours, value: (row) => hours(row.downMs) },
    { head: words.mtbf, value: (row) => tenth(row.mtbfTenths) },
    { head: words.mttr, value: (row) => tenth(row.mttrTenths) },
    { head: words.labourMinutes, value: (row) => row.labourMinutes },
    ...(costs ? money : []),
  ];
}
