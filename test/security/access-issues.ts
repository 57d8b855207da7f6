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

const ID = ':id{[0-9]{1,12}}';
const NO_FILE = '/issues/files/77777';

export const USE_READS: Record<string, Visit> = {
  '/issues/files': { path: at('/issues/files'), roles: KEEPERS },
  '/issues/files/:file{template\\.(?:csv|xlsx)}': { path: at('/issues/files/template.csv'), roles: KEEPERS },
  [`/issues/files/${ID}`]: { path: at(NO_FILE), roles: KEEPERS, answers: [404] },
  [`/issues/files/${ID}/${FILE}`]: { path: at(`${NO_FILE}/export.csv`), roles: KEEPERS, answers: [404] },
  '/issues/codes': { path: at('/issues/codes'), roles: KEEPERS },
};

const onNoFile = (act: string): Visit => {
  return { path: at(`${NO_FILE}/${act}`), roles: KEEPERS, answers: [404], fields: stale() };
};

export const USE_ACTS: Record<string, Visit> = {
  '/issues/files': refusing(at('/issues/files'), KEEPERS, none),
  [`/issues/files/${ID}/posting`]: onNoFile('posting'),
  [`/issues/files/${ID}/retry`]: onNoFile('retry'),
  [`/issues/files/${ID}/ending`]: onNoFile('ending'),
  [`/issues/files/${ID}/codes`]: onNoFile('codes'),
  '/issues/codes/removal': refusing(at('/issues/codes/removal'), KEEPERS, none),
};

export const ISSUE_ACTS: Record<string, Visit> = {
  '/issues/new': refusing(at('/issues/new'), KEEPERS, none),
  '/issues/draft': { path: at('/issues/draft'), roles: KEEPERS, answers: [200], fields: none },
  [`/issues/${CK}/return`]: { path: at(`${NONE}/return`), roles: KEEPERS, answers: [404], fields: stale() },
  [`/issues/${CK}/reversal`]: { path: at(`${NONE}/reversal`), roles: KEEPERS, answers: [404], fields: stale() },
};
