/** The roles of the consortium and what each may do: the minimum separation of duties. */
import { type Refusal, refuse } from '../kernel/result.ts';

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
  'committee_member',
  'auditor',
  'administrator',
  'supplier',
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
  'party.read',
  'party.edit',
  'party.licence',
  'bank.propose',
  'bank.confirm',
  'price.read',
  'price.edit',
  'contract.edit',
  'negotiation.manage',
  'repricing.propose',
  'repricing.approve',
  'requisition.make',
  'demand.read',
  'target.set',
  'plan.read',
  'plan.make',
  'approval.decide',
  'delegation.make',
  'budget.read',
  'budget.manage',
  'order.read',
  'order.place',
  'receipt.read',
  'receipt.inspect',
  'return.make',
  'payable.read',
  'invoice.record',
  'payment.prepare',
  'payment.approve',
  'statement.import',
  'account.read',
  'books.read',
  'books.confirm',
  'month.close',
  'supplier.portal',
  'audit.read',
  'verify.run',
  'organisations.manage',
  'users.manage',
  'rules.manage',
  'export',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READER: Permission[] = ['stock.read', 'catalogue.read', 'export'];

/** What everyone sees who has a part in buying for the county. */
const PROCUREMENT: Permission[] = [
  'party.read',
  'price.read',
  'demand.read',
  'plan.read',
  'budget.read',
  'order.read',
  'receipt.read',
  'stock.read.prices',
];

/** What everyone sees who has a part in paying for it. */
const MONEY: Permission[] = [...PROCUREMENT, 'payable.read', 'account.read', 'books.read'];

/** What a member does for itself: asks, inspects what comes straight to it, looks at its own books. */
const MEMBER: Permission[] = ['requisition.make', 'demand.read', 'order.read', 'receipt.read', 'receipt.inspect'];

const GRANTS: Record<Role, readonly Permission[]> = {
  village_doctor: ['shortage.register', 'dispatch.receive', 'discrepancy.close', ...MEMBER, ...READER],
  branch_pharmacist: [
    'shortage.register',
    'dispatch.receive',
    'discrepancy.close',
    'dossier.apply',
    'stock.read.prices',
    'target.set',
    ...MEMBER,
    ...READER,
  ],
  branch_head: [
    'shortage.register',
    'dispatch.receive',
    'discrepancy.close',
    'dossier.apply',
    'stock.read.prices',
    'target.set',
    'books.read',
    'books.confirm',
    'budget.read',
    ...MEMBER,
    ...READER,
  ],
  hub_pharmacist: [
    'shortage.answer',
    'dispatch.post',
    'discrepancy.close',
    'dossier.apply',
    'requisition.make',
    'target.set',
    ...PROCUREMENT,
    ...READER,
  ],
  storekeeper: [
    'dispatch.pick',
    'dispatch.post',
    'discrepancy.close',
    'stock.import',
    'receipt.inspect',
    'return.make',
    ...PROCUREMENT,
    ...READER,
  ],
  buyer: [
    'party.edit',
    'bank.propose',
    'price.edit',
    'contract.edit',
    'negotiation.manage',
    'repricing.propose',
    'plan.make',
    'order.place',
    ...PROCUREMENT,
    ...READER,
  ],
  supply_head: ['approval.decide', 'delegation.make', 'negotiation.manage', ...PROCUREMENT, ...READER],
  quality_officer: ['permit.manage', 'party.licence', 'receipt.inspect', 'return.make', ...PROCUREMENT, ...READER],
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
    'target.set',
    'approval.decide',
    'delegation.make',
    ...PROCUREMENT,
    ...READER,
  ],
  accountant: ['bank.propose', 'invoice.record', 'payment.prepare', 'statement.import', ...MONEY, ...READER],
  chief_accountant: [
    'bank.confirm',
    'repricing.approve',
    'approval.decide',
    'delegation.make',
    'budget.manage',
    'payment.approve',
    'month.close',
    ...MONEY,
    ...READER,
  ],
  vice_president: ['approval.decide', 'delegation.make', ...MONEY, ...READER],
  equipment_officer: READER,
  committee_member: ['dossier.review', 'committee.vote', ...READER],
  auditor: ['audit.read', 'verify.run', ...MONEY, ...READER],
  administrator: ['organisations.manage', 'users.manage', 'rules.manage', 'audit.read', 'catalogue.read', 'export'],
  supplier: ['supplier.portal'],
};

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
