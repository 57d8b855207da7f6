/** Every address against every role: who is let in is written here by hand, so that no address is forgotten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { ORIGIN } from '../support/app.ts';
import { addPerson, nextNumber } from '../support/build.ts';
import { type Browser, type Fields, Browser as Stranger, signIn } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { openWorld, type World } from './world.ts';

const EVERYONE: readonly Role[] = ROLES;
const STOCK: readonly Role[] = ROLES.filter((role) => role !== 'administrator');
const REGISTER: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head'];
const ANSWER: readonly Role[] = ['hub_pharmacist', 'chief_pharmacist'];
const POST: readonly Role[] = ['hub_pharmacist', 'storekeeper'];
const EXPLAIN: readonly Role[] = [...REGISTER, ...POST];
const MANAGE: readonly Role[] = ['administrator'];
const TRAIL: readonly Role[] = ['auditor', 'administrator'];

interface Visit {
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

/** Read pages. Village and branch people work at clinic A and branch A, everyone else at the hub. */
const READS: Record<string, Visit> = {
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
  '/dispatches/:number/cancellation': { path: (w) => paths.dispatchCancellation(w.clinicA.picking), roles: POST },
  '/dispatches/:number/reversal': { path: (w) => paths.dispatchReversal(w.clinicA.sent), roles: POST },
  '/slips/:number': { path: (w) => paths.slipCheck(w.clinicA.sent), roles: STOCK },
  '/discrepancies': { path: at('/discrepancies'), roles: STOCK },
  '/discrepancies/export.csv': { path: at('/discrepancies/export.csv'), roles: STOCK },
  '/discrepancies/export.xlsx': { path: at('/discrepancies/export.xlsx'), roles: STOCK },
  '/discrepancies/:number': { path: (w) => paths.discrepancy(w.clinicA.discrepancy), roles: STOCK },
  '/formulary': { path: at('/formulary'), roles: EVERYONE },
  // Without script the results are the list's
  '/formulary/search': { path: at('/formulary/search?q=amx'), roles: EVERYONE, answers: [302] },
  '/formulary/:file{export\\.(?:csv|xlsx)}': { path: at('/formulary/export.csv'), roles: EVERYONE },
  '/formulary/import': { path: at('/formulary/import'), roles: ['chief_pharmacist'] },
  '/formulary/import/:file{template\\.(?:csv|xlsx)}': {
    path: at('/formulary/import/template.csv'),
    roles: ['chief_pharmacist'],
  },
  '/formulary/import/:id{[0-9]{1,12}}': {
    path: at('/formulary/import/77'),
    roles: ['chief_pharmacist'],
    answers: [404],
  },
  '/formulary/:code': { path: at('/formulary/AMX'), roles: EVERYONE },
  '/stock/opening': { path: at('/stock/opening'), roles: ['storekeeper'] },
  '/stock/opening/:file{template\\.(?:csv|xlsx)}': {
    path: at('/stock/opening/template.csv'),
    roles: ['storekeeper'],
  },
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
const reason = { reason: '试一下' };

/** Acts, sent stale or incomplete: those who may are refused for that (409, 422), all others by role. */
const ACTS: Record<string, Visit> = {
  '/password': { path: at('/password'), roles: EVERYONE, answers: REFUSED, fields: none },
  '/organisations': { path: at('/organisations'), roles: MANAGE, answers: REFUSED, fields: none },
  [`/organisations/${CODE}/stores`]: {
    path: at('/organisations/FA/stores'),
    roles: MANAGE,
    answers: REFUSED,
    fields: none,
  },
  '/users': { path: at('/users'), roles: MANAGE, answers: REFUSED, fields: none },
  '/users/:id{[0-9]+}': { path: (w) => paths.user(w.hub.userId), roles: MANAGE, answers: REFUSED, fields: none },
  '/users/:id{[0-9]+}/password': {
    path: (w) => paths.userPassword(w.hub.userId),
    roles: MANAGE,
    answers: REFUSED,
    fields: none,
  },
  '/users/:id{[0-9]+}/disabling': {
    path: (w) => paths.userDisabling(w.hub.userId),
    roles: MANAGE,
    answers: REFUSED,
    fields: none,
  },
  '/users/:id{[0-9]+}/enabling': {
    path: (w) => paths.userEnabling(w.hub.userId),
    roles: MANAGE,
    answers: REFUSED,
    fields: none,
  },
  '/dispatches/:number/prints': {
    path: (w) => paths.dispatchPrints(w.clinicA.picking),
    roles: STOCK,
    answers: REFUSED,
    fields: () => ({ idempotency_key: key(), size: 'a4' }),
  },
  '/dispatches/:number/receipt': {
    path: (w) => paths.dispatchReceipt(w.clinicA.sent),
    roles: REGISTER,
    answers: REFUSED,
    fields: stale({ all: '1' }),
  },
  '/dispatches/:number/cancellation': {
    path: (w) => paths.dispatchCancellation(w.clinicA.picking),
    roles: POST,
    answers: REFUSED,
    fields: stale(reason),
  },
  '/dispatches/:number/reversal': {
    path: (w) => paths.dispatchReversal(w.clinicA.sent),
    roles: POST,
    answers: REFUSED,
    fields: stale(reason),
  },
  '/dispatches/:number/posting': {
    path: (w) => paths.dispatchPosting(w.clinicA.picking),
    roles: POST,
    answers: REFUSED,
    fields: stale(),
  },
  '/dispatches/:number/scans': {
    path: (w) => paths.dispatchScan(w.clinicA.picking),
    roles: ['storekeeper'],
    answers: REFUSED,
    // A wrong scan would be kept in the timeline: an empty one is not
    fields: () => ({ idempotency_key: key(), code: '' }),
  },
  '/dispatches/:number/lines/:line/pick': {
    path: (w) => paths.dispatchPicked(w.clinicA.picking, w.clinicA.pickingLine),
    roles: ['storekeeper'],
    answers: REFUSED,
    fields: (w) => ({ idempotency_key: key(), [`line.${w.clinicA.pickingLine}.packs`]: '99' }),
  },
  '/discrepancies/:number/closing': {
    path: (w) => paths.discrepancyClosing(w.clinicA.discrepancy),
    roles: EXPLAIN,
    answers: REFUSED,
    fields: stale({ finding: 'sender', ...reason }),
  },
  '/formulary/import': { path: at('/formulary/import'), roles: ['chief_pharmacist'], answers: REFUSED, fields: none },
  '/formulary/import/:id{[0-9]{1,12}}/application': {
    path: at('/formulary/import/77/application'),
    roles: ['chief_pharmacist'],
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/stock/opening': { path: at('/stock/opening'), roles: ['storekeeper'], answers: REFUSED, fields: none },
  '/stock/opening/:id{[0-9]{1,12}}/application': {
    path: at('/stock/opening/77/application'),
    roles: ['storekeeper'],
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/shortages/new': {
    path: at('/shortages/new'),
    roles: [...REGISTER, ...ANSWER],
    answers: REFUSED,
    fields: none,
  },
  '/shortages/:number/acceptance': {
    path: (w) => paths.shortageAcceptance(w.clinicA.registered),
    roles: ANSWER,
    answers: REFUSED,
    fields: stale(),
  },
  '/shortages/:number/rejection': {
    path: (w) => paths.shortageRejection(w.clinicA.registered),
    roles: ANSWER,
    answers: REFUSED,
    fields: stale({ 'reject.note': '无货' }),
  },
  '/shortages/:number/cancellation': {
    path: (w) => paths.shortageCancellation(w.clinicA.registered),
    roles: REGISTER,
    answers: REFUSED,
    fields: stale({ 'cancel.note': '不要了' }),
  },
  '/shortages/:number/remainder': {
    path: (w) => paths.shortageRemainder(w.clinicA.registered),
    roles: [...REGISTER, ...ANSWER],
    answers: REFUSED,
    fields: stale({ 'remainder.note': '够了' }),
  },
  '/shortages/:number/outcome': {
    path: (w) => paths.shortageOutcome(w.clinicA.registered),
    roles: REGISTER,
    answers: REFUSED,
    fields: stale({ 'outcome.outcome': 'collected', 'outcome.note': '' }),
  },
  '/shortages/:number/identification': {
    path: (w) => paths.shortageIdentification(w.clinicA.registered),
    roles: ANSWER,
    answers: REFUSED,
    fields: stale({ 'identify.itemCode': 'AMX', 'identify.quantity.packs': '1' }),
  },
  '/shortages/:number/answer': {
    path: (w) => paths.shortageAnswer(w.clinicA.registered),
    roles: ANSWER,
    answers: REFUSED,
    fields: stale({ 'pick.1-1.packs': '1' }),
  },
};

/** Proved one by one elsewhere: assets are for all, the stream does not end, the rest are acts on oneself. */
const APART = [
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
const WATCHERS = ['GET /stock/:organisation{[A-Z0-9]+}/*'];

const AT_BRANCH: readonly Role[] = ['branch_pharmacist', 'branch_head'];

let world: World;
const browsers = new Map<Role, Browser>();

beforeAll(async () => {
  world = await openWorld();
  const { services, head, branchA, clinicA } = world;
  for (const role of ROLES) {
    const hub = AT_BRANCH.includes(role) ? branchA.member : head;
    const person = await addPerson(services, role === 'village_doctor' ? clinicA.member : hub, role);
    browsers.set(role, await signIn(world.app, person.login));
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function browserOf(role: Role): Browser {
  const browser = browsers.get(role);
  if (browser === undefined) throw new Error(`nobody is ${role}`);
  return browser;
}

const entries = (visits: Record<string, Visit>) => Object.entries(visits).map(([route, visit]) => ({ route, visit }));

describe('the table', () => {
  it('names every address of the program', () => {
    const routes = world.app.routes.map(({ method, path }) => `${method} ${path}`);
    const known = new Set([
      ...Object.keys(READS).map((path) => `GET ${path}`),
      ...Object.keys(ACTS).map((path) => `POST ${path}`),
      ...APART,
      ...WATCHERS,
    ]);
    const mounted = routes.filter((route) => !route.startsWith('ALL ') && route !== 'GET /*');
    expect([...new Set(mounted)].filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !mounted.includes(route))).toEqual([]);
  });
});

describe('without a session', () => {
  it.each(entries(READS))('GET $route leads to the login', async ({ route, visit }) => {
    const answer = await new Stranger(world.app).get(visit.path(world));
    if (route === '/login') return expect(answer.status).toBe(200);
    expect(answer.status).toBe(303);
    expect(answer.location).toMatch(/^\/login/);
    expect(answer.text).toBe('');
    const fragment = await new Stranger(world.app).get(visit.path(world), { 'HX-Request-Type': 'partial' });
    expect([fragment.status, fragment.text]).toEqual([401, '']);
  });

  it.each(entries(ACTS))('POST $route does nothing', async ({ visit }) => {
    const answer = await new Stranger(world.app).post(visit.path(world), visit.fields?.(world));
    expect([answer.status, answer.location, answer.text]).toEqual([303, '/login', '']);
  });

  it('an invented session is none, and the stream of changes is shut', async () => {
    const thief = new Stranger(world.app);
    for (const id of ['a'.repeat(40), '0', "' or 1=1 --", '%00']) {
      thief.cookies.set('session', id);
      expect((await thief.get('/stock')).status).toBe(303);
    }
    expect((await new Stranger(world.app).get('/events')).status).toBe(204);
    expect((await new Stranger(world.app).get('/nothing/here')).location).toMatch(/^\/login/);
  });

  it('other methods do nothing either', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const headers = { Origin: ORIGIN };
      const answer = await world.app.request(`${ORIGIN}/users/1`, { method, headers });
      expect([method, answer.status]).toEqual([method, 303]);
    }
    const head = await world.app.request(`${ORIGIN}/audit/export.csv`, { method: 'HEAD' });
    expect(head.status).toBe(303);
  });
});

describe('each role', () => {
  it.each(entries(READS))('GET $route', async ({ visit }) => {
    const found: string[] = [];
    for (const role of ROLES) {
      const { status } = await browserOf(role).get(visit.path(world));
      const fits = visit.roles.includes(role) ? (visit.answers ?? [200]).includes(status) : status === 403;
      if (!fits) found.push(`${role} ${status}`);
    }
    expect(found).toEqual([]);
  });

  it('acts only as its permissions say, and a refused act changes nothing', async () => {
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const { route, visit } of entries(ACTS)) {
      for (const role of ROLES) {
        const { status } = await browserOf(role).post(visit.path(world), visit.fields?.(world));
        const fits = visit.roles.includes(role) ? (visit.answers ?? [200]).includes(status) : status === 403;
        if (!fits) found.push(`${role} POST ${route} ${status}`);
      }
      expect([route, await tableCounts(world.services.db)]).toEqual([route, before]);
    }
    expect(found).toEqual([]);
  });

  it('has no other method on any address', async () => {
    const browser = browserOf('administrator');
    const cookie = `session=${browser.cookies.get('session')}`;
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const headers = { Origin: ORIGIN, Cookie: cookie };
      for (const { route, visit } of entries(READS)) {
        // The form of requests asks for the permission before it looks at the method
        const expected = route === '/shortages/new' ? 403 : 405;
        const { status } = await world.app.request(`${ORIGIN}${visit.path(world)}`, { method, headers });
        expect([method, visit.path(world), status]).toEqual([method, visit.path(world), expected]);
      }
    }
  });
});

describe('the auditor', () => {
  const OWN = new Set(['/password']);
  const NOT_DATA = /new$|import|opening|receipt$|cancellation$|reversal$|^\/(users|organisations)|^\/login/;

  it('may read every page of data', () => {
    const shut = entries(READS).filter(({ route, visit }) => !visit.roles.includes('auditor') && !NOT_DATA.test(route));
    expect(shut.map(({ route }) => route)).toEqual([]);
  });

  it('has no act but on the own account, printing, and the verification', () => {
    const open = entries(ACTS).filter(({ route, visit }) => visit.roles.includes('auditor') && !OWN.has(route));
    expect(open.map(({ route }) => route)).toEqual(['/dispatches/:number/prints']);
  });

  it('alone begins a verification', async () => {
    for (const role of ROLES.filter((one) => one !== 'auditor')) {
      expect([role, (await browserOf(role).post('/verification')).status]).toEqual([role, 403]);
    }
  });
});
