/** Who may read which page and do which act, written by hand: a new address that is not here fails the test. */
import { COUNTY_ROLES } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { ALERT_ACTS, ALERT_READS } from './access-alerts.ts';
import { BUYING_ACTS, BUYING_READS } from './access-buying.ts';
import { CATALOGUE_ACTS, CATALOGUE_READS } from './access-catalogue.ts';
import { CONTROLLED_ACTS, CONTROLLED_READS } from './access-controlled.ts';
import { COUNT_ACTS, COUNT_READS } from './access-counts.ts';
import { FIGURE_READS } from './access-figures.ts';
import { ISSUE_ACTS, ISSUE_READS, USE_ACTS, USE_READS } from './access-issues.ts';
import { KEEPING_ACTS, KEEPING_READS } from './access-keeping.ts';
import { LEVEL_ACTS, LEVEL_READS } from './access-levels.ts';
import { LOSS_ACTS, LOSS_READS } from './access-losses.ts';
import { MONEY_ACTS, MONEY_READS } from './access-money.ts';
import { ORDER_ACTS, ORDER_READS } from './access-orders.ts';
import { PAPER_ACTS, PAPER_READS } from './access-papers.ts';
import { PARTY_ACTS, PARTY_READS } from './access-parties.ts';
import { PLAN_ACTS, PLAN_READS } from './access-plans.ts';
import { PRICE_ACTS, PRICE_READS } from './access-prices.ts';
import { RECALL_ACTS, RECALL_READS } from './access-recalls.ts';
import { RECEIVING_ACTS, RECEIVING_READS } from './access-receiving.ts';
import { ROUND_ACTS, ROUND_READS } from './access-rounds.ts';
import { SCAN_ACTS, SCAN_READS } from './access-scanning.ts';
import { SELECTION_ACTS, SELECTION_READS } from './access-selection.ts';
import { STORAGE_ACTS, STORAGE_READS } from './access-storage.ts';
import { SUPPLY_ACTS, SUPPLY_READS } from './access-supply.ts';
import { TRACE_ACTS, TRACE_READS } from './access-tracing.ts';
import { TRANSFER_ACTS, TRANSFER_READS } from './access-transfers.ts';
import { VIEW_READS } from './access-views.ts';
import {
  ANYONE,
  at,
  CHIEF,
  EDITION,
  EVERYONE,
  FILE,
  ITEM_CODE,
  key,
  MEMBER,
  none,
  PERMIT,
  refusing,
  STALE,
  STOCK,
  stale,
  type Visit,
} from './visits.ts';

