/** Two generics that are one: the preview tells what moves, the act moves it, and every conflict is refused by name. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { concept, item } from '../../db/schema/catalogue.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import type { NewItemWords } from '../../src/catalogue/edit-rules.ts';
import { factsOn } from '../../src/catalogue/fact-queries.ts';
import { addItem } from '../../src/catalogue/item-edit-commands.ts';
import { mergeConcepts } from '../../src/catalogue/merge-commands.ts';
import { conceptOfCode, mergerOf } from '../../src/catalogue/merge-queries.ts';
import { itemByCode, searchItems } from '../../src/catalogue/queries.ts';
import { catalogueChecks } from '../../src/catalogue/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { words } from './new-words.ts';

let test: TestApp;
let chief: TestPerson;
let doctor: TestPerson;
let page: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'XG01' });
  chief = await addPerson(test.services, head, ['chief_pharmacist'], { login: 'chief' });
  doctor = await addPerson(test.services, head, ['hub_pharmacist']);
  page = await signIn(test.app, 'chief');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const read = () => test.services.db.read;
async function add(code: string, change: Partial<NewItemWords>) {
  const answer = await addItem(test.services, chief, null, { under: {}, words: words(code, change) });
  if (!answer.ok) throw new Error(`${answer.reason} ${JSON.stringify(answer.detail)}`);
}
async function conceptOf(code: string): Promise<number> {
  const id = await conceptOfCode(read(), code);
  if (id === undefined) throw new Error(`no item ${code}`);
  return id;
}
async function planOf(from: string, into: string) {
  const merger = await mergerOf(read(), await conceptOf(from), await conceptOf(into));
  if (merger === undefined) throw new Error('no plan');
  return merger;
}
async function merge(from: string, into: string, who = chief, seen?: string) {
  const { seen: now } = await planOf(from, into);
  const input = { fromId: await conceptOf(from), intoId: await conceptOf(into), seen: seen ?? now };
  return mergeConcepts(test.services, who, null, input);
}
async function substitute(from: string, to: string, validTo: string | null = null) {
  const [fromConceptId, toConceptId] = [await conceptOf(from), await conceptOf(to)];
  const row = { fromConceptId, toConceptId, bothWays: false, guidance: '等剂量', matterId: null };
  const span = { validFrom: '2026-01-01', validTo, recordedAt: 1, recordedBy: chief.userId };
  await test.services.db.transaction((tx) => tx.insert(therapeuticSubstitute).values({ ...row, ...span }));
}
const named = (name: string, change: Partial<NewItemWords> = {}) => ({ genericName: name, aliases: [], ...change });

describe('merging two generics that are one', () => {
  it('moves strengths, makers and packs, and keeps codes, facts and the old name', async () => {
    await add('A001', named('甲西林胶囊', { therapeuticClass: '' }));
    await add('A002', named('甲西林胶囊', { strength: '0.5g' }));
    await add('B001', named('甲西林', { form: '胶囊', approvalNumber: '' }));
    await add('B002', named('甲西林', { form: '胶囊', packSize: 12, approvalNumber: '' }));
    await add('B003', named('甲西林', { form: '胶囊', manufacturer: '另一药业', approvalNumber: '' }));
    await add('B004', named('甲西林', { form: '胶囊', strength: '1g', approvalNumber: '' }));
    await add('C001', named('乙霉素'));
    await substitute('B001', 'C001');
    const { plan, substitutes } = await planOf('B001', 'A001');
    expect(plan.conflicts).toEqual([]);
    expect(plan.movedSpecifications.map((row) => row.strength)).toEqual(['1g']);
    expect(plan.joinedSpecifications.map(({ into }) => into.strength)).toEqual(['0.25g']);
    expect(plan.movedProducts.map(({ row }) => row.manufacturer)).toEqual(['另一药业']);
    expect(plan.packsTwice).toEqual([{ code: 'B001', other: 'A001' }]);
    expect(plan.newAliases).toEqual(['甲西林']);
    expect(substitutes.moves).toBe(1);

    const gone = await conceptOf('B001');
    const before = await itemByCode(read(), 'B004');
    const facts = await factsOn(read(), [before?.id ?? 0], '2026-11-23');
    expect(await merge('B001', 'A001')).toMatchObject({ ok: true, value: { items: 4 } });

    expect(await read().select().from(concept).where(eq(concept.id, gone))).toEqual([]);
    const rows = await Promise.all(['A001', 'B001', 'B002', 'B003', 'B004'].map((code) => itemByCode(read(), code)));
    expect(new Set(rows.map((row) => `${row?.genericName} ${row?.form}`))).toEqual(new Set(['甲西林胶囊 胶囊剂']));
    expect(rows[1]?.productId).toBe(rows[0]?.productId);
    expect(rows[1]?.approvalNumber).toBe('国药准字H20184010');
    expect(rows[4]).toMatchObject({ id: before?.id, strength: '1g', pricePack: before?.pricePack });
    expect(await factsOn(read(), [before?.id ?? 0], '2026-11-23')).toEqual(facts);
    const found = await searchItems(read(), '甲西林', { limit: 20 });
    expect(found.map((each) => each.code)).toEqual(expect.arrayContaining(['A001', 'B004']));
    const [record] = await read().select().from(therapeuticSubstitute);
    expect(record?.fromConceptId).toBe(await conceptOf('A001'));
    const [row] = await read().select().from(auditRow).where(eq(auditRow.act, 'catalogue.merge_concepts'));
    expect(JSON.stringify(row)).toContain('B004 1g 某某药业');
    expect(await findAll(catalogueChecks, read())).toEqual([]);
  });

  it('refuses what stands against it, and names it', async () => {
    await add('D001', named('丁片', { form: '片剂', strength: '1g' }));
    await add('D002', named('丁', { form: '片', strength: '1g', approvalNumber: '国药准字H20184019' }));
    expect(await merge('D002', 'D001')).toMatchObject({
      reason: 'merge_numbers_apart',
      detail: { maker: '某某药业', from: '国药准字H20184019', into: '国药准字H20184010' },
    });
    await add('D003', named('丁注射液', { form: '注射液', route: 'injection', strength: '1g' }));
    expect(await merge('D003', 'D001')).toMatchObject({ reason: 'merge_routes_apart', detail: { other: '丁片' } });
    await add('D004', named('丁毒', { form: '片', strength: '2g', controlClass: 'toxic', storageZone: 'controlled' }));
    expect(await merge('D004', 'D001')).toMatchObject({ reason: 'merge_controls_apart', detail: { code: 'D004' } });
    const gauze = { approvalNumber: '', consumableGrade: 'low' as const, brand: '' };
    await add('D005', named('丁纱布', { kind: 'consumable', ...gauze }));
    expect(await merge('D005', 'D001')).toMatchObject({ reason: 'merge_kinds_apart' });
    expect(await merge('D001', 'D001')).toMatchObject({ reason: 'merge_itself' });
    const none = { fromId: await conceptOf('D001'), intoId: 999_999, seen: '0'.repeat(20) };
    expect(await mergeConcepts(test.services, chief, null, none)).toMatchObject({ reason: 'not_found' });
    expect((await itemByCode(read(), 'D002'))?.genericName).toBe('丁');
  });

  it('refuses substitutes that would meet, one who may not, and a page that somebody overtook', async () => {
    await add('E001', named('戊片', { form: '片剂' }));
    await add('E002', named('戊', { form: '片', strength: '2g' }));
    await add('E003', named('己片', { form: '片剂' }));
    expect(await merge('E002', 'E001', doctor)).toMatchObject({ reason: 'forbidden' });
    const { seen } = await planOf('E002', 'E001');
    await add('E004', named('戊', { form: '片', strength: '3g' }));
    expect(await merge('E002', 'E001', chief, seen)).toMatchObject({ reason: 'stale' });
    await substitute('E001', 'E003');
    await substitute('E002', 'E003');
    expect(await merge('E002', 'E001')).toMatchObject({
      reason: 'merge_substitute_twice',
      detail: { third: '己片' },
    });
    await substitute('E003', 'E001', '2026-02-01');
    expect(await merge('E003', 'E001')).toMatchObject({ reason: 'merge_substitutes_each_other' });
    expect(await read().select().from(item).where(eq(item.genericName, '戊'))).toHaveLength(2);
  });
});

describe('the page of a merger', () => {
  it('offers generics with a like name, tells the effect, and merges once', async () => {
    await add('F001', named('庚片', { form: '片剂', strength: '5mg' }));
    await add('F002', named('庚片', { form: '薄膜衣片', strength: '9mg' }));
    const from = await conceptOf('F002');
    expect((await page.get(paths.catalogueLevel('concept', from))).text).toContain(paths.conceptMerger(from));
    const choice = await page.get(paths.conceptMerger(from));
    expect(choice.text).toContain(paths.conceptMerger(from, 'F001'));
    await add('F003', named('庚素', { form: '片剂' }));
    await add('F004', named('庚素片', { form: '片剂', strength: '7mg' }));
    const stem = await page.get(paths.conceptMerger(await conceptOf('F004')));
    expect(stem.text).toContain(paths.conceptMerger(await conceptOf('F004'), 'F003'));
    expect((await page.get(paths.conceptMerger(from, 'NONE'))).text).toContain('没有编码是“NONE”的品种');
    const effect = await page.get(paths.conceptMerger(from, 'F001'));
    expect(effect.text).toContain('合并不能撤回');
    expect(effect.text).toContain('F002');
    const seen = /name="seen" value="([0-9a-f]{20})"/.exec(effect.text)?.[1] ?? '';
    const form = { idempotency_key: crypto.randomUUID(), into: 'f001', seen };
    const wrong = { idempotency_key: crypto.randomUUID(), into: 'F001', seen: 'f'.repeat(20) };
    expect((await page.post(paths.conceptMerger(from), wrong)).status).toBe(409);
    const merged = await page.post(paths.conceptMerger(from), form);
    expect((await page.follow(merged)).text).toContain('已合并，1个品种');
    expect((await page.post(paths.conceptMerger(from), form)).status).toBe(303);
    expect((await page.get(paths.conceptMerger(from))).status).toBe(404);
    expect((await itemByCode(read(), 'F002'))?.form).toBe('片剂');
  });

  it('shows conflicts in place of the act', async () => {
    const conflicts = await page.get(paths.conceptMerger(await conceptOf('D003'), 'D001'));
    expect(conflicts.text).toContain('还不能合并');
    expect(conflicts.text).toContain('给药途径不同');
    expect(conflicts.text).not.toContain('name="seen"');
  });
});
