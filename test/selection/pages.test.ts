/** The pages of selection through requests: the whole road, refused forms with what was typed, scope, hostile input. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { paths } from '../../src/paths.ts';
import { accepted, addItem } from '../support/build.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
import {
  inScoring,
  key,
  member,
  openSelectionWorld,
  openSession,
  recordOf,
  type SelectionWorld,
  scored,
  scoresWorth,
  submitted,
  versionOf,
} from './world.ts';

let world: SelectionWorld;
const people: Record<string, Browser> = {};

beforeAll(async () => {
  world = await openSelectionWorld();
  const { applicant, stranger, doctor, chief, auditor } = world;
  const all = { applicant, stranger, doctor, chief, auditor, reviewer: member(world, 0) };
  for (const [name, person] of Object.entries(all)) people[name] = await signIn(world.app, person.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function as(name: string): Browser {
  const found = people[name];
  if (found === undefined) throw new Error(`nobody is ${name}`);
  return found;
}

const filled = (itemCode: string, more: Fields = {}): Fields => ({
  idempotency_key: key(),
  itemCode,
  indication: '高血压',
  reason: '现有品种不足',
  comparison: '无可比',
  evidence: '指南推荐',
  courseYuan: '90.50',
  dailyYuan: '',
  tiers: ['county', 'township'],
  interests: '无',
  act: 'submit',
  ...more,
});

describe('applying', () => {
  it('goes from the search to the form to the dossier', async () => {
    const item = await addItem(world.services, { genericName: '沙库巴曲缬沙坦', countyTier: false });
    const found = await as('applicant').get(paths.newDossier({ q: item.code }));
    expect(found.text).toContain('沙库巴曲缬沙坦');
    const form = await as('applicant').get(paths.newDossier({ itemCode: item.code }));
    expect(form.text).toContain('引进理由');
    const sent = await as('applicant').post(paths.newDossier(), filled(item.code));
    expect(sent.status).toBe(303);
    const page = await as('applicant').follow(sent);
    expect(page.text).toContain('沙库巴曲缬沙坦');
    expect(page.text).toContain('90.50');
  });

  it('refused comes back with what was typed and every field that is wrong', async () => {
    const item = await addItem(world.services);
    const wrong = filled(item.code, { reason: '', evidence: '', courseYuan: '12.345', indication: '不丢的字' });
    const answer = await as('applicant').post(paths.newDossier(), wrong);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('不丢的字');
    expect(answer.text).toContain('12.345');
    const lacking = await as('applicant').post(paths.newDossier(), filled(item.code, { reason: '', evidence: '' }));
    expect(lacking.status).toBe(422);
    for (const name of ['reason', 'evidence']) expect(lacking.text).toContain(`id="f-${name}-error"`);
  });

  it('says that the same item is listed or asked for already', async () => {
    const { number, item } = await submitted(world);
    const form = await as('applicant').get(paths.newDossier({ itemCode: item.code }));
    expect(form.text).toContain(number);
    const twice = await as('applicant').post(paths.newDossier(), filled(item.code));
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('name="again"');
    const listed = await addItem(world.services);
    expect((await as('applicant').get(paths.newDossier({ itemCode: listed.code }))).text).toContain('目录里已有');
  });

  it('escapes whatever is written into it', async () => {
    const item = await addItem(world.services);
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>=cmd|calc';
    const texts = { indication: hostile, reason: hostile, comparison: hostile, evidence: hostile, interests: hostile };
    const sent = await as('applicant').post(paths.newDossier(), filled(item.code, texts));
    const page = await as('chief').follow(sent);
    expect(page.text).not.toContain('<script>alert(1)');
    expect(page.text).not.toContain('<img src=x');
    const wish = { itemCode: 'off', 'wish.genericName': '=HYPERLINK("x")' };
    expect((await as('applicant').post(paths.newDossier(), filled('off', wish))).status).toBe(303);
    const file = await as('chief').get(paths.selectionExport('csv'));
    expect(file.text).not.toMatch(/(^|,)"?=HYPERLINK/m);
    const deep = await as('applicant').post(paths.newDossier(), { idempotency_key: key(), 'wish.__proto__.x': '1' });
    expect(deep.status).toBe(422);
  });
});

describe('scope', () => {
  it('shows a dossier to its own organisation and the county alone', async () => {
    const { number } = await submitted(world);
    for (const [name, status] of Object.entries({
      applicant: 200,
      chief: 200,
      auditor: 200,
      stranger: 404,
      doctor: 403,
    })) {
      expect([name, (await as(name).get(paths.dossier(number))).status]).toEqual([name, status]);
      expect([name, (await as(name).get(paths.dossierPaper(number))).status]).toEqual([name, status]);
    }
    expect((await as('stranger').get(paths.selection())).text).not.toContain(number);
    expect((await as('stranger').get(paths.comparison({ dossier: number }))).status).toBe(404);
    expect((await as('stranger').get(paths.dossierEdit(number))).status).toBe(404);
    expect((await as('applicant').get(paths.trial())).status).toBe(403);
    expect((await as('applicant').get(paths.committee())).status).toBe(403);
    const act = { idempotency_key: key(), version: '1', 'withdraw.note': '不要了' };
    expect((await as('stranger').post(paths.dossierAct(number, 'withdrawal'), act)).status).toBe(404);
  });
});

describe('the list', () => {
  it('is searched by pinyin, filtered, paged by a broken cursor, and exported', async () => {
    const item = await addItem(world.services, { genericName: '替格瑞洛' });
    const { number } = await submitted(world, item);
    for (const q of ['替格', item.code.toLowerCase(), number.toLowerCase(), 'tgrl']) {
      expect([q, (await as('chief').get(paths.selection({ q }))).text.includes(number)]).toEqual([q, true]);
    }
    expect((await as('chief').get(paths.selection({ q: '没有这个药' }))).text).not.toContain(number);
    expect((await as('chief').get(paths.selection({ state: 'trial' }))).text).not.toContain(number);
    const nowhere = paths.selection({ organisation: 'NOPE', after: 'x', state: 'nonsense' });
    expect((await as('chief').get(nowhere)).status).toBe(200);
    const file = await as('chief').get(paths.selectionExport('csv', { q: '替格瑞洛' }));
    expect(file.text).toContain(number);
  });
});

describe('every form', () => {
  it('carries a key of its own', async () => {
    const { number } = await inScoring(world);
    const listed = await addItem(world.services);
    const pages: [string, string][] = [
      ['applicant', paths.newDossier({ itemCode: listed.code })],
      ['reviewer', paths.dossierReview(number)],
      ['chief', paths.dossier(number)],
      ['chief', paths.trialItem(listed.code)],
      ['chief', paths.newSession()],
    ];
    for (const [name, address] of pages) {
      const { text } = await as(name).get(address);
      const keys = [...text.matchAll(/name="idempotency_key"([^>]*)/g)].map((match) => match[1] ?? '');
      expect([address, keys.length > 0, keys.filter((each) => !/value="[\w-]{8,}"/.test(each))]).toEqual([
        address,
        true,
        [],
      ]);
    }
  });
});

describe('acts', () => {
  it('refused keep what was typed and say what changed', async () => {
    const { number } = await submitted(world);
    const stale = { idempotency_key: key(), version: '7', 'return.note': '缺临床依据' };
    const answer = await as('chief').post(paths.dossierAct(number, 'return'), stale);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('缺临床依据');
    const empty = { idempotency_key: key(), version: '1', 'return.note': ' ' };
    expect((await as('chief').post(paths.dossierAct(number, 'return'), empty)).status).toBe(422);
    const few = { idempotency_key: key(), version: '1', reviewers: [String(member(world, 0).userId)] };
    expect((await as('chief').post(paths.dossierAct(number, 'reviewers'), few)).status).toBe(422);
    expect((await as('auditor').post(paths.dossierAct(number, 'return'), stale)).status).toBe(403);
  });

  it('score through the form: interests, saving, lost evidence, handing in', async () => {
    const { number } = await inScoring(world);
    const page = paths.dossierReview(number);
    expect((await as('reviewer').get(page)).text).toContain('name="interest"');
    const none = { idempotency_key: key(), interest: 'none' };
    expect((await as('reviewer').post(paths.dossierInterest(number), none)).status).toBe(303);
    const lost = { idempotency_key: key(), act: 'save', 'evidence.kinetics': '有依据没有分' };
    const refused = await as('reviewer').post(page, lost);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('有依据没有分');
    const saved = { idempotency_key: key(), act: 'save', 'score.kinetics': '7', 'evidence.kinetics': '半衰期适中' };
    expect((await as('reviewer').post(page, saved)).status).toBe(303);
    expect((await as('reviewer').get(page)).text).toContain('半衰期适中');
    const early = await as('reviewer').post(page, { ...saved, idempotency_key: key(), act: 'submit' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('id="f-score-pharmacology-error"');
    const scores = scoresWorth(150).flatMap(({ criterion, half, evidence }) => [
      [`score.${criterion}`, String(half)],
      [`evidence.${criterion}`, evidence],
    ]);
    const whole = { idempotency_key: key(), act: 'submit', ...Object.fromEntries(scores) };
    const wild = await as('reviewer').post(page, { ...whole, 'score.kinetics': '99' });
    expect(wild.status).toBe(422);
    const borrowed = { ...whole, 'score.insurance': '6', 'evidence.insurance': '医保目录外', idempotency_key: key() };
    const unreasoned = await as('reviewer').post(page, borrowed);
    expect([unreasoned.status, unreasoned.text.includes('id="f-evidence-insurance-error"')]).toEqual([422, true]);
    expect((await as('reviewer').post(page, { ...whole, idempotency_key: key() })).status).toBe(303);
    expect((await as('reviewer').get(page)).text).toContain('锁定');
  });
});

describe('the result', () => {
  it('opens into its parts, is compared, printed, decided and watched', async () => {
    const { services, chief } = world;
    const { number, item } = await scored(world);
    expect((await as('applicant').get(paths.dossier(number))).text).toContain('75 / 100分');
    expect((await as('chief').get(paths.comparison({ dossier: number }))).text).toContain('推荐引进');
    const file = await as('chief').get(paths.comparisonExport('csv', { dossier: number }));
    expect(file.text).toMatch(new RegExp(`${item.code},.*${number},75,推荐引进`));
    expect((await as('chief').get(paths.comparisonExport('xlsx', { dossier: number }))).status).toBe(200);
    expect((await as('stranger').get(paths.comparisonExport('csv', { dossier: number }))).status).toBe(404);
    const paper = await as('chief').get(paths.dossierPaper(number));
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const sitting = await openSession(world, { dossierNumber: number });
    const documentVersion = await versionOf(world, number);
    for (const person of world.members) {
      const ballot = { ...sitting, documentVersion, choice: 'for' as const, reason: '' };
      accepted(await castOwnVote(services, person, key(), ballot));
    }
    accepted(await decideMatter(services, chief, key(), { ...sitting, reason: '' }));
    expect((await as('applicant').get(paths.dossier(number))).text).toContain('试用至 2027-05-23');
    expect((await as('auditor').get(paths.trial())).text).toContain(number);
    const watched = await as('chief').get(paths.trialItem(item.code));
    expect(watched.text).toContain('提请退出目录');
    const signal = { idempotency_key: key(), version: String(documentVersion + 1), 'signal.note': '肝损伤报告1例' };
    expect((await as('chief').post(paths.dossierAct(number, 'signals'), signal)).status).toBe(303);
    expect((await as('chief').get(paths.trial({ state: 'against' }))).text).toContain('安全信号');
    expect((await as('chief').get(paths.trialExport('csv', { state: 'against' }))).text).toContain(item.code);
    const empty = { idempotency_key: key(), 'removal.reason': '', 'removal.useUntil': 'x' };
    expect((await as('chief').post(paths.trialRemoval(item.code), empty)).status).toBe(422);
    const removal = { idempotency_key: key(), 'removal.reason': '肝损伤', 'removal.useUntil': '2027-01-31' };
    expect((await as('chief').post(paths.trialRemoval(item.code), removal)).status).toBe(303);
    expect((await recordOf(world, number)).document.status).toBe('removed');
  });
});
