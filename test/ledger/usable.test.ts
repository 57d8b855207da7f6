/** The usability rule: each reason refused once and accepted at its edge, gravest reason first. */
import { describe, expect, it } from 'vitest';
import { type LotFacts, type Purpose, whyNotUsable } from '../../src/ledger/usable.ts';

const DAY = '2026-11-20';

function why(lot: Partial<LotFacts>, purpose: Partial<Purpose> = {}): string | null {
  const free: LotFacts = {
    expiresOn: '2027-11-20',
    frozen: null,
    zone: 'room',
    locationKind: 'store',
    controlClass: 'none',
  };
  return whyNotUsable({ ...free, ...lot }, { on: DAY, ...purpose })?.why ?? null;
}

describe('whyNotUsable', () => {
  it('lets a free lot in a store be used', () => {
    expect(why({})).toBeNull();
  });

  it('lets a lot be used on its last day and not the day after', () => {
    expect(why({ expiresOn: DAY })).toBeNull();
    expect(why({ expiresOn: '2026-11-19' })).toBe('expired');
  });

  it('says how long ago a lot expired', () => {
    const lot = { expiresOn: '2026-11-10', frozen: null, zone: 'room', locationKind: 'store', controlClass: 'none' };
    expect(whyNotUsable(lot as LotFacts, { on: DAY })?.detail).toEqual({ expiresOn: '2026-11-10', daysPast: 10 });
  });

  it.each([
    ['in_transit', { locationKind: 'transit' }],
    ['recalled', { frozen: 'recall' }],
    ['quarantined', { frozen: 'quality' }],
    ['rejected_zone', { zone: 'rejected' }],
    ['reserve_zone', { zone: 'reserve' }],
    ['controlled', { controlClass: 'narcotic' }],
    ['controlled', { controlClass: 'psychotropic_1' }],
    ['controlled', { controlClass: 'toxic' }],
  ] as [string, Partial<LotFacts>][])('refuses: %s', (reason, lot) => {
    expect(why(lot)).toBe(reason);
  });

  it('lets what left the formulary be used up to its last day', () => {
    expect(why({ useUntil: null })).toBeNull();
    expect(why({ useUntil: DAY })).toBeNull();
    expect(why({ useUntil: '2026-11-19' })).toBe('left_formulary');
  });

  it('lets lesser classes pass, and the controlled when a second person stands by', () => {
    expect(why({ controlClass: 'psychotropic_2' })).toBeNull();
    expect(why({ controlClass: 'precursor' })).toBeNull();
    expect(why({ controlClass: 'narcotic' }, { secondPerson: true })).toBeNull();
  });

  it('asks for the life the destination wants, to the day', () => {
    expect(why({ expiresOn: '2026-12-20' }, { lifeDaysMin: 30 })).toBeNull();
    expect(why({ expiresOn: '2026-12-20' }, { lifeDaysMin: 31 })).toBe('short_life');
  });

  it('asks a lot to outlive the treatment', () => {
    expect(why({ expiresOn: '2026-12-20' }, { lastDayOfUse: '2026-12-20' })).toBeNull();
    expect(why({ expiresOn: '2026-12-20' }, { lastDayOfUse: '2026-12-21' })).toBe('short_life');
  });

  it('names the gravest reason first', () => {
    expect(why({ frozen: 'recall', expiresOn: '2026-01-01', zone: 'rejected' })).toBe('recalled');
    expect(why({ frozen: 'quality', expiresOn: '2026-01-01' })).toBe('expired');
    expect(why({ zone: 'rejected', controlClass: 'narcotic' })).toBe('rejected_zone');
  });
});
