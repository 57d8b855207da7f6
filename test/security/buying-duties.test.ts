/** Duties that stay apart whatever hats people wear: two steps of an approval are the word of two people. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideStep, openRound } from '../../src/approvals/commands.ts';
import { nameStandIn } from '../../src/approvals/delegation-commands.ts';
import { mayDecide } from '../../src/approvals/queries.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addPerson, type TestMember, type TestPerson } from '../support/build.ts';

let test: TestApp;
let head: TestMember;
let buyer: TestPerson;
/** Heads the supply office and is chief pharmacist for the time being. */
let both: TestPerson;
let pharmacist: TestPerson;
let quality: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  test = await createTestApp();
  const { services } = test;
  head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  buyer = await addPerson(services, head, 'buyer');
  const asHead = await addPerson(services, head, 'supply_head');
  both = { ...asHead, roles: ['supply_head', 'chief_pharmacist'] };
  pharmacist = await addPerson(services, head, 'chief_pharmacist');
  quality = await addPerson(services, head, 'quality_officer');
  other = await addPerson(services, head, 'quality_officer');
});
afterAll(() => test.drop());

async function submitted(): Promise<number> {
  const at = test.services.clock.now();
  return test.services.db.transaction(async (tx) => {
    const paper = { kind: 'plan' as const, status: 'submitted', act: 'submit', counterpartId: null };
    const document = await openDocument(tx, { ...paper, organisationId: head.id, actor: buyer, at });
    accepted(await openRound(tx, { documentId: document.id, amountFen: 80_000_00, at, urgent: false }));
    return document.id;
  });
}

const decide = (documentId: number, actor: TestPerson) =>
  test.services.db.transaction((tx) =>
    decideStep(tx, actor, test.services.clock.now(), {
      documentId,
      decision: 'approve',
      note: null,
      requesterIds: [buyer.userId],
    }),
  );
const asked = (documentId: number, actor: TestPerson) =>
  mayDecide(test.services.db.read, actor, test.services.clock.now(), { documentId, requesterIds: [buyer.userId] });
const days = { startsOn: '2026-11-20', endsOn: '2026-12-10', reason: '外出培训' };

describe('who holds two roles and has a stand-in', () => {
  it('does not decide twice, once by the own hand and once by the other', async () => {
    const input = { toPersonId: quality.userId, role: 'supply_head' as const, ...days };
    accepted(await nameStandIn(test.services, both, { key: null, input }));
    const id = await submitted();
    expect(await asked(id, quality)).toMatchObject({ ok: true, value: { insteadOf: both.userId } });
    expect(await decide(id, quality)).toMatchObject({ ok: true, value: { insteadOf: both.userId } });
    expect(await asked(id, both)).toMatchObject({ reason: 'approval_twice' });
    expect(await decide(id, both)).toMatchObject({ reason: 'approval_twice' });
    // Somebody else's word is another one
    expect(await asked(id, pharmacist)).toMatchObject({ ok: true });
    expect(await decide(id, pharmacist)).toMatchObject({ ok: true, value: { insteadOf: null } });
  });

  it('is not stood in for after an own decision; the stand-in of another still decides', async () => {
    const id = await submitted();
    expect(await decide(id, { ...both, roles: ['supply_head'] })).toMatchObject({ ok: true });
    const input = { toPersonId: other.userId, role: 'chief_pharmacist' as const, ...days };
    accepted(await nameStandIn(test.services, pharmacist, { key: null, input }));
    expect(await decide(id, quality)).toMatchObject({ reason: 'forbidden' });
    expect(await decide(id, other)).toMatchObject({ ok: true, value: { insteadOf: pharmacist.userId } });
  });
});
