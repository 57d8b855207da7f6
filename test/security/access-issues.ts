/** Who may read and record what was handed out for use: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, none, refusing, STOCK, stale, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
];
const CK = ':number{(?:CK|TK)-[0-9]{8}-[0-9]{4,}}';
const NONE = '/issues/CK-20990101-0001';

export const ISSUE_READS: Record<string, Visit> = {
  '/issues': { path: at('/issues'), roles: STOCK },
  [`/issues/${FILE}`]: { path: at('/issues/export.csv'), roles: STOCK },
  '/issues/new': { path: at('/issues/new'), roles: KEEPERS },
  '/issues/quick': { path: at('/issues/quick'), roles: KEEPERS },
  [`/issues/${CK}`]: { path: at(NONE), roles: STOCK, answers: [404] },
  [`/issues/${CK}/return`]: { path: at(`${NONE}/return`), roles: KEEPERS, answers: [404] },
};

export const ISSUE_ACTS: Record<string, Visit> = {
  '/issues/new': refusing(at('/issues/new'), KEEPERS, none),
  '/issues/draft': { path: at('/issues/draft'), roles: KEEPERS, answers: [200], fields: none },
  [`/issues/${CK}/return`]: { path: at(`${NONE}/return`), roles: KEEPERS, answers: [404], fields: stale() },
  [`/issues/${CK}/reversal`]: { path: at(`${NONE}/reversal`), roles: KEEPERS, answers: [404], fields: stale() },
};
