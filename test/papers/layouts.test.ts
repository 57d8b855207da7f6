/** Layouts: whose counts where and when, what is refused, what is drawn, and the page that edits them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { restoreLayout, setLayout } from '../../src/print/layout-commands.ts';
import { designOn, layoutsOn, versionsOf } from '../../src/print/layout-queries.ts';
import { KINDS, kindRules } from '../../src/print/rules.ts';
import { type DispatchWorld, key, openWorld } from '../dispatches/dispatch-world.ts';
import { readPages } from '../print/read-pdf.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';
import { pngOf } from './picture.ts';
import { bytesOf, layoutWith, printed, scanned, sent } from './print-world.ts';

let world: DispatchWorld;
let checker: Browser;
let chief: TestPerson;
let head: TestPerson;

beforeAll(async () => {
  world = await openWorld(100);
  checker = await signIn(world.app, world.people.checker.login);
  chief = await addPerson(world.services, world.head, 'chief_pharmacist');
  head = await addPerson(world.services, world.branch, 'branch_head');
});
afterAll(() => world.drop());

const stranger = () => new Browser(world.app);
const today = '2026-11-23';
const setting = (change: object = {}) => ({
  kind: 'dispatch_slip' as const,
  place: world.head.code,
  seen: 0,
  layout: layoutWith(),
  effectiveFrom: today,
  reason: '用县里的格式',
  ...change,
});

describe('a layout', () => {
  it('of the county counts where a member has none, a member may have its own and give it up', async () => {
    const { services } = world;
    const { read } = services.db;
    expect((await designOn(read, 'dispatch_slip', world.clinic.path, today)).design).toBeUndefined();
    accepted(await setLayout(services, chief, null, setting()));
    const found = await layoutsOn(read, world.clinic.path, today);
    expect(found.get('dispatch_slip')).toMatchObject({ version: 1, place: { code: world.head.code } });
    const own = { place: world.branch.code, layout: layoutWith({ title: '分院单' }) };
    accepted(await setLayout(services, head, null, setting(own)));
    const title = async (path: string, day = today) => (await designOn(read, 'dispatch_slip', path, day)).layout?.title;
    expect([await title(world.clinic.path), await title(world.other.path)]).toEqual(['分院单', '高县出库单']);
    const later = { ...own, seen: 1, layout: layoutWith({ title: '明年的单' }), effectiveFrom: '2027-01-01' };
    accepted(await setLayout(services, head, null, setting(later)));
    expect([await title(world.branch.path), await title(world.branch.path, '2027-02-01')]).toEqual([
      '分院单',
      '明年的单',
    ]);
    const back = { kind: 'dispatch_slip' as const, place: world.branch.code, seen: 2, version: 0, reason: '随县' };
    accepted(await restoreLayout(services, head, null, back));
    expect(await title(world.branch.path, '2027-02-01')).toBe('高县出库单');
    accepted(await restoreLayout(services, head, null, { ...back, seen: 3, version: 1 }));
    expect(await title(world.branch.path)).toBe('分院单');
    expect((await versionsOf(read, 'dispatch_slip', world.branch.id)).map((one) => one.version)).toEqual([4, 3, 2, 1]);
  });

  it('refuses strangers, what was seen before another version, yesterday, and what cannot be drawn', async () => {
    const { services } = world;
    const reason = async (who: TestPerson, change: object) => {
      const seen = (await versionsOf(services.db.read, 'dispatch_slip', world.head.id))[0]?.version ?? 0;
      const answer = await setLayout(services, who, null, setting({ seen, ...change }));
      return answer.ok ? 'ok' : answer.reason;
    };
    expect(await reason(head, {})).toBe('not_found');
    expect(await reason(world.people.checker, {})).toBe('forbidden');
    expect(await reason(chief, { seen: 999 })).toBe('layout_stale');
    expect(await reason(chief, { effectiveFrom: '2026-11-22' })).toBe('layout_day_past');
    expect(await reason(chief, { reason: ' ' })).toBe('reason_missing');
    const narrow = layoutWith().columns.map((one) => (one.key === 'amount' ? { ...one, width: 6 } : one));
    expect(await reason(chief, { layout: layoutWith({ columns: narrow }) })).toBe('print_text_too_long');
    expect(await reason(chief, { layout: layoutWith({ title: '\u{1f600}' }) })).toBe('print_glyph_missing');
    const logo = { fileName: 'x.png', content: Buffer.from('nonsense') };
    expect(await reason(chief, { logo })).toBe('logo_format');
    const broken = Buffer.from(pngOf(20, 20));
    broken.fill(7, 40, 60);
    expect(['logo_making', 'ok']).toContain(await reason(chief, { logo: { fileName: 'x.png', content: broken } }));
  });

  it('draws title, order, boxes, foot and picture, and every paper names its version', async () => {
    const { services } = world;
    const seen = (await versionsOf(services.db.read, 'dispatch_slip', world.head.id))[0]?.version ?? 0;
    const columns = ['lot', 'item', 'expiry', 'unit', 'quantity'].map((name) => ({ key: name, width: 30 }));
    const logo = { fileName: '标志.png', content: pngOf(64, 64) };
    const made = accepted(
      await setLayout(services, chief, null, setting({ seen, layout: layoutWith({ columns }), logo })),
    );
    const dispatch = await sent(world);
    const pdf = await printed(world, checker, { number: dispatch });
    const text = readPages(pdf).join('\n');
    for (const part of ['高县出库单', '院办', '请于三日内交回第二联', `v${made.version}`]) {
      expect(text.replaceAll(' ', '')).toContain(part);
    }
    expect(text).not.toContain('生产企业');
    expect(text.indexOf('批号')).toBeLessThan(text.indexOf('药品通用名'));
    expect(pdf.includes('/Image')).toBe(true);
    const page = await stranger().get(scanned(pdf).path);
    expect(page.text).toContain('高县出库单');
    expect(page.text).not.toContain('生产企业');
    const list = await checker.get(paths.dispatch(dispatch));
    expect(list.text).toContain(`v${made.version}`);
  });

  it('is edited on a page that shows a sample first and keeps what was typed', async () => {
    const keeper = await signIn(world.app, chief.login);
    expect((await keeper.get(paths.layouts())).text).toContain('单据版式');
    for (const kind of KINDS) {
      expect((await keeper.get(paths.layout(kind))).status).toBe(200);
      const sample = readPages(
        await bytesOf(world, keeper, paths.layoutVersion(kind, { place: world.head.code, version: 0 })),
      );
      expect(sample.join(' ')).toContain(kind === 'manifest' ? '示例分院1' : '盐酸二甲双胍');
    }
    const fields: Record<string, string> = {
      place: world.head.code,
      size: '241',
      title: '拣货清单',
      signatures: '甲\n乙',
    };
    kindRules('pick_list').columns.forEach(({ key: name, width }, index) => {
      fields[`at.${name}`] = String(index + 1);
      fields[`width.${name}`] = String(width);
    });
    const sample = await keeper.post(paths.layoutPreview('pick_list'), fields);
    expect([sample.status, sample.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const refused = await keeper.post(paths.layoutPreview('pick_list'), { ...fields, 'at.lot': '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('这一列必须印');
    expect(refused.text).toContain('value="拣货清单"');
    const saving = { idempotency_key: key(), seen: '0', effectiveFrom: today, reason: '改小' };
    const twice = await keeper.post(paths.layout('pick_list'), { ...fields, ...saving, 'at.tick': '2' });
    expect(twice.status).toBe(422);
    const done = await keeper.post(paths.layout('pick_list'), { ...fields, ...saving });
    expect(done.location).toBe(paths.layout('pick_list', { place: world.head.code }));
    const again = await keeper.post(paths.layout('pick_list'), { ...fields, ...saving, idempotency_key: key() });
    expect(again.status).toBe(422);
    expect(again.text).toContain('有人登记了第1版');
  });
});
