/** What bars equipment from use: its status, an open fault, tests that are missing, failed or overdue. */
import { describe, expect, it } from 'vitest';
import { barsOf, barTo, refusalOf } from '../../src/safety-of-use/rules.ts';

const DAY = '2026-11-23';
const duty = (more: object) => ({ item: 'ecg', outcome: 'pass' as const, validUntil: DAY, ...more });
const facts = (more: object) => ({
  status: 'in_use',
  down: false,
  stoppedBy: null,
  recalledBy: null,
  duties: [duty({})],
  ...more,
});

describe('what bars use', () => {
  it('is nothing on the last day of a certificate, and the test the day after', () => {
    expect(barsOf(facts({}), DAY)).toEqual([]);
    expect(barsOf(facts({}), '2026-11-24')).toEqual([{ why: 'test_overdue', item: 'ecg', validUntil: DAY }]);
  });

  it.each([
    ['status', { status: 'stopped' }],
    ['fault', { down: true }],
    ['pm_stopped', { stoppedBy: 'self_test' }],
    ['recalled', { recalledBy: 'SZ-20261123-0001' }],
    ['test_missing', { duties: [duty({ outcome: null, validUntil: null })] }],
    ['test_failed', { duties: [duty({ outcome: 'fail', validUntil: null })] }],
  ])('is %s', (why, more) => {
    const bars = barsOf(facts(more), DAY);
    expect(bars.map((bar) => bar.why)).toEqual([why]);
    expect(bars.map((bar) => refusalOf('SB-1', bar).reason)).toEqual([`use_${why}`]);
  });

  it('stops the beginning of use for any test, and every way into use for a failed one', () => {
    const overdue = barsOf(facts({ status: 'repair', duties: [duty({ validUntil: '2026-01-01' })] }), DAY);
    expect([barTo('resume', overdue)?.why, barTo('repaired', overdue)]).toEqual(['test_overdue', undefined]);
    const failed = barsOf(facts({ duties: [duty({ outcome: 'fail', validUntil: null })] }), DAY);
    expect(barTo('repaired', failed)?.why).toBe('test_failed');
    const stopped = barsOf(facts({ stoppedBy: 'pm' }), DAY);
    expect([barTo('resume', stopped)?.why, barTo('take_over', stopped)?.why]).toEqual(['pm_stopped', 'pm_stopped']);
    const recalled = barsOf(facts({ recalledBy: 'SZ-20261123-0001' }), DAY);
    expect([barTo('commission', recalled)?.why, barTo('take_over', recalled)]).toEqual(['recalled', undefined]);
  });
});
