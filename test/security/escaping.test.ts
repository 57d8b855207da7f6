/** Hostile words and hidden prices: what was written shows as text everywhere, and prices only to those who may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { readXlsx } from '../../src/spreadsheets/xlsx.ts';
import { attachment } from '../../src/web/spreadsheets.ts';
import { readPages } from '../print/read-pdf.ts';
import { ORIGIN } from '../support/app.ts';
import { addItem, addMember, addPerson, addStock, addStore } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { READS } from './access.ts';
import { key } from './forms.ts';
import { unsafeMarkup } from './markup.ts';
import { HOSTILE, openWorld, PRICE_TEXT, type World } from './world.ts';

/** Every page there is, in milliseconds: seconds on an idle machine, and no measure of speed on a busy one. */
const WHOLE_WALK = 120_000;
const MARKS = '\u202e<b>&amp;"\'`';
const NAME = `=cmd|' /C calc'!A0<script>alert(3)</script>`;

let world: World;
let hub: Browser;

/** Names that strangers chose stand in every list: an item, a lot, a member, a store, a person. */
async function addHostileNames(): Promise<void> {
  const { services, branchA, headStore, head } = world;
  const item = await addItem(services, { code: 'EVIL', genericName: NAME, manufacturer: HOSTILE, strength: '@SUM(1)' });
  const stock = { item, quantityBase: 240, organisationId: head.id, lot: '=1+1<img src=x onerror=alert(4)>' };
  await addStock(services, headStore, stock);
  const member = await addMember(services, { kind: 'clinic', parent: branchA.member, code: 'WX', name: NAME });
  await addStore(services, member, 'room', { name: `+${HOSTILE}`.slice(0, 30) });
  const doctor = await addPerson(services, member, 'village_doctor', { name: `-2+3"><script>x</script>`, title: NAME });
  const browser = await signIn(world.app, doctor.login);
  for (const [wishName, note] of [
    [HOSTILE, `@${MARKS.slice(1)}`],
    ['%_', '=HYPERLINK("http://evil.example","x")'],
  ] as const) {
    const fields = {
      idempotency_key: key(),
      organisationCode: 'WX',
      itemCode: '-',
      wishName,
      wishDetail: '+1',
      wishUnit: '盒',
      'quantity.packs': '2',
      urgency: 'urgent',
      reason: 'patient_need',
      neededBy: '2026-11-30',
      substitute: 'no',
      patientReference: '=张*',
      note,
      again: '1',
    };
    await browser.post(paths.newShortage(), fields);
  }
}