/** Read pages. Village and branch people work at clinic A and branch A, everyone else at the hub. */
export const READS: Record<string, Visit> = {
  ...PAPER_READS,
  ...PARTY_READS,
  ...SUPPLY_READS,
  ...PRICE_READS,
  ...KEEPING_READS,
  ...ISSUE_READS,
  ...COUNT_READS,
  ...LOSS_READS,
  ...LEVEL_READS,
  ...TRANSFER_READS,
  ...RECALL_READS,
  ...CONTROLLED_READS,
  ...TRACE_READS,
  ...STORAGE_READS,
  ...FIGURE_READS,
  ...ROUND_READS,
  ...ALERT_READS,
  ...USE_READS,
  ...SCAN_READS,
  ...SELECTION_READS,
  ...BUYING_READS,
  ...MONEY_READS,
  ...PLAN_READS,
  ...ORDER_READS,
  ...RECEIVING_READS,
  '/': { path: at('/'), roles: ANYONE },
  '/find': { path: at('/find?q=amx'), roles: EVERYONE },
  '/login': { path: at('/login'), roles: ANYONE, answers: [303] },
  '/password': { path: at('/password'), roles: ANYONE },
  ...CATALOGUE_READS,
  '/linkage': { path: at('/linkage'), roles: STOCK },
  '/linkage/:file{export\\.(?:csv|xlsx)}': { path: at('/linkage/export.csv'), roles: STOCK },
  '/linkage/gaps': { path: at('/linkage/gaps'), roles: STOCK },
  '/linkage/gaps/:file{export\\.(?:csv|xlsx)}': { path: at('/linkage/gaps/export.csv'), roles: STOCK },
  '/linkage/items': { path: at('/linkage/items'), roles: STOCK },
  '/linkage/items/:file{export\\.(?:csv|xlsx)}': { path: at('/linkage/items/export.csv'), roles: STOCK },
  '/substitutes': { path: at('/substitutes'), roles: EVERYONE },
  '/substitutes/:file{export\\.(?:csv|xlsx)}': { path: at('/substitutes/export.csv'), roles: EVERYONE },
  '/substitutes/lookup': { path: at('/substitutes/lookup?q=amx'), roles: STOCK },
  '/substitutes/new': { path: at('/substitutes/new'), roles: ['chief_pharmacist'] },
  '/substitutes/:id{[0-9]{1,12}}': { path: at('/substitutes/77'), roles: EVERYONE, answers: [404] },
  '/preparations': { path: at('/preparations'), roles: EVERYONE },
  '/preparations/:file{export\\.(?:csv|xlsx)}': { path: at('/preparations/export.csv'), roles: EVERYONE },
  '/preparations/new': { path: at('/preparations/new'), roles: PERMIT },
  '/preparations/:id{[0-9]{1,12}}': { path: at('/preparations/77'), roles: EVERYONE, answers: [404] },
  // Nothing is published in this world, and no draft is open
  '/formulary': { path: at('/formulary'), roles: EVERYONE },
  [`/formulary/${FILE}`]: { path: at('/formulary/export.csv'), roles: EVERYONE, answers: [404] },
  '/formulary/draft': { path: at('/formulary/draft'), roles: COUNTY_ROLES },
  [`/formulary/draft/${FILE}`]: { path: at('/formulary/draft/export.csv'), roles: COUNTY_ROLES, answers: [404] },
  '/formulary/draft/items': { path: at('/formulary/draft/items?q=amx'), roles: CHIEF },
  [`/formulary/draft/items/${ITEM_CODE}`]: { path: at('/formulary/draft/items/AMX'), roles: CHIEF },
  '/formulary/draft/publication': { path: at('/formulary/draft/publication'), roles: CHIEF },
  '/formulary/draft/abandonment': { path: at('/formulary/draft/abandonment'), roles: CHIEF },
  '/formulary/difference': { path: at('/formulary/difference'), roles: COUNTY_ROLES, answers: [404] },
  [`/formulary/difference/${FILE}`]: {
    path: at('/formulary/difference/export.csv'),
    roles: COUNTY_ROLES,
    answers: [404],
  },
  '/formulary/exceptions': { path: at('/formulary/exceptions'), roles: EVERYONE },
  [`/formulary/exceptions/${FILE}`]: { path: at('/formulary/exceptions/export.csv'), roles: EVERYONE },
  [`/formulary/versions/${EDITION}`]: { path: at('/formulary/versions/1'), roles: EVERYONE, answers: [404] },
  [`/formulary/versions/${EDITION}/${FILE}`]: {
    path: at('/formulary/versions/1/export.csv'),
    roles: EVERYONE,
    answers: [404],
  },
  [`/formulary/versions/${EDITION}/export.pdf`]: {
    path: at('/formulary/versions/1/export.pdf'),
    roles: EVERYONE,
    answers: [404],
  },
  '/formulary/versions/:number{ML-[0-9]{8}-[0-9]{4,}}': {
    path: at('/formulary/versions/ML-20261123-0001'),
    roles: EVERYONE,
    answers: [404],
  },
  '/stock/opening': { path: at('/stock/opening'), roles: ['storekeeper'] },
  '/stock/opening/:file{template\\.(?:csv|xlsx)}': {
    path: at('/stock/opening/template.csv'),
    roles: ['storekeeper'],
  },
  '/stock/opening/runs/:key{[\\w-]{8,64}}': { path: at('/stock/opening/runs/no-such-run'), roles: ['storekeeper'] },
  '/stock/opening/:id{[0-9]{1,12}}': { path: at('/stock/opening/77'), roles: ['storekeeper'], answers: [404] },
  ...VIEW_READS,
  '/stock': { path: at('/stock'), roles: STOCK, answers: [200, 303] },
  '/stock/export.csv': { path: at('/stock/export.csv'), roles: STOCK },
  '/stock/export.xlsx': { path: at('/stock/export.xlsx'), roles: STOCK },
  [`/stock/${MEMBER}`]: { path: at('/stock/WA'), roles: STOCK },
  [`/stock/${MEMBER}/export.csv`]: { path: at('/stock/WA/export.csv'), roles: STOCK },
  [`/stock/${MEMBER}/export.xlsx`]: { path: at('/stock/WA/export.xlsx'), roles: STOCK },
  [`/stock/${MEMBER}/:item`]: { path: at('/stock/WA/AMX'), roles: STOCK },
  [`/stock/${MEMBER}/:item/export.csv`]: { path: at('/stock/WA/AMX/export.csv'), roles: STOCK },
  [`/stock/${MEMBER}/:item/export.xlsx`]: { path: at('/stock/WA/AMX/export.xlsx'), roles: STOCK },
  '/lots/:id': { path: (w) => paths.lot(w.clinicA.lotId), roles: STOCK },
  '/verification': { path: at('/verification'), roles: ['auditor'] },
};

