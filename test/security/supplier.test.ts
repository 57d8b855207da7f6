/** People of a supplier see nothing of the county: every address is crawled as one, lists are searched for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addMember, addOutside, addPerson, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addParty, type TestParty } from '../support/parties.ts';
import { ACTS, READS } from './access.ts';
import { tableCounts } from './counts.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let company: TestMember;
let party: TestParty;
/** Of the supplier outside, and of a member of the consortium that also supplies. */
let logins: { supplier: string; inner: string };
let supplier: Browser;
let inner: Browser;

beforeAll(async () => {
  world = await openWorld();
  const { services, head } = world;
  company = await addOutside(services, { code: 'GYSWAI', name: '赣南医药公司' });
  party = await addParty(services, { code: 'S901', name: '赣南医药', organisationId: company.id });
  const member = await addMember(services, { kind: 'company', parent: head, code: 'YYGS', name: '县医药总公司' });
  await addParty(services, { code: 'S902', name: '县医药总公司', organisationId: member.id });
  const login = async (place: TestMember) => (await addPerson(services, place, 'supplier', { name: '供货人' })).login;
  logins = { supplier: await login(company), inner: await login(member) };
});
/** Crawling takes longer than a session may stand idle: each part signs in anew. */
async function signInBoth(): Promise<void> {
  supplier = await signIn(world.app, logins.supplier);
  inner = await signIn(world.app, logins.inner);
}

afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

/** What a supplier may open: the own home, the own password; the portal has tests of its own. */
const OWN = /^\/(?:$|password$|login$|portal|attachments)/;

/** Words that stand on pages of the county alone; the address asked for stands in the switch of languages. */
function leaks(answer: string, asked = ''): string[] {
  const text = asked.length > 1 ? answer.replaceAll(asked.replaceAll('&', '&amp;'), '') : answer;
  const { branchA, clinicA, item } = world;
  const words = [item.genericName, item.code, '江背', '缺药登记', paths.stock(), paths.catalogue(), paths.finder()];
  const numbers = [branchA, clinicA].flatMap((side) => [side.registered, side.sent, side.lotNumber, side.member.name]);
  return [...words, ...numbers].filter((word) => text.includes(word));
}

describe.each(['outside the county', 'of a member that supplies'])('a supplier %s', (where) => {
  const browser = () => (where === 'outside the county' ? supplier : inner);
  beforeAll(signInBoth);

  it('opens no page of the county, known or not, and learns nothing from the refusal', async () => {
    const found: string[] = [];
    for (const visit of Object.values(READS)) {
      const path = visit.path(world);
      const own = OWN.test(new URL(path, 'http://x').pathname);
      world.clock.set(world.clock.now() + 4000);
      for (const headers of [{}, { 'HX-Request-Type': 'partial' }] as Record<string, string>[]) {
        const { status, text } = await browser().get(path, headers);
        const told = leaks(text, path);
        if ((!own && status !== 403) || status >= 500 || told.length > 0)
          found.push(`${path} ${status} ${told.join()}`);
      }
    }
    for (const path of ['/nothing/here', '/parties/S902', '/stock/XX', '/users/1', '/assets-none']) {
      const { status } = await browser().get(path);
      if (status !== 403) found.push(`${path} ${status}`);
    }
    expect(found).toEqual([]);
  });

  it('does nothing there, and nothing changes', async () => {
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const visit of Object.values(ACTS)) {
      const path = visit.path(world);
      if (OWN.test(path)) continue;
      const { status, text } = await browser().post(path, visit.fields?.(world));
      if (status !== 403 || leaks(text, path).length > 0) found.push(`${path} ${status}`);
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('is offered no search, no place of the county and no live news', async () => {
    const { status, text } = await browser().get(paths.home());
    expect(status).toBe(200);
    expect(leaks(text)).toEqual([]);
    expect(text).not.toContain('name="q"');
    expect(text).not.toContain(paths.events());
    const links = [...text.matchAll(/href="(\/[^"#]*)"/g)].map(([, href]) => href ?? '');
    // What the program looks like on a phone is no place of it
    const drawn = (href: string) => href.startsWith('/assets/') || href === paths.manifest();
    expect(links.filter((href) => !OWN.test(href) && !drawn(href))).toEqual([]);
  });
});

describe('the home of a supplier', () => {
  beforeAll(signInBoth);

  it('shows its own licences and no others', async () => {
    const { text } = await supplier.get(paths.home());
    expect(text).toContain('赣南医药');
    expect(text).toContain(`${party.code}-business`);
    expect(text).not.toContain('S902');
  });
});

describe('an organisation outside the county', () => {
  it('stands in no list, file, search or choice of members', async () => {
    const { services, head } = world;
    const roles = ['hub_pharmacist', 'storekeeper', 'chief_pharmacist', 'auditor', 'administrator', 'quality_officer'];
    const found: string[] = [];
    for (const role of roles) {
      const person = await addPerson(services, head, role as 'auditor');
      const browser = await signIn(world.app, person.login);
      for (const visit of Object.values(READS)) {
        if (!visit.roles.includes(role as 'auditor')) continue;
        const path = visit.path(world);
        // Its people and its licences are kept on pages made for them
        if (/^\/(?:users|parties|audit)/.test(path)) continue;
        world.clock.set(world.clock.now() + 4000);
        const { text } = await browser.get(path);
        if (text.includes(company.code) || text.includes(company.name)) found.push(`${role} ${path}`);
      }
      for (const path of [paths.finder(company.code), paths.stockOf(company.code), paths.organisation(company.code)]) {
        const { text } = await browser.get(path);
        if (text.includes(company.name)) found.push(`${role} ${path}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('is not found where a person of the county is placed', async () => {
    const administrator = await addPerson(world.services, world.head, 'administrator');
    const browser = await signIn(world.app, administrator.login);
    const { text } = await browser.get(`${paths.newUser()}?place=${company.code}&name=x`, {
      'HX-Request-Type': 'partial',
    });
    expect(text).not.toContain(company.name);
    expect((await browser.get(paths.users({ role: 'supplier' }))).text).toContain('供货人');
  });
});
