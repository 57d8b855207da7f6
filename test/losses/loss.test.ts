/** Writing off, adjusting and destroying: two people, tiers, what is posted and put back, never more than there was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveLoss, cancelLoss, returnLoss, reverseLoss, submitLoss } from '../../src/losses/decide-commands.ts';
import { type DestructionInput, recordDestruction, withdrawDestruction } from '../../src/losses/destroy-commands.ts';
import { openLoss, removeLossLine, setLossLines } from '../../src/losses/draft-commands.ts';
import { lossByNumber } from '../../src/losses/loss-record.ts';
import { destroyedOf, toDestroy } from '../../src/losses/stock-queries.ts';
import {
  type CountWorld,
  issues,
  key,
  onHand,
  openCountWorld,
  reasonOf,
  safeOf,
  stocked,
} from '../counts/count-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';

let world: CountWorld;
beforeAll(async () => {
  world = await openCountWorld();
});
afterAll(() => endWhole(world));

async function loaded(number: string) {
  const found = await lossByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
}
const seen = async (number: string) => ({ key: key(), number, seenVersion: (await loaded(number)).document.version });

async function opened(kind: 'write_off' | 'adjustment' = 'write_off'): Promise<string> {
  const reasonCode = kind === 'write_off' ? ('damaged' as const) : ('entry_error' as const);
  const input = { kind, organisationCode: world.branch.code, reasonCode, reason: '' };
  return accepted(await openLoss(world.services, world.first, key(), input)).number;
}

const takes = (number: string, lotId: number, base: number, direction: 'out' | 'in' = 'out', store = world.store) =>
  setLossLines(
    world.services,
    world.first,
    { key: key(), number },
    { lots: { [`${store}-${lotId}`]: { units: String(base) } }, direction },
  );

async function writtenOff(lotId: number, base: number, approver: TestPerson = world.chief): Promise<string> {
  const number = await opened();
  accepted(await takes(number, lotId, base));
  accepted(await submitLoss(world.services, world.first, await seen(number)));
  accepted(await approveLoss(world.services, approver, await seen(number)));
  return number;
}

async function destroys(number: string, base: number, actor = world.first, witness = world.second) {
  const [line] = await destroyedOf(world.services.db.read, number);
  const input: DestructionInput = {
    organisationCode: world.branch.code,
    method: 'incineration',
    place: '暂存间',
    occurredAt: null,
    note: '',
    lines: { [String(line?.lineId ?? 0)]: { units: String(base) } },
  };
  const stood = { personId: witness.userId, provedAt: world.clock.now() };
  return recordDestruction(world.services, actor, key(), input, stood);
}

describe('a write-off', () => {
  it('leaves stock as it is until another person approves, and can be put back', async () => {
    const { lotId } = await stocked(world, 100);
    const number = await opened();
    expect(reasonOf(await submitLoss(world.services, world.first, await seen(number)))).toBe('loss_no_lines');
    expect(reasonOf(await takes(number, lotId, 101))).toBe('loss_more_than_left');
    expect(reasonOf(await takes(number, lotId, 0))).toBe('loss_zero');
    expect(reasonOf(await takes(number, lotId, 5, 'in'))).toBe('loss_only_out');
    accepted(await takes(number, lotId, 40));
    accepted(await takes(number, lotId, 24));
    expect((await loaded(number)).lines.map(({ line }) => line.quantityBase)).toEqual([24]);
    accepted(await submitLoss(world.services, world.first, await seen(number)));
    expect(await onHand(world, lotId)).toBe(100);
    const head = await addPerson(world.services, world.branch, ['branch_head']);
    expect(reasonOf(await approveLoss(world.services, world.first, await seen(number)))).toBe('forbidden');
    const given = await seen(number);
    accepted(await approveLoss(world.services, head, given));
    expect(accepted(await approveLoss(world.services, head, given)).amountFen).toBe(1250);
    expect(reasonOf(await approveLoss(world.services, world.chief, { ...given, key: key() }))).toBe('stale');
    expect(await onHand(world, lotId)).toBe(76);
    accepted(await reverseLoss(world.services, world.chief, await seen(number), { why: '没有坏' }));
    expect(await onHand(world, lotId)).toBe(100);
    expect(reasonOf(await reverseLoss(world.services, world.chief, await seen(number), { why: '再来' }))).toBe(
      'wrong_state',
    );
  });

  it('is approved by nobody who asked, and by the chiefs when it is dear', async () => {
    const { lotId } = await stocked(world, 2400);
    const input = {
      kind: 'write_off' as const,
      organisationCode: world.branch.code,
      reasonCode: 'expired' as const,
      reason: '',
    };
    const { number } = accepted(await openLoss(world.services, world.chief, key(), input));
    accepted(await takes(number, lotId, 1200));
    accepted(await submitLoss(world.services, world.first, await seen(number)));
    expect(reasonOf(await approveLoss(world.services, world.chief, await seen(number)))).toBe('loss_own');
    const head = await addPerson(world.services, world.branch, 'branch_head');
    expect(reasonOf(await approveLoss(world.services, head, await seen(number)))).toBe('loss_level');
    accepted(await returnLoss(world.services, head, await seen(number), { why: '分开报' }));
    const [line] = (await loaded(number)).lines;
    accepted(await removeLossLine(world.services, world.first, { key: key(), number }, line?.line.id ?? 0));
    accepted(await takes(number, lotId, 960));
    accepted(await submitLoss(world.services, world.first, await seen(number)));
    accepted(await approveLoss(world.services, world.chiefPharmacist, await seen(number)));
    expect(await onHand(world, lotId)).toBe(1440);
  });

  it('takes nothing that has left since, and nothing when it is given up', async () => {
    const { lotId } = await stocked(world, 50);
    const number = await opened();
    accepted(await takes(number, lotId, 30));
    accepted(await submitLoss(world.services, world.first, await seen(number)));
    accepted(await issues(world, lotId, 25));
    expect(reasonOf(await approveLoss(world.services, world.chief, await seen(number)))).toBe('loss_short');
    accepted(await cancelLoss(world.services, world.first, await seen(number), { why: '发完了' }));
    expect(reasonOf(await approveLoss(world.services, world.chief, await seen(number)))).toBe('wrong_state');
    expect(await onHand(world, lotId)).toBe(25);
  });

  it('of controlled drugs needs a second person', async () => {
    const { lotId } = await stocked(world, 20, { controlClass: 'narcotic' });
    const number = await opened();
    accepted(await takes(number, lotId, 2, 'out', await safeOf(world)));
    accepted(await submitLoss(world.services, world.first, await seen(number)));
    expect(reasonOf(await approveLoss(world.services, world.chief, await seen(number)))).toBe('witness_missing');
    const witness = { personId: world.second.userId, provedAt: world.clock.now() };
    accepted(await approveLoss(world.services, world.chief, await seen(number), witness));
    expect(await onHand(world, lotId)).toBe(18);
  });
});

describe('an adjustment', () => {
  it('goes down and up, at the price of the lot', async () => {
    const { lotId } = await stocked(world, 48);
    for (const [direction, base, left] of [
      ['in', 24, 72],
      ['out', 12, 60],
    ] as const) {
      const number = await opened('adjustment');
      accepted(await takes(number, lotId, base, direction));
      accepted(await submitLoss(world.services, world.first, await seen(number)));
      accepted(await approveLoss(world.services, world.chief, await seen(number)));
      expect(await onHand(world, lotId)).toBe(left);
    }
  });
});

describe('a destruction', () => {
  it('is of what was written off alone, never more, before another person', async () => {
    const { lotId } = await stocked(world, 100);
    const number = await writtenOff(lotId, 30);
    expect(reasonOf(await destroys(number, 31))).toBe('loss_destroy_more');
    expect(reasonOf(await destroys(number, 10, world.first, world.first))).toBe('witness_same_person');
    const record = accepted(await destroys(number, 10)).number;
    expect(reasonOf(await destroys(number, 21))).toBe('loss_destroy_more');
    const rows = await toDestroy(world.services.db.read, world.branch.id);
    expect(rows.find((row) => row.number === number)).toMatchObject({ quantityBase: 30, destroyedBase: 10 });
    expect(reasonOf(await reverseLoss(world.services, world.chief, await seen(number), { why: '错' }))).toBe(
      'loss_destroyed',
    );
    expect(reasonOf(await withdrawDestruction(world.services, world.first, await seen(record), { why: '错' }))).toBe(
      'forbidden',
    );
    accepted(await withdrawDestruction(world.services, world.chief, await seen(record), { why: '记错' }));
    accepted(await destroys(number, 30));
    expect((await destroyedOf(world.services.db.read, number))[0]?.destroyedBase).toBe(30);
  });

  it('of the same goods by two at once happens once', async () => {
    const { lotId } = await stocked(world, 20);
    const number = await writtenOff(lotId, 20);
    const both = await Promise.all([
      destroys(number, 20, world.first, world.second),
      destroys(number, 20, world.second, world.first),
    ]);
    expect(both.map(reasonOf).sort()).toEqual(['loss_destroy_more', 'ok']);
  });
});
