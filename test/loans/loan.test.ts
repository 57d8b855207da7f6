/** Loans: asked for, agreed to by another, handed over, extended, taken back; races, faults on the way, invariants. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import * as repairs from '../../src/faults/repair-commands.ts';
import { reportFault } from '../../src/faults/report-commands.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import * as acts from '../../src/loans/act-commands.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { listLoans } from '../../src/loans/list-queries.ts';
import { loanByNumber } from '../../src/loans/loan-queries.ts';
import { loanTasks } from '../../src/loans/task-queries.ts';
import { loanChecks } from '../../src/loans/verify.ts';
import { paths } from '../../src/paths.ts';
import { branchCard, type MoveWorld, openMoveWorld } from '../asset-transfers/move-world.ts';
import { key } from '../assets/asset-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const today = () => dayOf(world.services.clock.now());
const inDays = (days: number) => addDays(today(), days);
const HANDED = { condition: '外观完好，附件齐', room: '急诊室' };
const BACK = { condition: '完好', damaged: false };

const ask = (assetNumber: string, more: object = {}, actor: TestPerson = world.officer) =>
  askForLoan(world.services, actor, key(), {
    ...{ assetNumber, to: world.otherBranch.code, reason: '本院设备维修', dueOn: inDays(14) },
    ...more,
  });
async function seen(number: string) {
  const found = await loanByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}
const cardOf = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset;
const findings = async () => (await Promise.all(loanChecks.map((one) => one.find(world.services.db.read)))).flat();

/** A loan of the card, handed over. */
async function lent(card: string, dueOn = inDays(14)): Promise<string> {
  const { services, branchHead } = world;
  const { number } = accepted(await ask(card, { dueOn }));
  accepted(await acts.agreeToLoan(services, branchHead, await seen(number)));
  accepted(await acts.handOverLoan(services, branchHead, await seen(number), HANDED));
  return number;
}

describe('a loan', () => {
  it('changes the user, never the owner or the keeper, and leads back to what was', async () => {
    const { services, branchHead } = world;
    const card = await branchCard(world);
    const before = await cardOf(card);
    const number = await lent(card);
    const out = await cardOf(card);
    expect([out?.status, out?.userId, out?.room]).toEqual(['shared', world.otherBranch.id, '急诊室']);
    expect([out?.ownerId, out?.keeperId]).toEqual([before?.ownerId, before?.keeperId]);
    accepted(await acts.takeBackLoan(services, branchHead, await seen(number), BACK));
    const after = await cardOf(card);
    expect([after?.status, after?.userId, after?.room]).toEqual([before?.status, before?.userId, before?.room]);
    expect(await findings()).toEqual([]);
  });

  it('is agreed to by another of the keeper, and cancelled by either side before it is handed over', async () => {
    const { services, officer, branchHead, otherHead } = world;
    const card = await branchCard(world);
    const { number } = accepted(await ask(card));
    expect(reasonOf(await acts.agreeToLoan(services, officer, await seen(number)))).toBe('loan_own_asking');
    expect(reasonOf(await acts.agreeToLoan(services, otherHead, await seen(number)))).toBe('asset_not_here');
    expect(reasonOf(await acts.handOverLoan(services, branchHead, await seen(number), HANDED))).toBe('wrong_state');
    const stale = await seen(number);
    accepted(await acts.agreeToLoan(services, branchHead, await seen(number)));
    expect(reasonOf(await acts.agreeToLoan(services, branchHead, { ...stale, key: key() }))).toBe('stale');
    accepted(await acts.cancelLoan(services, otherHead, await seen(number), { why: '自己的修好了' }));
    expect((await cardOf(card))?.status).toBe('in_use');
    accepted(await ask(card));
  });

  it('is refused for what another has, what is stopped, one’s own things, strangers and wrong days', async () => {
    const card = await branchCard(world);
    const number = await lent(card);
    expect(reasonOf(await ask(card))).toBe('loan_not_lendable');
    const other = await branchCard(world);
    accepted(await ask(other));
    expect(reasonOf(await ask(other))).toBe('loan_open');
    const third = await branchCard(world);
    expect(reasonOf(await ask(third, { to: world.branch.code }))).toBe('loan_same_member');
    expect(reasonOf(await ask(third, { dueOn: inDays(-1) }))).toBe('loan_due_past');
    expect(reasonOf(await ask(third, { to: 'NOBODY' }))).toBe('asset_member_unknown');
    expect(reasonOf(await ask(third, {}, world.otherHead))).toBe('asset_unknown');
    expect(reasonOf(await ask('SB-20200101-9999'))).toBe('asset_unknown');
    const given = { dueOn: inDays(30), why: '还要用' };
    accepted(await acts.extendLoan(world.services, world.branchHead, await seen(number), given));
    expect((await loanByNumber(world.services.db.read, number))?.loan.dueOn).toBe(given.dueOn);
  });

  it('comes back under repair: the fault stays, and leads to where the thing was before it was lent', async () => {
    const { services, branchHead, engineer, otherHead } = world;
    const card = await branchCard(world);
    const number = await lent(card);
    const broken = { asset: card, what: '不开机', urgency: 'urgent', usable: 'no', loaner: null, photo: null } as const;
    const fault = accepted(await reportFault(services, otherHead, key(), broken)).number;
    expect((await cardOf(card))?.status).toBe('repair');
    expect(await findings()).toEqual([]);
    accepted(await acts.takeBackLoan(services, branchHead, await seen(number), BACK));
    expect([(await cardOf(card))?.status, (await cardOf(card))?.userId]).toEqual(['repair', world.branch.id]);
    const given = () => ({ key: key(), number: fault });
    accepted(await repairs.assignFault(services, engineer, given(), { engineer: engineer.login, outside: '' }));
    accepted(await repairs.diagnoseFault(services, engineer, given(), { diagnosis: '保险', takeOut: false }));
    const mended = { work: '换保险', labourMinutes: 5, irreparable: false };
    accepted(await repairs.repairFault(services, engineer, given(), mended));
    accepted(await repairs.acceptRepair(services, branchHead, given(), { outcome: 'pass', test: '正常' }));
    expect((await cardOf(card))?.status).toBe('in_use');
  });

  it('that came back damaged stops the thing', async () => {
    const card = await branchCard(world);
    const number = await lent(card);
    const damaged = { condition: '屏幕碎裂', damaged: true };
    accepted(await acts.takeBackLoan(world.services, world.branchHead, await seen(number), damaged));
    expect((await cardOf(card))?.status).toBe('stopped');
  });

  it('goes to one of many who want the same thing at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const card = await branchCard(world);
      const wants = Array.from({ length: 8 }, (_, nth) => ask(card, nth % 2 === 0 ? {} : { to: world.head.code }));
      const said = (await Promise.all(wants)).map(reasonOf);
      expect([said.filter((one) => one === 'ok').length, said.filter((one) => one === 'loan_open').length]).toEqual([
        1, 7,
      ]);
    }
  });

  it('reminds its borrower before the day, and its keeper after it', async () => {
    const { services, branchHead, otherHead } = world;
    const number = await lent(await branchCard(world), inDays(2));
    const codes = async (person: TestPerson, later: number) =>
      (await loanTasks(services.db.read, person as unknown as Viewer, services.clock.now() + later * 86_400_000))
        .filter((task) => task.subject.startsWith(number))
        .map(({ code }) => code);
    expect([await codes(otherHead, 0), await codes(branchHead, 0)]).toEqual([['loan_return'], []]);
    expect([await codes(otherHead, 5), await codes(branchHead, 5)]).toEqual([['loan_return'], ['loan_fetch']]);
    const late = { scopePath: '/', today: inDays(5) };
    const rows = await listLoans(services.db.read, late, { tab: 'late', q: number }, { size: 10 });
    expect(rows.map((row) => row.number)).toEqual([number]);
  });

  it('keeps card and paper together whatever is tried in whatever order', async () => {
    const { services, branchHead, otherHead, officer } = world;
    const second = await addPerson(services, world.branch, 'custodian');
    const people = [branchHead, otherHead, officer, second];
    const tries = ['agree', 'refuse', 'cancel', 'hand', 'extend', 'back'] as const;
    const step = fc.tuple(fc.constantFrom(...tries), fc.nat({ max: people.length - 1 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const card = await branchCard(world);
        const { number } = accepted(await ask(card));
        for (const [act, who] of steps) {
          const person = people[who] ?? officer;
          const given = await seen(number);
          if (act === 'agree') await acts.agreeToLoan(services, person, given);
          else if (act === 'refuse') await acts.refuseLoan(services, person, given, { why: '自己要用' });
          else if (act === 'cancel') await acts.cancelLoan(services, person, given, { why: '不借了' });
          else if (act === 'hand') await acts.handOverLoan(services, person, given, HANDED);
          else if (act === 'extend') await acts.extendLoan(services, person, given, { dueOn: inDays(9), why: '再用' });
          else await acts.takeBackLoan(services, person, given, BACK);
        }
        const status = (await loanByNumber(services.db.read, number))?.document.status;
        const now = await cardOf(card);
        expect([now?.status === 'shared', now?.userId === world.otherBranch.id]).toEqual([
          status === 'out',
          status === 'out',
        ]);
      }),
      { numRuns: 25 },
    );
    expect(await findings()).toEqual([]);
  });
});

