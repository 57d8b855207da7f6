/** Who may read and do what with losses: part of the table in `access.ts`. No paper is open in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
];
const APPROVERS: readonly Role[] = ['branch_head', 'chief_pharmacist', 'chief_accountant'];
const ONE = '/losses/:number{(?:BS|TZ|XH)-[0-9]{8}-[0-9]{4,}}';
const BS = '/losses/BS-20261123-9999';
const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

export const LOSS_READS: Record<string, Visit> = {
  '/losses': { path: at('/losses'), roles: STOCK },
  [`/losses/${FILE}`]: { path: at('/losses/export.csv'), roles: STOCK },
  '/losses/new': { path: at('/losses/new'), roles: KEEPERS },
  '/losses/destructions/new': { path: at('/losses/destructions/new'), roles: KEEPERS },
  [ONE]: { path: at(BS), roles: STOCK, answers: [404] },
  [`${ONE}/paper.pdf`]: { path: at(`${BS}/paper.pdf`), roles: STOCK, answers: [404] },
};

export const LOSS_ACTS: Record<string, Visit> = {
  '/losses': refusing(at('/losses'), KEEPERS, none),
  '/losses/destructions': refusing(at('/losses/destructions'), KEEPERS, none),
  [`${ONE}/lines`]: gone(`${BS}/lines`, KEEPERS),
  [`${ONE}/lines/:line{[0-9]{1,12}}/removal`]: gone(`${BS}/lines/1/removal`, KEEPERS),
  [`${ONE}/submission`]: gone(`${BS}/submission`, KEEPERS),
  [`${ONE}/cancellation`]: gone(`${BS}/cancellation`, KEEPERS, { why: '试一下' }),
  [`${ONE}/approval`]: gone(`${BS}/approval`, APPROVERS),
  [`${ONE}/return`]: gone(`${BS}/return`, APPROVERS, { why: '试一下' }),
  [`${ONE}/reversal`]: gone(`${BS}/reversal`, APPROVERS, { why: '试一下' }),
  [`${ONE}/withdrawal`]: gone(`${BS}/withdrawal`, APPROVERS, { why: '试一下' }),
};
