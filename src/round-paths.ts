/** Addresses of delivery rounds, their ways and carriers: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

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
  driveStop: (number: string) => `/drive/${number}/stop`,
  drives: () => '/drive',
  routes: () => '/routes',
  newRoute: () => '/routes/new',
  route: (id: number | string) => `/routes/${id}`,
  routeState: (id: number | string) => `/routes/${id}/state`,
  carriers: (query?: Query) => withQuery('/carriers', query),
  carrierState: (id: number | string) => `/carriers/${id}/state`,
};