/** Acts, sent stale or incomplete: those who may are refused for that (409, 422), all others by role. */
export const ACTS: Record<string, Visit> = {
  ...PAPER_ACTS,
  ...PARTY_ACTS,
  ...SUPPLY_ACTS,
  ...PRICE_ACTS,
  ...KEEPING_ACTS,
  ...ISSUE_ACTS,
  ...COUNT_ACTS,
  ...LOSS_ACTS,
  ...LEVEL_ACTS,
  ...TRANSFER_ACTS,
  ...RECALL_ACTS,
  ...CONTROLLED_ACTS,
  ...TRACE_ACTS,
  ...STORAGE_ACTS,
  ...ROUND_ACTS,
  ...ALERT_ACTS,
  ...USE_ACTS,
  ...SCAN_ACTS,
  ...SELECTION_ACTS,
  ...BUYING_ACTS,
  ...MONEY_ACTS,
  ...PLAN_ACTS,
  ...ORDER_ACTS,
  ...RECEIVING_ACTS,
  '/password': refusing(at('/password'), ANYONE, none),
  '/catalogue/import': refusing(at('/catalogue/import'), ['chief_pharmacist'], none),
  ...CATALOGUE_ACTS,
  '/catalogue/import/:id{[0-9]{1,12}}/application': {
    path: at('/catalogue/import/77/application'),
    roles: ['chief_pharmacist'],
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/linkage/proposals': refusing(at('/linkage/proposals'), ['chief_pharmacist'], none),
  '/substitutes/new': refusing(at('/substitutes/new'), ['chief_pharmacist'], none),
  '/substitutes/:id{[0-9]{1,12}}/ending': {
    path: at('/substitutes/77/ending'),
    roles: ['chief_pharmacist'],
    answers: [404],
    fields: () => ({ idempotency_key: key(), lastDay: '2026-12-01', reason: 'x' }),
  },
  '/catalogue/import/:id{[0-9]{1,12}}/decisions': {
    path: at('/catalogue/import/77/decisions'),
    roles: ['chief_pharmacist'],
    answers: [404],
    fields: () => ({ idempotency_key: key(), answer: 'new' }),
  },
  '/preparations': refusing(at('/preparations'), PERMIT, none),
  '/preparations/:id{[0-9]{1,12}}/revocation': {
    path: at('/preparations/77/revocation'),
    roles: PERMIT,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: 'x' }),
  },
  '/formulary/draft': refusing(at('/formulary/draft'), CHIEF, none),
  '/formulary/draft/description': refusing(
    at('/formulary/draft/description'),
    CHIEF,
    stale({ number: 'ML-20261123-0001', title: '' }),
  ),
  [`/formulary/draft/items/${ITEM_CODE}`]: refusing(at('/formulary/draft/items/AMX'), CHIEF, () => ({
    idempotency_key: key(),
    seen: String(STALE),
    act: 'list',
    reason: '',
  })),
  [`/formulary/draft/items/${ITEM_CODE}/withdrawal`]: {
    path: at('/formulary/draft/items/AMX/withdrawal'),
    roles: CHIEF,
    answers: [404],
    fields: () => ({ idempotency_key: key(), seen: String(STALE) }),
  },
  '/formulary/draft/publication': {
    path: at('/formulary/draft/publication'),
    roles: CHIEF,
    answers: [404],
    fields: stale({ number: 'ML-20261123-0001' }),
  },
  '/formulary/draft/abandonment': {
    path: at('/formulary/draft/abandonment'),
    roles: CHIEF,
    answers: [404],
    fields: stale({ number: 'ML-20261123-0001', reason: '试一下' }),
  },
  '/formulary/exceptions': refusing(at('/formulary/exceptions'), CHIEF, none),
  '/formulary/exceptions/:id{[0-9]{1,12}}/revocation': refusing(
    at('/formulary/exceptions/77/revocation'),
    CHIEF,
    () => ({ idempotency_key: key() }),
  ),
  '/stock/opening': refusing(at('/stock/opening'), ['storekeeper'], none),
  '/stock/opening/:id{[0-9]{1,12}}/application': {
    path: at('/stock/opening/77/application'),
    roles: ['storekeeper'],
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
};
