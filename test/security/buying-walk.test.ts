/** A county with every paper of the buying side: nothing is left out of the attacks, and looking changes nothing. */
import { gt, max } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { ROLES, type Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { ORIGIN } from '../support/app.ts';
import { addMember, addPerson, type TestPerson } from '../support/build.ts';
import { digestOf } from '../support/digest.ts';
import { type Browser, signIn } from '../support/login.ts';
import { ACTS, READS } from './access.ts';
import { BUYING_ACTS, BUYING_READS } from './access-buying.ts';
import { MONEY_ACTS, MONEY_READS } from './access-money.ts';
import { ORDER_ACTS, ORDER_READS } from './access-orders.ts';
import { PLAN_ACTS, PLAN_READS } from './access-plans.ts';
import { RECEIVING_ACTS, RECEIVING_READS } from './access-receiving.ts';
import { BUYING_FORMS } from './buying-all-forms.ts';
import { type BuyingCounty, openBuyingCounty, type Paper } from './buying-county.ts';
import { key } from './forms.ts';
import { SHIPPING_FILES } from './order-forms.ts';

/** Forms that show what a file says and change nothing: there is nothing to do twice or late. */
const PREVIEWS = [...SHIPPING_FILES, '/bank/preview'];
/** Of each shape one page is looked at: every one of thousands says no more. What is not there is asked thrice. */
const MOST_MISSES = 3;

let county: BuyingCounty;
const papers = new Map<string, Paper>();
const people = new Map<Role, TestPerson>();

beforeAll(async () => {
  county = await openBuyingCounty();
  for (const form of BUYING_FORMS) papers.set(form.name, await form.open(county));
  const { head, north, services } = county;
  const clinic = await addMember(services, { kind: 'clinic', parent: north, name: '江背卫生室' });
  for (const role of ROLES) {
    const known = Object.values(county.people).find((person) => person.roles.includes(role));
    const person = known ?? (await addPerson(services, role === 'village_doctor' ? clinic : head, role));
    people.set(role, person);
  }
}, 240_000);
afterAll(async () => {
  expect(county.log).toEqual([]);
  await county.drop();
});

describe('the forms under attack', () => {
  it('are all there are', () => {
    const attacked = new Set([...BUYING_FORMS.map((form) => form.route), ...PREVIEWS]);
    const all = [BUYING_ACTS, MONEY_ACTS, ORDER_ACTS, PLAN_ACTS, RECEIVING_ACTS].flatMap((acts) => Object.keys(acts));
    expect(all.filter((route) => !attacked.has(route))).toEqual([]);
    expect([...attacked].filter((route) => ACTS[route] === undefined)).toEqual([]);
  });

  it('that only preview refuse nonsense in words and keep nothing', async () => {
    const before = await digestOf(county.services.db);
    const order = papers.get('a delivery announced by the supplier')?.path ?? '';
    const file = (content: string) => new File([content], 'x.csv');
    const found: [string, number][] = [];
    for (const content of ['', '\u0000', 'PK\u0003\u0004', '一列\n1\n', '"', 'x'.repeat(100_000)]) {
      for (const [browser, path] of [
        [county.browsers.seller, `${order}/file`],
        [county.browsers.accountant, paths.bankPreview()],
      ] as const) {
        const fields = { idempotency_key: key(), to: county.head.code, file: file(content) };
        const { status, text } = await browser.post(path, fields);
        if (status !== 422 || !/[\u4e00-\u9fff]{4,}/.test(text)) found.push([path, status]);
      }
    }
    expect(found).toEqual([]);
    expect(await digestOf(county.services.db)).toEqual(before);
  });
});

describe('acts that another site sends', () => {
  it('are refused at every address, whoever is signed in', async () => {
    const before = await digestOf(county.services.db);
    const found: string[] = [];
    const posts = [...new Set(county.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path))];
    const browser = county.browsers.buyer;
    for (const route of posts) {
      const path = safePath(ACTS[route])[0] ?? route;
      const cookie = { Cookie: `session=${browser.cookies.get('session')}` };
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const send = async (headers: Record<string, string>) => {
        const request = { method: 'POST', body: 'a=1', headers: { ...cookie, ...form, ...headers } };
        return (await county.app.request(`${ORIGIN}${path}`, request)).status;
      };
      const met = [
        await send({}),
        await send({ Origin: 'https://evil.example' }),
        await send({ Origin: 'null' }),
        await send({ 'Sec-Fetch-Site': 'cross-site', Origin: ORIGIN }),
        await send({ 'Sec-Fetch-Site': 'same-site', Origin: ORIGIN }),
        await send({ 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }),
      ];
      // A device shows its token, and nothing that a browser sends along opens anything there
      const refused = route === paths.readingPush() ? '401,401,401,401,401,401' : '403,403,403,403,403,415';
      if (met.join() !== refused) found.push(`${route} ${met.join()}`);
    }
    expect(posts.length).toBeGreaterThan(150);
    expect(found).toEqual([]);
    expect(await digestOf(county.services.db)).toEqual(before);
  });
});

