/** Who may read and do what with counts: part of the table in `access.ts`. No count is open in that world. */
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
const ONE = '/counts/:number{PD-[0-9]{8}-[0-9]{4,}}';
const PLAN = '/counts/plans/:id{[0-9]{1,12}}';
const none404 = (path: string, roles: readonly Role[], fields?: Visit['fields']): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  ...(fields && { fields }),
});
const PD = '/counts/PD-20261123-9999';
const seen =
  (more: Record<string, string> = {}) =>
  () => ({ idempotency_key: key(), version: String(STALE), ...more });

export const COUNT_READS: Record<string, Visit> = {
  '/counts': { path: at('/counts'), roles: STOCK },
  [`/counts/${FILE}`]: { path: at('/counts/export.csv'), roles: STOCK },
  '/counts/new': { path: at('/counts/new'), roles: KEEPERS },
  '/counts/plans': { path: at('/counts/plans'), roles: STOCK },
  '/counts/plans/new': { path: at('/counts/plans/new'), roles: KEEPERS },
  [ONE]: none404(PD, STOCK),
  [`${ONE}/${FILE}`]: none404(`${PD}/export.csv`, STOCK),
  [`${ONE}/sheet.pdf`]: none404(`${PD}/sheet.pdf`, STOCK),
  [`${ONE}/result.pdf`]: none404(`${PD}/result.pdf`, STOCK),
  [`${ONE}/found`]: none404(`${PD}/found`, KEEPERS),
};

export const COUNT_ACTS: Record<string, Visit> = {
  '/counts': refusing(at('/counts'), KEEPERS, none),
  '/counts/plans': refusing(at('/counts/plans'), KEEPERS, none),
  [`${PLAN}/opening`]: none404('/counts/plans/77/opening', KEEPERS, seen()),
  [`${PLAN}/ending`]: none404('/counts/plans/77/ending', KEEPERS, seen()),
  [`${PLAN}/resumption`]: none404('/counts/plans/77/resumption', KEEPERS, seen()),
  [`${ONE}/findings`]: none404(`${PD}/findings`, KEEPERS, seen()),
  [`${ONE}/found`]: none404(
    `${PD}/found`,
    KEEPERS,
    seen({ item: 'AMX', lotNumber: 'B1', expiresOn: '2027-12-31', store: '1', 'quantity.packs': '1' }),
  ),
  [`${ONE}/lines/:line{[0-9]{1,12}}/recount`]: none404(`${PD}/lines/1/recount`, KEEPERS, seen()),
  [`${ONE}/cancellation`]: none404(`${PD}/cancellation`, KEEPERS, seen({ reason: '试一下' })),
  [`${ONE}/submission`]: none404(`${PD}/submission`, KEEPERS, seen()),
  [`${ONE}/approval`]: none404(`${PD}/approval`, APPROVERS, seen()),
  [`${ONE}/return`]: none404(`${PD}/return`, APPROVERS, seen({ reason: '试一下' })),
  [`${ONE}/reversal`]: none404(`${PD}/reversal`, APPROVERS, seen({ reason: '试一下' })),
};
