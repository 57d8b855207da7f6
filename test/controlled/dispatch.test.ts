/** Controlled drugs from the head hospital's safe to a branch's: who may, with whom, and what is refused on the way. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purchaseCard } from '../../db/schema/controlled.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { controlledChecks } from '../../src/controlled/verify.ts';
import { reverseDispatch } from '../../src/dispatches/commands.ts';
import { checkAlone, checkSending, checkTaking } from '../../src/dispatches/controlled-rules.ts';
import { findingsFor } from '../../src/dispatches/difference-rules.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { lotsAt } from '../../src/stock/supply-queries.ts';
import { accepted, addMember, addPerson, addStore, type TestPerson } from '../support/build.ts';
import { key, reasonOf, register } from './controlled-world.ts';
import {
  answered,
  asked,
  holdCard,
  openRoadWorld,
  picked,
  type RoadWorld,
  received,
  sent,
  stands,
  viewOf,
} from './dispatch-world.ts';

let world: RoadWorld;
beforeAll(async () => {
  world = await openRoadWorld();
});
afterAll(() => world.drop());

async function pickOf(item = world.fentanyl, quantityBase = 6) {
  const [lot] = await lotsAt(world.services.db.read, { organisationId: world.head.id, itemId: item.id });
  if (lot === undefined) throw new Error('the head has none of it');
  return { locationId: lot.locationId, lotId: lot.lotId, quantityBase };
}

/** A dispatch of so many to the branch, being picked. */
async function made(quantityBase = 6, ownDispatch = true): Promise<string> {
  const number = await asked(world, world.wang, world.branch, quantityBase, world.fentanyl);
  return accepted(await answered(world, number, await pickOf(world.fentanyl, quantityBase), ownDispatch))
    .dispatchNumber;
}

/** The same, on its way. */
async function travelling(quantityBase = 6): Promise<string> {
  const number = await made(quantityBase);
  await picked(world, number, world.picker);
  const second = await stands(world, world.picker, world.checker, world.head);
  accepted(await sent(world, number, world.checker, second));
  return number;
}

const byHead = (person = world.picker, actor = world.checker) => stands(world, person, actor, world.head);
const atBranch = (person = world.zhao, actor = world.wang) => stands(world, person, actor, world.branch);
const verified = async () => [
  ...(await verifyDispatches(world.services.db.read)),
  ...(await findAll(controlledChecks, world.services.db.read)),
];

describe('the rules of a controlled load', () => {
  const narcotic = { item: '吗啡', controlClass: 'narcotic' as const };
  const toxic = { item: '毒', controlClass: 'toxic' as const };
  const plain = { item: '胶囊', controlClass: 'psychotropic_2' as const };
  const branch = { id: 2, path: '/1/2/' };
  const person = { userId: 7, name: '侯', organisationId: 2, scopePath: '/1/2/' } as Awaited<ReturnType<typeof stands>>;

  it('lets controlled goods travel together and never beside others', () => {
    expect(checkAlone([narcotic, toxic])).toEqual({ ok: true, value: true });
    expect(checkAlone([plain])).toEqual({ ok: true, value: false });
    expect(checkAlone([plain, narcotic])).toMatchObject({
      reason: 'dispatch_mixed',
      detail: { item: '吗啡', other: '胶囊' },
    });
  });

  it('is sent with its picker beside it, under a seal', () => {
    expect(checkSending(person, [7], 'F1')).toMatchObject({ ok: true });
    expect(checkSending(person, [7], ' ')).toMatchObject({ reason: 'seal_missing' });
    expect(checkSending(null, [7], 'F1')).toMatchObject({ reason: 'witness_missing' });
    expect(checkSending(person, [8, null], 'F1')).toMatchObject({ reason: 'witness_not_picker' });
  });

  it('is taken by two who did not send it', () => {
    expect(checkTaking(person, 9, [1, 2], branch)).toMatchObject({ ok: true });
    const ofHead = { ...person, organisationId: 1, scopePath: '/' };
    expect(checkTaking(ofHead, 9, [1, 2], branch)).toMatchObject({ reason: 'witness_not_receiver' });
    expect(checkTaking(ofHead, 9, [2], { id: 1, path: '/1/' })).toMatchObject({ ok: true });
    expect(checkTaking(person, 1, [1, 2], branch)).toMatchObject({ reason: 'sender_may_not_receive' });
    expect(checkTaking(person, 9, [7], branch)).toMatchObject({ reason: 'witness_sent' });
    expect(checkTaking(null, 9, [1], branch)).toMatchObject({ reason: 'witness_missing' });
    expect(findingsFor('damaged', true)).toEqual(['write_off', 'not_damaged']);
    expect(findingsFor('damaged', false)).toContain('return_to_sender');
  });
});

