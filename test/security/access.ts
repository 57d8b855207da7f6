/** Who may read which page and do which act, written by hand: a new address that is not here fails the test. */
import { COUNTY_ROLES, ROLES, type Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { nextNumber } from '../support/build.ts';
import type { Fields } from '../support/login.ts';
import { CATALOGUE_ACTS, CATALOGUE_READS } from './access-catalogue.ts';
import { SELECTION_ACTS, SELECTION_READS } from './access-selection.ts';
import type { World } from './world.ts';

const EVERYONE: readonly Role[] = ROLES;
const STOCK: readonly Role[] = ROLES.filter((role) => role !== 'administrator');
const REGISTER: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head'];
const ANSWER: readonly Role[] = ['hub_pharmacist', 'chief_pharmacist'];
const POST: readonly Role[] = ['hub_pharmacist', 'storekeeper'];
const EXPLAIN: readonly Role[] = [...REGISTER, ...POST];
const PERMIT: readonly Role[] = ['quality_officer', 'chief_pharmacist'];
const MANAGE: readonly Role[] = ['administrator'];
const RULES: readonly Role[] = ['administrator', 'chief_pharmacist'];
const TRAIL: readonly Role[] = ['auditor', 'administrator'];

export interface Visit {
  /** A real address of the world. */
  path: (world: World) => string;
  /** Whom it is for; everyone else meets a 403. */
  roles: readonly Role[];
  /** What those meet; 200 unless said otherwise. */
  answers?: number[];
  /** Of a POST: stale or incomplete, so that a permitted one is refused too and nothing changes. */
  fields?: (world: World) => Fields;
}

const STALE = 999_999_999;
const key = () => `attack-${process.pid}-${nextNumber()}`;
const stale =
  (more: Fields = {}) =>
  () => ({ idempotency_key: key(), version: String(STALE), ...more });
const none = () => ({});
const CODE = ':code{[A-Z0-9]+}';
const MEMBER = ':organisation{[A-Z0-9]+}';
const at = (path: string) => () => path;
const CHIEF: readonly Role[] = ['chief_pharmacist'];
const FILE = ':file{export\\.(?:csv|xlsx)}';
const EDITION = ':number{[1-9][0-9]{0,5}}';
const ITEM_CODE = ':code{[A-Z0-9][A-Z0-9._-]*}';

/** Read pages. Village and branch people work at clinic A and branch A, everyone else at the hub. */
export const READS: Record<string, Visit> = {
  ...SELECTION_READS,
  '/': { path: at('/'), roles: EVERYONE },
  '/find': { path: at('/find?q=amx'), roles: EVERYONE },
  '/login': { path: at('/login'), roles: EVERYONE, answers: [303] },
  '/password': { path: at('/password'), roles: EVERYONE },
  '/organisations': { path: at('/organisations'), roles: MANAGE },
  '/organisations/:file{export\\.(?:csv|xlsx)}': { path: at('/organisations/export.csv'), roles: MANAGE },
  '/organisations/new': { path: at('/organisations/new'), roles: MANAGE },
  [`/organisations/${CODE}`]: { path: at('/organisations/FA'), roles: MANAGE },
  '/users': { path: at('/users'), roles: MANAGE },
  '/users/:file{export\\.(?:csv|xlsx)}': { path: at('/users/export.csv'), roles: MANAGE },
  '/users/new': { path: at('/users/new'), roles: MANAGE },
  '/users/:id{[0-9]+}': { path: (w) => paths.user(w.hub.userId), roles: MANAGE },
  '/users/:id{[0-9]+}/password': { path: (w) => paths.userPassword(w.hub.userId), roles: MANAGE },
  '/users/:id{[0-9]+}/disabling': { path: (w) => paths.userDisabling(w.hub.userId), roles: MANAGE },
  '/audit': { path: at('/audit'), roles: TRAIL },
  '/audit/:file{export\\.(?:csv|xlsx)}': { path: at('/audit/export.csv'), roles: TRAIL },
  '/rules': { path: at('/rules'), roles: EVERYONE },
  '/rules/:file{export\\.(?:csv|xlsx)}': { path: at('/rules/export.csv'), roles: EVERYONE },
  '/rules/:code{[a-z_]+}': { path: at('/rules/two_products'), roles: EVERYONE },
  '/rules/:code{[a-z_]+}/:id{[0-9]{1,12}}/withdrawal': {
    path: at('/rules/two_products/77777/withdrawal'),
    roles: RULES,
    answers: [404],
  },
  '/dispatches': { path: at('/dispatches'), roles: STOCK },
  '/dispatches/export.csv': { path: at('/dispatches/export.csv'), roles: STOCK },
  '/dispatches/export.xlsx': { path: at('/dispatches/export.xlsx'), roles: STOCK },
  '/dispatches/:number': { path: (w) => paths.dispatch(w.clinicA.sent), roles: STOCK },
  '/dispatches/:number/slip.pdf': { path: (w) => paths.dispatchSlip(w.clinicA.sent, 'a4'), roles: STOCK },
  '/dispatches/:number/pick-list.pdf': { path: (w) => paths.dispatchPickList(w.clinicA.picking), roles: STOCK },
  '/dispatches/:number/receipt': {
    path: (w) => paths.dispatchReceipt(w.clinicA.sent),
    roles: REGISTER,
    answers: [200],
  },
  '/dispatches/:number/lines/:line/removal': {
    path: (w) => paths.dispatchLineRemoval(w.clinicA.picking, w.clinicA.pickingLine),
    roles: POST,
  },
  '/dispatches/:number/cancellation': { path: (w) => paths.dispatchCancellation(w.clinicA.picking), roles: POST },
  '/dispatches/:number/reversal': { path: (w) => paths.dispatchReversal(w.clinicA.sent), roles: POST },
  '/slips/:number': { path: (w) => paths.slipCheck(w.clinicA.sent), roles: STOCK },
  '/discrepancies': { path: at('/discrepancies'), roles: STOCK },
  '/discrepancies/export.csv': { path: at('/discrepancies/export.csv'), roles: STOCK },
  '/discrepancies/export.xlsx': { path: at('/discrepancies/export.xlsx'), roles: STOCK },
  '/discrepancies/:number': { path: (w) => paths.discrepancy(w.clinicA.discrepancy), roles: STOCK },
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
  '/shortages': { path: at('/shortages'), roles: STOCK },
  '/shortages/new': { path: at('/shortages/new'), roles: [...REGISTER, ...ANSWER] },
  '/shortages/export.csv': { path: at('/shortages/export.csv'), roles: STOCK },
  '/shortages/export.xlsx': { path: at('/shortages/export.xlsx'), roles: STOCK },
  '/shortages/:number': { path: (w) => paths.shortage(w.clinicA.registered), roles: STOCK },
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

const REFUSED = [409, 422];
/** Incomplete or stale: refused for everyone, after the role was looked at. */
function refusing(path: Visit['path'], roles: readonly Role[], fields: Visit['fields']): Visit {
  return { path, roles, answers: REFUSED, ...(fields && { fields }) };
}

const reason = { reason: '试一下' };

/** Acts, sent stale or incomplete: those who may are refused for that (409, 422), all others by role. */
export const ACTS: Record<string, Visit> = {
  ...SELECTION_ACTS,
  '/password': refusing(at('/password'), EVERYONE, none),
  '/organisations': refusing(at('/organisations'), MANAGE, none),
  [`/organisations/${CODE}/stores`]: refusing(at('/organisations/FA/stores'), MANAGE, none),
  '/users': refusing(at('/users'), MANAGE, none),
  '/users/:id{[0-9]+}': refusing((w) => paths.user(w.hub.userId), MANAGE, none),
  '/users/:id{[0-9]+}/password': refusing((w) => paths.userPassword(w.hub.userId), MANAGE, none),
  '/users/:id{[0-9]+}/disabling': refusing((w) => paths.userDisabling(w.hub.userId), MANAGE, none),
  '/users/:id{[0-9]+}/enabling': refusing((w) => paths.userEnabling(w.hub.userId), MANAGE, none),
  '/dispatches/:number/prints': refusing(
    (w) => paths.dispatchPrints(w.clinicA.picking),
    STOCK,
    () => ({ idempotency_key: key(), size: 'a4' }),
  ),
  '/dispatches/:number/receipt': refusing((w) => paths.dispatchReceipt(w.clinicA.sent), REGISTER, stale({ all: '1' })),
  '/dispatches/:number/lines/:line/removal': refusing(
    (w) => paths.dispatchLineRemoval(w.clinicA.picking, w.clinicA.pickingLine),
    POST,
    stale(reason),
  ),
  '/dispatches/:number/cancellation': refusing(
    (w) => paths.dispatchCancellation(w.clinicA.picking),
    POST,
    stale(reason),
  ),
  '/dispatches/:number/reversal': refusing((w) => paths.dispatchReversal(w.clinicA.sent), POST, stale(reason)),
  '/dispatches/:number/posting': refusing((w) => paths.dispatchPosting(w.clinicA.picking), POST, stale()),
  // A wrong scan would be kept in the timeline: an empty one is not
  '/dispatches/:number/scans': refusing(
    (w) => paths.dispatchScan(w.clinicA.picking),
    ['storekeeper'],
    () => ({ idempotency_key: key(), code: '' }),
  ),
  '/dispatches/:number/lines/:line/pick': refusing(
    (w) => paths.dispatchPicked(w.clinicA.picking, w.clinicA.pickingLine),
    ['storekeeper'],
    (w) => ({ idempotency_key: key(), [`line.${w.clinicA.pickingLine}.packs`]: '99' }),
  ),
  '/discrepancies/:number/closing': refusing(
    (w) => paths.discrepancyClosing(w.clinicA.discrepancy),
    EXPLAIN,
    stale({ finding: 'sender', ...reason }),
  ),
  '/catalogue/import': refusing(at('/catalogue/import'), ['chief_pharmacist'], none),
  ...CATALOGUE_ACTS,
  '/catalogue/import/:id{[0-9]{1,12}}/application': {
    path: at('/catalogue/import/77/application'),
    roles: ['chief_pharmacist'],
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/rules/:code{[a-z_]+}': refusing(at('/rules/two_products'), RULES, none),
  '/rules/:code{[a-z_]+}/:id{[0-9]{1,12}}/withdrawal': {
    path: at('/rules/two_products/77777/withdrawal'),
    roles: RULES,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: 'x' }),
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
  '/shortages/new': refusing(at('/shortages/new'), [...REGISTER, ...ANSWER], none),
  '/shortages/:number/acceptance': refusing((w) => paths.shortageAcceptance(w.clinicA.registered), ANSWER, stale()),
  '/shortages/:number/rejection': refusing(
    (w) => paths.shortageRejection(w.clinicA.registered),
    ANSWER,
    stale({ 'reject.note': '无货' }),
  ),
  '/shortages/:number/cancellation': refusing(
    (w) => paths.shortageCancellation(w.clinicA.registered),
    REGISTER,
    stale({ 'cancel.note': '不要了' }),
  ),
  '/shortages/:number/remainder': refusing(
    (w) => paths.shortageRemainder(w.clinicA.registered),
    [...REGISTER, ...ANSWER],
    stale({ 'remainder.note': '够了' }),
  ),
  '/shortages/:number/outcome': refusing(
    (w) => paths.shortageOutcome(w.clinicA.registered),
    REGISTER,
    stale({ 'outcome.outcome': 'collected', 'outcome.note': '' }),
  ),
  '/shortages/:number/identification': refusing(
    (w) => paths.shortageIdentification(w.clinicA.registered),
    ANSWER,
    stale({ 'identify.itemCode': 'AMX', 'identify.quantity.packs': '1' }),
  ),
  '/shortages/:number/answer': refusing(
    (w) => paths.shortageAnswer(w.clinicA.registered),
    ANSWER,
    stale({ 'pick.1-1.packs': '1' }),
  ),
};

/** Proved one by one elsewhere: assets are for all, the stream does not end, the rest are acts on oneself. */
export const APART = [
  'GET /assets/:version/:name',
  'GET /favicon.ico',
  'GET /events',
  'POST /login',
  'POST /demo-session',
  'POST /logout',
  'POST /preferences',
  'POST /verification',
];
/** Middleware that hono lists as routes. */
export const WATCHERS = ['GET /stock/:organisation{[A-Z0-9]+}/*'];
