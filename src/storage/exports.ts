/** Probes, readings and excursions as files: what the pages show. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedExcursion } from './excursion-queries.ts';
import type { ListedLogger, ShownReading } from './logger-queries.ts';
import type { LoadedLogger } from './logger-record.ts';

const tenths = (value: number | null) => (value === null ? '' : value / 10);
const moment = (at: number | null) => (at === null ? '' : fullMoment(at));

export function loggerColumns(t: Words): Column<ListedLogger>[] {
  const words = t.storage;
  return [
    { head: words.code, value: (row) => row.code },
    { head: words.name, value: (row) => row.name },
    { head: words.place, value: (row) => row.place },
    { head: words.store, value: (row) => row.storeName ?? words.travels },
    { head: words.low, value: (row) => tenths(row.lowTenths) },
    { head: words.high, value: (row) => tenths(row.highTenths) },
    { head: words.everyMinutes, value: (row) => row.everyMinutes },
    { head: words.lastReading, value: (row) => moment(row.lastReadingAt), width: 20 },
    { head: words.temperature, value: (row) => tenths(row.temperatureTenths) },
    { head: words.humidity, value: (row) => tenths(row.humidityTenths) },
    { head: words.calibrationDue, value: (row) => row.calibrationDueOn },
    { head: words.lastingCase, value: (row) => row.lasting ?? '' },
    { head: words.state, value: (row) => (row.active ? words.inUse : words.states.retired) },
  ];
}

/** The record of temperature and humidity (温湿度记录) of one probe. */
export function readingColumns(t: Words, { logger, storeName }: { logger: LoadedLogger['logger']; storeName: string }) {
  const words = t.storage;
  const isOut = ({ temperatureTenths: degrees, humidityTenths: damp }: ShownReading) => {
    const { humidityLowTenths: low, humidityHighTenths: high } = logger;
    const wet = damp !== null && low !== null && high !== null && (damp < low || damp > high);
    return wet || degrees < logger.lowTenths || degrees > logger.highTenths;
  };
  const columns: Column<ShownReading>[] = [
    { head: words.code, value: () => logger.code },
    { head: words.store, value: () => storeName },
    { head: words.time, value: (row) => fullMoment(row.at), width: 20 },
    { head: words.temperature, value: (row) => tenths(row.temperatureTenths) },
    { head: words.humidity, value: (row) => tenths(row.humidityTenths) },
    { head: words.out, value: (row) => (isOut(row) ? words.yes : '') },
    { head: words.source, value: (row) => words.sources[row.source] },
    { head: words.person, value: (row) => row.personName ?? '' },
    { head: words.calibrationDue, value: () => logger.calibrationDueOn },
  ];
  return columns;
}

export function excursionColumns(t: Words): Column<ListedExcursion>[] {
  const words = t.storage;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.place, value: (row) => row.place },
    { head: words.store, value: (row) => row.storeName ?? words.travels },
    { head: words.code, value: (row) => row.loggerCode },
    { head: words.measure, value: (row) => words.measures[row.measure] },
    { head: words.low, value: (row) => tenths(row.lowTenths) },
    { head: words.high, value: (row) => tenths(row.highTenths) },
    { head: words.worst, value: (row) => tenths(row.worstTenths) },
    { head: words.started, value: (row) => fullMoment(row.startedAt), width: 20 },
    { head: words.ended, value: (row) => moment(row.endedAt), width: 20 },
    { head: words.state, value: (row) => words.caseStates[row.status] },
    { head: words.lots, value: (row) => row.lots },
    { head: words.undecided, value: (row) => row.undecided },
  ];
}
