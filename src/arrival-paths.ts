/** Addresses of what differs on arrival, who bears a loss, and what is on the way: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

export const arrivalPaths = {
  discrepancies: (query?: Query) => withQuery('/discrepancies', query),
  discrepanciesExport: (format: Format, query?: Query) => withQuery(`/discrepancies/export.${format}`, query),
  discrepancy: (number: string) => `/discrepancies/${number}`,
  discrepancyClosing: (number: string) => `/discrepancies/${number}/closing`,
  discrepancyOwner: (number: string) => `/discrepancies/${number}/owner`,
  discrepancyReopening: (number: string) => `/discrepancies/${number}/reopening`,
  discrepancyCharge: (number: string) => `/discrepancies/${number}/charge`,
  charges: (query?: Query) => withQuery('/charges', query),
  chargesExport: (format: Format, query?: Query) => withQuery(`/charges/export.${format}`, query),
  /** What is on the way, by age. */
  transit: (query?: Query) => withQuery('/transit', query),
  transitExport: (format: Format, query?: Query) => withQuery(`/transit/export.${format}`, query),
};
