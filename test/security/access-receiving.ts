/** Who may read and do what with inspections and returns: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, type Visit } from './visits.ts';

const INSPECTORS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'storekeeper',
  'quality_officer',
];
const READERS: readonly Role[] = [
  ...INSPECTORS,
  'hub_pharmacist',
  'buyer',
  'supply_head',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'auditor',
];
const RETURNERS: readonly Role[] = ['storekeeper', 'quality_officer'];
const LINE = ':line{[0-9]{1,6}}';
const NONE = 'YS-20200101-0001';
const gone = (path: string, roles: readonly Role[]): Visit => ({ path: at(path), roles, answers: [404] });
const act = (path: string, roles: readonly Role[]): Visit => ({
  ...gone(path, roles),
  fields: () => ({ idempotency_key: key(), version: '1' }),
});

export const RECEIVING_READS: Record<string, Visit> = {
  '/receiving': { path: at('/receiving'), roles: READERS },
  [`/receiving/${FILE}`]: { path: at('/receiving/export.csv'), roles: READERS },
  '/receiving/new': { path: at('/receiving/new'), roles: INSPECTORS },
  '/receiving/:number': gone(`/receiving/${NONE}`, READERS),
  '/receiving/:number/record.pdf': gone(`/receiving/${NONE}/record.pdf`, READERS),
  '/receiving/:number/returns/new': gone(`/receiving/${NONE}/returns/new`, RETURNERS),
  '/returns': { path: at('/returns'), roles: READERS },
  [`/returns/${FILE}`]: { path: at('/returns/export.csv'), roles: READERS },
  '/returns/:number': gone('/returns/TH-20200101-0001', READERS),
  '/returns/:number/slip.pdf': gone('/returns/TH-20200101-0001/slip.pdf', READERS),
};

const WHOLE = [
  'header',
  'scans',
  'lines',
  'counted',
  'passed',
  'missing',
  'refusal',
  'abandonment',
  'conclusion',
  'decisions',
  'dispatches',
];

export const RECEIVING_ACTS: Record<string, Visit> = {
  '/receiving': refusing(at('/receiving'), INSPECTORS, none),
  ...Object.fromEntries(
    WHOLE.map((name) => [`/receiving/:number/${name}`, act(`/receiving/${NONE}/${name}`, INSPECTORS)]),
  ),
  [`/receiving/:number/lines/${LINE}`]: act(`/receiving/${NONE}/lines/1`, INSPECTORS),
  [`/receiving/:number/lines/${LINE}/removal`]: act(`/receiving/${NONE}/lines/1/removal`, INSPECTORS),
  '/receiving/:number/papers': act(`/receiving/${NONE}/papers`, [...INSPECTORS, 'accountant']),
  [`/receiving/:number/shares/${LINE}`]: act(`/receiving/${NONE}/shares/1`, INSPECTORS),
  '/receiving/:number/returns': act(`/receiving/${NONE}/returns`, RETURNERS),
  '/returns/:number/confirmation': act('/returns/TH-20200101-0001/confirmation', RETURNERS),
  '/returns/:number/withdrawal': act('/returns/TH-20200101-0001/withdrawal', RETURNERS),
};
