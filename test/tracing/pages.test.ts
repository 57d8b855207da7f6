/** The pages of tracing through requests: scanning at papers, on forms of issues, rates, lists, alarms, one code. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type DispatchWorld, key, PACK, pickAll, send, simple } from '../dispatches/dispatch-world.ts';
import { accepted, addPerson, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { codeOf, codesOf, issued, openTraceWorld, scan, wrong } from './trace-world.ts';

let world: DispatchWorld;
let picker: Browser;
let receiver: Browser;
let auditor: Browser;
beforeAll(async () => {
  world = await openTraceWorld();
  const stock = { item: world.item, organisationId: world.branch.id, quantityBase: 20 * PACK };
  await addStock(world.services, world.places.branchStore, stock);
  picker = await signIn(world.app, world.people.picker.login);
  receiver = await signIn(world.app, world.people.receiver.login);
  auditor = await signIn(world.app, world.people.auditor.login);
});
afterAll(async () => {
  expect(await wrong(world)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});

const fields = (more: Record<string, string>) => ({ idempotency_key: key(), ...more });

describe('scanning at a paper', () => {
  it('counts on the page of the dispatch, keeps what is refused, and takes back', async () => {
    const { dispatch: number } = await simple(world);
    const page = await picker.get(paths.dispatch(number));
    expect(page.text).toContain('已扫0/4盒');
    const address = paths.tracePaper(number, 'dispatch');
    const scans = paths.tracePaperScans(number, 'dispatch');
    const done = await picker.post(scans, fields({ codes: codesOf(1, 3).join('\n') }));
    expect(done.status).toBe(303);
    expect((await picker.follow(done)).text).toContain('已扫3/4盒');
    const twice = await picker.post(scans, fields({ codes: codeOf(1) }));
    expect(twice.status).toBe(422);
    expect(twice.text).toContain(`value="${codeOf(1)}"`);
    expect(twice.text).toContain('已经扫过');
    for (const codes of ['', 'abc', '<script>', `${codeOf(9)} ${codeOf(9)}`, '9'.repeat(20)]) {
      expect((await picker.post(scans, fields({ codes }))).status).toBe(422);
    }
    const odd = await picker.post(scans, fields({ codes: codeOf(4), line: 'x', part: '-3' }));
    expect(odd.status).toBe(422);
    const unknown = await picker.post(scans, fields({ codes: codeOf(1, '8999999') }));
    expect(unknown.text).toContain('name="confirm"');
    const id = /name="scan" value="(\d+)"/.exec((await picker.get(address)).text)?.[1] ?? '';
    const undone = await picker.post(paths.tracePaperUndo(number, 'dispatch'), fields({ scan: id }));
    expect((await picker.follow(undone)).text).toContain('已扫2/4盒');
    const again = await picker.post(paths.tracePaperUndo(number, 'dispatch'), fields({ scan: id }));
    expect(again.status).toBe(422);
    expect((await picker.get(paths.tracePaper(number, 'issue'))).status).toBe(404);
    expect((await auditor.get(address)).text).toContain('只能看');
    const far = await signIn(world.app, world.people.stranger.login);
    expect((await far.get(address)).status).toBe(404);
    expect((await far.post(scans, fields({ codes: codeOf(8) }))).status).toBe(404);
    await pickAll(world, number);
  });

  it('takes codes into the form of an issue, one scan a pack, and shows them again when refused', async () => {
    const first = await receiver.post(paths.issueDraft(), { q: codeOf(31) });
    expect(first.text).toContain(`${codeOf(31)}</textarea>`);
    expect(first.text).toContain('name="line.0.packs" value="1"');
    const line = { 'line.0.item': String(world.item.id), 'line.0.packs': '1', 'line.0.codes': codeOf(31) };
    const second = await receiver.post(paths.issueDraft(), { ...line, q: codeOf(32) });
    expect(second.text).toContain(codeOf(32));
    expect(second.text).not.toContain('name="line.1.item"');
    const bad = await receiver.post(paths.newIssue(), fields({ purpose: 'patient', ...line, 'line.0.codes': '123' }));
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('123</textarea>');
    const strange = await receiver.post(
      paths.newIssue(),
      fields({ purpose: 'patient', ...line, 'line.0.codes': codeOf(1, '8555555') }),
    );
    expect(strange.text).toContain('勾选确认');
    expect(strange.text).toContain('name="confirm"');
    const done = await receiver.post(paths.newIssue(), fields({ purpose: 'patient', ...line }));
    expect(done.status).toBe(303);
    const number = /CK-\d{8}-\d{4}/.exec(done.location ?? '')?.[0] ?? '';
    expect((await receiver.get(paths.issue(number))).text).toContain('已扫1/1盒');
    const back = { version: '1', reason: '停药', 'back.1.packs': '1', 'back.1.codes': codeOf(77) };
    const refused = await receiver.post(paths.issueReturn(number), fields(back));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`${codeOf(77)}</textarea>`);
    const right = await receiver.post(paths.issueReturn(number), fields({ ...back, 'back.1.codes': codeOf(31) }));
    expect(right.status).toBe(303);
  });
});

describe('lists', () => {
  it('shows rates by member, day and month, each number leading to the papers behind it', async () => {
    const number = await issued(world, 2 * PACK, [codeOf(41)]);
    const rates = await auditor.get(paths.trace());
    expect(rates.text).toContain('高兴分院');
    const today = dayOf(world.services.clock.now());
    for (const by of ['day', 'month'])
      expect((await auditor.get(paths.trace({ by }))).text).toContain(today.slice(0, 7));
    const missing = await auditor.get(paths.traceMissing({ member: world.branch.code, act: 'issue' }));
    expect(missing.text).toContain(number);
    expect(missing.text).toContain(paths.tracePaper(number, 'issue'));
    expect((await auditor.get(paths.traceMissing({ member: world.other.code }))).text).not.toContain(number);
    const far = await signIn(world.app, world.people.stranger.login);
    expect((await far.get(paths.traceMissing())).text).not.toContain(number);
    expect((await far.get(paths.traceScans({ q: codeOf(41) }))).text).toContain('没有扫码记录');
    expect((await auditor.get(paths.traceScans({ q: codeOf(41) }))).text).toContain(number);
    for (const format of ['csv', 'xlsx'] as const) {
      expect((await auditor.get(paths.traceExport(format, { by: 'month' }))).status).toBe(200);
      expect((await auditor.get(paths.traceMissingExport(format))).status).toBe(200);
      expect((await auditor.get(paths.traceAlarmsExport(format))).status).toBe(200);
    }
    const file = await auditor.get(paths.traceScansExport('csv', { act: 'issue' }));
    expect(file.text).toContain(codeOf(41));
    expect(file.text).toContain('医保编码');
    const nonsense = await auditor.get('/trace?from=x&to=2026-13-01&by=no&act=no&member=%27');
    expect(nonsense.status).toBe(200);
    expect((await auditor.get('/trace/missing?after=xx')).status).toBe(200);
  });

  it('leads from a code to its page, and says what is none', async () => {
    const found = await auditor.get(paths.trace({ code: codeOf(41) }));
    expect(found.location).toBe(paths.traceCode(codeOf(41)));
    expect((await auditor.get(paths.traceCode(codeOf(41)))).text).toContain('发药');
    expect((await auditor.get(paths.trace({ code: '12' }))).text).toContain('不是追溯码');
    expect((await auditor.get(paths.traceCode(codeOf(4141)))).status).toBe(404);
    const far = await signIn(world.app, world.people.stranger.login);
    expect((await far.get(paths.traceCode(codeOf(41)))).status).toBe(404);
  });

  it('shows an alarm to those who may close it, at home too', async () => {
    const code = codeOf(51);
    await issued(world, PACK, [code]);
    const number = await issued(world, PACK, []);
    const raised = await receiver.post(
      paths.tracePaperScans(number, 'issue'),
      fields({ codes: code, from: 'document' }),
    );
    expect(raised.location).toBe(paths.issue(number));
    expect((await receiver.follow(raised)).text).toContain('报警');
    const head = await addPerson(world.services, world.branch, 'branch_head');
    const boss = await signIn(world.app, head.login);
    expect((await boss.get(paths.home())).text).toContain(code);
    const list = await boss.get(paths.traceAlarms());
    const id = /\/trace\/alarms\/(\d+)/.exec(list.text)?.[1] ?? '';
    expect((await boss.get(paths.traceAlarm(id))).text).toContain('重复发出');
    expect((await boss.post(paths.traceAlarmClosing(id), fields({ reason: '' }))).status).toBe(422);
    expect((await boss.post(paths.traceAlarmClosing(id), fields({ reason: '空盒重扫' }))).status).toBe(303);
    expect((await boss.post(paths.traceAlarmClosing(id), fields({ reason: '又来' }))).status).toBe(422);
    expect((await receiver.post(paths.traceAlarmClosing(id), fields({ reason: 'x' }))).status).toBe(403);
    expect((await boss.get(paths.traceAlarms({ tab: 'closed' }))).text).toContain(code);
    expect((await boss.get(paths.traceCode(code))).text).toContain('空盒重扫');
  });
});

describe('the one search', () => {
  it('leads from the code of a pack to its life, and says where nobody knows it', async () => {
    const number = await issued(world, PACK, [codeOf(45)]);
    for (const typed of [codeOf(45), ` ${codeOf(45)} `]) {
      expect((await auditor.get(paths.finder(typed))).location).toBe(paths.traceCode(codeOf(45)));
      expect((await auditor.get(paths.scan(typed))).location).toBe(paths.traceCode(codeOf(45)));
    }
    const life = (await receiver.get(paths.traceCode(codeOf(45)))).text;
    for (const said of [number, '高兴分院', '发药']) expect(life).toContain(said);
    const unknown = await receiver.get(paths.finder(codeOf(4646)));
    expect(unknown.location).toBe(paths.scan(codeOf(4646)));
    expect((await receiver.follow(unknown)).text).toContain(codeOf(4646));
    // Of other members not even that the code is known
    const far = await signIn(world.app, world.people.stranger.login);
    expect((await far.get(paths.finder(codeOf(45)))).location).toBe(paths.scan(codeOf(45)));
  });
});

describe('what a rate is made of', () => {
  it('opens into every paper that was due, those with all their codes too, and exports them', async () => {
    const whole = await issued(world, PACK, [codeOf(46)]);
    const rates = (await auditor.get(paths.trace())).text;
    expect(rates).toContain('show=all');
    const span = { member: world.branch.code, act: 'issue', show: 'all' };
    const papers = (await auditor.get(paths.traceMissing(span))).text;
    expect(papers).toContain('应扫单据');
    expect(papers).toContain(whole);
    expect((await auditor.get(paths.traceMissing({ ...span, show: 'no' }))).text).not.toContain(whole);
    const file = await auditor.get(paths.traceMissingExport('csv', span));
    expect(file.text).toContain(whole);
    const far = await signIn(world.app, world.people.stranger.login);
    expect((await far.get(paths.traceMissing({ show: 'all' }))).text).not.toContain(whole);
  });

  it('exports the codes of one paper to who may see it, and the boxes that are known', async () => {
    const number = await issued(world, PACK, [codeOf(47)]);
    expect((await auditor.get(paths.tracePaper(number, 'issue'))).text).toContain('export.csv');
    const far = await signIn(world.app, world.people.stranger.login);
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await auditor.get(paths.tracePaperExport(number, 'issue', format));
      expect(file.status).toBe(200);
      if (format === 'csv') expect(file.text).toContain(codeOf(47));
      expect((await far.get(paths.tracePaperExport(number, 'issue', format))).status).toBe(404);
      expect((await auditor.get(paths.tracePacksExport(format))).status).toBe(200);
    }
    expect((await auditor.get(paths.tracePaperExport(number, 'dispatch', 'csv'))).status).toBe(404);
  });
});

describe('a scan at the arrival', () => {
  it('is there on a phone before the goods are taken', async () => {
    const { dispatch: number } = await simple(world, 2 * PACK);
    accepted(await scan(world, world.people.picker, number, 'dispatch', { codes: codeOf(61) }));
    await send(world, number);
    const page = await receiver.get(paths.dispatchReceipt(number));
    expect(page.text).toContain('已扫0/2盒');
    const done = await receiver.post(
      paths.tracePaperScans(number, 'arrival'),
      fields({ codes: codeOf(61), from: 'document' }),
    );
    expect(done.location).toBe(paths.dispatch(number));
  });
});
