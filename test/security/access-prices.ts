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
const NEGOTIATION = '/negotiations/:number{YJ-[0-9]{8}-[0-9]{4,}}';
const REPRICING = '/repricings/:number{TJ-[0-9]{8}-[0-9]{4,}}';
const LINE = ':line{[0-9]{1,12}}';
const PROPOSAL = `/prices/selling/items/${PRICE_ITEM}/proposals/:id{[0-9]{1,12}}`;
const A_CONTRACT = '/contracts/HT-20261123-0001';
const TALKS = '/negotiations/YJ-20261123-0001';
const A_REPRICING = '/repricings/TJ-20261123-0001';
const MANAGERS: readonly Role[] = ['buyer', 'supply_head'];
const DECIDERS: readonly Role[] = ['supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president'];
const AT_TABLE: readonly Role[] = [...DECIDERS, 'buyer', 'accountant', 'quality_officer'];
const ACCOUNTANT: readonly Role[] = ['chief_accountant'];
const why = { reason: '试一下' };
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
  '/prices/selling': { path: at('/prices/selling'), roles: READERS },
  [`/prices/selling/${FILE}`]: { path: at('/prices/selling/export.csv'), roles: READERS },
  [`/prices/selling/items/${PRICE_ITEM}`]: { path: at('/prices/selling/items/AMX'), roles: READERS },
  '/contracts': { path: at('/contracts'), roles: READERS },
  [`/contracts/${FILE}`]: { path: at('/contracts/export.csv'), roles: READERS },
  '/contracts/new': { path: at('/contracts/new'), roles: BUYER },
  '/contracts/progress': { path: at('/contracts/progress'), roles: READERS },
  [`/contracts/progress/${FILE}`]: { path: at('/contracts/progress/export.csv'), roles: READERS },
  [CONTRACT]: { path: at(A_CONTRACT), roles: READERS, answers: [404] },
  '/negotiations': { path: at('/negotiations'), roles: READERS },
  [`/negotiations/${FILE}`]: { path: at('/negotiations/export.csv'), roles: READERS },
  '/negotiations/new': { path: at('/negotiations/new'), roles: MANAGERS },
  [NEGOTIATION]: { path: at(TALKS), roles: READERS, answers: [404] },
  [`${NEGOTIATION}/minutes.pdf`]: { path: at(`${TALKS}/minutes.pdf`), roles: READERS, answers: [404] },
  '/repricings': { path: at('/repricings'), roles: READERS },
  [`/repricings/${FILE}`]: { path: at('/repricings/export.csv'), roles: READERS },
  '/repricings/new': { path: at('/repricings/new'), roles: BUYER },
  [REPRICING]: { path: at(A_REPRICING), roles: READERS, answers: [404] },
  [`${REPRICING}/paper.pdf`]: { path: at(`${A_REPRICING}/paper.pdf`), roles: READERS, answers: [404] },
  [`${CONTRACT}/shares/${TEMPLATE}`]: { path: at(`${A_CONTRACT}/shares/template.csv`), roles: READERS },
};

export const PRICE_ACTS: Record<string, Visit> = {
  '/prices/import': refusing(at('/prices/import'), BUYER, none),
  '/prices/import/application': refusing(at('/prices/import/application'), BUYER, none),
  [`/prices/items/${PRICE_ITEM}/listed`]: refusing(at('/prices/items/AMX/listed'), BUYER, none),
  [`/prices/items/${PRICE_ITEM}/terms`]: refusing(at('/prices/items/AMX/terms'), BUYER, none),
  '/prices/selling/takeover': refusing(at('/prices/selling/takeover'), BUYER, none),
  [`/prices/selling/items/${PRICE_ITEM}/proposals`]: refusing(at('/prices/selling/items/AMX/proposals'), BUYER, none),
  [`${PROPOSAL}/approval`]: missing('/prices/selling/items/AMX/proposals/1/approval', ACCOUNTANT),
  [`${PROPOSAL}/refusal`]: missing('/prices/selling/items/AMX/proposals/1/refusal', ACCOUNTANT, why),
  [`${PROPOSAL}/withdrawal`]: missing('/prices/selling/items/AMX/proposals/1/withdrawal', BUYER),
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
  '/negotiations/new': refusing(at('/negotiations/new'), MANAGERS, none),
  [`${NEGOTIATION}/lines`]: missing(`${TALKS}/lines`, MANAGERS, { item: 'AMX', packs: '1' }),
  [`${NEGOTIATION}/lines/${LINE}/removal`]: missing(`${TALKS}/lines/1/removal`, MANAGERS),
  [`${NEGOTIATION}/lines/${LINE}/references`]: missing(`${TALKS}/lines/1/references`, MANAGERS, {
    kind: 'other',
    price: '1',
    source: '网上',
  }),
  [`${NEGOTIATION}/stance`]: missing(`${TALKS}/stance`, AT_TABLE, { stance: 'recused', statement: '试一下' }),
  [`${NEGOTIATION}/rounds`]: missing(`${TALKS}/rounds`, MANAGERS),
  [`${NEGOTIATION}/quotes`]: missing(`${TALKS}/quotes`, MANAGERS, { line: '1', party: '1', price: '1' }),
  [`${NEGOTIATION}/proposal`]: missing(`${TALKS}/proposal`, MANAGERS, { 'line.1.party': '0' }),
  [`${NEGOTIATION}/approval`]: missing(`${TALKS}/approval`, DECIDERS),
  [`${NEGOTIATION}/return`]: missing(`${TALKS}/return`, DECIDERS, why),
  [`${NEGOTIATION}/cancellation`]: missing(`${TALKS}/cancellation`, MANAGERS, why),
  '/repricings/new': refusing(at('/repricings/new'), BUYER, none),
  [`${REPRICING}/lines`]: missing(`${A_REPRICING}/lines`, BUYER, { item: 'AMX', price: '1' }),
  [`${REPRICING}/lines/${LINE}/removal`]: missing(`${A_REPRICING}/lines/1/removal`, BUYER),
  [`${REPRICING}/submission`]: missing(`${A_REPRICING}/submission`, BUYER),
  [`${REPRICING}/cancellation`]: missing(`${A_REPRICING}/cancellation`, BUYER, why),
  [`${REPRICING}/approval`]: missing(`${A_REPRICING}/approval`, ACCOUNTANT),
  [`${REPRICING}/return`]: missing(`${A_REPRICING}/return`, ACCOUNTANT, why),
};
