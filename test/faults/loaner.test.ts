/** What stands in for a faulty thing: at hand, fit for use, for one only, and nobody takes it away meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advanceAsset, lockAsset } from '../../src/assets/advance-commands.ts';
import { commissionAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { timelineOf } from '../../src/documents/queries.ts';
import { faultByNumber } from '../../src/faults/fault-record.ts';
import { borrowableFor, loanersFor } from '../../src/faults/loaner-queries.ts';
import { lendFor } from '../../src/faults/repair-commands.ts';
import { reportFault } from '../../src/faults/report-commands.ts';
import { faultChecks } from '../../src/faults/verify.ts';
import { dayOf, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { agreeToLoan, handOverLoan, takeBackLoan } from '../../src/loans/act-commands.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { loanByNumber } from '../../src/loans/loan-queries.ts';
import { registerDuties } from '../../src/metrology/duty-commands.ts';
import { askForBooking } from '../../src/sharing/booking-commands.ts';
import { offerShare } from '../../src/sharing/offer-commands.ts';
import { branchCard, type MoveWorld, openMoveWorld } from '../asset-transfers/move-world.ts';
import { key } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const db = () => world.services.db.read;
const today = () => dayOf(world.clock.now());
const idle = () => branchCard(world, { firstUsedOn: null });
const cardOf = async (number: string) => {
  const found = await assetByNumber(db(), '/', number);
  if (found === undefined) throw new Error(`no card ${number}`);
  return found.asset;
};
const faultOf = async (number: string) => {
  const found = await faultByNumber(db(), number);
  if (found === undefined) throw new Error(`no fault ${number}`);
  return found;
};
const report = (asset: string, loaner: string | null, actor = world.branchHead) =>
  reportFault(world.services, actor, key(), {
    ...{ asset, what: '开机无图像', urgency: 'urgent', usable: 'no', loaner, photo: null },
  });
/** Of a faulty thing of the branch that the card stands in for, the number. */
const standIn = async (spare: string) => accepted(await report(await branchCard(world), spare)).number;
const release = (number: string) => lendFor(world.services, world.branchHead, { key: key(), number }, { loaner: '' });
async function seenLoan(number: string) {
  const found = await loanByNumber(db(), number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}
const askLoan = (assetNumber: string) =>
  askForLoan(world.services, world.officer, key(), {
    ...{ assetNumber, to: world.otherBranch.code, reason: '设备维修', dueOn: today() },
  });
const findings = async () => (await Promise.all(faultChecks.map((one) => one.find(db())))).flat();

/** A loan of an idle thing of the branch to the other branch, handed over. */
async function borrowed(): Promise<{ spare: string; loan: string }> {
  const spare = await idle();
  const loan = accepted(await askLoan(spare)).number;
  accepted(await agreeToLoan(world.services, world.branchHead, await seenLoan(loan)));
  const handed = { condition: '完好', room: '急诊室' };
  accepted(await handOverLoan(world.services, world.branchHead, await seenLoan(loan), handed));
  return { spare, loan };
}

const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
const bookTomorrow = (asset: string) => {
  const startsAt = startOfDay(today()) + 34 * HOUR_MS;
  const wish = { to: world.otherBranch.code, urgent: false, purpose: '检查', startsAt, endsAt: startsAt + HOUR_MS };
  return askForBooking(world.services, world.officer, key(), { asset, ...wish });
};
const offer = async (number: string) =>
  accepted(
    await offerShare(
      world.services,
      world.branchHead,
      { key: key(), number },
      { slotMinutes: 60, hours: ALL_DAY, note: '' },
    ),
  );

describe('what may stand in', () => {
  it('is idle, of the class and at hand; what lies idle elsewhere is borrowed first', async () => {
    const own = await idle();
    const other = world.otherBranch.code;
    const far = await branchCard(world, { firstUsedOn: null, owner: other, user: other, keeper: other });
    const broken = await cardOf(await branchCard(world));
    const atHand = (await loanersFor(db(), broken, today())).map(({ number }) => number);
    expect([atHand.includes(own), atHand.includes(far)]).toEqual([true, false]);
    const elsewhere = (await borrowableFor(db(), broken, today())).map(({ number }) => number);
    expect([elsewhere.includes(own), elsewhere.includes(far)]).toEqual([false, true]);
    expect(reasonOf(await report(broken.number, far))).toBe('fault_loaner');
    const laboratory = await branchCard(world, { firstUsedOn: null, classCode: 'laboratory' });
    expect(reasonOf(await report(broken.number, laboratory))).toBe('fault_loaner');
    expect(reasonOf(await report(broken.number, await branchCard(world)))).toBe('fault_loaner');
    accepted(await report(broken.number, own));
  });

  it('may be used today, is promised to nobody by a loan, and booked by nobody', async () => {
    const broken = await cardOf(await branchCard(world));
    const untested = await idle();
    const lines = [{ number: untested, item: 'ecg' as const }];
    accepted(await registerDuties(world.services, world.engineer, key(), { lines }));
    expect(reasonOf(await report(broken.number, untested))).toBe('use_test_missing');
    const promised = await idle();
    const loan = accepted(await askLoan(promised)).number;
    accepted(await agreeToLoan(world.services, world.branchHead, await seenLoan(loan)));
    expect(reasonOf(await report(broken.number, promised))).toBe('fault_loaner');
    const booked = await idle();
    await offer(booked);
    accepted(await bookTomorrow(booked));
    expect(reasonOf(await report(broken.number, booked))).toBe('asset_booked');
    const offered = (await loanersFor(db(), broken, today())).map(({ number }) => number);
    expect([untested, promised].filter((one) => offered.includes(one))).toEqual([]);
  });
});

describe('what stands in', () => {
  it('is neither lent, booked, moved nor scrapped before it is taken back', async () => {
    const spare = await idle();
    await offer(spare);
    const number = await standIn(spare);
    expect(reasonOf(await report(await branchCard(world), spare))).toBe('fault_loaner');
    const away = (act: string, to: 'shared' | 'moving' | 'to_scrap') =>
      world.services.db.transaction(async (tx) => {
        const held = await lockAsset(tx, spare);
        if (held === undefined) throw new Error(`no card ${spare}`);
        return advanceAsset(tx, world.officer, world.clock.now(), { asset: held, act, to });
      });
    expect(reasonOf(await away('lend', 'shared'))).toBe('asset_stands_in');
    expect(reasonOf(await away('hand_over', 'moving'))).toBe('asset_stands_in');
    expect(reasonOf(await away('propose_scrap', 'to_scrap'))).toBe('asset_stands_in');
    expect(reasonOf(await askLoan(spare))).toBe('asset_stands_in');
    expect(reasonOf(await bookTomorrow(spare))).toBe('asset_stands_in');
    expect(await findings()).toEqual([]);
    accepted(await release(number));
    accepted(await bookTomorrow(spare));
  });

  it('may be borrowed; given back, it stands in for nothing, and the fault says so', async () => {
    const { spare, loan } = await borrowed();
    const other = world.otherBranch.code;
    const broken = await branchCard(world, { owner: other, user: other, keeper: other });
    const { number } = accepted(await report(broken, spare, world.otherHead));
    expect((await faultOf(number)).loaner?.number).toBe(spare);
    const back = { condition: '完好', damaged: false };
    accepted(await takeBackLoan(world.services, world.branchHead, await seenLoan(loan), back));
    const after = await faultOf(number);
    expect(after.loaner).toBeNull();
    expect((await timelineOf(db(), after.document.id)).at(-1)).toMatchObject({ act: 'lend', note: '—' });
    accepted(await askLoan(spare));
    expect(await findings()).toEqual([]);
  });

  it('goes to a fault or to a borrower, whoever is quicker', async () => {
    for (let round = 0; round < 3; round += 1) {
      const spare = await idle();
      const loan = accepted(await askLoan(spare)).number;
      const broken = await branchCard(world);
      const [agreed, given] = await Promise.all([
        agreeToLoan(world.services, world.branchHead, await seenLoan(loan)),
        report(broken, spare),
      ]);
      const handed = { condition: '完好', room: '急诊室' };
      const out = await handOverLoan(world.services, world.branchHead, await seenLoan(loan), handed);
      expect([agreed.ok || given.ok, out.ok && given.ok]).toEqual([true, false]);
    }
    expect(await findings()).toEqual([]);
  });

  it('may be put into use meanwhile', async () => {
    const spare = await idle();
    const number = await standIn(spare);
    const begun = { day: today(), note: '' };
    accepted(await commissionAsset(world.services, world.officer, { key: key(), number: spare }, begun));
    accepted(await release(number));
  });
});
