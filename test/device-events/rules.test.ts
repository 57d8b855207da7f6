/** Rules of adverse events: what stops a thing, when the national system must know, which days are refused. */
import { describe, expect, it } from 'vitest';
import { checkEventDay, checkForwarded, dueOn, mustStop } from '../../src/device-events/rules.ts';

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);

describe('an adverse event', () => {
  it('stops what killed or gravely harmed, and nothing else by itself', () => {
    expect([mustStop('death'), mustStop('serious'), mustStop('other')]).toEqual([true, true, false]);
  });

  it('is due so many days after it became known', () => {
    const days = { death: 7, serious: 20, other: 30 };
    expect([dueOn('2026-02-25', 'death', days), dueOn('2026-11-23', 'serious', days)]).toEqual([
      '2026-03-04',
      '2026-12-13',
    ]);
  });

  it('did not happen tomorrow, and was not told before it happened', () => {
    expect(reasonOf(checkEventDay('2026-11-23', '2026-11-23'))).toBe('ok');
    expect(reasonOf(checkEventDay('2026-11-24', '2026-11-23'))).toBe('device_event_future');
    const told = (forwardedOn: string) =>
      reasonOf(checkForwarded({ forwardedOn, occurredOn: '2026-11-20' }, '2026-11-23'));
    expect([told('2026-11-19'), told('2026-11-20'), told('2026-11-23'), told('2026-11-24')]).toEqual([
      'device_event_early',
      'ok',
      'ok',
      'device_event_future',
    ]);
  });
});
