/** The trail's page: filters, pages by key, what changed in words, the file, and who may read it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { command } from '../../src/audit/command.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let storekeeper: TestPerson;
let auditor: Browser;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY' });
  storekeeper = await addPerson(test.services, head, 'storekeeper', { login: 'zhong', name: '钟库管' });
  await addPerson(test.services, head, 'auditor', { login: 'luo', name: '罗审计' });
  auditor = await signIn(test.app, 'luo');
  for (let turn = 1; turn <= 60; turn += 1) {
    const request = { act: 'store.add', key: null, input: null };
    await command(test.services, storekeeper, request, async () =>
      ok({ value: null, subject: `PS-${turn}`, before: { name: 'old' }, after: { name: `<b>new ${turn}</b>` } }),
    );
  }
  const refused = { act: 'store.add', key: null, input: null };
  await command(test.services, storekeeper, refused, async () => refuse('store_name_used', { name: '冷库' }));
});
afterAll(() => test.drop());

describe('the trail', () => {
  it('shows the newest first, refusals in words, changes with old and new, everything escaped', async () => {
    const page = await auditor.get(paths.audit());
    expect(page.status).toBe(200);
    expect(page.text).toContain('已有叫“冷库”的库房');
    expect(page.text).toContain('<del>old</del>');
    expect(page.text).toContain('&lt;b&gt;new 60');
    expect(page.text).not.toContain('<b>new');
  });

  it('says values in words of the trade where there are any', async () => {
    const acts: [string, Record<string, unknown>][] = [
      ['catalogue.record_fact', { type: 'insurance', value: 'a_limited' }],
      ['committee.decide', { outcome: 'no_quorum' }],
      ['shortage.outcome', { outcome: 'no_show' }],
      ['dossier.state_interest', { interest: 'declared' }],
      ['person.add', { roles: ['auditor', 'buyer'] }],
      ['store.add', { zone: 'constructor' }],
    ];
    for (const [act, after] of acts) {
      await command(test.services, storekeeper, { act, key: null, input: after }, async () =>
        ok({ value: null, subject: 'X-1', after }),
      );
    }
    const { text } = await auditor.get(paths.audit({ subject: 'X-1' }));
    for (const word of ['甲类（限定支付）', '未达法定人数', '未取药', '审计、采购员', 'constructor']) {
      expect(text).toContain(word);
    }
    expect(text).not.toMatch(/a_limited|no_quorum|no_show(?!")|declared/);
  });

  it('turns pages by key without losing or repeating a row', async () => {
    const seen: string[] = [];
    let path: string | undefined = paths.audit({ act: 'store.add', outcome: 'done' });
    while (path !== undefined) {
      const page = await auditor.get(path);
      seen.push(...[...page.text.matchAll(/PS-\d+/g)].map(([number]) => number));
      const next = /href="(\/audit\?[^"]*after=[^"]*)"/.exec(page.text)?.[1];
      path = next?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it('filters by person, subject, outcome and day; nonsense filters are left out', async () => {
    expect((await auditor.get(paths.audit({ subject: 'PS-7' }))).text).not.toContain('PS-17<');
    expect((await auditor.get(paths.audit({ actor: '罗' }))).text).not.toContain('钟库管');
    expect((await auditor.get(paths.audit({ to: '2020-01-01' }))).text).toContain('没有符合条件的记录');
    expect((await auditor.get(paths.audit({ from: 'yesterday', act: '%', outcome: 'x' }))).status).toBe(200);
  });

  it('leaves the house as a file that is itself written down', async () => {
    const file = await auditor.get(paths.auditExport('csv', { subject: 'PS-7' }));
    expect(file.text).toContain('PS-7');
    expect(file.text).not.toContain('PS-8');
    const rows = await test.services.db.read.select().from(auditRow);
    const written = rows.filter((row) => row.act === 'export.make');
    expect(written.map((row) => [row.actorName, row.after])).toEqual([['罗审计', '{"query":{"subject":"PS-7"}}']]);
    expect(await verifyAudit(test.services.db.read)).toEqual([]);
  });

  it('tells in its file what changed as columns of words, in the language of the reader', async () => {
    const acts: { act: string; before?: unknown; after: unknown }[] = [
      {
        act: 'committee.change',
        before: { plan: { title: '例会', heldOn: '2026-11-01' } },
        after: { number: 'HY-1', version: 2, plan: { title: '例会', heldOn: '2026-12-01' } },
      },
      {
        act: 'formulary.propose',
        after: { changes: [{ act: 'add', code: 'XP7', origin: 'hand', tiers: 'CT', reason: '房颤' }] },
      },
      { act: 'dossier.change', before: { dailyFen: 568, interests: '' }, after: { dailyFen: 1040, interests: '无' } },
      { act: 'discrepancy.find', after: { finding: 'never_loaded', side: 'sender', closed: false } },
    ];
    for (const { act, before, after } of acts) {
      await command(test.services, storekeeper, { act, key: null, input: after }, async () =>
        ok({ value: null, subject: 'F-1', before, after }),
      );
    }
    const refused = { act: 'store.add', key: null, input: null, subject: 'F-1' };
    await command(test.services, storekeeper, refused, async () => refuse('store_name_used', { name: '冷库' }));
    const { text } = await auditor.get(paths.auditExport('csv', { subject: 'F-1' }));
    expect(text.split('\r\n')[0]).toContain('操作,结果,对象,内容,链号,哈希');
    for (const told of [
      '开会日期：2026-11-01 → 2026-12-01',
      '变动：做法：调入，代码：XP7，来源：手工，原因：房颤，申请层级：县级、乡级',
      '一日费用（元）：5.68 → 10.40；利益关系声明：（空） → 无',
      '已结案：否；认定：没有装车；哪一方：发货方',
      '已有叫“冷库”的库房',
    ]) {
      expect(text).toContain(told);
    }
    expect(text).not.toMatch(/[{}]|""/);
    await auditor.post(paths.preferences(), { language: 'en' });
    const english = (await auditor.get(paths.auditExport('csv', { subject: 'F-1' }))).text;
    const page = (await auditor.get(paths.audit({ subject: 'F-1' }))).text;
    await auditor.post(paths.preferences(), { language: 'zh' });
    expect(english).toContain('Held on: 2026-11-01 → 2026-12-01');
    expect(english).not.toMatch(/[{}]|""/);
    expect(page.replace(/^.*?<main/s, '')).not.toMatch(/\{&quot;|\[object/);
  });

  it('is closed to people who act', async () => {
    const other = await signIn(test.app, 'zhong');
    expect((await other.get(paths.audit())).status).toBe(403);
    expect((await other.get(paths.auditExport('csv'))).status).toBe(403);
    expect(test.log).toEqual([]);
  });
});
