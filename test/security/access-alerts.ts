/** Who may read and act on alerts and jobs: part of the table in `access.ts`. No alert is open in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, refusing, STOCK, type Visit } from './visits.ts';

const COUNTY_KEEPERS: readonly Role[] = ['hub_pharmacist', 'quality_officer', 'chief_pharmacist', 'administrator'];
const ONE = '/alerts/:id{[0-9]{1,12}}';
/** Whoever keeps a store, and whoever manages alerts. */
const OWNERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
  'quality_officer',
  'chief_pharmacist',
];
const none404 = (path: string, roles: readonly Role[], fields?: Visit['fields']): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  ...(fields && { fields }),
});
const keyed =
  (more: Record<string, string> = {}) =>
  () => ({ idempotency_key: key(), ...more });

export const ALERT_READS: Record<string, Visit> = {
  '/alerts': { path: at('/alerts'), roles: STOCK },
  [`/alerts/${FILE}`]: { path: at('/alerts/export.csv'), roles: STOCK },
  [ONE]: none404('/alerts/77', STOCK),
  '/alerts/jobs': { path: at('/alerts/jobs'), roles: [...COUNTY_KEEPERS, 'branch_head', 'auditor'] },
};

export const ALERT_ACTS: Record<string, Visit> = {
  [`${ONE}/owner`]: none404('/alerts/77/owner', OWNERS, keyed()),
  [`${ONE}/rest`]: none404('/alerts/77/rest', OWNERS, keyed({ until: '2026-12-01', reason: '试一下' })),
  [`${ONE}/waking`]: none404('/alerts/77/waking', OWNERS, keyed()),
  '/alerts/jobs/:job{[a-z_.]{1,60}}/run': refusing(at('/alerts/jobs/no.job/run'), COUNTY_KEEPERS, keyed()),
};
