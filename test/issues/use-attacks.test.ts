/** Files of use that nobody meant: nonsense, formulas, lines without end, other writing, numbers no pack holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfFile } from '../../src/issues/use/file-queries.ts';
import { paths } from '../../src/paths.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { addPerson, type TestItem } from '../support/build.ts';
import { gbk } from '../support/gbk.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type IssueWorld, key, onHand, openIssueWorld } from './issue-world.ts';
import { HEAD, useWorldOf } from './use-world.ts';

let world: IssueWorld;
let clerk: Browser;
let far: Browser;
let drug: TestItem;
let lotId: number;
beforeAll(async () => {
  world = await openIssueWorld();
  clerk = await signIn(world.app, world.wang.login);
  far = await signIn(world.app, (await addPerson(world.services, world.other, 'branch_pharmacist')).login);
  ({ drug, lotId } = await useWorldOf(() => world).drugWith(1000));
});
afterAll(async () => {
  expect((await verifyAll(world.services.db.read)).filter((one) => !one.ok)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});

let files = 0;
const send = (content: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}, by = clerk) => {
  files += 1;
  const file = new File([content], `attack-${files}.csv`);
  return by.post(paths.useFiles(), { idempotency_key: key(), unit: 'base', ...more, file });
};
const fileIdOf = (answer: { location: string | null }) => Number(/(\d+)$/.exec(answer.location ?? '')?.[1] ?? 0);
const verdicts = async (fileId: number) =>
  (await rowsOfFile(world.services.db.read, { fileId, size: 99 })).map((row) => row.verdict);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const row = (quantity: string, more = '内科,,') => `2026-11-20,${drug.code},布洛芬,${quantity},片,${more}`;

describe('a file of use', () => {
  it.each([
    ['noise', Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 256)],
    ['an archive that is none', 'PK\u0003\u0004nothing inside'],
    ['U+0000', `${HEAD}\n\u0000\u0000\u0000`],
    ['markup', '<html><body><script>alert(1)</script></body></html>'],
    ['quotes that never end', `${HEAD}\n"2026-11-20,${'x,'.repeat(2000)}`],
    ['separators alone', ',,,,\n,,,,\n'.repeat(500)],
    ['its headings twice', `日期,药品编码,数量,数量\n2026-11-20,X,1,2`],
    ['a line of ten megabytes', `${HEAD}\n${'9'.repeat(10_000_000)}`],
    ['more columns than any sheet', `${HEAD}\n${'1,'.repeat(200_000)}`],
  ])('is refused with a sentence when it is %s, or asks row by row', async (_name, content) => {
    const answer = await send(content);
    expect([303, 413, 422]).toContain(answer.status);
    expect(answer.text).not.toContain('<script>alert');
    if (answer.status !== 303) return;
    const shown = await clerk.get(answer.location ?? '');
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain('<script>alert');
    const found = await verdicts(fileIdOf(answer));
    expect(found).not.toContain('ready');
    expect(found).not.toContain('posted');
  });

  it('is read in whatever writing it comes', async () => {
    const text = (mark: string) => `${HEAD}\n${row('1', `内科,,${mark}`)}\n`;
    for (const content of [gbk(text('G')), utf16(text('U')), new TextEncoder().encode(`\ufeff${text('B')}`)]) {
      const answer = await send(new Uint8Array(content));
      expect(answer.status).toBe(303);
      expect(await verdicts(fileIdOf(answer))).toEqual(['ready']);
    }
  });

  it('takes no quantity that no shelf holds, and posts nothing of it', async () => {
    const before = await onHand(world, lotId);
    const numbers = ['-5', '0', '1e9', '99999999999999999999', '1.5', 'NaN', '１２三', '=1+1', '0x10', '', 'Infinity'];
    const answer = await send([HEAD, ...numbers.map((one, at) => row(one, `内科,,N${at}`))].join('\n'));
    expect(answer.status).toBe(303);
    const fileId = fileIdOf(answer);
    await clerk.post(paths.useFilePosting(fileId), { idempotency_key: key() });
    expect(await verdicts(fileId)).not.toContain('posted');
    expect(await onHand(world, lotId)).toBe(before);
    expect((await clerk.get(paths.useFile(fileId))).status).toBe(200);
  });

  it('gives back no formula, whatever was written into its cells', async () => {
    const evil = [`=cmd|'/c calc'!A1`, '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1'];
    const rows = evil.map((text, at) => `2026-11-20,"Z${at}","${text}",1,片,"${text}","${text}",F${at}`);
    const answer = await send([HEAD, ...rows].join('\n'));
    expect(answer.status).toBe(303);
    const csv = (await clerk.get(paths.useFileExport(fileIdOf(answer), 'csv'))).text;
    expect(csv).toContain('cmd|');
    const cells = csv.split(/\r?\n/).flatMap((line) => line.split(',').map((cell) => cell.replace(/^"/, '')));
    expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell) || /^-\D/.test(cell) || /^-\d+\+/.test(cell))).toEqual([]);
    const page = await clerk.get(answer.location ?? '');
    expect(page.text).not.toMatch(/href="[^"]*cmd\|/);
  });

  it('is nobody else’s, nor is its code', async () => {
    const answer = await send(`${HEAD}\n2026-11-20,QQ1,怪药,1,片,,,X1`);
    const id = fileIdOf(answer);
    const given = { code: 'QQ1', unit: '片', item: drug.code, means: 'base', times: '1' };
    const acts = [
      [paths.useFilePosting(id), {}],
      [paths.useFileCodes(id), given],
    ] as const;
    for (const [path, more] of acts) {
      expect((await far.post(path, { idempotency_key: key(), ...more })).status).toBe(404);
    }
    expect((await far.get(paths.useFileExport(id, 'csv'))).status).not.toBe(200);
    for (const times of ['0', '-1', '1e9', '1.5', '9'.repeat(30)]) {
      const wrong = await clerk.post(paths.useFileCodes(id), { idempotency_key: key(), ...given, times });
      expect(wrong.status).toBe(422);
    }
    expect(await verdicts(id)).toEqual(['code_unknown']);
  });

  it('is mapped by the columns of its own member alone', async () => {
    const odd = (mark: string) => `摆药日,院内码,发量,批注\n2026-11-20,${drug.code},3,${mark}\n`;
    const columns = { 'column.day': '摆药日', 'column.code': '院内码', 'column.quantity': '发量' };
    expect((await send(odd('a'), columns)).status).toBe(303);
    expect((await send(odd('b'))).status).toBe(303);
    const foreign = await send(odd('c'), {}, far);
    expect(foreign.status).toBe(422);
    const hostile = { 'column.day': '__proto__', 'column.code': 'constructor', 'column.quantity': '发量' };
    expect((await send(odd('d'), hostile)).status).toBe(422);
    expect((await send(odd('e'), { 'column.day': '摆药日', 'column.code': '摆药日' })).status).toBe(422);
    expect((await send(odd('f'), { unit: 'tons' })).status).toBe(422);
  });
});
