/** Who may have which roles and where, and what an administrator may not do to people or to himself. */
import { ROLES, type Role } from '../auth/roles.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

const MEMBER_KINDS: readonly OrganisationKind[] = ['branch', 'campus', 'centre'];
const HEAD: readonly OrganisationKind[] = ['head'];

/** The kinds of organisation in which a role exists; roles that are not listed belong to the head hospital. */
const PLACES: Partial<Record<Role, readonly OrganisationKind[]>> = {
  village_doctor: ['clinic'],
  branch_pharmacist: MEMBER_KINDS,
  branch_head: MEMBER_KINDS,
  custodian: [...HEAD, ...MEMBER_KINDS, 'clinic'],
  driver: [...HEAD, ...MEMBER_KINDS],
  supplier: ['company'],
};

/** Pairs that one person may not hold: whoever orders does not accept, whoever accepts does not pay. */
const APART: readonly (readonly [Role, Role])[] = [
  ['buyer', 'storekeeper'],
  ['buyer', 'quality_officer'],
  ['buyer', 'chief_accountant'],
  ['storekeeper', 'chief_accountant'],
  ['quality_officer', 'chief_accountant'],
  ['chief_pharmacist', 'chief_accountant'],
];
/** These stand alone: whoever checks or grants does not act. */
const ALONE: readonly Role[] = ['auditor', 'administrator', 'supplier'];

/** The login as it is kept and compared: half-width, lower case, no spaces at the ends. */
export function normaliseLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/**
 * Refuses no role, an unknown one, one that does not exist in this kind of organisation, and roles kept apart. People
 * of an organisation outside the county's tree are suppliers and nothing else.
 */
export function checkRoles(roles: readonly Role[], kind: OrganisationKind, outside = false): Result<undefined> {
  if (roles.length === 0) return refuse('role_missing', {}, 'roles');
  for (const role of roles) {
    if (!ROLES.includes(role)) return refuse('role_unknown', {}, 'roles');
    if (outside && role !== 'supplier') return refuse('role_outside', { role }, 'roles');
    if (!(PLACES[role] ?? HEAD).includes(kind)) return refuse('role_wrong_place', { role, kind }, 'roles');
    if (ALONE.includes(role) && roles.length > 1) return refuse('role_alone', { role }, 'roles');
  }
  const clash = APART.find(([one, other]) => roles.includes(one) && roles.includes(other));
  if (clash !== undefined) return refuse('roles_apart', { one: clash[0], other: clash[1] }, 'roles');
  return ok();
}

/** Refuses a login that is too short, too long or has other signs than letters, digits, dot, dash and underscore. */
export function checkIdentity(given: { login: string; name: string }): Result<undefined> {
  if (!/^[a-z0-9][a-z0-9._-]{1,63}$/.test(given.login)) return refuse('login_form', {}, 'login');
  if (given.name.trim() === '') return refuse('name_missing', {}, 'name');
  return ok();
}

interface Change {
  actorId: number;
  personId: number;
  /** The person is an active administrator now. */
  isAdministrator: boolean;
  /** And will not be one afterwards. */
  losesAdministration: boolean;
  activeAdministrators: number;
}

/** Refuses to shut oneself out and to leave the house without an administrator. */
export function checkLoss(change: Change): Result<undefined> {
  if (!change.losesAdministration || !change.isAdministrator) return ok();
  if (change.activeAdministrators <= 1) return refuse('last_administrator');
  if (change.actorId === change.personId) return refuse('not_yourself');
  return ok();
}
