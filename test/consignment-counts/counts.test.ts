/** Counts of shelves: seen, moved, found, strays; closed by a second person; what is missing is owed; races. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consignmentCountUnit } from '../../db/schema/consignment-counts.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { payable } from '../../db/schema/payables.ts';
import { checkCloser, checkDecided, coversShelf, outcomeOf, strayOf } from '../../src/consignment-counts/rules.ts';
import { shelfCountTasks } from '../../src/consignment-counts/task-queries.ts';
import { unitFor } from '../../src/implants/unit-queries.ts';
import { reason, serialOf } from '../implants/implant-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type CountWorld, openCountWorld, shelfOf } from './count-world.ts';

let w: CountWorld;
beforeAll(async () => {
  w = await openCountWorld();
});
afterAll(() => endWhole(w.world.test));

const storyOf = async (serial: string) => {
  const unit = await unitFor(w.services.db.read, '/', await w.idOf(serial), true);
  return unit?.story.map(({ act }) => act);
};

describe('the rules', () => {
  it('say what became of a unit: what left the shelf is not missing', () => {
    const at = (state: 'shelf' | 'used' | 'returned' | 'missing', shelf: string, organisationId = 1) => {
      return { state, shelf, organisationId };
    };
    const [one, all] = [
      { organisationId: 1, shelf: '甲' },
      { organisationId: 1, shelf: '' },
    ];
    expect(outcomeOf(one, 'here', at('shelf', '甲'))).toBe('seen');
    expect(outcomeOf(one, null, at('shelf', '甲'))).toBe('missing');
    expect(outcomeOf(all, null, at('shelf', '乙'))).toBe('missing');
    expect(outcomeOf(one, null, at('shelf', '乙'))).toBe('moved');
    expect(outcomeOf(all, null, at('shelf', '甲', 2))).toBe('moved');
    expect(outcomeOf(one, 'here', at('used', '甲'))).toBe('used');
    expect(outcomeOf(one, null, at('returned', '甲'))).toBe('returned');
    expect(outcomeOf(one, null, at('missing', '甲'))).toBe('moved');
    expect([coversShelf('', '甲'), coversShelf('甲', '甲'), coversShelf('甲', '乙')]).toEqual([true, true, false]);
  });

  it('tell strays from units of the member, and who may not close', () => {
    const unit = { state: 'shelf' as const, shelf: '甲', organisationId: 1 };
    expect([strayOf(unit, 1), strayOf(unit, 2)]).toEqual([null, 'elsewhere']);
    expect(strayOf({ ...unit, state: 'used' }, 1)).toBe('used');
    expect(strayOf({ ...unit, state: 'returned' }, 2)).toBe('returned');
    expect(strayOf({ ...unit, state: 'missing' }, 1)).toBe(null);
    expect([reason(checkCloser(1, [2, null])), reason(checkCloser(1, [2, 1]))]).toEqual(['ok', 'shelf_count_own']);
    expect([reason(checkDecided([1, 2], [2, 1, 3])), reason(checkDecided([1, 2], [1]))]).toEqual([
      'ok',
      'shelf_count_undecided',
    ]);
  });
});

describe('a count', () => {
  it('sees units, moves those of another shelf here, and writes strays down without touching them', async () => {
    const [here, there] = [await w.fill(2), await w.fill(1)];
    const [far, used, back, strange] = [serialOf(), serialOf(), serialOf(), serialOf()];
    await w.placeOn('分院柜', [far], w.other);
    await w.placeOn(shelfOf(), [used, back]);
    accepted(await w.use(w.code(used)));
    accepted(await w.sendBack(await w.idOf(back)));
    const { number, units } = accepted(await w.open(here.shelf));
    expect(units).toBe(2);
    const [one = '', two = ''] = here.serials;
    const [moved = ''] = there.serials;
    expect(accepted(await w.scan(number, one))).toMatchObject({ seen: 'here' });
    expect(accepted(await w.scan(number, moved, w.mate))).toMatchObject({ seen: 'moved', from: there.shelf });
    expect((await w.unitAt(moved)).shelf).toBe(here.shelf);
    expect(await storyOf(moved)).toEqual(['place', 'move']);
    const before = await w.services.db.read.select().from(implantUnit);
    for (const [serial, stray] of [
      [far, 'elsewhere'],
      [used, 'used'],
      [back, 'returned'],
      [strange, 'unknown'],
    ] as const) {
      expect(accepted(await w.scan(number, serial))).toMatchObject({ stray });
      expect(reason(await w.scan(number, serial))).toBe('shelf_count_stray_known');
    }
    accepted(await w.stray(number, '包装破损，无码'));
    expect(await w.services.db.read.select().from(implantUnit)).toEqual(before);
    const { lines, strays } = await w.linesOf(number);
    expect(lines.map(({ unit, outcome }) => [unit.serial, outcome]).sort()).toEqual(
      [
        [one, 'seen'],
        [two, 'missing'],
        [moved, 'seen'],
      ].sort(),
    );
    expect(strays.map(({ why }) => why)).toEqual(['elsewhere', 'used', 'returned', 'unknown', 'unreadable']);
    accepted(await w.lead(number, 'cancel'));
    expect(reason(await w.scan(number, two))).toBe('shelf_count_not_counting');
    expect((await w.unitAt(two)).state).toBe('shelf');
    expect(await w.allFindings()).toEqual([]);
  });

  it('is one at a time of a shelf, alone or with all others', async () => {
    const { shelf } = await w.fill(1);
    const other = await w.fill(1);
    expect(reason(await w.open('没有的柜'))).toBe('shelf_count_nothing');
    expect(reason(await w.open(shelf, w.world.accountant))).toBe('forbidden');
    const both = await Promise.all([w.open(shelf), w.open(shelf, w.mate)]);
    expect(both.map(reason).sort()).toEqual(['ok', 'shelf_count_open']);
    expect(reason(await w.open(''))).toBe('shelf_count_open');
    const second = accepted(await w.open(other.shelf));
    for (const one of both) if (one.ok) accepted(await w.lead(one.value.number, 'cancel'));
    accepted(await w.lead(second.number, 'cancel'));
    const all = accepted(await w.open(''));
    expect(reason(await w.open(shelf))).toBe('shelf_count_open');
    const [serial = ''] = other.serials;
    const scanned = await w.scan(all.number, serial, w.keeper, { shelf });
    expect(accepted(scanned)).toMatchObject({ seen: 'moved', from: other.shelf });
    accepted(await w.lead(all.number, 'cancel'));
  });

  it('is closed by a second person who confirms each unit that was not seen, and owes for it', async () => {
    const { shelf, serials } = await w.fill(4);
    const [seen = '', used = '', sent = '', lost = ''] = serials;
    const { number } = accepted(await w.open(shelf));
    accepted(await w.scan(number, seen, w.mate));
    accepted(await w.use(w.code(used)));
    accepted(await w.sendBack(await w.idOf(sent)));
    const id = await w.idOf(lost);
    expect(reason(await w.close(number, [id]))).toBe('wrong_state');
    accepted(await w.lead(number, 'finish'));
    expect(reason(await w.close(number, [id], w.keeper))).toBe('shelf_count_own');
    expect(reason(await w.close(number, [id], w.mate))).toBe('shelf_count_own');
    expect(reason(await w.close(number, [id], w.world.accountant))).toBe('forbidden');
    expect(reason(await w.close(number, []))).toBe('shelf_count_undecided');
    const viewer = (person: typeof w.second) => person as unknown as Parameters<typeof shelfCountTasks>[1];
    const tasksOf = async (person: typeof w.second) =>
      (await shelfCountTasks(w.services.db.read, viewer(person), 0)).map(({ subject, count }) => [subject, count]);
    expect(await tasksOf(w.second)).toEqual([[`${number} ${shelf}`, 1]]);
    expect([await tasksOf(w.keeper), await tasksOf(w.mate)]).toEqual([[], []]);
    const closed = accepted(await w.close(number, [id]));
    expect(closed).toEqual({ seen: 1, missing: 1, amountFen: 79_800 });
    expect(await tasksOf(w.second)).toEqual([]);
    const missing = await w.missingOf(lost);
    const [owed] = await w.services.db.read
      .select()
      .from(payable)
      .where(eq(payable.id, missing?.payableId ?? 0));
    expect(owed).toMatchObject({ amountFen: 79_800, organisationId: w.keeper.organisationId });
    const { status, lines } = await w.linesOf(number);
    expect([status, lines.map(({ outcome }) => outcome).sort()]).toEqual([
      'closed',
      ['missing', 'returned', 'seen', 'used'],
    ]);
    expect(reason(await w.use(w.code(lost)))).toBe('implant_is_missing');
    expect(reason(await w.place(w.code(lost)))).toBe('implant_known_missing');
    expect(reason(await w.sendBack(id))).toBe('implant_not_on_shelf');
    expect(reason(await w.move(id, '别处'))).toBe('implant_not_on_shelf');
    expect(reason(await w.close(number, []))).toBe('wrong_state');
    expect(await w.allFindings()).toEqual([]);
    const gone = w.services.db.transaction((tx) => tx.delete(consignmentCountUnit));
    await expect(gone).rejects.toThrow();
  });

  it('refuses a scan twice, lets its own person take it back, and a unit that nobody priced', async () => {
    const { shelf, serials } = await w.fill(1);
    const [serial = ''] = serials;
    const { number } = accepted(await w.open(shelf));
    expect(reason(await w.scan(number, serial, w.keeper, { code: 'x' }))).not.toBe('ok');
    accepted(await w.scan(number, serial));
    expect(reason(await w.scan(number, serial, w.mate))).toBe('shelf_count_seen');
    const [first] = (await w.linesOf(number)).lines;
    expect(reason(await w.unscan(number, first?.line.id ?? 0, w.mate))).toBe('shelf_count_seen_other');
    accepted(await w.unscan(number, first?.line.id ?? 0));
    expect((await w.linesOf(number)).lines.map(({ outcome }) => outcome)).toEqual(['missing']);
    accepted(await w.lead(number, 'finish'));
    expect(reason(await w.scan(number, serial))).toBe('shelf_count_not_counting');
    accepted(await w.lead(number, 'resume'));
    accepted(await w.scan(number, serial, w.mate));
    accepted(await w.lead(number, 'finish'));
    expect(accepted(await w.close(number, []))).toMatchObject({ seen: 1, missing: 0 });
  });
});
