/** Who may read the wider stock pages: near expiry, slow stock, value, past days. Part of the table in `access.ts`. */
import { at, STOCK, type Visit } from './visits.ts';

/** What stock costs is no part of their work. */
const UNPRICED: readonly string[] = [
  'village_doctor',
  'equipment_officer',
  'engineer',
  'custodian',
  'committee_member',
];
const PRICED = STOCK.filter((role) => !UNPRICED.includes(role));

function view(path: string, roles: Visit['roles']): Record<string, Visit> {
  return {
    [path]: { path: at(path), roles },
    [`${path}/export.csv`]: { path: at(`${path}/export.csv`), roles },
    [`${path}/export.xlsx`]: { path: at(`${path}/export.xlsx`), roles },
  };
}

export const VIEW_READS: Record<string, Visit> = {
  ...view('/stock/expiry', STOCK),
  '/stock/expiry/calendar': { path: at('/stock/expiry/calendar'), roles: STOCK },
  ...view('/stock/slow', STOCK),
  ...view('/stock/slow/members', STOCK),
  ...view('/stock/value', PRICED),
  ...view('/stock/then', STOCK),
};
