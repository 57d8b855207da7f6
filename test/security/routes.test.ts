/** Every address against every role: who is let in is written here by hand, so that no address is forgotten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/auth/roles.ts';
import { ORIGIN } from '../support/app.ts';
import { addOutside, addPerson, type TestMember } from '../support/build.ts';
import { type Browser, Browser as Stranger, signIn } from '../support/login.ts';
import { ACTS, READS } from './access.ts';
import { APART, WATCHERS } from './access-apart.ts';
import { tableCounts } from './counts.ts';
import type { Visit } from './visits.ts';
import { openWorld, type World } from './world.ts';

const AT_BRANCH: readonly Role[] = ['branch_pharmacist', 'branch_head'];

let world: World;
const browsers = new Map<Role, Browser>();

beforeAll(async () => {
  world = await openWorld();
  const { services, head, branchA, clinicA } = world;
  const company = await addOutside(services);
  for (const role of ROLES) {
    const places: Partial<Record<Role, TestMember>> = { village_doctor: clinicA.member, supplier: company };
    const place = places[role] ?? (AT_BRANCH.includes(role) ? branchA.member : head);
    const person = await addPerson(services, place, role);
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

/** Every refusal of access names the roles that may; a supplier is told nothing of the county. */
const WHO_MAY = '需要的岗位：';
const told = (role: Role, text: string) => text.includes(WHO_MAY) === (role !== 'supplier');

describe('each role', () => {
  it.each(entries(READS))('GET $route', async ({ visit }) => {
    const found: string[] = [];
    // Nobody takes so many files in one minute
    world.clock.set(world.clock.now() + 4000);
    for (const role of ROLES) {
      const { status, text } = await browserOf(role).get(visit.path(world));
      const fits = visit.roles.includes(role) ? (visit.answers ?? [200]).includes(status) : status === 403;
      if (!fits) found.push(`${role} ${status}`);
      else if (status === 403 && !told(role, text)) found.push(`${role} is not told who may`);
    }
    expect(found).toEqual([]);
  });

  it.each(entries(ACTS))('POST $route, and a refused act changes nothing', async ({ route, visit }) => {
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const role of ROLES) {
      const { status, text } = await browserOf(role).post(visit.path(world), visit.fields?.(world));
      const fits = visit.roles.includes(role) ? (visit.answers ?? [200]).includes(status) : status === 403;
      if (!fits) found.push(`${role} POST ${route} ${status}`);
      else if (status === 403 && !told(role, text)) found.push(`${role} POST ${route} is not told who may`);
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
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
  // Files are kept by whoever keeps the record they belong to: of none in this world may be said more
  const OWN = new Set(['/password', '/attachments', '/attachments/:id{[0-9]{1,12}}/withdrawal']);
  const ACT_PAGE =
    /(new|receipt|cancellation|reversal|withdrawal|removal|publication|abandonment|edit|review|ending)$|import|opening/;
  const KEEPING =
    /^\/catalogue\/(facts$|concepts|specifications|products|.*(pack|retirement|correction)$)|draft\/items/;
  const OF_PARTIES = /^\/parties\/.*(retirement|reinstatement)$/;
  /** What a supplier sees of itself is in the orders; the rest are pages of acts. */
  const OF_ORDERS = /^\/portal|^\/orders\/.*\/(answer|remainder|delivery)$|^\/plans\/.*\/orders$/;
  /** Forms of those who keep a store. */
  const OF_STORES =
    /^\/issues\/(quick$|files|codes|.*return$)|^\/counts\/.*\/found$|^\/(labels|storage\/loggers\/template)/;
  /** What a driver has in hand and the form of a route: their rounds and routes have pages for readers. */
  const OF_ROUNDS = /^\/(drive|routes\/:id)/;
  /** Labels, and what tests and rounds of equipment are planned with: the cards and lists are for readers. */
  const OF_EQUIPMENT =
    /^\/equipment\/(labels|purchases\/.*\/delivery|metrology\/(results|proposals)|maintenance\/proposals)$/;
  const NOT_DATA = {
    test: (route: string) =>
      ACT_PAGE.test(route) ||
      KEEPING.test(route) ||
      OF_PARTIES.test(route) ||
      OF_ORDERS.test(route) ||
      OF_STORES.test(route) ||
      OF_ROUNDS.test(route) ||
      OF_EQUIPMENT.test(route) ||
      /^\/(users|organisations|login)/.test(route),
  };

  it('may read every page of data', () => {
    const shut = entries(READS).filter(({ route, visit }) => !visit.roles.includes('auditor') && !NOT_DATA.test(route));
    expect(shut.map(({ route }) => route)).toEqual([]);
  });

  it('has no act but on the own account, printing, and the verification', () => {
    const open = entries(ACTS).filter(({ route, visit }) => visit.roles.includes('auditor') && !OWN.has(route));
    expect(open.map(({ route }) => route)).toEqual(['/prints', '/dispatches/:number/prints']);
  });

  it('alone begins a verification', async () => {
    for (const role of ROLES.filter((one) => one !== 'auditor')) {
      expect([role, (await browserOf(role).post('/verification')).status]).toEqual([role, 403]);
    }
  });
});