describe('controlled drugs on the road', () => {
  it('go from safe to safe by two people on each side, and both registers tell of it', async () => {
    const number = await made();
    await picked(world, number, world.picker);
    expect(reasonOf(await sent(world, number, world.picker, await byHead(world.checker, world.picker)))).toBe(
      'picker_may_not_check',
    );
    expect(reasonOf(await sent(world, number, world.checker, null))).toBe('witness_missing');
    expect(reasonOf(await sent(world, number, world.checker, await byHead(world.pharmacist)))).toBe(
      'witness_not_picker',
    );
    expect(reasonOf(await sent(world, number, world.checker, await byHead(), ''))).toBe('seal_missing');
    accepted(await sent(world, number, world.checker, await byHead()));
    const headRows = await register(world, world.fentanyl, { organisationId: world.head.id });
    const out = headRows.rows.at(-1);
    expect(out).toMatchObject({ deltaBase: -6, voucher: number, person: '钟库管', second: '侯库管' });
    expect(out?.taker).not.toBe('');
    expect(out?.totalBase).toBe(44);
    expect(reasonOf(await received(world, number, world.wang, null))).toBe('witness_missing');
    expect(
      reasonOf(await received(world, number, world.wang, await stands(world, world.picker, world.wang, world.branch))),
    ).toBe('witness_sent');
    // Reaches the whole county, yet is of the head that sent them
    expect(reasonOf(await received(world, number, world.wang, await atBranch(world.pharmacist)))).toBe(
      'witness_not_receiver',
    );
    accepted(await received(world, number, world.wang, await atBranch()));
    const rows = (await register(world)).rows.at(-1);
    expect(rows).toMatchObject({ deltaBase: 6, lotBase: 6, totalBase: 6, person: '王药师', second: '赵院长' });
    expect((await viewOf(world, number)).stored).toMatchObject([{ store: '麻精专柜', quantityBase: 6 }]);
    expect(await verified()).toEqual([]);
  });

  it('join each other on an open dispatch, never ordinary goods', async () => {
    const tablets = await asked(world, world.wang, world.branch, 24, world.tablets);
    const ordinary = accepted(await answered(world, tablets, await pickOf(world.tablets, 24), false)).dispatchNumber;
    const first = await made(1, false);
    const second = await made(2, false);
    expect(second).toBe(first);
    expect(first).not.toBe(ordinary);
    expect((await viewOf(world, first)).controlled).toBe(true);
    expect((await viewOf(world, ordinary)).controlled).toBe(false);
  });

  it('go only to a member with a safe and a card in force', async () => {
    const { services, head } = world;
    const bare = await addMember(services, { kind: 'branch', parent: head });
    const keeper = await addPerson(services, bare, 'branch_pharmacist');
    const number = await asked(world, keeper, bare, 2, world.fentanyl);
    const pick = await pickOf(world.fentanyl, 2);
    expect(reasonOf(await answered(world, number, pick))).toBe('controlled_no_store');
    await addStore(services, bare, 'controlled');
    expect(reasonOf(await answered(world, number, pick))).toBe('dispatch_card_missing');
    await holdCard(world, bare, '2026-01-02');
    expect(reasonOf(await answered(world, number, pick))).toBe('dispatch_card_missing');
    await holdCard(world, bare);
    const { dispatchNumber } = accepted(await answered(world, number, pick));
    await picked(world, dispatchNumber, world.picker);
    const lapse = (withdrawn: boolean) =>
      services.db.transaction((tx) =>
        tx.update(purchaseCard).set({ withdrawn }).where(eq(purchaseCard.organisationId, bare.id)),
      );
    await lapse(true);
    expect(reasonOf(await sent(world, dispatchNumber, world.checker, await byHead()))).toBe('dispatch_card_missing');
    await lapse(false);
    accepted(await sent(world, dispatchNumber, world.checker, await byHead()));
    await lapse(true);
    const other = await addPerson(services, bare, 'branch_head');
    const two = await stands(world, other, keeper, bare);
    expect(reasonOf(await received(world, dispatchNumber, keeper, two))).toBe('dispatch_card_missing');
    const back = async (second: Awaited<ReturnType<typeof stands>> | null) => {
      const { version } = (await viewOf(world, dispatchNumber)).record.document;
      const input = { number: dispatchNumber, version, reason: '印鉴卡注销' };
      return reverseDispatch(services, world.checker, key(), input, second);
    };
    expect(reasonOf(await back(null))).toBe('witness_missing');
    expect(reasonOf(await back(two))).toBe('witness_not_here');
    accepted(await back(await byHead()));
    expect(await verified()).toEqual([]);
  });

  it('are picked only by who keeps controlled drugs', async () => {
    const number = await made(1);
    const [line] = (await viewOf(world, number)).lines;
    const clerk: TestPerson = { ...world.picker, roles: ['village_doctor'] };
    const input = { number, lineId: line?.id ?? 0, pickedBase: 1, reason: '' };
    expect(reasonOf(await pickLine(world.services, clerk, key(), input))).toBe('forbidden');
  });

  it('that come broken or short stay on the way until two on each side have found the same', async () => {
    const number = await travelling(8);
    const done = accepted(
      await received(world, number, world.wang, await atBranch(), { damagedBase: 2, missingBase: 1 }),
    );
    expect(done.discrepancies).toHaveLength(2);
    expect(await verified()).toEqual([]);
    const [damaged = '', missing = ''] = done.discrepancies;
    const find = async (
      paper: string,
      by: TestPerson,
      finding: string,
      two: Awaited<ReturnType<typeof stands>> | null,
    ) => {
      const [row] = (await viewOf(world, number)).differences.filter((one) => one.number === paper);
      const version = row?.senderFinding === null && row.receiverFinding === null ? 1 : 2;
      const input = { number: paper, version, finding, bearer: 'receiver', reason: '开封见破' };
      return findDifference(world.services, by, key(), input, two);
    };
    expect(reasonOf(await find(damaged, world.wang, 'return_to_sender', await atBranch()))).toBe('finding_unknown');
    expect(reasonOf(await find(damaged, world.wang, 'write_off', null))).toBe('witness_missing');
    // Reach over the county is no place: neither side takes the other's people, or those above it
    expect(reasonOf(await find(damaged, world.wang, 'write_off', await atBranch(world.pharmacist)))).toBe(
      'witness_not_here',
    );
    expect(reasonOf(await find(damaged, world.checker, 'write_off', await atBranch()))).toBe('witness_not_here');
    accepted(await find(damaged, world.wang, 'write_off', await atBranch()));
    expect(accepted(await find(damaged, world.checker, 'write_off', await byHead())).closed).toBe(true);
    accepted(await find(missing, world.checker, 'never_loaded', await byHead()));
    expect(accepted(await find(missing, world.wang, 'never_loaded', await atBranch())).closed).toBe(true);
    const back = (await register(world, world.fentanyl, { organisationId: world.head.id })).rows.at(-1);
    expect(back).toMatchObject({ deltaBase: 1, voucher: missing, person: '王药师', second: '赵院长' });
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    expect(await verified()).toEqual([]);
  });

  it('is told by the verification when two were one', async () => {
    const number = await travelling(1);
    const { id } = (await viewOf(world, number)).record.document;
    const rules = async () => (await verified()).map((one) => one.rule);
    const pickedBy = (userId: number) =>
      world.services.db.transaction((tx) =>
        tx.update(dispatchLine).set({ pickedBy: userId }).where(eq(dispatchLine.dispatchId, id)),
      );
    await pickedBy(world.pharmacist.userId);
    expect(await rules()).toContain('dispatch_two');
    await pickedBy(world.picker.userId);
    expect(await rules()).toEqual([]);
  });
});
