/** Who may read and do what with the value of equipment: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, type Visit } from './visits.ts';

const PRICE: readonly Role[] = [
  'branch_head',
  'accountant',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
  'auditor',
];
const CHARGE: readonly Role[] = ['chief_accountant', 'equipment_officer'];
const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}';
const NONE = '/equipment/SB-20261123-9999';
const RUN = '/equipment/depreciation/:id{[0-9]{1,12}}';

export const ASSET_VALUE_READS: Record<string, Visit> = {
  '/equipment/value': { path: at('/equipment/value'), roles: PRICE },
  [`/equipment/value/${FILE}`]: { path: at('/equipment/value/export.csv'), roles: PRICE },
  '/equipment/value/cards': { path: at('/equipment/value/cards'), roles: PRICE },
  [`/equipment/value/cards/${FILE}`]: { path: at('/equipment/value/cards/export.csv'), roles: PRICE },
  '/equipment/depreciation': { path: at('/equipment/depreciation'), roles: PRICE },
  [RUN]: { path: at('/equipment/depreciation/77'), roles: PRICE, answers: [404] },
  [`${RUN}/${FILE}`]: { path: at('/equipment/depreciation/77/export.csv'), roles: PRICE, answers: [404] },
  [`${ONE}/value`]: { path: at(`${NONE}/value`), roles: PRICE, answers: [404] },
};

export const ASSET_VALUE_ACTS: Record<string, Visit> = {
  '/equipment/depreciation': refusing(at('/equipment/depreciation'), CHARGE, none),
  [`${RUN}/reversal`]: {
    path: at('/equipment/depreciation/77/reversal'),
    roles: CHARGE,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: '试一下' }),
  },
};
