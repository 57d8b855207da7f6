/** The form of a new request as a browser without script meets it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addItem } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type County, filled as filledIn, key, openCounty, registered, stockedItem } from './county.ts';

let county: County;
let doctor: Browser;
let hub: Browser;

beforeAll(async () => {
  county = await openCounty();
  doctor = await signIn(county.app, county.doctor.login);
  hub = await signIn(county.app, county.hub.login);
});
afterAll(async () => {
  expect(county.log).toEqual([]);
  await county.drop();
});

const filled = (itemCode: string, more: Record<string, string> = {}) => filledIn(county, itemCode, more);

describe('registering', () => {
  it('finds a drug by initials without script, keeps what was typed, and registers', async () => {
    const item = await addItem(county.services, { genericName: '盐酸氨溴索片' });
    const found = await doctor.get(
      paths.newShortage({ q: 'yszz', urgency: 'emergency', note: '周四<b>送</b>', 'quantity.packs': '7' }),
    );
    expect(found.status).toBe(200);
    const empty = await doctor.get(paths.newShortage());
    expect(empty.text.match(/<p class="hint"[^>]*>[^<]*拼音首字母/g)).toHaveLength(1);
    const search = await doctor.get(paths.newShortage({ q: 'ysaxs', urgency: 'emergency', note: '周四<b>送</b>' }));
    expect(search.text).toContain(item.code);
    expect(search.text).toContain('周四&lt;b&gt;送&lt;/b&gt;');
    expect(search.text).not.toContain('<b>送</b>');
    expect(search.text).toMatch(/value="emergency" checked/);
    const sent = await doctor.post(paths.newShortage(), filled(item.code));
    expect(sent.status).toBe(303);
    const shown = await doctor.follow(sent);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('盐酸氨溴索片');
    expect(shown.text).toContain('等总院药师');
    const list = await doctor.get(paths.shortages());
    expect(list.text).toContain('盐酸氨溴索片');
    expect(list.text).toContain('待受理');
  });

  it('answers 422 with every typed value and a message at each field', async () => {
    const item = await addItem(county.services, { genericName: '布洛芬缓释胶囊' });
    const bad = filled(item.code, {
      'quantity.packs': '-3',
      neededBy: '2026-11-26',
      patients: '4',
      note: '“引号”<script>alert(1)</script>',
    });
    const refused = await doctor.post(paths.newShortage(), bad);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('数量不能是负数');
    expect(refused.text).toContain('value="-3"');
    expect(refused.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(refused.text).not.toContain('<script>alert');
    expect(refused.text).toMatch(/value="chronic" checked/);
    const late = await doctor.post(paths.newShortage(), filled(item.code, { neededBy: '2026-11-20' }));
    expect(late.status).toBe(422);
    expect(late.text).toContain('2026-11-20已经过去');
    const wrong = await doctor.post(paths.newShortage(), { idempotency_key: key() });
    expect(wrong.status).toBe(422);
  });

  it('names everything that is wrong at once, whichever check finds it', async () => {
    const empty = await doctor.post(paths.newShortage(), filled('', { neededBy: '', 'quantity.packs': '' }));
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('还没有选药');
    expect(empty.text).toContain('请填数量');
    expect(empty.text).toContain('href="#f-neededBy"');
    const item = await addItem(county.services, { villageTier: false });
    const wrong = { neededBy: '2026-11-20', patients: '0', daysOfUse: '85', patientReference: '13970712345' };
    const all = await doctor.post(paths.newShortage(), filled(item.code, { ...wrong, 'quantity.packs': '0' }));
    expect(all.status).toBe(422);
    const places = ['itemCode', 'quantity-packs', 'neededBy', 'patients', 'daysOfUse', 'patientReference'];
    for (const place of places) expect(all.text, place).toContain(`href="#f-${place}"`);
    const one = await doctor.post(paths.newShortage(), filled(item.code, { neededBy: '2026-11-20' }));
    expect(one.text).not.toContain('href="#f-quantity');
  });

  it.each([
    ['1.5', '1.3', '凑成整的基本单位'],
    ['9999999999', '', '太大'],
    ['abc', '', '要写成数字'],
    ['', '', '请填写数量'],
    ['0', '0', '请填数量'],
  ])('refuses the quantity %s and %s', async (packs, units, said) => {
    const item = await addItem(county.services);
    const typed = { 'quantity.packs': packs, 'quantity.units': units };
    const refused = await doctor.post(paths.newShortage(), filled(item.code, typed));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(said);
  });

  it('warns of the same need and takes it again when told to', async () => {
    const item = await addItem(county.services);
    const first = await registered(county, item);
    const twice = await doctor.post(paths.newShortage(), filled(item.code));
    expect(twice.status).toBe(422);
    expect(twice.text).toContain(first);
    const again = await doctor.post(paths.newShortage(), filled(item.code, { again: '1' }));
    expect(again.status).toBe(303);
  });

  it('takes a wish in words and refuses personal data', async () => {
    const wish = { wishName: '依库珠单抗', wishUnit: '支', wishDetail: '300mg' };
    const sent = await doctor.post(paths.newShortage(), filled('off', wish));
    expect(sent.status).toBe(303);
    const phone = await doctor.post(paths.newShortage(), filled('off', { ...wish, patientReference: '13970712345' }));
    expect(phone.status).toBe(422);
    expect(phone.text).toContain('13970712345');
    expect(phone.text).toContain('身份证号');
    const nothing = await doctor.post(paths.newShortage(), filled('', {}));
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('还没有选药');
  });

  it('gives the first answer to the same form sent twice', async () => {
    const item = await addItem(county.services);
    const form = filled(item.code);
    const first = await doctor.post(paths.newShortage(), form);
    const second = await doctor.post(paths.newShortage(), form);
    expect(second.location).toBe(first.location);
    const other = await doctor.post(paths.newShortage(), { ...form, 'quantity.packs': '9' });
    expect(other.status).toBe(409);
  });

  it('lets the hub register for a member, and nobody for one outside the scope', async () => {
    const item = await addItem(county.services);
    const form = filled(item.code, { organisationCode: county.otherBranch.code });
    expect((await hub.post(paths.newShortage(), form)).status).toBe(303);
    expect((await doctor.post(paths.newShortage(), { ...form, idempotency_key: key() })).status).toBe(422);
    const auditor = await signIn(county.app, county.auditor.login);
    expect((await auditor.get(paths.newShortage())).status).toBe(403);
    expect((await auditor.post(paths.newShortage(), { ...form, idempotency_key: key() })).status).toBe(403);
  });

  it('gives the fragments that the script swaps', async () => {
    const item = await stockedItem(county, { item: { genericName: '碳酸钙片' } });
    const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const url = paths.newShortage({ q: '碳酸钙', itemCode: item.code, urgency: 'routine' });
    const results = await doctor.get(url, { ...partial, 'HX-Target': 'div#drug-results' });
    expect(results.text).toContain('id="drug-results"');
    expect(results.text).not.toContain('<html');
    const chosen = await doctor.get(url, { ...partial, 'HX-Target': 'div#chosen-part' });
    expect(chosen.text).toContain('县内有货');
    expect(chosen.text).toContain('id="chosen-part"');
  });
});
