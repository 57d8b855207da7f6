/** Who may read and do what with the value of equipment: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STOCK, type Visit } from './visits.ts';

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

const OFFICE: readonly Role[] = ['equipment_officer'];
const KEEPERS: readonly Role[] = ['branch_head', 'equipment_officer', 'engineer', 'custodian'];
const DRAFT = '/equipment/use/import/:id{[0-9]{1,12}}';

export const ASSET_VALUE_READS: Record<string, Visit> = {
  '/equipment/overview': { path: at('/equipment/overview'), roles: STOCK },
  [`/equipment/overview/${FILE}`]: { path: at('/equipment/overview/export.csv'), roles: STOCK },
  '/equipment/value': { path: at('/equipment/value'), roles: PRICE },
  [`/equipment/value/${FILE}`]: { path: at('/equipment/value/export.csv'), roles: PRICE },
  '/equipment/value/cards': { path: at('/equipment/value/cards'), roles: PRICE },
  [`/equipment/value/cards/${FILE}`]: { path: at('/equipment/value/cards/export.csv'), roles: PRICE },
  '/equipment/depreciation': { path: at('/equipment/depreciation'), roles: PRICE },
  [RUN]: { path: at('/equipment/depreciation/77'), roles: PRICE, answers: [404] },
  [`${RUN}/${FILE}`]: { path: at('/equipment/depreciation/77/export.csv'), roles: PRICE, answers: [404] },
  [`${ONE}/value`]: { path: at(`${NONE}/value`), roles: PRICE, answers: [404] },
  '/equipment/use': { path: at('/equipment/use'), roles: STOCK },
  [`/equipment/use/${FILE}`]: { path: at('/equipment/use/export.csv'), roles: STOCK },
  [`${ONE}/use`]: { path: at(`${NONE}/use`), roles: STOCK, answers: [404] },
  '/equipment/use/import': { path: at('/equipment/use/import'), roles: OFFICE },
  '/equipment/use/import/:file{template\\.(?:csv|xlsx)}': {
    path: at('/equipment/use/import/template.csv'),
    roles: OFFICE,
  },
  '/equipment/use/import/runs/:key{[\\w-]{8,64}}': {
    path: at('/equipment/use/import/runs/no-such-run'),
    roles: OFFICE,
  },
  [DRAFT]: { path: at('/equipment/use/import/77'), roles: OFFICE, answers: [404] },
  '/equipment/pool': { path: at('/equipment/pool'), roles: STOCK },
  [`/equipment/pool/${FILE}`]: { path: at('/equipment/pool/export.csv'), roles: STOCK },
};

export const ASSET_VALUE_ACTS: Record<string, Visit> = {
  '/equipment/depreciation': refusing(at('/equipment/depreciation'), CHARGE, none),
  [`${RUN}/reversal`]: {
    path: at('/equipment/depreciation/77/reversal'),
    roles: CHARGE,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: '试一下' }),
  },
  [`${ONE}/use`]: {
    path: at(`${NONE}/use`),
    roles: KEEPERS,
    answers: [404],
    fields: () => ({
      idempotency_key: key(),
      month: '2026-10',
      open: '1',
      used: '1',
      cases: '1',
      revenue: '0',
      cost: '0',
    }),
  },
  '/equipment/use/import': refusing(at('/equipment/use/import'), OFFICE, none),
  [`${DRAFT}/application`]: {
    path: at('/equipment/use/import/77/application'),
    roles: OFFICE,
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  [`${ONE}/offer`]: {
    path: at(`${NONE}/offer`),
    roles: KEEPERS,
    answers: [404],
    fields: () => ({ idempotency_key: key(), condition: 'good', expected: '0' }),
  },
  '/equipment/pool/offers/:id{[0-9]{1,12}}/end': {
    path: at('/equipment/pool/offers/77/end'),
    roles: KEEPERS,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: '试一下' }),
  },
  '/equipment/pool/demands': refusing(at('/equipment/pool/demands'), KEEPERS, none),
  '/equipment/pool/demands/:id{[0-9]{1,12}}/end': {
    path: at('/equipment/pool/demands/77/end'),
    roles: KEEPERS,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: '试一下' }),
  },
};
