/** Codes of items on both engines: shapes, times, whose they are, and what is only a caution. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCode, endCode, type NewCode } from '../../src/catalogue/code-commands.ts';
import { addItem } from '../../src/catalogue/item-edit-commands.ts';
import { searchItems } from '../../src/catalogue/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestPerson } from '../support/build.ts';
import { words } from './new-words.ts';

let test: TestApp;
let chief: TestPerson;
let doctor: TestPerson;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'XG01' });
  chief = await addPerson(test.services, head, ['chief_pharmacist'], { name: '钟药师' });
  doctor = await addPerson(test.services, head, ['hub_pharmacist']);
  const add = (code: string, change = {}) =>
    addItem(test.services, chief, null, { under: {}, words: words(code, change) });
  expect(await add('Y001')).toMatchObject({ ok: true });
  expect(await add('Y002', { packSize: 12 })).toMatchObject({ ok: true });
  expect(await add('Y003', { manufacturer: '另一药业' })).toMatchObject({ ok: true });
  expect(await add('Y004', { strength: '0.5g' })).toMatchObject({ ok: true });
});
afterAll(() => test.drop());

describe('codes', () => {
  const code = (itemCode: string, type: NewCode['type'], value: string, more: Partial<NewCode> = {}): NewCode => ({
    itemCode,
    type,
    value,
    validFrom: '2026-01-01',
    validTo: null,
    source: '医保目录',
    ...more,
  });
  const give = (input: NewCode, who = chief) => addCode(test.services, who, null, input);

  it('are added with what is only a caution, and found at once', async () => {
    expect(await give(code('Y001', 'base_code', '86901110000020'))).toMatchObject({ value: { cautions: [] } });
    const odd = await give(code('Y003', 'base_code', '86901110000021'));
    expect(odd).toMatchObject({ value: { cautions: [{ reason: 'base_code_check_digit' }] } });
    expect(await give(code('Y001', 'gtin', '6901234567892'))).toMatchObject({ value: { cautions: [] } });
    const shared = await give(code('Y002', 'gtin', '06901234567892'));
    expect(shared).toMatchObject({ value: { cautions: [{ reason: 'code_shared', detail: { code: 'Y001' } }] } });
    const found = await searchItems(test.services.db.read, '86901110000020', { limit: 2 });
    expect(found).toMatchObject([{ code: 'Y001', rank: 'code' }]);
  });

  it('belong to one item at a time, and move when they have ended', async () => {
    expect(await give(code('Y002', 'base_code', '86901110000020'))).toMatchObject({ ok: true });
    const taken = await give(code('Y004', 'base_code', '86901110000020'));
    expect(taken).toMatchObject({ reason: 'code_taken', detail: { code: 'Y001' } });
    await give(code('Y001', 'nhsa', 'XC08CAB037A001020180517'));
    expect(await give(code('Y001', 'nhsa', 'XC08CAB037A001020180517', { validFrom: '' }))).toMatchObject({
      reason: 'code_twice',
    });
    const later = code('Y002', 'nhsa', 'XC08CAB037A001020180517', { validFrom: '2026-07-01' });
    expect(await give(later)).toMatchObject({ reason: 'code_taken' });
    const end = { itemCode: 'Y001', type: 'nhsa' as const, value: 'XC08CAB037A001020180517', validFrom: '2026-01-01' };
    const ending = (validTo: string) => endCode(test.services, chief, null, { ...end, validTo });
    expect(await ending('2025-12-31')).toMatchObject({ reason: 'code_span' });
    expect(await ending('2026-06-30')).toMatchObject({ ok: true });
    expect(await ending('2026-06-30')).toMatchObject({ reason: 'code_ended' });
    expect(await give(later)).toMatchObject({ ok: true });
  });

  it('refuse wrong shapes, wrong kinds, wrong days and other people', async () => {
    expect(await give(code('Y001', 'gtin', '123'))).toMatchObject({ reason: 'gtin_length', field: 'value' });
    expect(await give(code('Y001', 'udi_di', '06901234567892'))).toMatchObject({ reason: 'code_not_of_kind' });
    expect(await give(code('Y001', 'own', 'Y002'))).toMatchObject({ reason: 'code_taken' });
    expect(await give(code('Y001', 'platform', 'a b'))).toMatchObject({ reason: 'code_shape' });
    expect(await give(code('Y001', 'platform', 'A1', { validFrom: '2026-13-01' }))).toMatchObject({
      reason: 'field_day',
    });
    expect(await give(code('Y001', 'platform', 'A1', { validTo: '2025-01-01' }))).toMatchObject({
      reason: 'code_span',
    });
    expect(await give(code('NO1', 'platform', 'A1'))).toMatchObject({ reason: 'not_found' });
    expect(await give(code('Y001', 'platform', 'A1'), doctor)).toMatchObject({ reason: 'forbidden' });
  });

  it('go to one of two who give the same at once', async () => {
    const two = await Promise.all(['Y001', 'Y003'].map((each) => give(code(each, 'trace_prefix', '8385793'))));
    expect(two.filter((answer) => answer.ok)).toHaveLength(1);
  });
});
