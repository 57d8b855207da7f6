/** English names of the roles that people have. */
import type { roles as zh } from '../zh/roles.ts';

export const roles: typeof zh = {
  village_doctor: 'Village doctor',
  branch_pharmacist: 'Branch pharmacist',
  branch_head: 'Branch head',
  hub_pharmacist: 'Hub pharmacist',
  storekeeper: 'Storekeeper',
  buyer: 'Procurement officer',
  supply_head: 'Supply department head',
  quality_officer: 'Quality officer',
  chief_pharmacist: 'Chief pharmacist',
  accountant: 'Accountant',
  chief_accountant: 'Chief accountant',
  vice_president: 'Vice president',
  equipment_officer: 'Equipment officer',
  engineer: 'Biomedical engineer',
  custodian: 'Equipment custodian',
  committee_member: 'P&T committee member',
  auditor: 'Auditor',
  administrator: 'Administrator',
  driver: 'Driver',
  supplier: 'Supplier',
};
