/** What opens and closes: by the difference, once, whatever was so before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALERT_KINDS,
  coverOf,
  differenceOf,
  type Finding,
  type OpenAlert,
  ownerRoleOf,
} from '../../src/alerts/rules.ts';
import { isLate } from '../../src/jobs/run-queries.ts';

const finding = (subject: string, more: Partial<Finding> = {}): Finding => ({
  organisationId: 1,
  subject,
  itemId: null,
  path: '/x',
  detail: { n: 1 },
  ...more,
});
const opened = (one: Finding, id: number): OpenAlert => ({ id, ...one });

describe('the difference', () => {
  it('opens what is new, closes what is over, writes anew what changed, and leaves the rest', () => {
    const open = [opened(finding('a'), 1), opened(finding('b'), 2), opened(finding('c'), 3)];
    const made = differenceOf(open, [finding('b'), finding('c', { detail: { n: 2 } }), finding('d'), finding('d')]);
    expect(made.opened.map((one) => one.subject)).toEqual(['d']);
    expect(made.closed.map((one) => one.id)).toEqual([1]);
    expect(made.changed.map((one) => one.id)).toEqual([3]);
    expect(differenceOf(open, [finding('a', { organisationId: 2 })]).closed).toHaveLength(3);
  });

  it('leaves nothing to do the second time, whatever is so', () => {
    const subjects = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(subjects, subjects, (before, now) => {
        const findings = now.map((subject) => finding(subject));
        const open = before.map((subject, id) => opened(finding(subject), id));
        const { opened: added, closed } = differenceOf(open, findings);
        const gone = new Set(closed.map((one) => one.id));
        const after = [...open.filter((one) => !gone.has(one.id)), ...added.map((one, id) => opened(one, 100 + id))];
        expect(after.map((one) => one.subject).sort()).toEqual([...now].sort());
        expect(differenceOf(after, findings)).toEqual({ opened: [], closed: [], changed: [] });
      }),
    );
  });
});

describe('an owner', () => {
  it('is found for every kind at every kind of member', () => {
    for (const kind of ALERT_KINDS) {
      for (const member of ['head', 'campus', 'branch', 'clinic', 'centre'] as const) {
        expect(ownerRoleOf(kind, member)).toBeTruthy();
      }
    }
    expect(ownerRoleOf('below_least', 'clinic')).toBe('village_doctor');
    expect(ownerRoleOf('excursion', 'clinic')).toBe('quality_officer');
    expect(ownerRoleOf('runs_out', 'head')).toBe('hub_pharmacist');
  });
});

describe('cover and lateness', () => {
  it('counts whole days, and none where nothing is used', () => {
    expect(coverOf(25, 10_000)).toBe(2);
    expect(coverOf(-5, 10_000)).toBe(0);
    expect(coverOf(25, 0)).toBeNull();
  });

  it('calls a daily job late an hour after midnight, and a repeated one after three turns', () => {
    const midnight = Date.UTC(2026, 10, 22, 16);
    const yesterday = midnight - 20 * 3_600_000;
    expect(isLate(null, yesterday, 0, midnight + 30 * 60_000)).toBe(false);
    expect(isLate(null, yesterday, 0, midnight + 61 * 60_000)).toBe(true);
    expect(isLate(null, midnight + 1, 0, midnight + 61 * 60_000)).toBe(false);
    expect(isLate(10, midnight, 0, midnight + 29 * 60_000)).toBe(false);
    expect(isLate(10, midnight, 0, midnight + 31 * 60_000)).toBe(true);
    expect(isLate(10, null, midnight, midnight + 5 * 60_000)).toBe(false);
  });
});
