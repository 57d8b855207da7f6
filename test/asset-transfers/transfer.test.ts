/** Equipment into another member's books: who agrees, what may not move, when the owner changes, races. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approveMove,
  handOver,
  recordFiscal,
  refuseMove,
  takeOver,
  withdrawMove,
} from '../../src/asset-transfers/act-commands.ts';
import { proposeMove } from '../../src/asset-transfers/propose-commands.ts';
import { moveByNumber } from '../../src/asset-transfers/transfer-record.ts';
import { assetTransferChecks } from '../../src/asset-transfers/verify.ts';
import { advanceAsset, lockAsset } from '../../src/assets/advance-commands.ts';
import { turnAsset } from '../../src/assets/commands.ts';
import { assetByNumber, eventsOf } from '../../src/assets/record-queries.ts';
import { assetChecks } from '../../src/assets/verify.ts';
import { addCard, key } from '../assets/asset-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  branchCard,
  HANDED,
  type MoveWorld,
  moved,
  moveInput,
  openMoveWorld,
  proposed,
  reportBroken,
  seenMove,
  TAKEN,
} from './move-world.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const card = async (number: string) => {
  const found = await assetByNumber(world.services.db.read, '/', number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};
const statusOf = async (number: string) =>
  (await moveByNumber(world.services.db.read, number))?.document.status ?? 'none';
const findings = async () => {
  const all = [...assetTransferChecks, ...assetChecks].map((one) => one.find(world.services.db.read));
  return (await Promise.all(all)).flat();
};

describe('a transfer of ownership', () => {
  it('changes owner, user and keeper at the take-over alone, with its value on the paper', async () => {
    const { services, branch, otherBranch } = world;
    const asset = await branchCard(world);
    const number = await proposed(world, asset);
    expect(reasonOf(await approveMove(services, world.custodian, await seenMove(world, number)))).toBe('approval_own');
    expect(reasonOf(await approveMove(services, world.otherHead, await seenMove(world, number)))).toBe(
      'asset_transfer_head',
    );
    expect(reasonOf(await handOver(services, world.custodian, await seenMove(world, number), HANDED))).toBe(
      'asset_transfer_unapproved',
    );
    accepted(await approveMove(services, world.branchHead, await seenMove(world, number)));
    expect(await statusOf(number)).toBe('proposed');
    accepted(await approveMove(services, world.officer, await seenMove(world, number)));
    expect(await statusOf(number)).toBe('approved');
    const unsafe = { ...HANDED, safe: false };
    expect(reasonOf(await handOver(services, world.custodian, await seenMove(world, number), unsafe))).toBe(
      'asset_transfer_unsafe',
    );
    accepted(await handOver(services, world.custodian, await seenMove(world, number), HANDED));
    const way = await card(asset);
    expect([way.asset.status, way.owner.id, way.keeper.id]).toEqual(['moving', branch.id, branch.id]);
    expect(reasonOf(await takeOver(services, world.custodian, await seenMove(world, number), TAKEN))).toBe(
      'asset_transfer_receiver',
    );
    accepted(await takeOver(services, world.stranger, await seenMove(world, number), TAKEN));
    const there = await card(asset);
    expect([there.asset.status, there.owner.id, there.user.id, there.keeper.id, there.asset.room]).toEqual([
      'in_use',
      otherBranch.id,
      otherBranch.id,
      otherBranch.id,
      '超声室',
    ]);
    const done = await moveByNumber(services.db.read, number);
    expect([done?.move.priceFen, done?.move.accumulatedFen]).toEqual([2_000_000, 0]);
    expect(
      reasonOf(await withdrawMove(services, world.custodian, await seenMove(world, number), { why: 'x' })),
    ).not.toBe('ok');
    expect(await findings()).toEqual([]);
  });

  it("is refused for what is shared, faulty, stopped, on another proposal, or the receiver's already", async () => {
    const { services, custodian } = world;
    const propose = (asset: string, more = {}) =>
      proposeMove(services, custodian, key(), moveInput(world, asset, more));
    const turn = async (asset: string, act: string, to: 'shared') => {
      await services.db.transaction(async (tx) => {
        const row = await lockAsset(tx, asset);
        if (row === undefined) throw new Error(asset);
        accepted(await advanceAsset(tx, world.officer, services.clock.now(), { asset: row, act, to }));
      });
    };
    const shared = await branchCard(world);
    await turn(shared, 'lend', 'shared');
    expect(reasonOf(await propose(shared))).toBe('asset_transfer_shared');
    const faulty = await branchCard(world);
    await reportBroken(world, faulty);
    expect(reasonOf(await propose(faulty))).toBe('asset_transfer_faulty');
    const stopped = await branchCard(world);
    accepted(await turnAsset(services, world.officer, { key: key(), number: stopped }, { turn: 'stop', why: '漏电' }));
    expect(reasonOf(await propose(stopped))).toBe('asset_transfer_stopped');
    const once = await branchCard(world);
    accepted(await propose(once));
    expect(reasonOf(await propose(once))).toBe('asset_transfer_open');
    expect(reasonOf(await propose(await branchCard(world), { to: world.branch.code }))).toBe(
      'asset_transfer_same_owner',
    );
    expect(reasonOf(await propose(await branchCard(world), { to: 'NOBODY' }))).toBe('asset_member_unknown');
    expect(reasonOf(await propose('SB-20200101-9999'))).toBe('asset_unknown');
  });

  it('asks the receiver for a licence of large equipment, and takes it onto the card', async () => {
    const { services, officer } = world;
    const large = { largeKind: 'pet_ct' as const, licenceNumber: '乙-2025-1', classCode: 'nuclear' };
    const asset = await addCard(world, large);
    const input = moveInput(world, asset, { paidFen: 1_000_000 });
    expect(reasonOf(await proposeMove(services, officer, key(), input))).toBe('asset_transfer_licence');
    const licensed = { ...input, licenceNumber: '乙-2026-7' };
    const { number } = accepted(await proposeMove(services, officer, key(), licensed));
    accepted(await approveMove(services, world.vice, await seenMove(world, number)));
    accepted(await approveMove(services, world.finance, await seenMove(world, number)));
    accepted(await handOver(services, officer, await seenMove(world, number), HANDED));
    accepted(await takeOver(services, world.stranger, await seenMove(world, number), TAKEN));
    expect((await card(asset)).asset.licenceNumber).toBe('乙-2026-7');
  });

  it('needs the treasury where it is free and dear, and comes back when it is called back', async () => {
    const { services, officer } = world;
    const asset = await branchCard(world, { priceFen: 20_000_000 });
    const number = await proposed(world, asset);
    accepted(await approveMove(services, world.branchHead, await seenMove(world, number)));
    accepted(await approveMove(services, officer, await seenMove(world, number)));
    expect(reasonOf(await handOver(services, world.custodian, await seenMove(world, number), HANDED))).toBe(
      'asset_transfer_fiscal',
    );
    expect(
      reasonOf(await recordFiscal(services, world.custodian, await seenMove(world, number), { fiscalNumber: 'x' })),
    ).toBe('forbidden');
    accepted(await recordFiscal(services, officer, await seenMove(world, number), { fiscalNumber: '财资〔2026〕8号' }));
    accepted(await handOver(services, world.custodian, await seenMove(world, number), HANDED));
    accepted(await withdrawMove(services, world.custodian, await seenMove(world, number), { why: '车坏了' }));
    expect([await statusOf(number), (await card(asset)).asset.status]).toEqual(['withdrawn', 'in_use']);
    const again = await proposed(world, asset);
    accepted(await refuseMove(services, world.branchHead, await seenMove(world, again), { why: '自己要用' }));
    expect(await statusOf(again)).toBe('refused');
    expect(await findings()).toEqual([]);
  });

  it('may be asked for by another member while it lies idle, and by nobody who has nothing to do with it', async () => {
    const { services, stranger } = world;
    const asset = await branchCard(world);
    const ask = () => proposeMove(services, stranger, key(), moveInput(world, asset));
    expect(reasonOf(await ask())).toBe('asset_transfer_not_idle');
    accepted(await turnAsset(services, world.officer, { key: key(), number: asset }, { turn: 'rest', why: '闲置' }));
    const { number } = accepted(await ask());
    expect((await moveByNumber(services.db.read, number))?.move.askedBy).toBe('receiver');
    const elsewhere = moveInput(world, asset, { to: world.campus.code });
    expect(reasonOf(await proposeMove(services, stranger, key(), elsewhere))).toBe('asset_unknown');
  });

  it('lets one of two approvers, and one of two who take over, be first', async () => {
    const { services } = world;
    const number = await proposed(world, await branchCard(world));
    const seen = await seenMove(world, number);
    const both = await Promise.all([
      approveMove(services, world.branchHead, { ...seen, key: key() }),
      approveMove(services, world.branchHead, { ...seen, key: key() }),
    ]);
    expect(both.map(reasonOf).sort()).toEqual(['ok', 'stale']);
    const going = await moved(world, await branchCard(world), 'moving');
    const there = await seenMove(world, going);
    const taken = await Promise.all([
      takeOver(services, world.stranger, { ...there, key: key() }, TAKEN),
      takeOver(services, world.otherHead, { ...there, key: key() }, TAKEN),
    ]);
    expect(taken.map(reasonOf).sort()).toEqual(['ok', 'stale']);
    const asset = await branchCard(world);
    const twice = await Promise.all(
      [1, 2].map(() => proposeMove(services, world.custodian, key(), moveInput(world, asset))),
    );
    expect(twice.map(reasonOf).sort()).toEqual(['asset_transfer_open', 'ok']);
  });
});

describe('any sequence of acts', () => {
  it('leaves status and owner as the last event says, and one open paper at most', { timeout: 120_000 }, async () => {
    const { services } = world;
    const acts = fc.constantFrom('propose', 'approve', 'refuse', 'hand', 'take', 'withdraw', 'rest');
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 14 }), async (sequence) => {
        const asset = await branchCard(world);
        let number: string | null = null;
        for (const act of sequence) {
          const now: string = number ?? 'SD-20200101-0001';
          const given = () => ({ key: key(), number: now });
          if (act === 'propose') {
            const made = await proposeMove(services, world.officer, key(), moveInput(world, asset));
            if (made.ok) number = made.value.number;
          } else if (act === 'approve') {
            for (const person of [world.branchHead, world.vice]) await approveMove(services, person, given());
          } else if (act === 'refuse') await refuseMove(services, world.branchHead, given(), { why: '不' });
          else if (act === 'hand') await handOver(services, world.custodian, given(), HANDED);
          else if (act === 'take') await takeOver(services, world.stranger, given(), TAKEN);
          else if (act === 'withdraw') await withdrawMove(services, world.officer, given(), { why: '不' });
          else await turnAsset(services, world.officer, { key: key(), number: asset }, { turn: 'rest', why: '闲' });
        }
        const { asset: row, owner } = await card(asset);
        const [last] = await eventsOf(services.db.read, row.id, { size: 1 });
        expect(row.status).toBe(last?.toStatus);
        const events = await eventsOf(services.db.read, row.id, { size: 50 });
        const was = events.some((event) => event.act === 'take_over');
        expect(owner.id).toBe(was ? world.otherBranch.id : world.branch.id);
        const paper = number === null ? 'none' : await statusOf(number);
        expect(paper === 'moving').toBe(row.status === 'moving');
      }),
      { numRuns: 25 },
    );
    expect(await findings()).toEqual([]);
  });
});
