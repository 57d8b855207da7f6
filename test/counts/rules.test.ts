/** When a finding needs a second person, whose finding counts, ABC classes, samples, and whose word is enough. */
import { describe, expect, it } from 'vitest';
import { isTurnOf, mayAgree, stockLevelFor, worksAt } from '../../src/auth/stock-approval.ts';
import { abcClasses, checkApprover, placeOfFinding, recountReason, sampleOf } from '../../src/counts/rules.ts';

const tolerance = { percent: 5, yuan: 50 };
const finding = {
  foundBase: 100,
  expectedBase: 100,
  lowestSinceBase: 0,
  controlled: false,
  packSize: 10,
  pricePack: 100_000,
};

describe('a recount', () => {
  it.each([
    [{}, null],
    [{ foundBase: 96 }, null],
    [{ foundBase: 94 }, 'far'],
    [{ foundBase: 960, expectedBase: 1000, pricePack: 1_000_000 }, 'far'],
    [{ foundBase: 960, expectedBase: 1000 }, null],
    [{ foundBase: 5, expectedBase: 0 }, 'far'],
    [{ foundBase: 99, controlled: true }, 'controlled'],
    [{ controlled: true }, null],
    [{ foundBase: 100, lowestSinceBase: -101 }, 'moved'],
    [{ foundBase: 100, lowestSinceBase: -100 }, null],
  ])('of %j is asked for because of %s', (given, expected) => {
    expect(recountReason({ ...finding, ...given }, tolerance)).toBe(expected);
  });

  const line = { countedBy: null, recountedBy: null, recount: 'none' as const };
  it.each([
    [line, 1, 'first'],
    [{ ...line, countedBy: 1 }, 1, 'first'],
    [{ ...line, countedBy: 1 }, 2, 'count_line_done'],
    [{ ...line, countedBy: 1, recount: 'asked' as const }, 1, 'count_recount_other'],
    [{ ...line, countedBy: 1, recount: 'asked' as const }, 2, 'second'],
    [{ countedBy: 1, recountedBy: 2, recount: 'done' as const }, 2, 'second'],
    [{ countedBy: 1, recountedBy: 2, recount: 'done' as const }, 1, 'count_line_done'],
    [{ countedBy: 1, recountedBy: 2, recount: 'asked' as const }, 2, 'count_recount_other'],
    [{ countedBy: 1, recountedBy: 2, recount: 'asked' as const }, 1, 'second'],
  ])('on %j by %i is %s', (given, person, expected) => {
    const place = placeOfFinding(given, person);
    expect(place.ok ? place.value : place.reason).toBe(expected);
  });
});

describe('approval', () => {
  const tiers = { chiefPharmacist: 500, chiefAccountant: 5000 };
  it.each([
    [49_999, 'member' as const, 'member'],
    [50_000, 'member' as const, 'pharmacist'],
    [500_000, 'member' as const, 'accountant'],
    [100, 'pharmacist' as const, 'pharmacist'],
    [500_000, 'pharmacist' as const, 'accountant'],
  ])('of %i fen, at least %s, needs the %s', (fen, atLeast, expected) => {
    expect(stockLevelFor(fen, tiers, atLeast)).toBe(expected);
  });

  const place = { id: 3, path: '/1/3/' };
  const chief = { roles: ['branch_head' as const], scopePath: '/1/3/', organisationId: 3 };
  it('of a member is its head’s, of more the chiefs’', () => {
    const may = (person: Pick<typeof chief, 'scopePath'> & { roles: Parameters<typeof mayAgree>[0]['roles'] }) =>
      (['member', 'pharmacist', 'accountant'] as const).filter((level) =>
        mayAgree(person, 'count.approve', place, level),
      );
    expect(may(chief)).toEqual(['member']);
    expect(may({ ...chief, scopePath: '/1/4/' })).toEqual([]);
    expect(may({ roles: ['chief_pharmacist'], scopePath: '/' })).toEqual(['member', 'pharmacist']);
    expect(may({ roles: ['chief_accountant'], scopePath: '/' })).toEqual(['member', 'pharmacist', 'accountant']);
    expect(may({ roles: ['storekeeper'], scopePath: '/' })).toEqual([]);
  });

  it('waits for the chief pharmacist at the head hospital, and elsewhere for the head of the member', () => {
    const head = { id: 1, path: '/1/' };
    const chiefPharmacist = { roles: ['chief_pharmacist' as const], scopePath: '/', organisationId: 1 };
    const turn = (at: typeof place) => isTurnOf(chiefPharmacist, 'count.approve', at, 'member');
    expect([turn(head), turn(place)]).toEqual([true, false]);
    expect(isTurnOf(chief, 'count.approve', place, 'member')).toBe(true);
    expect(isTurnOf(chiefPharmacist, 'count.approve', place, 'pharmacist')).toBe(true);
  });

  it('is refused to who counted or handed in', () => {
    const acts = [
      { act: 'open', actorId: 4 },
      { act: 'submit', actorId: 5 },
    ];
    const of = (id: number) => checkApprover(id, [1, null, 2], acts).ok;
    expect([1, 2, 4, 5, 6].map(of)).toEqual([false, false, true, false, true]);
  });

  it('and counting are for one’s own member and what lies below it', () => {
    expect(worksAt({ organisationId: 3, scopePath: '/1/3/' }, place)).toBe(true);
    expect(worksAt({ organisationId: 2, scopePath: '/1/' }, place)).toBe(true);
    expect(worksAt({ organisationId: 1, scopePath: '/' }, place)).toBe(false);
    expect(worksAt({ organisationId: 9, scopePath: '/1/9/' }, place)).toBe(false);
  });
});

describe('what is counted', () => {
  it('is told apart by the value of its use', () => {
    const used = [50, 25, 10, 8, 7, 0].map((valueFen, index) => ({ itemId: index + 1, valueFen }));
    expect([...abcClasses(used, { a: 70, b: 90 }).values()]).toEqual(['A', 'A', 'B', 'B', 'C', 'C']);
    expect([...abcClasses([{ itemId: 1, valueFen: 0 }], { a: 70, b: 90 }).values()]).toEqual(['C']);
  });

  it('is drawn so that the draw can be repeated and not be steered', () => {
    const ids = Array.from({ length: 200 }, (_, index) => index);
    const drawn = sampleOf(ids, 20, 'A-1');
    expect(drawn.size).toBe(20);
    expect([...sampleOf([...ids].reverse(), 20, 'A-1')].sort()).toEqual([...drawn].sort());
    expect([...sampleOf(ids, 20, 'A-2')].sort()).not.toEqual([...drawn].sort());
    expect(sampleOf([1, 2], 20, 'A').size).toBe(2);
  });
});
