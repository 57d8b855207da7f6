/** Addresses of delivery rounds, their ways and carriers, and of returns of short drugs: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

/** The acts on a monthly return that have a form on its page. */
export type MonitoringActPath =
  | 'lines'
  | 'drawing'
  | 'nothing'
  | 'note'
  | 'submission'
  | 'approval'
  | 'return'
  | 'report'
  | 'cancellation'
  | 'correction';

/** The acts on a round that have a form on its page. */
export type RoundActPath =
  | 'loads'
  | 'unloading'
  | 'crew'
  | 'departure'
  | 'cancellation'
  | 'breaking-off'
  | 'ending'
  | 'reopening';

export const roundPaths = {
  rounds: (query?: Query) => withQuery('/rounds', query),
  roundsExport: (format: Format, query?: Query) => withQuery(`/rounds/export.${format}`, query),
  newRound: (query?: Query) => withQuery('/rounds/new', query),
  round: (number: string) => `/rounds/${number}`,
  roundManifest: (number: string) => `/rounds/${number}/manifest.pdf`,
  roundAct: (number: string, act: RoundActPath) => `/rounds/${number}/${act}`,
  /** The driver's page of a round, and the stop that is told from it. */
  drive: (number: string) => `/drive/${number}`,
  driveLoading: (number: string) => `/drive/${number}/loading`,
  driveStop: (number: string) => `/drive/${number}/stop`,
  drives: () => '/drive',
  waves: (query?: Query) => withQuery('/waves', query),
  waveList: (query?: Query) => withQuery('/waves/all', query),
  waveListExport: (format: Format, query?: Query) => withQuery(`/waves/all/export.${format}`, query),
  wave: (number: string) => `/waves/${number}`,
  waveAct: (number: string, act: 'allocation' | 'picks' | 'scans' | 'closing') => `/waves/${number}/${act}`,
  monitorings: (query?: Query) => withQuery('/monitoring', query),
  monitoringsExport: (format: Format, query?: Query) => withQuery(`/monitoring/export.${format}`, query),
  monitoring: (number: string) => `/monitoring/${number}`,
  monitoringExport: (number: string, format: Format) => `/monitoring/${number}/export.${format}`,
  monitoringAct: (number: string, act: MonitoringActPath) => `/monitoring/${number}/${act}`,
  monitoringLine: (number: string, line: number | string) => `/monitoring/${number}/lines/${line}`,
  monitoringLineRemoval: (number: string, line: number | string) => `/monitoring/${number}/lines/${line}/removal`,
  routes: () => '/routes',
  newRoute: () => '/routes/new',
  route: (id: number | string) => `/routes/${id}`,
  routeState: (id: number | string) => `/routes/${id}/state`,
  carriers: (query?: Query) => withQuery('/carriers', query),
  carrierState: (id: number | string) => `/carriers/${id}/state`,
};
