/** Who may read and do what with monthly returns of short drugs: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, CHIEF, FILE, key, none, refusing, STALE, type Visit } from './visits.ts';

const PREPARERS: readonly Role[] = ['hub_pharmacist', 'buyer'];
/** Whoever has a part in buying for the county, in paying for it, or looks at all of it. */
const READERS: readonly Role[] = [
  ...PREPARERS,
  'storekeeper',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'auditor',
];

const ONE = '/monitoring/:number{JC-[0-9]{8}-[0-9]{4,}}';
const NO_ONE = '/monitoring/JC-20261123-9999';
const LINE = `${ONE}/lines/:line{[0-9]{1,12}}`;
const NO_LINE = `${NO_ONE}/lines/77`;

const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

export const MONITORING_READS: Record<string, Visit> = {
  '/monitoring': { path: at('/monitoring'), roles: READERS },
  [`/monitoring/${FILE}`]: { path: at('/monitoring/export.csv'), roles: READERS },
  [ONE]: { path: at(NO_ONE), roles: READERS, answers: [404] },
  [`${ONE}/${FILE}`]: { path: at(`${NO_ONE}/export.csv`), roles: READERS, answers: [404] },
  [LINE]: { path: at(NO_LINE), roles: READERS, answers: [404] },
};

const WHY = { why: '试一下' };
const FIELDS = { kind: 'late', useBase: '1', stockBase: '0', members: '1', patients: '0' };

export const MONITORING_ACTS: Record<string, Visit> = {
  '/monitoring': refusing(at('/monitoring'), PREPARERS, none),
  [`${ONE}/lines`]: gone(`${NO_ONE}/lines`, PREPARERS, { itemCode: 'AMX' }),
  [LINE]: gone(NO_LINE, PREPARERS, FIELDS),
  [`${LINE}/removal`]: gone(`${NO_LINE}/removal`, PREPARERS, WHY),
  [`${ONE}/drawing`]: gone(`${NO_ONE}/drawing`, PREPARERS),
  [`${ONE}/nothing`]: gone(`${NO_ONE}/nothing`, PREPARERS, { nothing: 'yes' }),
  [`${ONE}/note`]: gone(`${NO_ONE}/note`, PREPARERS, { note: 'x' }),
  [`${ONE}/submission`]: gone(`${NO_ONE}/submission`, PREPARERS),
  [`${ONE}/approval`]: gone(`${NO_ONE}/approval`, CHIEF),
  [`${ONE}/return`]: gone(`${NO_ONE}/return`, CHIEF, WHY),
  [`${ONE}/report`]: gone(`${NO_ONE}/report`, PREPARERS, { reportedOn: '2026-11-20', receiptNumber: 'GJ-1234' }),
  [`${ONE}/cancellation`]: gone(`${NO_ONE}/cancellation`, PREPARERS, WHY),
  [`${ONE}/correction`]: gone(`${NO_ONE}/correction`, PREPARERS, WHY),
};
