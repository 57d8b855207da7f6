/** Who may read and do what with applications for equipment: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, none, refusing, stale, type Visit } from './visits.ts';

const READ: readonly Role[] = [
  'buyer',
  'branch_head',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
  'engineer',
  'custodian',
  'auditor',
];
const APPLY: readonly Role[] = ['branch_head', 'equipment_officer', 'engineer', 'custodian'];
const BUY: readonly Role[] = ['buyer', 'equipment_officer'];
const DECIDE: readonly Role[] = ['branch_head', 'vice_president', 'equipment_officer'];
const LIST = '/equipment/acquisitions';
const ONE = `${LIST}/:number{SG-[0-9]{8}-[0-9]{4,}}`;
const NONE = `${LIST}/SG-20261123-9999`;
const CONTRACTS = '/equipment/purchases';
const CONTRACT = `${CONTRACTS}/:number{SC-[0-9]{8}-[0-9]{4,}}`;
const NO_CONTRACT = `${CONTRACTS}/SC-20261123-9999`;
const ACCEPTANCE = '/equipment/acceptances/:number{SY-[0-9]{8}-[0-9]{4,}}';
const ACCEPTANCES = '/equipment/acceptances';
const NO_ACCEPTANCE = '/equipment/acceptances/SY-20261123-9999';
const why = { why: '试一下' };

const gone = (act: string, roles: readonly Role[], more: Record<string, string> = {}, of = NONE): Visit => ({
  path: at(`${of}/${act}`),
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
  [CONTRACTS]: { path: at(CONTRACTS), roles: READ },
  [`${CONTRACTS}/${FILE}`]: { path: at(`${CONTRACTS}/export.csv`), roles: READ },
  [`${CONTRACTS}/new`]: { path: at(`${CONTRACTS}/new`), roles: BUY },
  [CONTRACT]: { path: at(NO_CONTRACT), roles: READ, answers: [404] },
  [`${CONTRACT}/delivery`]: { path: at(`${NO_CONTRACT}/delivery`), roles: APPLY, answers: [404] },
  [ACCEPTANCES]: { path: at(ACCEPTANCES), roles: READ },
  [`${ACCEPTANCES}/${FILE}`]: { path: at(`${ACCEPTANCES}/export.csv`), roles: READ },
  [ACCEPTANCE]: { path: at(NO_ACCEPTANCE), roles: READ, answers: [404] },
  [`${ACCEPTANCE}/paper.pdf`]: { path: at(`${NO_ACCEPTANCE}/paper.pdf`), roles: READ, answers: [404] },
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
  [CONTRACTS]: refusing(at(CONTRACTS), BUY, none),
  [`${CONTRACT}/delivery`]: gone('delivery', APPLY, {}, NO_CONTRACT),
  [`${CONTRACT}/closing`]: gone('closing', BUY, why, NO_CONTRACT),
  [`${ACCEPTANCE}/user`]: gone('user', APPLY, { powered: '1', functional: '1', trained: '1' }, NO_ACCEPTANCE),
  [`${ACCEPTANCE}/office`]: gone(
    'office',
    ['equipment_officer'],
    { complete: '1', documents: '1', supplierPerson: '何师傅' },
    NO_ACCEPTANCE,
  ),
  [`${ACCEPTANCE}/retraction`]: gone('retraction', APPLY, {}, NO_ACCEPTANCE),
  [`${ACCEPTANCE}/undoing`]: gone('undoing', ['equipment_officer'], why, NO_ACCEPTANCE),
  [`${ACCEPTANCE}/return`]: gone('return', APPLY, why, NO_ACCEPTANCE),
};