/** The shape of an address: what stands for one paper stands for all of its kind. */
const shapeOf = (path: string) =>
  path
    .replace(/\b([A-Z]{2})-\d{8}-\d{4,}/g, '$1')
    .replace(/\/[A-Z]*\d+\b/g, '/1')
    .replace(/=[^&]*/g, '=');

/** Every address that pages lead this person to, and every one of the table, no shape of them too often. */
async function walk(browser: Browser, seen: Set<string>): Promise<string[]> {
  const failed: string[] = [];
  const shapes = new Map<string, number>();
  const queue = [paths.home(), ...papers.values()].map((one) => (typeof one === 'string' ? one : one.path));
  // The form of a return stands beside its address
  queue.unshift(`${papers.get('a return')?.path}/new`);
  queue.push(...Object.values(READS).flatMap((visit) => safePath(visit)));
  const asked = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const shape = shapeOf(path);
    if (asked.has(path) || (shapes.get(shape) ?? 0) >= MOST_MISSES) continue;
    asked.add(path);
    // Nobody takes so many files in one minute
    if (/export|template|pdf/.test(path)) county.clock.set(county.clock.now() + 4000);
    const { status, text } = await browser.get(path);
    if (status >= 500 || status === 429) failed.push(`${path} ${status}`);
    shapes.set(shape, status === 200 ? MOST_MISSES : (shapes.get(shape) ?? 0) + 1);
    if (status === 200) seen.add(path.split('?')[0] ?? path);
    for (const [, href = ''] of text.matchAll(/href="(\/[^"#]*)"/g)) {
      const next = href.replaceAll('&amp;', '&');
      if (!/^\/(?:assets|logout|events)/.test(next)) queue.push(next);
    }
  }
  return failed;
}

/** The table of access speaks of another world: its addresses without one are asked. */
function safePath(visit: (typeof READS)[string] | undefined): string[] {
  try {
    return visit === undefined ? [] : [visit.path(undefined as never)];
  } catch {
    return [];
  }
}

const patternOf = (route: string) => {
  const parts = route.split('/').map((part) => {
    const named = /^:(\w+)(?:\{(.*)\})?$/.exec(part);
    return named === null ? part.replace(/[.]/g, '\\.') : (named[2] ?? '[^/]+');
  });
  return new RegExp(`^${parts.join('/')}$`);
};

describe('looking', () => {
  const seen = new Set<string>();

  it.each(ROLES)('changes nothing, whatever page a %s opens', { timeout: 240_000 }, async (role) => {
    // Signed in anew: the files of those before took longer than a session lasts
    const browser = await signIn(county.app, people.get(role)?.login ?? '');
    const before = await digestOf(county.services.db);
    const [last] = await county.services.db.read.select({ id: max(auditRow.id) }).from(auditRow);
    expect(await walk(browser, seen)).toEqual([]);
    expect(await digestOf(county.services.db)).toEqual(before);
    const rows = await county.services.db.read
      .select({ act: auditRow.act })
      .from(auditRow)
      .where(gt(auditRow.id, last?.id ?? 0));
    // Files that leave the house are part of the trail
    expect([...new Set(rows.map((row) => row.act))].filter((act) => !/^export\./.test(act))).toEqual([]);
  });

  it('reached every page of the buying side with something on it', () => {
    const reads = [BUYING_READS, MONEY_READS, ORDER_READS, PLAN_READS, RECEIVING_READS];
    const routes = reads.flatMap((one) => Object.keys(one));
    const missed = routes.filter((route) => ![...seen].some((path) => patternOf(route).test(path)));
    expect(missed).toEqual([]);
  });
});
