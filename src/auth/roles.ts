/** The roles of the consortium and what each may do: the minimum separation of duties. */

export const ROLES = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'quality_officer',
  'chief_pharmacist',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
  'committee_member',
  'auditor',
  'administrator',
] as const;

export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'shortage.register',
  'shortage.answer',
  'dispatch.pick',
  'dispatch.post',
  'dispatch.receive',
  'discrepancy.close',
  'stock.read',
  'stock.read.prices',
  'stock.import',
  'catalogue.read',
  'catalogue.import',
  'catalogue.edit',
  'formulary.draft',
  'formulary.publish',
  'dossier.apply',
  'dossier.manage',
  'dossier.review',
  'committee.manage',
  'committee.vote',
  'permit.manage',
  'substitute.manage',
  'audit.read',
  'verify.run',
  'organisations.manage',
  'users.manage',
  'rules.manage',
  'export',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READER: Permission[] = ['stock.read', 'catalogue.read', 'export'];

const GRANTS: Record<Role, readonly Permission[]> = {
  village_doctor: ['shortage.register', 'dispatch.receive', 'discrepancy.close', ...READER],
  branch_pharmacist: [
    'shortage.register',
    'dispatch.receive',
    'discrepancy.close',
    'dossier.apply',
    'stock.read.prices',
    ...READER,
  ],
  branch_head: [
    'shortage.register',
    'dispatch.receive',
    'discrepancy.close',
    'dossier.apply',
    'stock.read.prices',
    ...READER,
  ],
  hub_pharmacist: [
    'shortage.answer',
    'dispatch.post',
    'discrepancy.close',
    'dossier.apply',
    'stock.read.prices',
    ...READER,
  ],
  storekeeper: ['dispatch.pick', 'dispatch.post', 'discrepancy.close', 'stock.import', 'stock.read.prices', ...READER],
  buyer: ['stock.read.prices', ...READER],
  quality_officer: ['permit.manage', 'stock.read.prices', ...READER],
  chief_pharmacist: [
    'shortage.answer',
    'catalogue.import',
    'catalogue.edit',
    'formulary.draft',
    'formulary.publish',
    'dossier.manage',
    'committee.manage',
    'permit.manage',
    'substitute.manage',
    'rules.manage',
    'stock.read.prices',
    ...READER,
  ],
  chief_accountant: ['stock.read.prices', ...READER],
  vice_president: ['stock.read.prices', ...READER],
  equipment_officer: READER,
  committee_member: ['dossier.review', 'committee.vote', ...READER],
  auditor: ['audit.read', 'verify.run', 'stock.read.prices', ...READER],
  administrator: ['organisations.manage', 'users.manage', 'rules.manage', 'audit.read', 'catalogue.read', 'export'],
};

/** Roles that see the whole county whatever their organisation is. */
export const COUNTY_ROLES: readonly Role[] = [
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'quality_officer',
  'chief_pharmacist',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
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
