/** What acts on equipment refuse that their roads never meet: the wrong moment, the same person, nothing to write. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveMove, handOver, takeOver } from '../../src/asset-transfers/act-commands.ts';
import { correctAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { appraise, approveDisposal, prepareCard } from '../../src/disposals/act-commands.ts';
import { proposeDisposal } from '../../src/disposals/propose-commands.ts';
import * as repairs from '../../src/faults/repair-commands.ts';
import { addDays, dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { agreeToLoan, handOverLoan } from '../../src/loans/act-commands.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { agreeToBooking, askForBooking, startBooking } from '../../src/sharing/booking-commands.ts';
import { offerShare, setShareRate } from '../../src/sharing/offer-commands.ts';
import { checkUse } from '../../src/sharing/rules.ts';
import { cardInput, key } from '../assets/asset-world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  branchCard,
  HANDED,
  type MoveWorld,
  moved,
  openMoveWorld,
  reportBroken,
  seenDisposal,
  seenMove,
  TAKEN,
} from './move-world.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const given = (number: string) => ({ key: key(), number });

/** The card becomes the other branch's by a correction of the register. */
async function correctTo(number: string, code: string) {
  const card = await assetByNumber(world.services.db.read, '/', number);
  const places = { owner: code, user: code, keeper: code, priceFen: 2_000_000, funds: { own: 2_000_000 } };
  const input = { ...cardInput(world), ...places, serialNumber: card?.asset.serialNumber ?? '', reason: '登记有误' };
  return correctAsset(world.services, world.officer, given(number), input);
}

describe('a transfer', () => {
  it('is decided once, and taken over only while it is under way, by another than who handed it over', async () => {
    const { services, branchHead, officer, stranger } = world;
    const number = await moved(world, await branchCard(world), 'approved');
    expect(reasonOf(await approveMove(services, officer, await seenMove(world, number)))).toBe(
      'asset_transfer_decided',
    );
    const early = await takeOver(services, stranger, await seenMove(world, number), TAKEN);
    expect(reasonOf(early)).toBe('asset_transfer_not_moving');
    const both = await addPerson(services, world.campus, 'custodian');
    accepted(await handOver(services, both, await seenMove(world, number), HANDED));
    const own = await takeOver(services, both, await seenMove(world, number), TAKEN);
    expect(reasonOf(own)).toBe('asset_transfer_same_person');
    expect(reasonOf(await takeOver(services, branchHead, await seenMove(world, number), TAKEN))).toBe(
      'asset_transfer_receiver',
    );
    accepted(await takeOver(services, stranger, await seenMove(world, number), TAKEN));
  });

  it('is not handed over by who is no longer its owner', async () => {
    const { services, custodian, otherBranch } = world;
    const card = await branchCard(world);
    const number = await moved(world, card, 'approved');
    accepted(await correctTo(card, otherBranch.code));
    const late = await handOver(services, custodian, await seenMove(world, number), HANDED);
    expect(reasonOf(late)).toBe('asset_transfer_owner');
  });
});

describe('a disposal', () => {
  it('is appraised once, and has something to write down for its card', async () => {
    const { services, custodian, engineer, branchHead, officer } = world;
    const card = await branchCard(world);
    const asked = { assetNumbers: [card], reason: 'broken' as const, explanation: '主板损坏' };
    const { number } = accepted(await proposeDisposal(services, custodian, key(), asked));
    const findings = { [card]: { found: '无修复价值', worthFen: 0 } };
    accepted(await appraise(services, engineer, await seenDisposal(world, number), { findings }));
    const again = await appraise(services, engineer, await seenDisposal(world, number), { findings });
    expect(reasonOf(again)).toBe('disposal_appraised');
    for (const one of [branchHead, officer]) {
      accepted(await approveDisposal(services, one, await seenDisposal(world, number)));
    }
    const nothing = { assetNumber: card, erasure: null, sourceHandling: null };
    expect(reasonOf(await prepareCard(services, custodian, await seenDisposal(world, number), nothing))).toBe(
      'disposal_nothing',
    );
    const erased = { ...nothing, erasure: '已覆写三遍' };
    accepted(await prepareCard(services, custodian, await seenDisposal(world, number), erased));
  });

  it('holds fifty cards at most', async () => {
    const cards: string[] = [];
    for (let nth = 0; nth <= 50; nth += 1) cards.push(await branchCard(world));
    const asked = { assetNumbers: cards, reason: 'broken' as const, explanation: '批量报废' };
    const many = await proposeDisposal(world.services, world.custodian, key(), asked);
    expect(many).toMatchObject({ reason: 'disposal_many', detail: { most: 50 } });
    accepted(await proposeDisposal(world.services, world.custodian, key(), { ...asked, assetNumbers: cards.slice(1) }));
  });
});