beforeAll(async () => {
  world = await openWorld();
  await addHostileNames();
  hub = await signIn(world.app, world.hub.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function bytes(browser: Browser, path: string): Promise<Buffer> {
  const headers = { Cookie: `session=${browser.cookies.get('session')}` };
  const response = await world.app.request(`${ORIGIN}${path}`, { headers });
  return Buffer.from(await response.arrayBuffer());
}

/** All that an address tells, as text, whatever kind of file it is. */
async function told(browser: Browser, path: string): Promise<string> {
  const body = await bytes(browser, path);
  if (body.subarray(0, 4).toString() === '%PDF') return readPages(body).join('\n');
  if (body.subarray(0, 2).toString() !== 'PK') return body.toString('utf8');
  const sheet = await readXlsx(body);
  if (!sheet.ok) throw new Error(`${path}: ${sheet.reason}`);
  return sheet.value.rows.map((row) => row.cells.join('\t')).join('\n');
}

const pathsOf = () => Object.values(READS).map(({ path }) => path(world));
const EXTRA = [
  '/stock/WX',
  '/catalogue/EVIL',
  '/organisations/WX',
  '/shortages?state=registered',
  '/dispatches?state=all',
];

async function personOf(role: Role): Promise<Browser> {
  const { clinicA, head, services } = world;
  const member = role === 'village_doctor' ? clinicA.member : head;
  return signIn(world.app, (await addPerson(services, member, role)).login);
}

describe('hostile words', () => {
  it.each(['hub_pharmacist', 'administrator', 'auditor', 'village_doctor'] as const)(
    'are text for %s',
    async (role) => {
      const browser = await personOf(role);
      const found: string[] = [];
      let seen = 0;
      for (const path of [...pathsOf(), ...EXTRA]) {
        for (const type of ['full', 'partial']) {
          const { status, text, headers: answered } = await browser.get(path, { 'HX-Request-Type': type });
          if (status !== 200 || !(answered.get('Content-Type') ?? '').startsWith('text/html')) continue;
          seen += text.includes('&lt;script&gt;alert(') ? 1 : 0;
          for (const wrong of unsafeMarkup(text)) found.push(`${path} ${wrong.slice(0, 120)}`);
        }
      }
      expect(found).toEqual([]);
      expect(seen).toBeGreaterThan(1);
    },
    WHOLE_WALK,
  );

  it('that are searched for come back as text, and %, _ and quotes find only themselves', async () => {
    const lists = ['/find', '/catalogue', '/catalogue/search', '/shortages', '/dispatches', '/discrepancies', '/stock'];
    for (const list of lists) {
      for (const q of [HOSTILE, '"><script>alert(5)</script>', "' onfocus=alert(6) x='", MARKS]) {
        const { status, text } = await hub.get(`${list}?q=${encodeURIComponent(q)}`);
        expect([list, status < 400]).toEqual([list, true]);
        expect([list, unsafeMarkup(text)]).toEqual([list, []]);
      }
    }
    for (const q of ['%', '_', "'", '%%', 'AM_', 'A%X']) {
      const { text } = await hub.get(`/catalogue?q=${encodeURIComponent(q)}`);
      expect([q, text.includes('/catalogue/AMX"')]).toEqual([q, false]);
    }
  });

  it('never begin a formula in a file', async () => {
    const auditor = await personOf('auditor');
    const admin = await personOf('administrator');
    const files: [Browser, string][] = [
      ...[paths.shortagesExport('csv'), paths.dispatchesExport('csv'), paths.discrepanciesExport('csv')].map(
        (path): [Browser, string] => [hub, path],
      ),
      [hub, paths.stockOfExport('ZY', 'csv')],
      [hub, paths.catalogueExport('csv')],
      [auditor, paths.auditExport('csv')],
      [admin, paths.usersExport('csv')],
      [admin, paths.organisationsExport('csv')],
    ];
    let quoted = 0;
    for (const [browser, path] of files) {
      const csv = (await bytes(browser, path)).toString('utf8').replace(/^\ufeff/, '');
      const cells = [...csv.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,\r\n]*)/gm)].map(([, cell = '']) =>
        cell.replace(/^"/, ''),
      );
      const running = cells.filter((cell) => /^[\s]*[=+\-@]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
      expect([path, running]).toEqual([path, []]);
      quoted += cells.filter((cell) => cell.startsWith("'")).length;
    }
    expect(quoted).toBeGreaterThan(3);
    for (const path of [
      paths.shortagesExport('xlsx'),
      paths.catalogueExport('xlsx'),
      paths.stockOfExport('ZY', 'xlsx'),
    ]) {
      const sheet = await readXlsx(await bytes(hub, path));
      // The reader refuses a sheet in which anything is a formula without a value
      expect([path, sheet.ok]).toEqual([path, true]);
    }
  });

  it('are letters on a slip, which runs nothing and leads nowhere', async () => {
    for (const path of [paths.dispatchSlip(world.clinicA.sent, 'a4'), paths.dispatchPickList(world.clinicA.picking)]) {
      const pdf = await bytes(hub, path);
      expect(pdf.toString('latin1')).not.toMatch(/\/(?:JavaScript|JS|OpenAction|Launch|URI|AA|EmbeddedFile)\b/);
    }
    const [page = ''] = readPages(await bytes(hub, paths.dispatchSlip(world.clinicA.sent, 'a4')));
    expect(page).toContain('<script>');
  });

  it('cannot break out of the name of a file', async () => {
    const header = attachment('a"\r\nSet-Cookie: x=1; 名/..\\x.csv');
    expect(header).not.toMatch(/[\r\n\\]/);
    expect(header).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[\w%.!~-]+$/);
    const answer = await hub.get('/stock/WX/export.csv');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''\S+$/,
    );
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('prices', () => {
  /** The price of a pack, and what one, two, three packs cost. */
  const AMOUNTS = [PRICE_TEXT, '146.90', '220.35', '734500', '7345'];
  /** The key of a form is random, and one of its groups may be the digits of a price. */
  const FORM_KEY = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  /** Bare digits count as a number of their own: the reference of an error may hold the same among others. */
  const holds = (text: string, amount: string) =>
    amount.includes('.') ? text.includes(amount) : new RegExp(`(?<!\\w)${amount}(?!\\w)`).test(text);
  const pricesIn = (page: string) => {
    const text = page.replaceAll(FORM_KEY, '');
    return AMOUNTS.filter((amount) => holds(text, amount));
  };

  it.each(['village_doctor', 'equipment_officer', 'administrator'] as const)(
    'are hidden from %s',
    async (role) => {
      const browser = await personOf(role);
      const found: string[] = [];
      for (const path of [...pathsOf(), '/catalogue?sort=price', paths.stockOf('ZY'), paths.catalogueExport('xlsx')]) {
        // The auditor's trail has what was written, and is not for these but for the administrator
        if (path.startsWith('/audit')) continue;
        const prices = pricesIn(await told(browser, path));
        if (prices.length > 0) found.push(`${path} ${prices.join(' ')}`);
      }
      expect(found).toEqual([]);
    },
    WHOLE_WALK,
  );

  it('are there for those who may see them, so that their absence means something', async () => {
    const seen: string[] = [];
    for (const path of [
      paths.dispatch(world.clinicA.sent),
      paths.dispatchSlip(world.clinicA.sent, 'a4'),
      paths.slipCheck(world.clinicA.sent),
      paths.item('AMX'),
      paths.catalogueExport('csv'),
      paths.catalogueExport('xlsx'),
      paths.stockOfExport('WA', 'csv'),
      paths.lot(world.clinicA.lotId),
      paths.stockCard('WA', 'AMX'),
    ]) {
      if (pricesIn(await told(hub, path)).length > 0) seen.push(path);
    }
    expect(seen.length).toBe(9);
  });
});
