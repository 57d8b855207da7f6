/** Pages of the formulary through requests: revise it from the draft to a branch's order page, and what refuses it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialOf } from '../../src/kernel/search-key.ts';
import { paths } from '../../src/paths.ts';
import { addStock, nextNumber } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { decide, draftOf, type FormularyWorld, formularyWorld } from './formulary-world.ts';

let world: FormularyWorld;
let chief: Browser;
let doctor: Browser;
const key = () => `formulary-${process.pid}-${nextNumber()}`;

beforeAll(async () => {
  world = await formularyWorld();
  chief = await signIn(world.app, world.chief.login);
  doctor = await signIn(world.app, world.doctor.login);
});
afterAll(() => world.drop());

async function seen() {
  const { documentNumber: number, documentVersion: version } = await draftOf(world);
  return { number, version: String(version) };
}

describe('the first version', () => {
  it('teaches while there is none, and opens the draft', async () => {
    expect((await chief.get(paths.formulary())).text).toContain('还没有发布过统一用药目录');
    expect((await chief.get(paths.formularyDraft())).text).toContain('现在没有草案');
    const opened = await chief.post(paths.formularyDraft(), { idempotency_key: key() });
    expect(opened.status).toBe(303);
    const page = await chief.follow(opened);
    expect(page.text).toContain('第1版，从现有品种和层级开始');
    expect(page.text).toContain('还没有定生效日期');
    expect(page.text).toContain('阿司匹林');
    expect((await doctor.get(paths.formularyDraft())).status).toBe(403);
  });

  it('refuses publication with everything that is missing', async () => {
    const page = await chief.get(paths.formularyPublication());
    expect(page.text).toContain('药事会还没有通过这份草案');
    const refused = await chief.post(paths.formularyPublication(), { idempotency_key: key(), ...(await seen()) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('还没有定生效日期');
  });

  it('keeps what was typed when the day is wrong, and takes a good one', async () => {
    const typed = { title: '全县用药目录', effectiveOn: '2026-11-01' };
    const refused = await chief.post(paths.formularyDescription(), {
      idempotency_key: key(),
      ...(await seen()),
      ...typed,
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="全县用药目录"');
    expect(refused.text).toContain('生效日期2026-11-01已过');
    const good = { ...typed, effectiveOn: '2026-11-23' };
    const done = await chief.post(paths.formularyDescription(), { idempotency_key: key(), ...(await seen()), ...good });
    expect(done.status).toBe(303);
  });

  it('is published after the vote, and in force', async () => {
    await decide(world, await draftOf(world));
    const stale = await seen();
    const published = await chief.post(paths.formularyPublication(), { idempotency_key: key(), ...stale });
    expect(published.location).toBe('/formulary/versions/1');
    expect((await chief.follow(published)).text).toContain('全县用药目录');
    const again = await chief.post(paths.formularyPublication(), { idempotency_key: key(), ...stale });
    expect(again.status).toBe(409);
    const page = await doctor.get(paths.formulary({ q: 'asp' }));
    expect(page.text).toContain('阿司匹林');
    expect(page.text).not.toContain('甘精胰岛素');
    expect((await doctor.get(paths.formulary({ on: '2026-11-01' }))).text).toContain('2026-11-01还没有生效的目录');
    expect((await doctor.get(paths.formulary({ tier: 'village' }))).text).not.toContain('阿司匹林');
  });
});

describe('a revision', () => {
  it('changes the order page of a branch', async () => {
    await addStock(world.services, world.branchStore, {
      item: world.amoxicillin,
      quantityBase: 48,
      organisationId: world.branch.id,
    });
    const order = paths.newShortage({ q: world.amoxicillin.code });
    expect((await doctor.get(order)).text).toContain(`value="${world.amoxicillin.code}"`);
    const at = paths.formularyDraftItem(world.amoxicillin.code);
    expect((await chief.get(at)).text).toContain('县级、乡级、村级');
    const fields = { idempotency_key: key(), seen: '0', act: 'remove', useUntil: '2027-01-31' };
    expect((await chief.post(at, { ...fields, reason: '' })).status).toBe(422);
    expect((await chief.post(at, { ...fields, reason: '集采未中选' })).status).toBe(303);
    const other = await chief.post(at, { ...fields, idempotency_key: key(), reason: '又一次' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('刚被别人改过');
    const report = await chief.get(paths.formularyDifference({ to: 'draft' }));
    expect(report.text).toContain('25.00');
    expect(report.text).toContain('江背分院');
    const csv = await chief.get(paths.formularyDifferenceExport('csv', { to: 'draft' }));
    expect(csv.text).toContain('江背分院 2');
    await chief.post(paths.formularyDescription(), {
      idempotency_key: key(),
      ...(await seen()),
      title: '第二版',
      effectiveOn: '2026-11-24',
    });
    await decide(world, await draftOf(world));
    const done = await chief.post(paths.formularyPublication(), { idempotency_key: key(), ...(await seen()) });
    expect(done.location).toBe('/formulary/versions/2');
    expect((await doctor.get(order)).text).toContain(`value="${world.amoxicillin.code}"`);
    const { runDailyJobs } = await import('../../src/jobs/run.ts');
    world.clock.set(world.clock.now() + 86_400_000);
    expect(await runDailyJobs(world.services)).toBe(true);
    doctor = await signIn(world.app, world.doctor.login);
    chief = await signIn(world.app, world.chief.login);
    const gone = await doctor.get(order);
    expect(gone.text).not.toContain(`name="itemCode" value="${world.amoxicillin.code}"`);
    expect(gone.text).toContain('已于2026-11-24退出统一用药目录');
    expect(gone.text).toContain('2027-01-31');
    const refused = await doctor.post(paths.newShortage(), {
      idempotency_key: key(),
      organisationCode: world.branch.code,
      itemCode: world.amoxicillin.code,
      'quantity.packs': '1',
      urgency: 'routine',
      reason: 'prescription_extension',
      neededBy: '2026-11-30',
      substitute: 'no',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('已于2026-11-24退出统一用药目录');
  });

  it('exports and prints what was published', async () => {
    const csv = await chief.get(paths.formularyVersionExport(1, 'csv'));
    expect(csv.text).toContain('甘精胰岛素');
    expect((await chief.get(paths.formularyVersionExport(2, 'xlsx'))).status).toBe(200);
    const response = await world.app.request(`http://localhost${paths.formularyPdf(2)}`, {
      headers: { Cookie: [...chief.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const folder = mkdtempSync(join(tmpdir(), 'formulary-'));
    const file = join(folder, 'list.pdf');
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString();
    rmSync(folder, { recursive: true });
    expect(text).toContain('第二版');
    expect(text).toContain('生效日期 2026-11-24');
    expect(text).toContain('阿司匹林');
    expect(text).not.toContain('阿莫西林');
    expect(text).toContain('索引一：按药理分类');
    expect(text).toContain('索引二：按拼音首字母');
    expect(text).toMatch(/第3页，共3页/);
  });

  it('finds the letter of a name', () => {
    expect(['阿司匹林', '甘精胰岛素', 'α干扰素', '重组人', '50%葡萄糖'].map(initialOf)).toEqual([
      'A',
      'G',
      'A',
      'C',
      '#',
    ]);
  });
});

describe('exceptions and the page of today', () => {
  it('records an exception by a decision, and revokes it', async () => {
    const fields = { genericName: '阿莫西林', route: 'oral', most: '3', reason: '儿童', validFrom: '2026-11-24' };
    const refused = await chief.post(paths.formularyExceptions(), {
      idempotency_key: key(),
      ...fields,
      matterId: '9999',
    });
    expect(refused.status).toBe(422);
    const matterId = String(await decide(world, null, { kind: 'exception' }));
    const done = await chief.post(paths.formularyExceptions(), { idempotency_key: key(), ...fields, matterId });
    expect(done.status).toBe(303);
    const page = await doctor.get(paths.formularyExceptions());
    expect(page.text).toContain('儿童');
    const id = /exceptions\/(\d+)\/revocation/.exec((await chief.get(paths.formularyExceptions())).text)?.[1] ?? '';
    const revoked = await chief.post(paths.formularyRevocation(Number(id)), { idempotency_key: key() });
    expect(revoked.status).toBe(303);
    expect((await chief.get(paths.formularyExceptionsExport('csv'))).text).toContain('2026-11-24撤销');
  });

  it('says when the revision is due and what the draft waits for', async () => {
    expect((await chief.get(paths.home())).text).not.toContain('目录修订已过期');
    world.clock.set(Date.parse('2028-01-10T02:00:00Z'));
    chief = await signIn(world.app, world.chief.login);
    await chief.post(paths.formularyDraft(), { idempotency_key: key() });
    const home = await chief.get(paths.home());
    expect(home.text).toContain('目录修订已过期，应在2027-11-24前完成');
    expect(home.text).toContain('还没有定生效日期');
    const abandoned = await chief.post(paths.formularyAbandonment(), {
      idempotency_key: key(),
      ...(await seen()),
      reason: '明年再议',
    });
    const page = await chief.follow(abandoned);
    expect(page.text).toContain('已作废');
    expect(page.text).toContain('明年再议');
  });

  it('speaks English too', async () => {
    const vice = await signIn(world.app, world.vice.login);
    await vice.post(paths.preferences(), { language: 'en', theme: 'auto' });
    for (const path of [paths.formulary(), paths.formularyDraft(), paths.formularyExceptions()]) {
      expect((await vice.get(path)).status).toBe(200);
    }
    expect((await vice.get(paths.formulary())).text).toContain('in force from 2026-11-24');
  });
});
