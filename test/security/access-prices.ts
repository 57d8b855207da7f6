/** Who may read and change prices, contracts, negotiations and repricing: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, type Visit } from './visits.ts';

const READERS: readonly Role[] = [
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
const BUYER: readonly Role[] = ['buyer'];
const ACTIVATORS: readonly Role[] = ['buyer', 'supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president'];

const PRICE_ITEM = ':code{[A-Za-z0-9._-]{1,80}}';
const TEMPLATE = ':file{template\\.(?:csv|xlsx)}';
const CONTRACT = '/contracts/:number{HT-[0-9]{8}-[0-9]{4,}}';
const LINE = ':line{[0-9]{1,12}}';
const A_CONTRACT = '/contracts/HT-20261123-0001';
const day = '2026-11-24';

/** An act on a record that is not there: whoever may is told so. */
const missing = (path: string, roles: readonly Role[], fields: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...fields }),
});

export const PRICE_READS: Record<string, Visit> = {
  '/prices': { path: at('/prices'), roles: READERS },
  [`/prices/${FILE}`]: { path: at('/prices/export.csv'), roles: READERS },
  '/prices/import': { path: at('/prices/import'), roles: BUYER },
  [`/prices/import/${TEMPLATE}`]: { path: at('/prices/import/template.csv'), roles: BUYER },
  [`/prices/items/${PRICE_ITEM}`]: { path: at('/prices/items/AMX'), roles: READERS },
  '/contracts': { path: at('/contracts'), roles: READERS },
  [`/contracts/${FILE}`]: { path: at('/contracts/export.csv'), roles: READERS },
  '/contracts/new': { path: at('/contracts/new'), roles: BUYER },
  '/contracts/progress': { path: at('/contracts/progress'), roles: READERS },
  [`/contracts/progress/${FILE}`]: { path: at('/contracts/progress/export.csv'), roles: READERS },
  [CONTRACT]: { path: at(A_CONTRACT), roles: READERS, answers: [404] },
  [`${CONTRACT}/shares/${TEMPLATE}`]: { path: at(`${A_CONTRACT}/shares/template.csv`), roles: BUYER },
};

export const PRICE_ACTS: Record<string, Visit> = {
  '/prices/import': refusing(at('/prices/import'), BUYER, none),
  '/prices/import/application': refusing(at('/prices/import/application'), BUYER, none),
  [`/prices/items/${PRICE_ITEM}/listed`]: refusing(at('/prices/items/AMX/listed'), BUYER, none),
  [`/prices/items/${PRICE_ITEM}/terms`]: refusing(at('/prices/items/AMX/terms'), BUYER, none),
  '/contracts/new': refusing(at('/contracts/new'), BUYER, none),
  [`${CONTRACT}/lines`]: missing(`${A_CONTRACT}/lines`, BUYER, {
    item: 'AMX',
    price: '1',
    agreedUnits: '0',
    convertTimes: '1',
    convertBy: '1',
  }),
  [`${CONTRACT}/lines/${LINE}/removal`]: missing(`${A_CONTRACT}/lines/1/removal`, BUYER),
  [`${CONTRACT}/lines/${LINE}/spread`]: missing(`${A_CONTRACT}/lines/1/spread`, BUYER),
  [`${CONTRACT}/shares`]: { ...missing(`${A_CONTRACT}/shares`, BUYER), fields: none },
  [`${CONTRACT}/activation`]: missing(`${A_CONTRACT}/activation`, ACTIVATORS),
  [`${CONTRACT}/ending`]: missing(`${A_CONTRACT}/ending`, BUYER, { lastDay: day, reason: '试一下' }),
  [`${CONTRACT}/withdrawal`]: missing(`${A_CONTRACT}/withdrawal`, BUYER, { reason: '试一下' }),
  [`${CONTRACT}/excuses`]: missing(`${A_CONTRACT}/excuses`, BUYER, { line: '1', units: '1', reason: '试一下' }),
};