describe('the pages of loans', () => {
  it('lead from the asking to the return, refuse what is stale, and keep strangers out', async () => {
    const officer = await signIn(world.app, world.officer.login);
    const keeper = await signIn(world.app, world.branchHead.login);
    const stranger = await signIn(world.app, world.stranger.login);
    const card = await branchCard(world);
    expect((await officer.get(paths.newLoan({ asset: card }))).text).toContain(card);
    const fields = { idempotency_key: key(), assetNumber: card, to: world.head.code, dueOn: inDays(7) };
    const refused = await officer.post(paths.loans(), { ...fields, reason: '' });
    expect([refused.status, refused.text.includes(card)]).toEqual([422, true]);
    const asked = await officer.post(paths.loans(), { ...fields, reason: '<i>急用</i>' });
    const page = asked.location ?? '';
    expect((await officer.post(paths.loans(), { ...fields, reason: '<i>急用</i>' })).location).toBe(page);
    expect((await stranger.get(page)).status).toBe(404);
    const act = async (name: string, more: Record<string, string> = {}) => {
      const { text } = await keeper.get(page);
      const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
      return keeper.post(`${page}/${name}`, { idempotency_key: key(), version, ...more });
    };
    expect((await act('agreement')).status).toBe(303);
    expect((await act('hand-over', { condition: '', room: '急诊' })).status).toBe(422);
    expect((await act('hand-over', { condition: '好', room: '急诊' })).status).toBe(303);
    expect((await act('return', { condition: '好' })).status).toBe(303);
    const again = { idempotency_key: key(), version: '1', condition: '好' };
    expect((await keeper.post(`${page}/return`, again)).status).toBe(409);
    const shown = await keeper.get(page);
    expect([shown.text.includes('&lt;i&gt;急用'), shown.text.includes('已归还')]).toEqual([true, true]);
    const file = await keeper.get(paths.loansExport('csv', { tab: 'all' }));
    expect([file.status, file.text.includes('急用')]).toEqual([200, true]);
  });
});
