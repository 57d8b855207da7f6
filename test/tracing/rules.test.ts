/** What codes mean: reading them, packs counted, where a pack is, and what may not be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeScan,
  type NewScan,
  type PastScan,
  packsOf,
  packsScanned,
  partFor,
  readCodes,
  standingOf,
  type TraceAct,
} from '../../src/tracing/rules.ts';
import { accepted } from '../support/build.ts';
import { codeOf } from './trace-world.ts';

const past = (act: TraceAct, organisationId: number, more: Partial<PastScan> = {}): PastScan => ({
  id: 1,
  act,
  organisationId,
  toId: null,
  documentId: 1,
  documentNumber: 'CK-1',
  lotNumber: '',
  partBase: null,
  at: 1,
  ...more,
});
const next = (act: TraceAct, organisationId: number, more: Partial<NewScan> = {}): NewScan => ({
  code: codeOf(1),
  act,
  organisationId,
  packSize: 24,
  partBase: null,
  item: '药',
  documentId: 2,
  travelled: false,
  ...more,
});
const judge = (scans: PastScan[], scan: NewScan) => judgeScan(scan, standingOf(scans, scan.packSize));

describe('reading codes', () => {
  it('takes what scanners and pastes bring, with parts', () => {
    const [a, b] = [codeOf(1), codeOf(2)];
    expect(accepted(readCodes(` ${a}\n${b}*6 `))).toEqual([
      { code: a, partBase: null },
      { code: b, partBase: 6 },
    ]);
    const wide = a.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    expect(accepted(readCodes(`${wide}，${b}×3`))).toHaveLength(2);
  });

  it('refuses none, others, doubles and too many', () => {
    expect(readCodes(' ')).toMatchObject({ reason: 'trace_code_missing' });
    expect(readCodes('12345')).toMatchObject({ reason: 'trace_code_shape' });
    expect(readCodes(`${codeOf(1)}*0`)).toMatchObject({ reason: 'trace_code_shape' });
    expect(readCodes(`${codeOf(1)} ${codeOf(1)}`)).toMatchObject({ reason: 'trace_typed_twice' });
    const many = Array.from({ length: 2001 }, (_, index) => codeOf(index)).join(' ');
    expect(readCodes(many)).toMatchObject({ reason: 'trace_too_many' });
    fc.assert(fc.property(fc.string(), (text) => typeof readCodes(text).ok === 'boolean'));
  });
});

describe('packs', () => {
  it('counts a broken pack as one, and as scanned when it is covered', () => {
    expect(packsOf(36, 30)).toBe(2);
    expect(packsScanned(36, 30, 30)).toBe(1);
    expect(packsScanned(36, 6, 30)).toBe(1);
    expect(packsScanned(36, 36, 30)).toBe(2);
    expect(packsScanned(6, 3, 30)).toBe(0);
    fc.assert(
      fc.property(fc.nat(900), fc.nat(900), fc.integer({ min: 1, max: 60 }), (quantity, covered, size) => {
        const scanned = packsScanned(quantity, covered, size);
        expect(scanned).toBeGreaterThanOrEqual(0);
        expect(scanned).toBeLessThanOrEqual(packsOf(quantity, size));
        expect(packsScanned(quantity, covered + 1, size)).toBeGreaterThanOrEqual(scanned);
      }),
    );
  });

  it('takes a whole pack where one is wanted, the rest as a part, and what an opened pack has left', () => {
    const fresh = { usedBase: 0 };
    expect(partFor({ uncoveredBase: 48, packSize: 24 }, fresh, null, 'issue')).toBeNull();
    expect(partFor({ uncoveredBase: 6, packSize: 24 }, fresh, null, 'issue')).toBe(6);
    expect(partFor({ uncoveredBase: 48, packSize: 24 }, { usedBase: 20 }, null, 'issue')).toBe(4);
    expect(partFor({ uncoveredBase: 48, packSize: 24 }, fresh, 24, 'issue')).toBeNull();
    expect(partFor({ uncoveredBase: 48, packSize: 24 }, fresh, 5, 'issue')).toBe(5);
  });
});

describe('where a pack is', () => {
  it('lets it go the usual road', () => {
    const road = [past('receipt', 1), past('dispatch', 1, { toId: 2 }), past('arrival', 2)];
    expect(judge(road.slice(0, 1), next('dispatch', 1))).toMatchObject({ value: null });
    expect(judge(road.slice(0, 2), next('arrival', 2))).toMatchObject({ value: null });
    expect(judge(road, next('issue', 2))).toMatchObject({ value: null });
    expect(judge([...road, past('issue', 2)], next('issue_return', 2))).toMatchObject({ value: null });
    expect(judge([past('supplier_return', 1)], next('receipt', 1))).toMatchObject({ value: null });
  });

  it('raises an alarm where it cannot be, unless goods went there', () => {
    const road = [past('dispatch', 1, { toId: 2 })];
    expect(judge(road, next('arrival', 3))).toMatchObject({ value: 'two_members' });
    expect(judge(road, next('issue', 3, { travelled: true }))).toMatchObject({ value: null });
    expect(judge([past('issue', 2)], next('issue', 2))).toMatchObject({ value: 'used_twice' });
    expect(judge([past('issue', 2)], next('dispatch', 2))).toMatchObject({ value: 'used_twice' });
    expect(judge([past('issue', 2), past('issue_return', 2)], next('issue', 2))).toMatchObject({ value: null });
    expect(judge([past('supplier_return', 1)], next('issue', 1))).toMatchObject({ value: 'two_members' });
  });

  it('refuses what would hand out more than a pack, or bring back what never went', () => {
    const opened = [past('issue', 2, { partBase: 20 })];
    expect(judge(opened, next('issue', 2))).toMatchObject({ reason: 'trace_opened', detail: { left: 4 } });
    expect(judge(opened, next('issue', 2, { partBase: 5 }))).toMatchObject({ reason: 'trace_part_too_much' });
    expect(judge(opened, next('issue', 2, { partBase: 4 }))).toMatchObject({ value: null });
    const used = [...opened, past('issue', 2, { partBase: 4 })];
    expect(judge(used, next('issue', 2, { partBase: 1 }))).toMatchObject({ reason: 'trace_used_up' });
    expect(judge(opened, next('issue_return', 2))).toMatchObject({ reason: 'trace_not_out' });
    expect(judge([past('receipt', 1)], next('receipt', 1))).toMatchObject({ reason: 'trace_received_before' });
  });
});
