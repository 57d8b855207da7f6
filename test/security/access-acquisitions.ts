/** Who may read and do what with applications for equipment: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, none, refusing, stale, type Visit } from './visits.ts';

const READ: readonly Role[] = [
  'branch_head',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
  'engineer',
  'custodian',
  'auditor',
];
const APPLY: readonly Role[] = ['branch_head', 'equipment_officer', 'engineer', 'custodian'];
const DECIDE: readonly Role[] = ['branch_head', 'vice_president', 'equipment_officer'];
const LIST = '/equipment/acquisitions';
const ONE = `${LIST}/:number{SG-[0-9]{8}-[0-9]{4,}}`;
const NONE = `${LIST}/SG-20261123-9999`;
const why = { why: '试一下' };

const gone = (act: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(`${NONE}/${act}`),
  roles,
  answers: [404],
  fields: stale(more),
});

export const ACQUISITION_READS: Record<string, Visit> = {
  [LIST]: { path: at(LIST), roles: READ },
  [`${LIST}/${FILE}`]: { path: at(`${LIST}/export.csv`), roles: READ },
  [`${LIST}/new`]: { path: at(`${LIST}/new`), roles: APPLY },
  [ONE]: { path: at(NONE), roles: READ, answers: [404] },
  [`${ONE}/edit`]: { path: at(`${NONE}/edit`), roles: APPLY, answers: [404] },
};

export const ACQUISITION_ACTS: Record<string, Visit> = {
  [LIST]: refusing(at(LIST), APPLY, none),
  [`${ONE}/edit`]: gone('edit', APPLY),
  [`${ONE}/check`]: gone('check', APPLY),
  [`${ONE}/submission`]: gone('submission', APPLY),
  [`${ONE}/cancellation`]: gone('cancellation', APPLY, why),
  [`${ONE}/approval`]: gone('approval', DECIDE),
  [`${ONE}/return`]: gone('return', DECIDE, why),
  [`${ONE}/rejection`]: gone('rejection', DECIDE, why),
};
