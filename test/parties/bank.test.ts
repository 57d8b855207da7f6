/** Bank details change with two people and no other way: not by pages, not by commands, not in the database. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partyBank } from '../../db/schema/parties.ts';
import { decideBank, proposeBank } from '../../src/parties/bank-commands.ts';
import { readBank } from '../../src/parties/edit-rules.ts';
import { bankInForce } from '../../src/parties/queries.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addPerson, nextNumber, type TestMember, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addParty, type TestParty } from '../support/parties.ts';

const NUMBER = '1510200009024512345';

describe('bank details', () => {
  const bank = { accountName: '赣南医药', bankName: '工商银行', accountNumber: NUMBER };
  it.each([
    ['1510 2000-0902 4512 345', 'ok'],
    ['１５１０２０００', 'ok'],
    ['1234567', 'account_number_form'],
    ['1'.repeat(31), 'account_number_form'],
    ['00000000', 'account_number_form'],
    ['1510A00009', 'account_number_form'],
  ])('%s: %s', (accountNumber, expected) => {
    const read = readBank({ ...bank, accountNumber }, '赣南医药');
    expect(read.ok ? 'ok' : read.reason).toBe(expected);
    if (read.ok) expect(read.value.accountNumber).toMatch(/^\d+$/);
  });

  it('are in the own name, however its brackets are typed', () => {
    const refused = readBank({ ...bank, accountName: '张三' }, '赣南医药');
    expect(refused).toMatchObject({ reason: 'account_name', field: 'accountName' });
    expect(readBank({ ...bank, accountName: '医药(赣南) 公司' }, '医药（赣南）公司').ok).toBe(true);
  });
});

describe('a change of bank details', () => {
  let test: TestApp;
  let head: TestMember;
  let party: TestParty;
  const people: Record<string, TestPerson> = {};
  const browsers: Record<string, Browser> = {};
  beforeAll(async () => {
    test = await createTestApp();
    head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
    party = await addParty(test.services, { code: 'S012', name: '赣南医药' });
    for (const role of ['buyer', 'accountant', 'chief_accountant', 'storekeeper'] as const) {
      people[role] = await addPerson(test.services, head, role, { login: role.replace('_', '') });
      browsers[role] = await signIn(test.app, role.replace('_', ''));
    }
  });
  afterAll(async () => {
    expect(test.log).toEqual([]);
    await test.drop();
  });

  const as = (role: string) => people[role] as TestPerson;
  const browser = (role: string) => browsers[role] as Browser;
  const key = () => `bank-${process.pid}-${nextNumber()}`;
  const account = (accountNumber: string) => ({ accountName: '赣南医药', bankName: '工商银行赣州分行', accountNumber });
  const propose = (role: string, accountNumber = NUMBER) =>
    proposeBank(test.services, as(role), {
      key: null,
      input: { code: 'S012', reason: '来函变更', ...account(accountNumber) },
    });
  const decide = (role: string, bankId: number, confirm = true) =>
    decideBank(test.services, as(role), { key: null, input: { code: 'S012', bankId, confirm, note: '电话核实' } });
  const inForce = async () => (await bankInForce(test.services.db.read, [party.id])).get(party.id)?.accountNumber;

  it('is proposed on its page, waits, and is confirmed there by another', async () => {
    const wrong = { idempotency_key: key(), ...account('12'), reason: '新供应商' };
    const refused = await browser('buyer').post(paths.bank('S012'), wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('8到30位数字');
    const sent = await browser('buyer').post(paths.bank('S012'), {
      ...wrong,
      idempotency_key: key(),
      ...account(NUMBER),
    });
    expect(sent.status).toBe(303);
    expect(await inForce()).toBeUndefined();
    expect(await propose('accountant')).toMatchObject({ reason: 'bank_waiting' });
    expect((await browser('chief_accountant').get(paths.home())).text).toContain('赣南医药');
    const page = await browser('chief_accountant').get(paths.bank('S012'));
    const action = /action="(\/parties\/S012\/bank\/\d+\/decision)"/.exec(page.text)?.[1] ?? '';
    expect((await browser('buyer').post(action, { idempotency_key: key() })).status).toBe(403);
    const silent = await browser('chief_accountant').post(action, {
      idempotency_key: key(),
      decision: 'confirm',
      note: '',
    });
    expect(silent.status).toBe(422);
    const told = { idempotency_key: key(), decision: 'confirm', note: '致电王业务核实' };
    expect((await browser('chief_accountant').post(action, told)).status).toBe(303);
    expect(await inForce()).toBe(NUMBER);
    expect((await browser('chief_accountant').get(paths.home())).text).not.toContain('赣南医药');
  });

  it('is shown in full to who pays, and by its last digits to everybody else', async () => {
    expect((await browser('accountant').get(paths.party('S012'))).text).toContain(NUMBER);
    for (const path of [paths.party('S012'), paths.parties(), paths.partiesExport('csv')]) {
      const { text } = await browser('storekeeper').get(path);
      expect(text).toContain('****2345');
      expect(text).not.toContain(NUMBER);
    }
    expect((await browser('storekeeper').get(paths.bank('S012'))).status).toBe(403);
  });

  it('to what is in force already is none', async () => {
    expect(await propose('buyer')).toMatchObject({ reason: 'bank_same' });
  });

  it('cannot be confirmed by who proposed it, in code and in the table', async () => {
    const both = await addPerson(test.services, head, ['accountant', 'supply_head']);
    const roles = ['accountant' as const, 'chief_accountant' as const];
    people.both = { ...both, roles };
    const { id } = accepted(await propose('both', '6222000012345678'));
    expect(await decide('both', id)).toMatchObject({ reason: 'bank_own_proposal' });
    const forced = test.services.db.transaction((tx) =>
      tx.update(partyBank).set({ status: 'confirmed', decidedBy: both.userId }).where(eq(partyBank.id, id)),
    );
    await expect(forced).rejects.toThrow();
    expect(await inForce()).toBe(NUMBER);
    expect(accepted(await decide('chief_accountant', id, false)).status).toBe('refused');
    expect(await decide('chief_accountant', id)).toMatchObject({ reason: 'bank_decided' });
    expect(await inForce()).toBe(NUMBER);
  });

  it('is decided once by two who press at once, and the trail never holds the number', async () => {
    const second = await addPerson(test.services, head, 'chief_accountant');
    people.second = second;
    const { id } = accepted(await propose('buyer', '6222000087654321'));
    const both = await Promise.all([decide('chief_accountant', id), decide('second', id, false)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const auditor = await addPerson(test.services, head, 'auditor');
    const trail = (await signIn(test.app, auditor.login)).get(paths.audit({ subject: 'S012' }));
    expect((await trail).text).toContain('****4321');
    expect((await trail).text).not.toContain('6222000087654321');
  });
});
