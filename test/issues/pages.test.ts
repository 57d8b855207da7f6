/** The pages of issues through requests: writing one, the short page, returning, reversing, lists and who sees what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addItem, addPerson, addStock, addStore, TEST_PASSWORD } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type IssueWorld, inDays, issued, key, lineOf, openIssueWorld, stockOf } from './issue-world.ts';

let world: IssueWorld;
let wang: Browser;
beforeAll(async () => {
  world = await openIssueWorld();
  await stockOf(world, 48, { lot: 'LATE' });
  await stockOf(world, 12, { lot: 'EARLY', expiresOn: inDays(90) });
  wang = await signIn(world.app, world.wang.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const numberIn = (location: string | null) => /(?:CK|TK)-\d{8}-\d{4}/.exec(location ?? '')?.[0] ?? '';

describe('writing an issue', () => {
  it('adds what is scanned or searched for, keeps what was typed, and shows the lots in turn', async () => {
    const page = await wang.get(paths.newIssue());
    expect(page.status).toBe(200);
    const added = await wang.post(paths.issueDraft(), { q: 'AMX1', ward: '内科' });
    expect(added.text).toContain('name="line.0.item"');
    expect(added.text).toContain('value="内科"');
    const fields = { 'line.0.item': String(world.drug.id), 'line.0.packs': '1' };
    const turn = await wang.post(paths.issueDraft(), fields);
    expect(turn.text).toContain('EARLY');
    const byPinyin = await wang.post(paths.issueDraft(), { q: 'amxl' });
    expect(byPinyin.text).toContain('阿莫西林');
    const byLot = await wang.post(paths.issueDraft(), { q: 'LATE' });
    expect(byLot.text).toMatch(/value="\d+-\d+" selected/);
    const unknown = await wang.post(paths.issueDraft(), { q: '没有的药' });
    expect(unknown.text).toContain('本处库房里没有');
    const dropped = await wang.post(paths.issueDraft(), { ...fields, drop: '0' });
    expect(dropped.text).not.toContain('name="line.0.item"');
    for (const garbage of ['(01)0000', '\u001d]d201', '<script>', '9'.repeat(199)]) {
      expect((await wang.post(paths.issueDraft(), { q: garbage })).status).toBe(200);
    }
  });

  it('posts, and goes to the paper that every line of the stock card opens', async () => {
    const fields = {
      idempotency_key: key(),
      purpose: 'ward',
      ward: '内科',
      'line.0.item': String(world.drug.id),
      'line.0.packs': '1',
      'line.0.units': '2',
    };
    const done = await wang.post(paths.newIssue(), fields);
    expect(done.status).toBe(303);
    const number = numberIn(done.location);
    const page = await wang.get(paths.issue(number));
    expect(page.text).toContain('EARLY');
    expect(page.text).toContain('内科');
    const card = await wang.get(paths.stockCard(world.branch.code, world.drug.code));
    expect(card.text).toContain(paths.issue(number));
    expect((await wang.get(paths.issues({ q: '内科' }))).text).toContain(number);
    expect((await wang.get(paths.issues({ item: 'amxl' }))).text).toContain(number);
    expect((await wang.get(paths.issues({ q: '外科' }))).text).not.toContain(number);
    expect((await wang.get(paths.issuesExport('csv'))).text).toContain(number);
    expect((await wang.get(paths.issuesExport('xlsx'))).status).toBe(200);
  });

  it('keeps what was typed when it is refused, at the line that is wrong', async () => {
    const fields = { idempotency_key: key(), purpose: 'ward', ward: '', 'line.0.item': String(world.drug.id) };
    const refused = await wang.post(paths.newIssue(), { ...fields, 'line.0.packs': '900' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('请写明病区');
    expect(refused.text).toContain('value="900"');
    const short = await wang.post(paths.newIssue(), { ...fields, ward: '内科', 'line.0.packs': '900' });
    expect(short.text).toContain('href="#f-line-0"');
    const empty = await wang.post(paths.newIssue(), { ...fields, ward: '内科', 'line.0.packs': '' });
    expect(empty.status).toBe(422);
    const odd = await wang.post(paths.newIssue(), { ...fields, day: '2026-02-30', 'line.0.packs': '1' });
    expect(odd.status).toBe(422);
    expect(odd.text).toContain('name="line.0.item"');
  });

  it('asks for a second person at controlled drugs, and takes only their password', async () => {
    const safe = await addStore(world.services, world.branch, 'controlled');
    await addStock(world.services, safe, { item: world.morphine, quantityBase: 10, organisationId: world.branch.id });
    const line = { 'line.0.item': String(world.morphine.id), 'line.0.units': '1' };
    expect((await wang.post(paths.issueDraft(), line)).text).toContain('name="witness"');
    const fields = { purpose: 'patient', ...line };
    const alone = await wang.post(paths.newIssue(), { idempotency_key: key(), ...fields });
    expect(alone.status).toBe(422);
    const wrong = { idempotency_key: key(), ...fields, witness: world.zhao.login, witnessPassword: 'guess' };
    const guessed = await wang.post(paths.newIssue(), wrong);
    expect(guessed.status).toBe(422);
    expect(guessed.text).not.toContain('guess');
    const right = { ...wrong, idempotency_key: key(), witnessPassword: TEST_PASSWORD };
    const done = await wang.post(paths.newIssue(), right);
    expect(done.status).toBe(303);
    expect((await wang.follow(done)).text).toContain('第二人');
  });
});

describe('the short page', () => {
  it('lists what there is, issues what was typed, and says what is wrong beside it', async () => {
    const page = await wang.get(paths.quickIssue());
    expect(page.text).toContain('阿莫西林');
    expect(page.text).not.toContain('吗啡');
    const name = `line.${world.drug.id}`;
    const fields = { from: 'quick', purpose: 'patient', [`${name}.item`]: String(world.drug.id) };
    const none = await wang.post(paths.newIssue(), { idempotency_key: key(), ...fields });
    expect(none.text).toContain('还没有填数量');
    const much = await wang.post(paths.newIssue(), { idempotency_key: key(), ...fields, [`${name}.packs`]: '99' });
    expect(much.text).toContain(`href="#f-line-${world.drug.id}"`);
    const done = await wang.post(paths.newIssue(), { idempotency_key: key(), ...fields, [`${name}.units`]: '2' });
    expect(done.location).toBe(paths.quickIssue());
    expect((await wang.get(paths.quickIssue({ q: 'zzz' }))).text).toContain('没有这样的药');
  });
});

describe('taking back', () => {
  it('returns and reverses through the pages, with stale pages told', async () => {
    const number = await issued(world, [lineOf(world.drug, 3)]);
    const form = await wang.get(paths.issueReturn(number));
    expect(form.text).toContain('back.1.units');
    const fields = { version: '1', reason: '停药', 'back.1.units': '9' };
    const much = await wang.post(paths.issueReturn(number), { idempotency_key: key(), ...fields });
    expect(much.status).toBe(422);
    expect(much.text).toContain('最多还能退');
    const done = await wang.post(paths.issueReturn(number), { idempotency_key: key(), ...fields, 'back.1.units': '1' });
    const back = numberIn(done.location);
    expect(back).toMatch(/^TK/);
    const late = await wang.post(paths.issueReturn(number), { idempotency_key: key(), ...fields, 'back.1.units': '1' });
    expect(late.status).toBe(409);
    const reversal = { idempotency_key: key(), version: '1', reason: '' };
    expect((await wang.post(paths.issueReversal(back), reversal)).status).toBe(422);
    const red = await wang.post(paths.issueReversal(back), { ...reversal, idempotency_key: key(), reason: '记错' });
    expect(red.status).toBe(303);
    expect((await wang.get(paths.issue(back))).text).toContain('已冲销');
  });
});

describe('who sees what', () => {
  it('shows a paper to its own people and the county, and acts to its own alone', async () => {
    const number = await issued(world, [lineOf(world.drug, 1)]);
    const stranger = await signIn(world.app, (await addPerson(world.services, world.other, 'branch_pharmacist')).login);
    expect((await stranger.get(paths.issue(number))).status).toBe(404);
    expect((await stranger.get(paths.issues())).text).not.toContain(number);
    const act = { idempotency_key: key(), version: '1', reason: 'x' };
    expect((await stranger.post(paths.issueReversal(number), act)).status).toBe(404);
    const auditor = await signIn(world.app, (await addPerson(world.services, world.head, 'auditor')).login);
    const page = await auditor.get(paths.issue(number));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('冲销整单');
    const spare = await addItem(world.services, { genericName: '别处的药', code: 'FAR1' });
    const far = await addStore(world.services, world.other);
    await addStock(world.services, far, { item: spare, quantityBase: 5, organisationId: world.other.id });
    expect((await wang.post(paths.issueDraft(), { q: 'FAR1' })).text).not.toContain('别处的药');
  });
});
