/** Who may read and do what with high-value consumables: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, type Visit } from './visits.ts';

const READ: readonly Role[] = [
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'auditor',
];
const KEEP: readonly Role[] = ['storekeeper'];
const RECALL: readonly Role[] = ['quality_officer', 'chief_pharmacist'];
const LIST = '/implants';
const ONE = `${LIST}/:id{[0-9]{1,12}}`;
const NONE = `${LIST}/999999999`;
const RECALLED = `${LIST}/recalls/:id{[0-9]{1,12}}`;
const NO_RECALL = `${LIST}/recalls/999999999`;
const PAPER = `${LIST}/papers/:number{(?:JX|ZR)-[0-9]{8}-[0-9]{4,}}`;
const why = () => ({ idempotency_key: key(), why: '试一下' });

export const IMPLANT_READS: Record<string, Visit> = {
  [LIST]: { path: at(LIST), roles: READ },
  [`${LIST}/${FILE}`]: { path: at(`${LIST}/export.csv`), roles: READ },
  [PAPER]: { path: at(`${LIST}/papers/ZR-20261123-9999`), roles: READ, answers: [404] },
  [`${LIST}/new`]: { path: at(`${LIST}/new`), roles: KEEP },
  [`${LIST}/own`]: { path: at(`${LIST}/own`), roles: READ },
  [`${LIST}/own/${FILE}`]: { path: at(`${LIST}/own/export.csv`), roles: READ },
  [`${LIST}/own/new`]: { path: at(`${LIST}/own/new`), roles: KEEP },
  [`${LIST}/uses/new`]: { path: at(`${LIST}/uses/new`), roles: KEEP },
  [`${LIST}/recalls`]: { path: at(`${LIST}/recalls`), roles: READ },
  [`${LIST}/recalls/${FILE}`]: { path: at(`${LIST}/recalls/export.csv`), roles: READ },
  [`${LIST}/recalls/new`]: { path: at(`${LIST}/recalls/new`), roles: RECALL },
  [RECALLED]: { path: at(NO_RECALL), roles: READ, answers: [404] },
  [ONE]: { path: at(NONE), roles: READ, answers: [404] },
};

export const IMPLANT_ACTS: Record<string, Visit> = {
  [LIST]: refusing(at(LIST), KEEP, none),
  [`${LIST}/own`]: refusing(at(`${LIST}/own`), KEEP, none),
  [`${LIST}/uses`]: refusing(at(`${LIST}/uses`), KEEP, none),
  [`${LIST}/recalls`]: refusing(at(`${LIST}/recalls`), RECALL, none),
  [`${RECALLED}/ending`]: { path: at(`${NO_RECALL}/ending`), roles: RECALL, answers: [404], fields: why },
  [`${RECALLED}/follow-ups`]: {
    path: at(`${NO_RECALL}/follow-ups`),
    roles: [...KEEP, ...RECALL],
    answers: [404],
    fields: () => ({ idempotency_key: key(), unit: '1', toldOn: '2026-01-01', outcome: '电话' }),
  },
  [`${ONE}/retraction`]: { path: at(`${NONE}/retraction`), roles: KEEP, answers: [404], fields: why },
  [`${ONE}/return`]: { path: at(`${NONE}/return`), roles: KEEP, answers: [404], fields: why },
};
