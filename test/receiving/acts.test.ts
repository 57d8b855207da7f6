/** Inspections from the door to stock, books, budgets and payables; every rule of acceptance, accepted and refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listBudgets } from '../../src/budgets/queries.ts';
import { decidePending } from '../../src/receiving/decide-commands.ts';
import { countAsAnnounced } from '../../src/receiving/draft-commands.ts';
import { addLine } from '../../src/receiving/line-commands.ts';
import { openInspection } from '../../src/receiving/open-commands.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted } from '../support/build.ts';
import {
  announced,
  announcedLines,
  concluded,
  decideLine,
  headerOf,
  inDays,
  key,
  oneLine,
  opened,
  openReceivingWorld,
  orderFor,
  orderLines,
  outcome,
  type ReceivingWorld,
  receiptOf,
  requestOf,
  seenOf,
  soldItem,
  standing,
} from './receiving-world.ts';

let world: ReceivingWorld;
beforeAll(async () => {
  world = await openReceivingWorld();
});
afterAll(() => world.drop());

describe('the whole way', () => {
  it('brings accepted goods into stock, books and budgets, and owes for them; the rest goes back', async () => {
    const [one, two] = [await soldItem(world), await soldItem(world)];
    const order = await orderFor(world, [
      [one, 100],
      [two, 50],
    ]);
    const { lines } = await orderLines(world, order);
    const [lineOne, lineTwo] = [one, two].map((item) => lines.find((line) => line.itemId === item.id)?.lineNumber ?? 0);
    const delivery = await announced(world, order, [
      { line: lineOne ?? 0, quantityBase: 60, lot: 'A1' },
      { line: lineOne ?? 0, quantityBase: 40, lot: 'A2' },
      { line: lineTwo ?? 0, quantityBase: 50, lot: 'B1' },
    ]);
    const number = await opened(world, { order, delivery });
    expect((await receiptOf(world, number)).lines.map((line) => [line.lotNumber, line.arrivedBase])).toEqual([
      ['A1', 0],
      ['A2', 0],
      ['B1', 0],
    ]);
    expect(await outcome(concluded(world, number))).toBe('receipt_undecided');
    accepted(await decideLine(world, number, 1));
    accepted(
      await decideLine(world, number, 2, { arrivedBase: 40, badBase: 10, badCode: 'damaged', badReason: '压损' }),
    );
    accepted(await decideLine(world, number, 3, { decision: 'rejected', reasonCode: 'papers' }));
    const done = accepted(await concluded(world, number));
    expect(done).toMatchObject({ status: 'partly', amountFen: 9000, acceptedLines: 2, rejectedLines: 2 });
    expect(done.returnNumber).toMatch(/^TH-/);
    expect(await standing(world, world.headStore, one)).toEqual({ onHand: 90, valueFen: 9000 });
    expect(await standing(world, world.headStore, two)).toEqual({ onHand: 0, valueFen: 0 });
    const after = await receiptOf(world, number);
    expect(after.owed).toMatchObject([{ amountFen: 9000, blocked: null, part: 1, acceptedOn: inDays(world, 0) }]);
    expect(after.lines.map((line) => [line.acceptedBase, line.rejectedBase])).toEqual([
      [60, 0],
      [30, 0],
      [0, 50],
      [0, 10],
    ]);
    expect(after.lines[0]).toMatchObject({
      retainUntil: '2029-11-23',
      decidedOn: inDays(world, 0),
      decidedBy: world.keeper.userId,
    });
    const rest = await orderLines(world, order);
    expect(rest.document?.status).toBe('partly_received');
    expect(rest.lines.find((line) => line.itemId === one.id)).toMatchObject({ acceptedBase: 90, rejectedBase: 10 });
    expect(await announcedLines(world, delivery)).toMatchObject({ status: 'inspected' });
    const budgets = await listBudgets(world.services.db.read, '/', { year: 2026 });
    expect(budgets.reduce((sum, row) => sum + row.usedFen, 0)).toBe(9000);
    expect(await outcome(concluded(world, number))).toBe('receipt_concluded');
  });

  it('receives one order over several days, with and without a delivery note, and adds up to its amount', async () => {
    const item = await soldItem(world, { item: { packSize: 24, pricePack: 333_333 } });
    const order = await orderFor(world, [[item, 72]]);
    const before = (await orderLines(world, order)).order?.amountFen ?? 0;
    const first = await opened(world, { order, place: world.head.code });
    accepted(await decideLine(world, first, 1, { arrivedBase: 24, lotNumber: 'D1' }));
    accepted(await concluded(world, first));
    const delivery = await announced(world, order, [{ line: 1, quantityBase: 48, lot: 'D2' }]);
    const second = await opened(world, { order, delivery });
    accepted(await decideLine(world, second, 1, { arrivedBase: 24 }));
    accepted(await concluded(world, second, { endsDelivery: false }));
    expect(await announcedLines(world, delivery)).toMatchObject({ status: 'inspecting' });
    const third = await opened(world, { order, delivery });
    accepted(await countAsAnnounced(world.services, world.keeper, await requestOf(world, third)));
    accepted(await decideLine(world, third, 1));
    accepted(await concluded(world, third));
    const rest = await orderLines(world, order);
    expect(rest.document?.status).toBe('received');
    expect(rest.lines[0]).toMatchObject({ acceptedBase: 72, acceptedFen: before });
    const value = await standing(world, world.headStore, item);
    expect(value).toEqual({ onHand: 72, valueFen: before });
    expect(
      await outcome(openInspection(world.services, world.keeper, { key: key(), input: headerOf(world, { order }) })),
    ).toBe('receipt_order_ended');
  });

  it('keeps waiting lots outside stock until somebody decides, as a further part of what is owed', async () => {
    const { item, order } = await oneLine(world, 100);
    const number = await opened(world, { order, place: world.head.code });
    accepted(await decideLine(world, number, 1, { arrivedBase: 60 }));
    accepted(
      await addLine(world.services, world.keeper, {
        key: key(),
        input: { ...(await seenOf(world, number)), orderLine: 1 },
      }),
    );
    const wait = { lotNumber: 'W1', arrivedBase: 30, decision: 'pending' as const, paperChecks: [] };
    expect(await outcome(decideLine(world, number, 2, wait))).toBe('receipt_reason_code');
    accepted(await decideLine(world, number, 2, { ...wait, reasonCode: 'papers' }));
    expect(accepted(await concluded(world, number))).toMatchObject({ status: 'pending', amountFen: 6000 });
    expect((await standing(world, world.headStore, item)).onHand).toBe(60);
    const decide = async (line: number, paperChecks: string[]) =>
      decidePending(world.services, world.quality, {
        key: key(),
        input: {
          ...(await seenOf(world, number)),
          lines: [{ line, decision: 'accepted', reasonCode: null, reason: '', paperChecks }],
        },
        second: null,
      });
    expect(await outcome(decide(2, []))).toBe('receipt_papers');
    expect(await outcome(decide(1, ['test_report']))).toBe('receipt_line_decided');
    accepted(await decide(2, ['test_report']));
    const after = await receiptOf(world, number);
    expect(after.document.status).toBe('passed');
    expect(after.owed.map((part) => [part.part, part.amountFen])).toEqual([
      [1, 6000],
      [2, 3000],
    ]);
    expect((await standing(world, world.headStore, item)).onHand).toBe(90);
    expect(await outcome(decide(2, ['test_report']))).toBe('receipt_none_waits');
  });
});

describe('races and proof', () => {
  it('concludes once when two people press at the same moment', async () => {
    const { item, order } = await oneLine(world, 20);
    const number = await opened(world, { order, place: world.head.code });
    accepted(await decideLine(world, number, 1));
    const answers = await Promise.all([concluded(world, number), concluded(world, number, { actor: world.keeperTwo })]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const told = { reason: 'stale', detail: { who: '钟库管', act: 'conclude' } };
    expect(answers.find((answer) => !answer.ok)).toMatchObject(told);
    expect((await standing(world, world.headStore, item)).onHand).toBe(20);
  });

  it('agrees with everything that is kept elsewhere', async () => {
    const results = await verifyAll(world.services.db.read);
    expect(results.filter((result) => !result.ok)).toEqual([]);
  });
});
