/** The roles of the consortium, and who may do what by them. */
import { type Refusal, refuse } from '../kernel/result.ts';
import { GRANTS } from './grants.ts';
import type { Permission } from './permissions.ts';

export { PERMISSIONS, type Permission } from './permissions.ts';

export const ROLES = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
  'engineer',
  'custodian',
  'committee_member',
  'auditor',
  'administrator',
  'driver',
  'supplier',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles that see the whole county whatever their organisation is. */
export const COUNTY_ROLES: readonly Role[] = [
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
  'engineer',
  'committee_member',
  'auditor',
  'administrator',
];

/** True when any of the roles grants the permission. */
export function may(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => GRANTS[role].includes(permission));
}

/** The roles that any of the permissions is granted to, in the order of the list. */
export function rolesGranting(...permissions: readonly Permission[]): Role[] {
  return ROLES.filter((role) => permissions.some((permission) => may([role], permission)));
}

/** Those of the roles whose people see the whole county. */
export function ofCounty(roles: readonly Role[]): Role[] {
  return roles.filter((role) => COUNTY_ROLES.includes(role));
}

/** A command's refusal of somebody without any of the permissions: it names the roles that have them. */
export function refuseWithout(...permissions: readonly Permission[]): Refusal {
  return refuse('forbidden', { roles: rolesGranting(...permissions).join(',') });
}

/** The roles that such a refusal names. */
export function rolesNamed(refusal: Pick<Refusal, 'detail'>): Role[] {
  const named = String(refusal.detail.roles ?? '').split(',');
  return ROLES.filter((role) => named.includes(role));
}
