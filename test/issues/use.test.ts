/** Files of use on both engines: posted by prescription, once whatever file a row comes in, mended and retried. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../../db/schema/issues.ts';
import { issueByNumber } from '../../src/issues/record-queries.ts';
import { reverseIssue } from '../../src/issues/return-commands.ts';
import { forgetUseCode, setUseCode } from '../../src/issues/use/code-commands.ts';
import { giveUpFile, retryFile } from '../../src/issues/use/file-commands.ts';
import { rowsOfFile } from '../../src/issues/use/file-queries.ts';
import { startFile } from '../../src/issues/use/post-commands.ts';
import { paths } from '../../src/paths.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted, addPerson, addStock } from '../support/build.ts';
import { gbk } from '../support/gbk.ts';
import { signIn } from '../support/login.ts';
import { type IssueWorld, key, onHand, openIssueWorld } from './issue-world.ts';
import { HEAD, useWorldOf } from './use-world.ts';

let world: IssueWorld;
beforeAll(async () => {
  world = await openIssueWorld();
});
afterAll(async () => {
  expect((await verifyAll(world.services.db.read)).filter((one) => !one.ok)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});
const { take, taken, posted, counts, drugWith } = useWorldOf(() => world);

describe('a file', () => {
  it('is posted by prescription, masked, and its rows open their papers', async () => {
    const { drug, lotId } = await drugWith(100);
    const fileId = await taken([
      `2026-11-20 09:00,${drug.code},布洛芬,3,片,内科,张三丰,CF1`,
      `2026-11-20 09:00,${drug.code},布洛芬,1,盒,内科,张三丰,CF1`,
      `2026-11-21,${drug.code},布洛芬,2,片,外科,,`,
    ]);
    expect(await counts(fileId)).toEqual({ ready: 3 });
    expect(await posted(fileId)).toBe(3);
    expect(await onHand(world, lotId)).toBe(100 - 3 - 24 - 2);
    const papers = await world.services.db.read.select().from(issue).where(eq(issue.fileId, fileId));
    expect(papers.map((one) => [one.purpose, one.patientRef])).toEqual([
      ['patient', '张**'],
      ['ward', ''],
    ]);
    expect(await rowsOfFile(world.services.db.read, { fileId, size: 9 })).toMatchObject([
      { verdict: 'posted', documentNumber: expect.stringMatching(/^CK/) },
      {},
      {},
    ]);
  });

  it('is read by the usual names when it has none of the headings that the member gave', async () => {
    const { drug } = await drugWith(100);
    const columns = { day: '记账日', code: '院内码', quantity: '实发' };
    const template = await take([`2026-11-20,${drug.code},,7,片,内科,,`], { columns });
    expect(await counts(accepted(template).fileId)).toEqual({ ready: 1 });
    const content = new TextEncoder().encode(`记账日,药品编码,数量\n2026-11-20,${drug.code},7`);
    expect(await take([], { columns, content })).toMatchObject({ reason: 'spreadsheet_columns_missing' });
  });

  it('is taken once, and its rows once in whatever file they come', async () => {
    const { drug, lotId } = await drugWith(100);
    const row = `2026-11-20,${drug.code},,5,片,内科,,`;
    const first = await taken([row, row]);
    await posted(first);
    expect(await onHand(world, lotId)).toBe(90);
    expect(await take([row, row])).toMatchObject({ reason: 'use_file_known', detail: { file: first } });
    const next = await taken([row, row, row]);
    expect(await counts(next)).toEqual({ ready: 1, repeated: 2 });
    await posted(next);
    expect(await onHand(world, lotId)).toBe(85);
  });

  it('leaves behind what is short, and takes it after a delivery', async () => {
    const { drug, lotId } = await drugWith(5);
    const fileId = await taken([`2026-11-23,${drug.code},,4,片,,,A`, `2026-11-23,${drug.code},,3,片,,,B`]);
    expect(await posted(fileId)).toBe(1);
    expect(await counts(fileId)).toEqual({ posted: 1, short: 1 });
    const earlier = await taken([`2026-09-01,${drug.code},,1,片,,,C`]);
    await posted(earlier);
    expect(await counts(earlier)).toEqual({ short: 1 });
    const where = { item: drug, quantityBase: 10, organisationId: world.branch.id };
    await addStock(world.services, world.store, where);
    accepted(await retryFile(world.services, world.wang, key(), fileId));
    expect(await posted(fileId)).toBe(1);
    expect(await onHand(world, lotId)).toBe(0);
    expect(await retryFile(world.services, world.wang, key(), 999)).toMatchObject({ reason: 'not_found' });
    accepted(await giveUpFile(world.services, world.wang, key(), earlier));
    expect(await startFile(world.services, world.wang, key(), earlier)).toMatchObject({ reason: 'use_file_state' });
  });

  it('asks an own code once and remembers it', async () => {
    const { drug, lotId } = await drugWith(200);
    const fileId = await taken(['2026-11-20,H001,布洛芬片,2,瓶,,,']);
    expect(await counts(fileId)).toEqual({ code_unknown: 1 });
    const answer = { code: 'H001', unit: '瓶', item: drug.code, means: 'pack' as const, times: 2, fileId };
    const wrong = await setUseCode(world.services, world.wang, key(), { ...answer, item: 'NONE' });
    expect(wrong).toMatchObject({ reason: 'use_item_unknown' });
    accepted(await setUseCode(world.services, world.wang, key(), answer));
    expect(await posted(fileId)).toBe(1);
    expect(await onHand(world, lotId)).toBe(200 - 96);
    expect(await counts(await taken(['2026-11-21,H001,布洛芬片,1,瓶,,,']))).toEqual({ ready: 1 });
    accepted(await forgetUseCode(world.services, world.wang, key(), { code: 'H001', unit: '瓶' }));
    expect(await counts(await taken(['2026-11-22,H001,布洛芬片,1,瓶,,,']))).toEqual({ code_unknown: 1 });
  });

  it('reads GBK, and headings of its own that it remembers', async () => {
    const { drug } = await drugWith(50);
    const odd = `摆药日,院内码,药名,发量\n2026-11-20,${drug.code},布洛芬,3\n`;
    const unknown = await take([], { content: gbk(odd) });
    expect(unknown).toMatchObject({ reason: 'spreadsheet_columns_missing' });
    if (!unknown.ok) expect(String(unknown.detail.headings)).toContain('摆药日');
    const columns = { day: '摆药日', code: '院内码', name: '药名', quantity: '发量' };
    const { fileId } = accepted(await take([], { content: gbk(odd), columns }));
    expect(await counts(fileId)).toEqual({ ready: 1 });
    const twice = await take([], { content: gbk(`${odd} `), columns: { ...columns, name: '院内码' } });
    expect(twice).toMatchObject({ reason: 'use_column_twice' });
  });

  it('may come again after its paper was reversed', async () => {
    const { drug, lotId } = await drugWith(10);
    const row = `2026-11-20,${drug.code},,5,片,,,R1`;
    const fileId = await taken([row]);
    await posted(fileId);
    const [shown] = await rowsOfFile(world.services.db.read, { fileId, size: 1 });
    const number = shown?.documentNumber ?? '';
    const record = await issueByNumber(world.services.db.read, number);
    const seen = { key: key(), number, seenVersion: record?.document.version ?? 0 };
    accepted(await reverseIssue(world.services, world.wang, seen, { reason: '导错' }));
    expect(await counts(fileId)).toEqual({ undone: 1 });
    const again = await taken([row, '']);
    expect(await counts(again)).toEqual({ ready: 1 });
    expect(await onHand(world, lotId)).toBe(10);
  });
});

describe('pages', () => {
  it('lead from the upload over codes to posting, and keep others out', async () => {
    const browser = await signIn(world.app, world.wang.login);
    const { drug } = await drugWith(50);
    const page = await browser.get(paths.useFiles());
    expect(page.text).toContain('column.quantity');
    const send = (text: string) =>
      browser.post(paths.useFiles(), { idempotency_key: key(), unit: 'base', file: new File([text], '用药.csv') });
    const odd = await send(`a,b\n1,2\n`);
    expect(odd.status).toBe(422);
    expect(odd.text).toContain('<option value="a"');
    expect((await send('')).status).toBe(422);
    const text = `${HEAD}\n2026-11-20,${drug.code},,1,片,,,P1\n2026-11-20,ZZ9,怪药,1,片,,,P2\n`;
    const uploaded = await send(text);
    const address = uploaded.location ?? '';
    const shown = await browser.get(address);
    expect(shown.text).toContain('怪药');
    const id = Number(/(\d+)$/.exec(address)?.[1]);
    const answer = { idempotency_key: key(), code: 'ZZ9', unit: '片', item: drug.code, means: 'base', times: '1' };
    expect((await browser.post(paths.useFileCodes(id), { ...answer, item: 'NONE' })).status).toBe(422);
    expect((await browser.post(paths.useFileCodes(id), { ...answer, idempotency_key: key() })).status).toBe(303);
    expect((await browser.get(paths.useCodes())).text).toContain('ZZ9');
    expect((await browser.post(paths.useFilePosting(id), { idempotency_key: key() })).status).toBe(303);
    const done = await browser.get(address);
    expect(done.text).toContain('已过完');
    expect((await send(text)).location).toBe(address);
    expect((await browser.get(paths.useFileExport(id, 'csv'))).status).toBe(200);
    const forget = { idempotency_key: key(), code: 'ZZ9', unit: '片' };
    expect((await browser.post(paths.useCodeRemoval(), forget)).status).toBe(303);
    const stranger = await signIn(world.app, world.zhao.login);
    expect((await stranger.get(address)).status).toBe(200);
    const far = await signIn(world.app, (await addPerson(world.services, world.other, 'branch_pharmacist')).login);
    expect((await far.get(address)).status).toBe(404);
    expect((await far.post(paths.useFilePosting(id), { idempotency_key: key() })).status).toBe(404);
  });
});
