/** Codes handed out and brought back: whole packs, broken ones, twice, and by two clerks at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueByNumber } from '../../src/issues/record-queries.ts';
import { returnIssue, reverseIssue } from '../../src/issues/return-commands.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { closeAlarm } from '../../src/tracing/alarm-commands.ts';
import { headOf, paperOf } from '../../src/tracing/paper-queries.ts';
import { scanPaper } from '../../src/tracing/scan-commands.ts';
import { traceTasks } from '../../src/tracing/task-queries.ts';
import { type DispatchWorld, key, PACK } from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addPerson, addStock, type TestPerson } from '../support/build.ts';
import { alarms, codeOf, issue, issued, openTraceWorld, scan, sumsOf, wrong } from './trace-world.ts';

let world: DispatchWorld;
beforeAll(async () => {
  world = await openTraceWorld();
  const stock = { item: world.item, organisationId: world.branch.id, quantityBase: 30 * PACK };
  await addStock(world.services, world.places.branchStore, stock);
});
afterAll(async () => {
  expect(await wrong(world)).toEqual([]);
  await world.drop();
});

const seenOf = async (number: string) => {
  const record = await issueByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: record?.document.version ?? 0 };
};
const paper = async (number: string, act: 'issue') => {
  const head = await headOf(world.services.db.read, number);
  if (head === undefined) throw new Error('no paper');
  return paperOf(world.services.db.read, head, act);
};

describe('an issue', () => {
  it('keeps codes with the goods, by whole packs and parts, and opens no pack twice', async () => {
    const before = await sumsOf(world, world.branch.id, 'issue');
    const whole = codeOf(101);
    const open = codeOf(102);
    await issued(world, PACK + 6, [whole, open]);
    expect(await sumsOf(world, world.branch.id, 'issue')).toEqual({ due: before.due + 2, scanned: before.scanned + 2 });
    // Six are gone, eighteen are left
    await issued(world, 10, [[open, 10]]);
    expect(await issue(world, 10, [[open, 10]])).toMatchObject({ reason: 'trace_part_too_much', field: 'line.0' });
    await issued(world, 8, [open]);
    expect(await issue(world, 2, [open])).toMatchObject({ reason: 'trace_used_up' });
    expect(await issue(world, 2, [[whole, 2]])).toMatchObject({ reason: 'trace_used_up' });
    expect(await alarms(world)).toEqual([]);
  });

  it('raises an alarm when a pack is handed out twice, which another person closes once', async () => {
    const code = codeOf(111);
    await issued(world, PACK, [code]);
    await issued(world, PACK, [code]);
    const [alarm] = await alarms(world);
    expect(alarm).toMatchObject({ code, kind: 'used_twice', organisationId: world.branch.id });
    const input = { id: alarm?.id ?? 0, reason: '空盒重扫' };
    const quality = await addPerson(world.services, world.head, 'quality_officer');
    const tasksOf = (person: TestPerson) => traceTasks(world.services.db.read, person, world.clock.now());
    // As the rule says: a day to explain it
    const dueAt = (alarm?.raisedAt ?? 0) + DAY_MS;
    expect(await tasksOf(quality)).toMatchObject([{ code: 'trace_alarm', href: paths.traceAlarm(input.id), dueAt }]);
    expect(await tasksOf(world.people.receiver)).toEqual([]);
    expect(await closeAlarm(world.services, world.people.receiver, key(), input)).toMatchObject({
      reason: 'forbidden',
    });
    const head = await addPerson(world.services, world.branch, 'branch_head');
    expect(await closeAlarm(world.services, head, key(), { ...input, reason: ' ' })).toMatchObject({ field: 'reason' });
    const race = await Promise.all([1, 2].map(() => closeAlarm(world.services, head, key(), input)));
    expect(race.filter((answer) => answer.ok)).toHaveLength(1);
    const stranger = await addPerson(world.services, world.other, 'branch_head');
    expect(await closeAlarm(world.services, stranger, key(), input)).toMatchObject({ reason: 'not_found' });
  });

  it('takes codes back with a return, and lets the pack go out again', async () => {
    const code = codeOf(121);
    const number = await issued(world, PACK, [code]);
    const back = {
      lines: [{ lineNumber: 1, quantityBase: PACK, codes: [{ code: codeOf(999), partBase: null }] }],
      reason: '停药',
    };
    const wrongOne = await returnIssue(world.services, world.people.receiver, await seenOf(number), back);
    expect(wrongOne).toMatchObject({ reason: 'trace_not_of_issue', field: 'back.1' });
    const right = { ...back, lines: [{ lineNumber: 1, quantityBase: PACK, codes: [{ code, partBase: null }] }] };
    accepted(await returnIssue(world.services, world.people.receiver, await seenOf(number), right));
    const count = (await alarms(world)).length;
    await issued(world, PACK, [code]);
    expect(await alarms(world)).toHaveLength(count);
  });

  it('forgets what a reversed issue scanned', async () => {
    const before = await sumsOf(world, world.branch.id, 'issue');
    const code = codeOf(131);
    const number = await issued(world, 2 * PACK, [code]);
    const done = { due: before.due + 2, scanned: before.scanned + 1 };
    expect(await sumsOf(world, world.branch.id, 'issue')).toEqual(done);
    accepted(await reverseIssue(world.services, world.people.receiver, await seenOf(number), { reason: '记错' }));
    expect(await sumsOf(world, world.branch.id, 'issue')).toEqual(before);
    const count = (await alarms(world)).length;
    await issued(world, PACK, [code]);
    expect(await alarms(world)).toHaveLength(count);
  });

  it('asks about first digits nobody knows, learns them, and then refuses them for others', async () => {
    const unknown = codeOf(7, '8222222');
    expect(await issue(world, PACK, [unknown])).toMatchObject({ reason: 'trace_prefix_confirm', field: 'line.0' });
    const number = await issued(world, PACK, []);
    accepted(await scan(world, world.people.receiver, number, 'issue', { codes: unknown, confirmed: true }));
    const spare = await addItem(world.services, { genericName: '阿司匹林', code: 'ASP' });
    const stock = { item: spare, organisationId: world.branch.id, quantityBase: 48 };
    await addStock(world.services, world.places.branchStore, stock);
    const other = await issue({ ...world, item: spare }, 24, [codeOf(8, '8222222')]);
    expect(other).toMatchObject({ reason: 'trace_other_item' });
  });

  it('answers two clerks who scan one code at once: both are kept, and one of them is an alarm', async () => {
    const code = codeOf(141);
    const numbers = await Promise.all([1, 2].map(() => issued(world, PACK, [])));
    const count = (await alarms(world)).length;
    const both = await Promise.all(
      numbers.map((number) => scan(world, world.people.receiver, number, 'issue', { codes: code })),
    );
    expect(both.every((answer) => answer.ok)).toBe(true);
    expect(await alarms(world)).toHaveLength(count + 1);
    const part = codeOf(142);
    const parts = await Promise.all([1, 2, 3].map(() => issue(world, 10, [[part, 10]])));
    expect(parts.filter((answer) => answer.ok)).toHaveLength(2);
  });

  it('gives the first answer again for one form sent twice', async () => {
    const number = await issued(world, PACK, []);
    const same = key();
    const input = { number, act: 'issue' as const, codes: codeOf(151), line: null, partBase: null, confirmed: false };
    const first = await scanPaper(world.services, world.people.receiver, same, input);
    const second = await scanPaper(world.services, world.people.receiver, same, input);
    expect([first.ok, second.ok && second.repeated]).toEqual([true, true]);
    expect((await paper(number, 'issue')).lines[0]?.scannedPacks).toBe(1);
  });
});
