/** How the table of access writes a visit: whose it is, and how an act is sent so that nothing changes. */
import { ROLES, type Role } from '../../src/auth/roles.ts';
import { nextNumber } from '../support/build.ts';
import type { Fields } from '../support/login.ts';
import type { World } from './world.ts';

export const ANYONE: readonly Role[] = ROLES;
/** Everyone of the county: a supplier is none of it, and a driver sees the own rounds and nothing else. */
export const EVERYONE: readonly Role[] = ROLES.filter((role) => role !== 'supplier' && role !== 'driver');
export const STOCK: readonly Role[] = EVERYONE.filter((role) => role !== 'administrator');
export const REGISTER: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head'];
export const ANSWER: readonly Role[] = ['hub_pharmacist', 'chief_pharmacist'];
export const POST: readonly Role[] = ['hub_pharmacist', 'storekeeper'];
export const EXPLAIN: readonly Role[] = [...REGISTER, ...POST];
export const PERMIT: readonly Role[] = ['quality_officer', 'chief_pharmacist'];
export const MANAGE: readonly Role[] = ['administrator'];
export const RULES: readonly Role[] = ['administrator', 'chief_pharmacist'];
export const TRAIL: readonly Role[] = ['auditor', 'administrator'];

export interface Visit {
  /** A real address of the world. */
  path: (world: World) => string;
  /** Whom it is for; everyone else meets a 403. */
  roles: readonly Role[];
  /** What those meet; 200 unless said otherwise. */
  answers?: number[];
  /** Of a POST: stale or incomplete, so that a permitted one is refused too and nothing changes. */
  fields?: (world: World) => Fields;
}

export const STALE = 999_999_999;
export const key = () => `attack-${process.pid}-${nextNumber()}`;
export const stale =
  (more: Fields = {}) =>
  () => ({ idempotency_key: key(), version: String(STALE), ...more });
export const none = () => ({});
export const CODE = ':code{[A-Z0-9]+}';
export const MEMBER = ':organisation{[A-Z0-9]+}';
export const at = (path: string) => () => path;
export const CHIEF: readonly Role[] = ['chief_pharmacist'];
export const FILE = ':file{export\\.(?:csv|xlsx)}';
export const EDITION = ':number{[1-9][0-9]{0,5}}';
export const ITEM_CODE = ':code{[A-Z0-9][A-Z0-9._-]*}';

export const REFUSED = [409, 422];
/** Incomplete or stale: refused for everyone, after the role was looked at. */
export function refusing(path: Visit['path'], roles: readonly Role[], fields: Visit['fields']): Visit {
  return { path, roles, answers: REFUSED, ...(fields && { fields }) };
}

export const reason = { reason: '试一下' };
