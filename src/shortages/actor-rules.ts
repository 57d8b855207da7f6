/** The roles whose people act for a side of a request. Pure. */
import type { Role } from '../auth/roles.ts';
import type { ActingSide } from './rules.ts';

/** Of the member that asked: those who may receive and end a request there. */
export const SIDE_ROLES: Record<ActingSide, readonly Role[]> = {
  hub: ['hub_pharmacist'],
  buyer: ['buyer'],
  store: ['storekeeper'],
  clinic: ['village_doctor', 'branch_pharmacist', 'branch_head'],
  nobody: [],
};
