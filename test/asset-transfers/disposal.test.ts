/** Equipment out of all books: appraised by another, agreed to by value, data erased, scrapped once and for ever. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeMove } from '../../src/asset-transfers/propose-commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { assetChecks } from '../../src/assets/verify.ts';
import {
  appraise,
  approveDisposal,
  type CarryingOut,
  carryOut,
  prepareCard,
  recordMeeting,
  refuseDisposal,
  withdrawDisposal,
} from '../../src/disposals/act-commands.ts';
import { disposalByNumber } from '../../src/disposals/disposal-record.ts';
import { type DisposalInput, proposeDisposal } from '../../src/disposals/propose-commands.ts';
import { disposalChecks } from '../../src/disposals/verify.ts';
import { faultByNumber, spansOf } from '../../src/faults/fault-record.ts';
import { reopenFault } from '../../src/faults/report-commands.ts';
import { faultChecks } from '../../src/faults/verify.ts';
import { addCard, key } from '../assets/asset-world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  branchCard,
  type MoveWorld,
  moveInput,
  openMoveWorld,
  proposed,
  reportBroken,
  seenDisposal,
} from './move-world.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const cardState = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset.status;
const statusOf = async (number: string) =>
  (await disposalByNumber(world.services.db.read, number))?.document.status ?? 'none';
const findings = async () => {
  const all = [...disposalChecks, ...assetChecks, ...faultChecks].map((one) => one.find(world.services.db.read));
  return (await Promise.all(all)).flat();
};

const OUT: CarryingOut = {
  way: 'recycled',
  takenBy: '县再生资源公司',
  certificateNumber: 'HS-2026-018',
  incomeFen: 0,
  incomeReceipt: null,
};

const propose = (assetNumbers: string[], more: Partial<DisposalInput> = {}, actor = world.custodian) =>
  proposeDisposal(world.services, actor, key(), { assetNumbers, reason: 'broken', explanation: '主板损坏', ...more });

async function appraised(cards: string[], more: Partial<DisposalInput> = {}): Promise<string> {
  const { number } = accepted(await propose(cards, more));
  const findings = Object.fromEntries(cards.map((one) => [one, { found: '无修复价值', worthFen: 10_000 }]));
  accepted(await appraise(world.services, world.engineer, await seenDisposal(world, number), { findings }));
  return number;
}

async function approved(cards: string[], more: Partial<DisposalInput> = {}): Promise<string> {
  const number = await appraised(cards, more);
  for (const person of [world.branchHead, world.officer]) {
    accepted(await approveDisposal(world.services, person, await seenDisposal(world, number)));
  }
  return number;
}

describe('a disposal', () => {
  it('is carried out only when it was appraised, approved and its data were erased', async () => {
    const { services, custodian, engineer } = world;
    const cards = [
      await branchCard(world),
      await branchCard(world, { classCode: 'dental', categoryCode: null, registrationNumber: null }),
    ];
    const { number } = accepted(await propose(cards));
    expect(await Promise.all(cards.map(cardState))).toEqual(['to_scrap', 'to_scrap']);
    const seen = () => seenDisposal(world, number);
    expect(reasonOf(await carryOut(services, custodian, await seen(), OUT))).toBe('disposal_unapproved');
    expect(reasonOf(await approveDisposal(services, world.branchHead, await seen()))).toBe('disposal_not_appraised');
    const half = { findings: { [cards[0] ?? '']: { found: '坏', worthFen: 0 } } };
    expect(reasonOf(await appraise(services, engineer, await seen(), half))).toBe('disposal_unappraised');
    const findingsOf = Object.fromEntries(cards.map((one) => [one, { found: '坏', worthFen: 0 }]));
    expect(reasonOf(await appraise(services, custodian, await seen(), { findings: findingsOf }))).toBe('forbidden');
    accepted(await appraise(services, engineer, await seen(), { findings: findingsOf }));
    expect(reasonOf(await approveDisposal(services, custodian, await seen()))).toBe('approval_own');
    accepted(await approveDisposal(services, world.branchHead, await seen()));
    expect(reasonOf(await carryOut(services, custodian, await seen(), OUT))).toBe('disposal_unapproved');
    accepted(await approveDisposal(services, world.officer, await seen()));
    expect(reasonOf(await carryOut(services, custodian, await seen(), OUT))).toBe('disposal_data');
    const prepared = { assetNumber: cards[0] ?? '', erasure: '硬盘三次覆写后拆除销毁', sourceHandling: null };
    accepted(await prepareCard(services, custodian, await seen(), prepared));
    expect(reasonOf(await carryOut(services, custodian, await seen(), { ...OUT, incomeFen: 100 }))).toBe(
      'disposal_receipt',
    );
    accepted(await carryOut(services, custodian, await seen(), { ...OUT, incomeFen: 100, incomeReceipt: 'FS-1' }));
    expect(await Promise.all(cards.map(cardState))).toEqual(['scrapped', 'scrapped']);
    expect((await disposalByNumber(services.db.read, number))?.disposal.retainUntil).toBe('2046-03-18');
    expect(reasonOf(await withdrawDisposal(services, custodian, await seen(), { why: 'x' }))).toBe('disposal_over');
    expect(reasonOf(await propose(cards))).toBe('asset_wrong_state');
    expect(await findings()).toEqual([]);
  });

  it('needs a meeting above the limit, and the engineer is not the one who proposed', async () => {
    const { services, officer } = world;
    const dear = await addCard(world, { classCode: 'surgery_emergency', categoryCode: '08', registrationNumber: null });
    const both = await addPerson(services, world.head, ['engineer', 'equipment_officer']);
    const { number } = accepted(await propose([dear], { reason: 'obsolete' }, both));
    const given = { findings: { [dear]: { found: '淘汰机型', worthFen: 0 } } };
    expect(reasonOf(await appraise(services, both, await seenDisposal(world, number), given))).toBe(
      'disposal_own_appraisal',
    );
    accepted(await appraise(services, world.engineer, await seenDisposal(world, number), given));
    accepted(await approveDisposal(services, world.vice, await seenDisposal(world, number)));
    expect(reasonOf(await approveDisposal(services, world.finance, await seenDisposal(world, number)))).toBe(
      'disposal_meeting',
    );
    const record = { record: '党委会纪要〔2026〕12号' };
    accepted(await recordMeeting(services, officer, await seenDisposal(world, number), record));
    accepted(await approveDisposal(services, world.finance, await seenDisposal(world, number)));
    expect(await statusOf(number)).toBe('approved');
    expect(await findings()).toEqual([]);
  });

  it('ends the fault of what it scraps: nobody is asked to repair it any more', async () => {
    const { services } = world;
    const card = await branchCard(world);
    const fault = await reportBroken(world, card);
    const number = await approved([card]);
    const prepared = { assetNumber: card, erasure: '无存储介质', sourceHandling: null };
    accepted(await prepareCard(services, world.custodian, await seenDisposal(world, number), prepared));
    accepted(await carryOut(services, world.custodian, await seenDisposal(world, number), OUT));
    expect(await cardState(card)).toBe('scrapped');
    const ended = await faultByNumber(services.db.read, fault);
    expect([ended?.document.status, ended?.fault.isOpen, ended?.asset.downBy]).toEqual(['closed', false, null]);
    expect((await spansOf(services.db.read, ended?.document.id ?? 0)).every((one) => one.untilAt !== null)).toBe(true);
    const again = { key: key(), number: fault, why: '又坏了' };
    expect(reasonOf(await reopenFault(services, world.branchHead, again, again))).not.toBe('ok');
    expect(await findings()).toEqual([]);
  });

  it('that is refused or withdrawn keeps every card, the faulty ones stopped', async () => {
    const { services } = world;
    const [sound, faulty] = [await branchCard(world), await branchCard(world)];
    await reportBroken(world, faulty);
    const number = await appraised([sound, faulty]);
    const no = { why: '还能修' };
    accepted(await refuseDisposal(services, world.branchHead, await seenDisposal(world, number), no));
    expect([await cardState(sound), await cardState(faulty)]).toEqual(['idle', 'stopped']);
    const again = await approved([sound]);
    accepted(await withdrawDisposal(services, world.custodian, await seenDisposal(world, again), no));
    expect(await cardState(sound)).toBe('idle');
    expect(await findings()).toEqual([]);
  });

  it('refuses several owners, strangers, and what is under a transfer; and a transfer of what waits here', async () => {
    const { services } = world;
    const own = await branchCard(world);
    expect(reasonOf(await propose([own, await addCard(world)]))).toBe('disposal_owners');
    expect(reasonOf(await propose([own], {}, world.stranger))).toBe('asset_unknown');
    expect(reasonOf(await propose([]))).toBe('disposal_none');
    await proposed(world, own);
    expect(reasonOf(await propose([own]))).toBe('asset_transfer_open');
    const waits = await branchCard(world);
    accepted(await propose([waits, waits]));
    expect(reasonOf(await proposeMove(services, world.custodian, key(), moveInput(world, waits)))).toBe(
      'asset_wrong_state',
    );
  });

  it('is proposed once, and carried out once, by whoever is first', async () => {
    const { services, custodian, officer } = world;
    const card = await branchCard(world, { classCode: 'dental', categoryCode: null, registrationNumber: null });
    const two = await Promise.all([propose([card]), propose([card], {}, officer)]);
    expect(two.map(reasonOf).sort()).toEqual(['asset_wrong_state', 'ok']);
    const other = await branchCard(world, { classCode: 'dental', categoryCode: null, registrationNumber: null });
    const number = await approved([other]);
    const seen = await seenDisposal(world, number);
    const ends = [custodian, officer].map((who) => carryOut(services, who, { ...seen, key: key() }, OUT));
    expect((await Promise.all(ends)).map(reasonOf).sort()).toEqual(['ok', 'stale']);
    expect(await findings()).toEqual([]);
  });

  it('leaves cards as the paper says after any sequence of acts', { timeout: 120_000 }, async () => {
    const { services } = world;
    const acts = fc.constantFrom('propose', 'appraise', 'approve', 'refuse', 'withdraw', 'carry');
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 14 }), async (sequence) => {
        const card = await branchCard(world, { classCode: 'dental', categoryCode: null, registrationNumber: null });
        let number = 'CZ-20200101-0001';
        for (const act of sequence) {
          const given = { key: key(), number };
          if (act === 'propose') {
            const made = await propose([card]);
            if (made.ok) number = made.value.number;
          } else if (act === 'appraise') {
            await appraise(services, world.engineer, given, { findings: { [card]: { found: '坏', worthFen: 0 } } });
          } else if (act === 'approve') {
            for (const person of [world.branchHead, world.officer]) {
              await approveDisposal(services, person, { key: key(), number });
            }
          } else if (act === 'refuse') await refuseDisposal(services, world.branchHead, given, { why: '不' });
          else if (act === 'withdraw') await withdrawDisposal(services, world.custodian, given, { why: '不' });
          else await carryOut(services, world.custodian, given, OUT);
        }
        const paper = await statusOf(number);
        const state = await cardState(card);
        expect(state === 'scrapped').toBe(paper === 'done');
        expect(state === 'to_scrap').toBe(['proposed', 'appraised', 'approved'].includes(paper));
      }),
      { numRuns: 25 },
    );
    expect(await findings()).toEqual([]);
  });
});
