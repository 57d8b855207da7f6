/** Logins of suppliers' people: made by the administrator alone, for an organisation outside the county or a member. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOutside, organisationById, organisationsUnder } from '../../src/organisations/queries.ts';
import { partyByCode } from '../../src/parties/queries.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, nextNumber, type TestMember } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';
import { addParty } from '../support/parties.ts';

let test: TestApp;
let member: TestMember;
let administrator: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  member = await addMember(test.services, { kind: 'company', parent: head, code: 'YYGS', name: '县医药总公司' });
  await addParty(test.services, { code: 'S012', name: '赣南医药' });
  await addParty(test.services, { code: 'S030', name: '总公司', organisationId: member.id });
  const person = await addPerson(test.services, head, 'administrator');
  administrator = await signIn(test.app, person.login);
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const key = () => `login-${process.pid}-${nextNumber()}`;
const make = (partyCode: string, login: string) =>
  administrator.post(paths.supplierLogin(), { idempotency_key: key(), partyCode, login, name: '王业务' });
const passwordIn = (text: string) => /class="[^"]*code[^"]*"[^>]*>([A-Za-z0-9-]{8,})</.exec(text)?.[1] ?? '';

describe('the login of a supplier', () => {
  it('is made outside the county, with a password that is shown once and must be changed', async () => {
    const made = await make('S012', 'gn.wang');
    expect(made.status).toBe(200);
    const party = await partyByCode(test.services.db.read, 'S012');
    const place = await organisationById(test.services.db.read, party?.organisationId ?? 0);
    expect(isOutside(place?.path ?? '/')).toBe(true);
    expect((await organisationsUnder(test.services.db.read, '/')).map((row) => row.id)).not.toContain(place?.id);
    const page = await administrator.get(paths.users({ q: 'gn.wang' }));
    expect(page.text).toContain('王业务');
    const password = [...made.text.matchAll(/>([A-Za-z0-9-]{8,40})</g)].map(([, text]) => text ?? '');
    const browser = new Browser(test.app);
    let entered = false;
    for (const tried of [passwordIn(made.text), ...password]) {
      const answer = await browser.post(paths.login(), { account: 'gn.wang', password: tried });
      entered = answer.status === 303;
      if (entered) break;
    }
    expect(entered).toBe(true);
    expect((await browser.get(paths.home())).location).toBe(paths.password());
  });

  it('puts the next person into the same organisation, and people of a member into that', async () => {
    await make('S012', 'gn.li');
    await make('S030', 'zgs.liu');
    const party = await partyByCode(test.services.db.read, 'S012');
    const { text } = await administrator.get(paths.users({ role: 'supplier' }));
    for (const login of ['gn.wang', 'gn.li', 'zgs.liu']) expect(text).toContain(login);
    expect((await partyByCode(test.services.db.read, 'S030'))?.organisationId).toBe(member.id);
    expect(party?.organisationId).not.toBe(member.id);
  });

  it.each([
    ['没有代码为S999的供应商', 'S999', 'x.y'],
    ['gn.wang', 'S012', 'gn.wang'],
  ])('is refused: %s', async (sentence, code, login) => {
    const refused = await make(code, login);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
  });

  it('cannot be given another role, nor moved into the county with one, by the page of users', async () => {
    const list = await administrator.get(paths.users({ q: 'gn.wang' }));
    const page = /href="(\/users\/\d+)"/.exec(list.text)?.[1] ?? '';
    const shown = await administrator.get(page);
    expect(shown.text).toContain('赣南医药');
    const organisationId = String((await partyByCode(test.services.db.read, 'S012'))?.organisationId);
    const fields = { name: '王业务', title: '', organisationId };
    const act = (more: Record<string, string>) =>
      administrator.post(page, { idempotency_key: key(), ...fields, ...more });
    expect((await act({ roles: 'auditor' })).text).toContain('供应商的人员只能是');
    expect((await act({ roles: 'supplier', organisationId: String(member.id - 1) })).status).toBe(422);
    expect((await act({ roles: 'supplier' })).status).toBe(303);
  });
});
