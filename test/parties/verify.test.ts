/** Verification finds what nobody could do through the program: a changed file, a misplaced role. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachment } from '../../db/schema/parties.ts';
import { personRole } from '../../db/schema/users.ts';
import { attach } from '../../src/attachments/commands.ts';
import { attachmentChecks } from '../../src/attachments/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { partyChecks } from '../../src/parties/verify.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addOutside, addPerson, type TestPerson } from '../support/build.ts';

let test: TestApp;
let seller: TestPerson;
let buyer: TestPerson;
const PDF = Buffer.from('%PDF-1.7\n');

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  const company = await addOutside(test.services);
  seller = await addPerson(test.services, company, 'supplier');
  buyer = await addPerson(test.services, head, 'buyer');
  for (let index = 0; index < 20; index += 1) {
    const given = { subject: 'party S012', title: `文件${index}`, file: { fileName: 'a.pdf', content: PDF } };
    accepted(await test.services.db.transaction((tx) => attach(tx, buyer, 1, given)));
  }
});
afterAll(() => test.drop());

const found = async () => findAll([...partyChecks, ...attachmentChecks], test.services.db.read);

describe('verification', () => {
  it('finds nothing where everything went through the program', async () => {
    expect(await found()).toEqual([]);
  });

  it('finds a file that was changed behind it', async () => {
    const change = { content: Buffer.from('%PDF-1.7 other') };
    await test.services.db.transaction((tx) => tx.update(attachment).set(change).where(eq(attachment.title, '文件17')));
    expect(await found()).toMatchObject([{ rule: 'attachment_digest', subject: 'party S012 文件17' }]);
    await test.services.db.transaction((tx) => tx.update(attachment).set({ content: PDF }));
  });

  it('finds a role that is not for people outside the county, and a supplier inside it', async () => {
    await test.services.db.transaction(async (tx) => {
      await tx.insert(personRole).values([
        { personId: seller.userId, role: 'auditor' },
        { personId: buyer.userId, role: 'supplier' },
      ]);
    });
    const findings = await found();
    expect(findings.map(({ rule, found: role }) => `${rule} ${role}`).sort()).toEqual([
      'supplier_people auditor',
      'supplier_people supplier',
    ]);
  });
});
