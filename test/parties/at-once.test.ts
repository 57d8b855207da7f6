/** Two people at once: one company is recorded once, and two logins of it make one organisation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCreditCode } from '../../src/kernel/codes/credit-code.ts';
import { registerParty } from '../../src/parties/commands.ts';
import { addSupplierLogin } from '../../src/parties/login-commands.ts';
import { partyByCode } from '../../src/parties/queries.ts';
import { peopleOf } from '../../src/users/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestMember } from '../support/build.ts';
import { addParty } from '../support/parties.ts';

let test: TestApp;
let head: TestMember;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
});
afterAll(() => test.drop());

describe('at once', () => {
  it('two codes for one credit code: one is added, the other is told which', async () => {
    const buyer = await addPerson(test.services, head, 'buyer');
    const facts = {
      name: '公司',
      shortName: '公司',
      kind: 'supplier' as const,
      memberCode: null,
      address: '',
      note: '',
    };
    const creditCode = makeCreditCode('91', '360732', '12345678');
    const both = await Promise.all(
      ['S101', 'S102'].map((code) =>
        registerParty(test.services, buyer, { key: null, input: { ...facts, code, creditCode } }),
      ),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ reason: 'party_credit_used', field: 'creditCode' });
  });

  it('two first logins of a supplier: both stand under one organisation', async () => {
    const administrator = await addPerson(test.services, head, 'administrator');
    await addParty(test.services, { code: 'S201' });
    const both = await Promise.all(
      ['one.a', 'two.b'].map((login) =>
        addSupplierLogin(test.services, administrator, {
          key: null,
          input: { partyCode: 'S201', login, name: '业务员' },
        }),
      ),
    );
    expect(both.map((one) => one.ok)).toEqual([true, true]);
    const party = await partyByCode(test.services.db.read, 'S201');
    expect(await peopleOf(test.services.db.read, party?.organisationId ?? 0)).toHaveLength(2);
  });
});