describe('a fault', () => {
  it('is given to engineers, and its costs are amounts', async () => {
    const { services, engineer, custodian } = world;
    const number = await reportBroken(world, await branchCard(world));
    for (const login of [custodian.login, 'nobody']) {
      const refused = await repairs.assignFault(services, engineer, given(number), { engineer: login, outside: '' });
      expect(refused).toMatchObject({ reason: 'fault_engineer', detail: { login } });
    }
    accepted(await repairs.assignFault(services, engineer, given(number), { engineer: engineer.login, outside: '' }));
    const said = { diagnosis: '电源板损坏', takeOut: false };
    accepted(await repairs.diagnoseFault(services, engineer, given(number), said));
    const cost = (unitFen: number, quantity = 1) =>
      repairs.addCost(services, engineer, given(number), { kind: 'part', name: '电源板', quantity, unitFen });
    for (const refused of [await cost(-1), await cost(Number.MAX_SAFE_INTEGER, 2)]) {
      expect(reasonOf(refused)).toBe('fault_cost_amount');
    }
    accepted(await cost(0));
  });
});

describe('a loan', () => {
  const wish = (assetNumber: string, to: string) => {
    return { assetNumber, to, reason: '维修期间', dueOn: addDays(dayOf(world.clock.now()), 7) };
  };

  it('is asked for by people of the borrower, and handed over by who still keeps it', async () => {
    const { services, custodian, officer, branchHead, otherBranch } = world;
    const card = await branchCard(world);
    expect(reasonOf(await askForLoan(services, custodian, key(), wish(card, otherBranch.code)))).toBe('loan_borrower');
    const { number } = accepted(await askForLoan(services, officer, key(), wish(card, otherBranch.code)));
    accepted(await agreeToLoan(services, branchHead, given(number)));
    accepted(await correctTo(card, world.head.code));
    const handed = { condition: '完好', room: '急诊' };
    expect(reasonOf(await handOverLoan(services, officer, given(number), handed))).toBe('loan_keeper_changed');
  });
});

describe('sharing', () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));

  it('is used by one at a time, for whole cases, at rates that are none of the past', async () => {
    const { services, branchHead, officer, otherBranch, clock } = world;
    const card = await branchCard(world);
    accepted(await offerShare(services, branchHead, given(card), { slotMinutes: 60, hours, note: '' }));
    const today = dayOf(clock.now());
    const rate = (from: string, fen: number) =>
      setShareRate(services, branchHead, given(card), { from, per: 'case', fen });
    expect(reasonOf(await rate(addDays(today, -1), 100))).toBe('share_rate_past');
    expect(reasonOf(await rate(today, -1))).toBe('share_rate_negative');
    accepted(await rate(today, 0));
    const first = Math.ceil(clock.now() / HOUR_MS) * HOUR_MS;
    const agreed: string[] = [];
    for (const startsAt of [first, first + HOUR_MS]) {
      const span = { startsAt, endsAt: startsAt + HOUR_MS, urgent: false, purpose: '检查' };
      const asked = await askForBooking(services, officer, key(), { asset: card, to: otherBranch.code, ...span });
      const { number } = accepted(asked);
      accepted(await agreeToBooking(services, branchHead, given(number)));
      agreed.push(number);
    }
    const [running = '', next = ''] = agreed;
    accepted(await startBooking(services, branchHead, given(running)));
    const second = await startBooking(services, branchHead, given(next));
    expect(second).toMatchObject({ reason: 'booking_running', detail: { number: running } });
    for (const cases of [-1, 0.5]) expect(checkUse({ minutes: 30, cases })).toMatchObject({ reason: 'booking_cases' });
    expect(checkUse({ minutes: 30, cases: 0 }).ok).toBe(true);
  });
});
