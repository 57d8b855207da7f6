/** Imports that go on after their request: progress, leaving the page, a process started again, questions by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pace } from '../../src/imports/pace.ts';
import { ImportRuns } from '../../src/imports/runs.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, ORIGIN, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let chief: Browser;
let other: Browser;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'XG01' });
  await addPerson(test.services, head, ['chief_pharmacist'], { login: 'chief' });
  await addPerson(test.services, head, ['chief_pharmacist'], { login: 'other' });
  await addItem(test.services, { code: 'B001', genericName: '甲芬片', form: '片剂', strength: '0.25g' });
  chief = await signIn(test.app, 'chief');
  other = await signIn(test.app, 'other');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const TITLES = '编码,类别,通用名,剂型,规格,生产厂家,包装单位,包装数量,基本单位,包装价（元）\n';
const key = () => crypto.randomUUID();
const file = (text: string) => new File([text], '目录.csv', { type: 'text/csv' });
const runOf = (id: string) => paths.importRun(paths.catalogueImport(), id);

describe('a run', () => {
  const request = { key: 'key-of-a-form', personId: 1, fileName: 'x.csv', draftId: null };

  it('tells how far it is, belongs to its person, and is begun once for a key', async () => {
    const runs = new ImportRuns(test.clock);
    let go: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const work = async (pace: Pace) => {
      await pace('judging', 250, 5000);
      await gate;
      return { ok: true as const, value: { draftId: 7 }, repeated: false };
    };
    const run = runs.begin(request, work);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(run).toMatchObject({ stage: 'judging', done: 250, total: 5000, outcome: undefined });
    expect(runs.begin(request, work)).toBe(run);
    expect(runs.find(2, request.key)).toBeUndefined();
    for (const more of ['second-key', 'third-key', 'fourth-key']) runs.begin({ ...request, key: more }, work);
    expect(runs.begin({ ...request, key: 'fifth-key' }, work)).toBeUndefined();
    go();
    await run?.ended;
    expect(run?.outcome).toMatchObject({ broke: false, answer: { value: { draftId: 7 } } });
  });
});

describe('the page of a run', () => {
  it('leads to the preview when it has ended, to nobody else, and says when nothing was written', async () => {
    const used = key();
    const text = `${TITLES}C001,,丙片,片剂,1g,某厂,盒,10,片,3\n`;
    const uploaded = await chief.post(paths.catalogueImport(), { idempotency_key: used, file: file(text) });
    expect(uploaded.status).toBe(303);
    expect((await chief.get(runOf(used))).location).toBe(uploaded.location);
    expect((await other.get(runOf(used))).text).toContain('没有写入任何内容');
    const unknown = await chief.get(runOf('of-a-process-before'));
    expect(unknown.status).toBe(200);
    expect(unknown.text).toContain('这次导入没有做完');
  });

  it('finds by the key of the form what a process before has made', async () => {
    const used = key();
    const text = `${TITLES}C002,,丁片,片剂,1g,某厂,盒,10,片,3\n`;
    const uploaded = await chief.post(paths.catalogueImport(), { idempotency_key: used, file: file(text) });
    const again = await createAgain();
    expect((await again.get(runOf(used))).location).toBe(uploaded.location);
    const id = Number(/import\/(\d+)/.exec(uploaded.location ?? '')?.[1]);
    const watched = paths.importRun(paths.catalogueImport(), 'killed-before-it-ended', id);
    const back = await again.follow(await again.get(watched));
    expect(back.text).toContain('这次导入没有做完');
    expect(back.text).toContain('一行也没有写入');
    expect(back.text).toContain('导入1个品种');
    expect((await again.get(paths.catalogueImport())).text).toContain('已预览，没有导入');
    const applied = await again.post(paths.catalogueApplication(id), { idempotency_key: key() });
    expect(applied.status).toBe(303);
    const ended = await chief.follow(await chief.get(watched));
    expect(ended.text).toContain('这次导入已经做完');
    expect((await chief.get(paths.catalogueImport())).text).toContain('已导入');
    expect((await other.get(paths.catalogueImport())).text).not.toContain('最近上传的文件');
  });

  /** The same database under a program that was started again. */
  async function createAgain(): Promise<Browser> {
    const { createApp } = await import('../../src/app.ts');
    const app = createApp(test.services, { log: (line) => test.log.push(line), countsKeptMs: 0 });
    return signIn(app, 'chief');
  }
});

describe('questions by hand', () => {
  it('asks in the preview, keeps the answer, and imports what was decided', async () => {
    const item = (await chief.get(paths.catalogueExport('csv'))).text.split('\r\n')[1]?.split(',') ?? [];
    const titles = (await chief.get(paths.catalogueTemplate('csv'))).text.replace('\ufeff', '').trim().split(',');
    const cell = (title: string) => item[titles.indexOf(title)] ?? '';
    const words = ['通用名', '剂型', '规格', '生产企业', '包装单位', '包装数量', '基本单位'].map(cell).join(',');
    const text = `${TITLES}Q001,药品,${words},4.5\n`;
    const uploaded = await chief.post(paths.catalogueImport(), { idempotency_key: key(), file: file(text) });
    const preview = await chief.follow(uploaded);
    expect(preview.text).toContain('名称、规格和生产企业与B001');
    const id = Number(/import\/(\d+)/.exec(uploaded.location ?? '')?.[1]);
    const open = await chief.post(paths.catalogueApplication(id), { idempotency_key: key() });
    expect(open.status).toBe(422);
    expect(open.text).toContain('还没有决定');
    const decisions = paths.importDecisions(id);
    expect((await other.post(decisions, { idempotency_key: key(), answer: 'merge' })).status).toBe(404);
    expect((await chief.post(decisions, { idempotency_key: key(), answer: 'both' })).status).toBe(422);
    const decided = await chief.post(decisions, { idempotency_key: key(), row: '2', answer: 'merge' });
    expect((await chief.follow(decided)).text).toContain('已选：并入');
    const applied = await chief.post(paths.catalogueApplication(id), { idempotency_key: key() });
    expect((await chief.follow(applied)).text).toContain('修改1个');
    expect((await chief.get(paths.item('Q001'))).status).toBe(404);
  });

  it('keeps what was typed when the day or the edition is none', async () => {
    const form = { idempotency_key: key(), file: file(TITLES), effectiveFrom: '2026-02-30', legalBasis: '某文件' };
    const wrong = await chief.post(paths.catalogueImport(), form);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('某文件');
    expect(wrong.text).toContain('日期要写成');
  });
});

describe('a file of 100 MB', () => {
  const send = async (headers: Record<string, string>) => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          if (pulled > 100) controller.close();
          else controller.enqueue(new Uint8Array(1024 * 1024));
        },
      },
      { highWaterMark: 0 },
    );
    const cookie = [...chief.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const same = { Cookie: cookie, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' };
    const type = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const init = { method: 'POST', body, duplex: 'half', headers: { ...same, ...type, ...headers } };
    const answer = await test.app.request(`${ORIGIN}${paths.catalogueImport()}`, init);
    return { status: answer.status, pulled };
  };

  it('is refused before it is read when it says its length, and while it comes when it does not', async () => {
    expect(await send({ 'Content-Length': String(100 * 1024 * 1024) })).toEqual({ status: 413, pulled: 0 });
    const chunked = await send({});
    expect(chunked.status).toBe(413);
    expect(chunked.pulled).toBeLessThan(14);
  });
});
