/** Items kept by hand on both engines: new ones, levels that carry their words along, codes, out of use and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewItemWords } from '../../src/catalogue/edit-rules.ts';
import { factsOn } from '../../src/catalogue/fact-queries.ts';
import { addItem, changePack, reinstateItem, retireItem } from '../../src/catalogue/item-edit-commands.ts';
import { changeConcept, changeProduct, changeSpecification } from '../../src/catalogue/level-edit-commands.ts';
import { freeCode, levelsOf, productById, seenOf } from '../../src/catalogue/level-queries.ts';
import { itemByCode, itemById, searchItems } from '../../src/catalogue/queries.ts';
import { catalogueChecks } from '../../src/catalogue/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, addStock, addStore, type TestMember, type TestPerson } from '../support/build.ts';
import { words } from './new-words.ts';

let test: TestApp;
let chief: TestPerson;
let doctor: TestPerson;
let head: TestMember;

beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'XG01' });
  chief = await addPerson(test.services, head, ['chief_pharmacist'], { name: '钟药师' });
  doctor = await addPerson(test.services, head, ['hub_pharmacist']);
});
afterAll(() => test.drop());

const add = (given: NewItemWords, under = {}, who = chief) =>
  addItem(test.services, who, null, { under, words: given });
const itemOf = async (code: string) => {
  const named = await itemByCode(test.services.db.read, code);
  const row = named && (await itemById(test.services.db.read, named.id));
  if (row === undefined) throw new Error(`no item ${code}`);
  return row;
};
const foundBy = async (q: string) =>
  (await searchItems(test.services.db.read, q, { limit: 20 })).map((found) => found.code);
const levels = async (code: string) => {
  const found = await productById(test.services.db.read, (await itemOf(code)).productId);
  if (found === undefined) throw new Error(`no levels of ${code}`);
  return found;
};

describe('a new item', () => {
  it('makes its levels, its facts and the text that finds it', async () => {
    expect(await add(words('y001'))).toMatchObject({ ok: true, value: { code: 'Y001', inFormulary: true } });
    const row = await itemOf('Y001');
    expect(row).toMatchObject({ packSize: 24, essential: true, approvalNumber: '国药准字H20184010' });
    expect(await foundBy('acillin')).toEqual(['Y001']);
    const facts = await factsOn(test.services.db.read, [row.id], '2026-11-23');
    expect(facts.get(row.id)).toMatchObject({ essential: '2026', storage_zone: 'room' });
    expect(await levels('Y001')).toMatchObject({
      concept: { therapeuticClass: '抗微生物药', route: 'oral' },
      product: { brand: '甲灵' },
    });
  });

  it('hangs under levels that are there, whatever the form says of them', async () => {
    const { product, specification, concept } = await levels('Y001');
    expect(await add(words('Y002', { packSize: 12, genericName: '别名' }), { productId: product.id })).toMatchObject({
      ok: true,
    });
    expect(await itemOf('Y002')).toMatchObject({ genericName: '甲西林胶囊', productId: product.id, packSize: 12 });
    const other = words('Y003', { manufacturer: '另一药业', approvalNumber: '国药准字H20184011', strength: 'x' });
    await add(other, { specificationId: specification.id });
    expect(await itemOf('Y003')).toMatchObject({ strength: '0.25g', manufacturer: '另一药业' });
    await add(words('Y004', { strength: '0.5g' }), { conceptId: concept.id });
    const family = (await levelsOf(test.services.db.read, product.id))?.family;
    expect(family?.map((member) => member.item.code)).toEqual(['Y002', 'Y001', 'Y003', 'Y004']);
  });

  it('weighs decoction pieces in thousandths of a gram', async () => {
    const piece = words('P001', {
      kind: 'decoction_piece',
      genericName: '黄芪',
      form: '',
      strength: '蜜炙片',
      baseUnit: 'g',
      scale: 1000,
      packUnit: '袋',
      packSize: 500,
      origin: '甘肃',
      grade: '一等',
      standard: '中国药典2025年版',
      retestMonths: 24,
      approvalNumber: '',
      brand: '黄芪牌',
    });
    expect(await add(piece)).toMatchObject({ ok: true });
    expect(await itemOf('P001')).toMatchObject({ packSize: 500_000, scale: 1000 });
    expect((await levels('P001')).product).toMatchObject({
      origin: '甘肃',
      grade: '一等',
      retestMonths: 24,
      brand: '',
    });
  });

  it('refuses what may not be', async () => {
    expect(await add(words('Y009'), {}, doctor)).toMatchObject({ reason: 'forbidden' });
    expect(await add(words('Y001', { packSize: 99 }))).toMatchObject({ reason: 'item_code_taken', field: 'code' });
    expect(await add(words('Y009'))).toMatchObject({ reason: 'item_exists', detail: { code: 'Y001' } });
    expect(await add(words('<b>'))).toMatchObject({ reason: 'item_code_shape' });
    expect(await add(words('Y009', { approvalNumber: 'H1' }))).toMatchObject({ reason: 'approval_number_law' });
    expect(await add(words('Y009', { controlClass: 'narcotic' }))).toMatchObject({ reason: 'fact_needs_cabinet' });
    expect(await add(words('Y009', { packSize: 0 }))).toMatchObject({ reason: 'item_pack_size_zero' });
    expect(await add(words('Y009'), { productId: 999_999 })).toMatchObject({ reason: 'not_found' });
    const gauze = {
      kind: 'consumable' as const,
      approvalNumber: '国械注准20242010001',
      consumableGrade: 'low' as const,
    };
    expect(await add(words('H009', gauze))).toMatchObject({ reason: 'device_number_class' });
    const none = { ...gauze, approvalNumber: '', consumableGrade: null };
    expect(await add(words('H009', none))).toMatchObject({ reason: 'field_required', field: 'consumableGrade' });
  });

  it('lets one of two with the same code win, and suggests a free one', async () => {
    const two = await Promise.all([add(words('Y010', { packSize: 7 })), add(words('Y010', { packSize: 8 }))]);
    expect(two.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await freeCode(test.services.db.read, 'drug')).toMatch(/^Y\d{5}$/);
  });
});

describe('levels', () => {
  it('carry a new name to all their items', async () => {
    const { concept } = await levels('Y001');
    const { id, kind: _kind, ...old } = concept;
    const input = { ...old, id, seen: seenOf(concept), genericName: '甲西林新胶囊', aliases: ['Bcillin'] };
    expect(await changeConcept(test.services, chief, null, input)).toMatchObject({ ok: true, value: { items: 5 } });
    const row = await itemOf('Y003');
    expect(row.genericName).toBe('甲西林新胶囊');
    expect((await levels('Y001')).concept.aliases).toEqual(['Bcillin']);
    expect(await foundBy('bcillin')).toContain('Y003');
    const again = await changeConcept(test.services, chief, null, input);
    expect(again).toMatchObject({ reason: 'stale', detail: { who: '钟药师', act: 'catalogue.change_concept' } });
    const missing = await changeConcept(test.services, chief, null, { ...input, id: 999_999 });
    expect(missing).toMatchObject({ reason: 'not_found' });
  });

  it('refuse a name, strength or maker that is there, and fixed units', async () => {
    await add(words('Y020', { genericName: '乙酚片', form: '片剂', baseUnit: '片' }));
    const { concept } = await levels('Y020');
    const { id, kind: _kind, ...old } = concept;
    const taken = { ...old, id, seen: seenOf(concept), genericName: '甲西林新胶囊', form: '胶囊剂' };
    expect(await changeConcept(test.services, chief, null, taken)).toMatchObject({ reason: 'concept_exists' });
    const strong = (await levels('Y004')).specification;
    const same = { id: strong.id, seen: seenOf(strong), strength: '0.25g', baseUnit: '粒', scale: 1 };
    expect(await changeSpecification(test.services, chief, null, same)).toMatchObject({
      reason: 'specification_exists',
    });
    const { product } = await levels('Y003');
    const { id: productId, specificationId: _s, ...maker } = product;
    const target = { ...maker, id: productId, seen: seenOf(product) };
    const clash = { ...target, manufacturer: '某某药业', brand: '甲灵' };
    expect(await changeProduct(test.services, chief, null, clash)).toMatchObject({ reason: 'product_exists' });
    const wrong = { ...target, approvalNumber: '国药准字9' };
    expect(await changeProduct(test.services, chief, null, wrong)).toMatchObject({ reason: 'approval_number_law' });
    const good = { ...target, approvalNumber: '国药准字h20184099' };
    expect(await changeProduct(test.services, chief, null, good)).toMatchObject({ ok: true, value: { items: 1 } });
    expect((await itemOf('Y003')).approvalNumber).toBe('国药准字H20184099');
  });

  it('keep unit and pack once there is stock', async () => {
    const row = await itemOf('Y020');
    const store = await addStore(test.services, head);
    await addStock(test.services, store, { item: row, quantityBase: 24, organisationId: head.id });
    const { specification } = await levels('Y020');
    const unit = { id: specification.id, seen: seenOf(specification), strength: '0.25g', baseUnit: '粒', scale: 1 };
    expect(await changeSpecification(test.services, chief, null, unit)).toMatchObject({ reason: 'item_unit_fixed' });
    const pack = { code: 'Y020', seen: seenOf(row), packUnit: '盒', packSize: 12, pricePack: 1 };
    expect(await changePack(test.services, chief, null, pack)).toMatchObject({ reason: 'item_unit_fixed' });
    const { packSize: _size, ...price } = pack;
    expect(await changePack(test.services, chief, null, { ...price, packUnit: '瓶' })).toMatchObject({ ok: true });
    expect(await itemOf('Y020')).toMatchObject({ packUnit: '瓶', packSize: 24, pricePack: 1 });
    expect(await changePack(test.services, chief, null, pack)).toMatchObject({ reason: 'stale' });
  });
});

describe('out of use', () => {
  it('retires with a reason and comes back', async () => {
    const input = { code: 'Y020', reason: '停产' };
    expect(await retireItem(test.services, doctor, null, input)).toMatchObject({ reason: 'forbidden' });
    expect(await retireItem(test.services, chief, null, input)).toMatchObject({ ok: true });
    expect(await retireItem(test.services, chief, null, input)).toMatchObject({ reason: 'item_retired' });
    expect((await itemOf('Y020')).active).toBe(false);
    expect(await reinstateItem(test.services, chief, null, input)).toMatchObject({ ok: true });
    expect(await reinstateItem(test.services, chief, null, input)).toMatchObject({ reason: 'item_in_use' });
  });
});

it('leaves nothing that verification would find', async () => {
  expect(await findAll(catalogueChecks, test.services.db.read)).toEqual([]);
});
