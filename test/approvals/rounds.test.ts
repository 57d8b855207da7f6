/** Rounds of approval: step by step, returned and begun again, in the place of others, and two who decide at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideStep, isApproved, openRound } from '../../src/approvals/commands.ts';
import { endStandIn, nameStandIn } from '../../src/approvals/delegation-commands.ts';
import { roundOf, waitingApprovals } from '../../src/approvals/queries.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addPerson, type TestMember, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let buyer: TestPerson;
let supplyHead: TestPerson;
let pharmacist: TestPerson;
let accountant: TestPerson;
let quality: TestPerson;

beforeAll(async () => {
  test = await createTestApp();
  const { services } = test;
  head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  buyer = await addPerson(services, head, 'buyer', { login: 'buyer' });
  supplyHead = await addPerson(services, head, 'supply_head', { login: 'supplyhead' });
  pharmacist = await addPerson(services, head, 'chief_pharmacist', { login: 'chief', name: '林总药师' });
  accountant = await addPerson(services, head, 'chief_accountant', { login: 'money' });
  quality = await addPerson(services, head, 'quality_officer', { login: 'quality', name: '曾质量' });
});
afterAll(() => test.drop());

const AMOUNT = 80_000_00;

/** A plan of the buyer that went to approval; gives its document's id. */
async function submitted(amountFen = AMOUNT, urgent = false): Promise<number> {
  const at = test.services.clock.now();
  return test.services.db.transaction(async (tx) => {
    const document = await openDocument(tx, {
      kind: 'plan',
      status: 'submitted',
      act: 'submit',
      organisationId: head.id,
      counterpartId: null,
      actor: buyer,
      at,
    });
    accepted(await openRound(tx, { documentId: document.id, amountFen, at, urgent }));
    return document.id;
  });
}

function decide(documentId: number, actor: TestPerson, decision: 'approve' | 'return' = 'approve', note = '同意') {
  const at = test.services.clock.now();
  const given = { documentId, decision, note, requesterIds: [buyer.userId] };
  return test.services.db.transaction((tx) => decideStep(tx, actor, at, given));
}

const statuses = async (documentId: number) =>
  (await roundOf(test.services.db.read, documentId)).map((step) => `${step.role} ${step.status}`);

describe('a round', () => {
  it('goes from role to role and is finished by the last', async () => {
    const id = await submitted();
    expect(await statuses(id)).toEqual(['supply_head current', 'chief_pharmacist waiting', 'chief_accountant waiting']);
    expect(await decide(id, pharmacist)).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await decide(id, supplyHead)).toMatchObject({ ok: true, value: { finished: false } });
    expect(await decide(id, pharmacist)).toMatchObject({ ok: true, value: { finished: false } });
    expect(await isApproved(test.services.db.read, id)).toBe(false);
    expect(await decide(id, accountant)).toMatchObject({ ok: true, value: { finished: true } });
    expect(await isApproved(test.services.db.read, id)).toBe(true);
    expect(await decide(id, accountant)).toMatchObject({ ok: false, reason: 'approval_none' });
  });

  it('that is returned says why and is begun again from the first', async () => {
    const id = await submitted();
    accepted(await decide(id, supplyHead));
    expect(await decide(id, pharmacist, 'return', ' ')).toMatchObject({ ok: false, reason: 'reason_missing' });
    expect(await decide(id, pharmacist, 'return', '第3行重复')).toMatchObject({ ok: true });
    expect(await statuses(id)).toEqual(['supply_head approved', 'chief_pharmacist returned', 'chief_accountant void']);
    const at = test.services.clock.now();
    const again = { documentId: id, amountFen: AMOUNT, at, urgent: false };
    accepted(await test.services.db.transaction((tx) => openRound(tx, again)));
    expect(await statuses(id)).toEqual(['supply_head current', 'chief_pharmacist waiting', 'chief_accountant waiting']);
  });

  it('is decided once when two decide at once', async () => {
    const other = await addPerson(test.services, head, 'supply_head', {});
    const id = await submitted();
    const answers = await Promise.all([decide(id, supplyHead), decide(id, other)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await statuses(id)).toEqual([
      'supply_head approved',
      'chief_pharmacist current',
      'chief_accountant waiting',
    ]);
  });

  it('of what was ordered first has one time limit for all steps', async () => {
    const steps = await roundOf(test.services.db.read, await submitted(AMOUNT, true));
    const at = test.services.clock.now();
    expect(new Set(steps.map((step) => step.dueAt))).toEqual(new Set([at + 1440 * 60_000]));
  });
});

describe('standing in', () => {
  const days = () => ({ startsOn: '2026-11-20', endsOn: '2026-12-10' });

  it('lets another decide meanwhile, and says for whom', async () => {
    const input = { toPersonId: quality.userId, role: 'chief_pharmacist' as const, reason: '外出培训', ...days() };
    const named = await nameStandIn(test.services, pharmacist, { key: null, input });
    if (!named.ok) throw new Error(named.reason);
    expect(await nameStandIn(test.services, pharmacist, { key: null, input })).toMatchObject({
      reason: 'delegation_overlaps',
      detail: { name: '曾质量' },
    });
    const id = await submitted();
    accepted(await decide(id, supplyHead));
    const viewer = { ...quality, userId: quality.userId, roles: quality.roles } as never;
    const waiting = await waitingApprovals(test.services.db.read, viewer, test.services.clock.now());
    expect(waiting.find((one) => one.documentId === id)).toMatchObject({ insteadOf: '林总药师' });
    expect(await decide(id, quality)).toMatchObject({ ok: true, value: { insteadOf: pharmacist.userId } });
    const browser = await signIn(test.app, 'quality');
    expect((await browser.get(paths.delegations())).text).toContain('林总药师');
    expect(await endStandIn(test.services, quality, { key: null, id: named.value.id })).toMatchObject({ ok: false });
    expect(await endStandIn(test.services, pharmacist, { key: null, id: named.value.id })).toMatchObject({ ok: true });
    const later = await submitted();
    accepted(await decide(later, supplyHead));
    expect(await decide(later, quality)).toMatchObject({ ok: false, reason: 'forbidden' });
  });

  it('is named and taken back on the page, with a sentence for what is refused', async () => {
    const browser = await signIn(test.app, 'money');
    const page = await browser.get(paths.delegations());
    const key = /name="idempotency_key" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const fields = { idempotency_key: key, role: 'chief_accountant', to: String(buyer.userId), reason: '休假' };
    const refused = await browser.post(paths.delegations(), { ...fields, ...days() });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('不能代批');
    expect(refused.text).toContain('休假');
    const done = await browser.post(paths.delegations(), { ...fields, to: String(quality.userId), ...days() });
    expect(done.status).toBe(303);
    const list = await browser.get(paths.delegations());
    expect(list.text).toContain('收回');
  });
});

describe('the page', () => {
  it('shows what waits for the reader, what waits for anyone, and gives it as a file', async () => {
    const id = await submitted();
    const number = (await roundOf(test.services.db.read, id)).length > 0;
    expect(number).toBe(true);
    const browser = await signIn(test.app, 'supplyhead');
    const mine = await browser.get(paths.approvals());
    expect(mine.text).toContain('待我审批');
    expect(mine.text).toMatch(/JH-\d{8}-\d{4}/);
    const file = await browser.get(paths.approvalsExport('csv', { tab: 'all' }));
    expect(file.text).toContain('药械部主任');
    expect((await browser.get(paths.approvals({ tab: 'all', q: 'JH-00000000' }))).text).toContain('没有在审批的单据');
  });
});
