/** Addresses of how supply is judged, foreseen and reported: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

export const supplyPaths = {
  foresight: (query?: Query) => withQuery('/foresight', query),
  foresightExport: (format: Format, query?: Query) => withQuery(`/foresight/export.${format}`, query),
  figures: (query?: Query) => withQuery('/figures', query),
  figuresExport: (format: Format, query?: Query) => withQuery(`/figures/export.${format}`, query),
  /** The requests that a number counts, and the days without stock that a sum is of. */
  figureRequests: (query?: Query) => withQuery('/figures/requests', query),
  figureRequestsExport: (format: Format, query?: Query) => withQuery(`/figures/requests/export.${format}`, query),
  figureOutages: (query?: Query) => withQuery('/figures/outages', query),
  figureOutagesExport: (format: Format, query?: Query) => withQuery(`/figures/outages/export.${format}`, query),
};
