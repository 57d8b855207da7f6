/** Kept files: told by content, refused unread when too large, seen by who sees the record, never lost. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attach } from '../../src/attachments/commands.ts';
import { attachmentsOf, contentOf } from '../../src/attachments/queries.ts';
import { MOST_FILES } from '../../src/attachments/rules.ts';
import { canSeeSubject } from '../../src/attachments/subject-queries.ts';
import { checkUpload, LARGEST_BYTES, LARGEST_FORM_BYTES } from '../../src/attachments/upload-rules.ts';
import { paths } from '../../src/paths.ts';
import { toXlsx } from '../../src/web/spreadsheets.ts';
import { createTestApp, ORIGIN, type TestApp } from '../support/app.ts';
import { accepted, addMember, addOutside, addPerson, nextNumber, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addParty } from '../support/parties.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(40)]);
const JPG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(40)]);
const CSV = Buffer.from('药名,数量\r\n阿莫西林,3\r\n');

/** A ZIP with empty parts of these names, as its directory lists them. */
function zipOf(names: string[]): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const central = names.map((name) => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}

const typeOf = (fileName: string, content: Buffer) => {
  const checked = checkUpload({ fileName, content });
  return checked.ok ? `${checked.value.fileName} ${checked.value.mediaType}` : checked.reason;
};

describe('a file', () => {
  it.each([
    ['合同.pdf', PDF, '合同.pdf application/pdf'],
    ['扫描.png', PNG, '扫描.png image/png'],
    ['照片.JPEG', JPG, '照片.jpeg image/jpeg'],
    ['表.csv', CSV, '表.csv text/csv'],
    ['发票.ofd', zipOf(['OFD.xml', 'Doc_0/Document.xml']), '发票.ofd application/ofd'],
    // Named otherwise than what it is: the content decides
    ['合同.exe', PDF, '合同.exe.pdf application/pdf'],
    ['C:\\fakepath\\..\\a"b.pdf', PDF, 'ab.pdf application/pdf'],
    ['', CSV, 'file.csv text/csv'],
    ['page.csv', Buffer.from(' <!doctype html><script>alert(1)</script>'), 'file_format'],
    ['pic.png', Buffer.from('MZ\0\0'), 'file_format'],
    ['svg.csv', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file_format'],
    ['macros.xlsx', zipOf(['xl/workbook.xml', 'xl/vbaProject.bin']), 'file_format'],
    ['behind.xlsx', Buffer.concat([Buffer.from('<html>'), zipOf(['xl/workbook.xml'])]), 'file_format'],
    ['any.zip', zipOf(['readme.txt']), 'file_format'],
    ['cut.xlsx', zipOf(['xl/workbook.xml']).subarray(0, 40), 'file_format'],
    ['noise.pdf', Buffer.concat([Buffer.from([0x00, 0x01]), randomBytes(64)]), 'file_format'],
    ['empty.pdf', Buffer.alloc(0), 'file_empty'],
    ['big.pdf', Buffer.concat([PDF, Buffer.alloc(LARGEST_BYTES)]), 'file_too_large'],
  ])('%s', (name, content, expected) => expect(typeOf(name, content)).toBe(expected));

  it('that a spreadsheet program wrote is one', async () => {
    const sheet = await toXlsx([{ head: '药名', value: (row: string) => row }], ['阿莫西林']);
    expect(typeOf('表.xlsx', Buffer.from(sheet))).toContain('spreadsheetml');
  });

  it('is named shortly, whatever its name was', () => {
    expect(typeOf(`${'长'.repeat(400)}.pdf`, PDF).length).toBeLessThan(130);
  });
});

describe('the files of a record', () => {
  let test: TestApp;
  let head: TestMember;
  let buyer: Browser;
  let reader: Browser;
  let outsider: Browser;
  let supplier: Browser;
  beforeAll(async () => {
    test = await createTestApp();
    head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
    const branch = await addMember(test.services, { kind: 'branch', parent: head, code: 'FY', name: '分院' });
    const company = await addOutside(test.services);
    await addParty(test.services, { code: 'S012', name: '赣南医药', organisationId: company.id });
    const login = async (place: TestMember, role: 'buyer' | 'storekeeper' | 'branch_pharmacist' | 'supplier') =>
      signIn(test.app, (await addPerson(test.services, place, role)).login);
    buyer = await login(head, 'buyer');
    reader = await login(head, 'storekeeper');
    outsider = await login(branch, 'branch_pharmacist');
    supplier = await login(company, 'supplier');
  });
  afterAll(async () => {
    expect(test.log).toEqual([]);
    await test.drop();
  });

  const key = () => `file-${process.pid}-${nextNumber()}`;
  const subject = 'party S012';
  const send = (browser: Browser, content: Buffer, name = '首营资料.pdf', more: Record<string, string> = {}) =>
    browser.post(paths.attachments(), {
      idempotency_key: key(),
      subject,
      title: '',
      ...more,
      file: new File([new Uint8Array(content)], name),
    });
  const lines = () => attachmentsOf(test.services.db.read, subject);

  it('are added by who keeps the record, once for a form sent twice', async () => {
    const form = { idempotency_key: key(), subject, title: '2026年度购销合同' };
    const file = () => new File([new Uint8Array(PDF)], '合同.pdf');
    expect((await buyer.post(paths.attachments(), { ...form, file: file() })).location).toBe(paths.party('S012'));
    expect((await buyer.post(paths.attachments(), { ...form, file: file() })).location).toBe(paths.party('S012'));
    const other = new File([new Uint8Array(PNG)], '合同.pdf');
    expect((await buyer.post(paths.attachments(), { ...form, file: other })).status).toBe(409);
    expect((await lines()).map((line) => line.title)).toEqual(['2026年度购销合同']);
    expect((await reader.get(paths.party('S012'))).text).toContain('2026年度购销合同');
  });

  it('are served as they came, as downloads that no browser runs or keeps', async () => {
    const [line] = await lines();
    const answer = await reader.get(paths.attachment(line?.id ?? 0));
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(PDF.toString());
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*%E5%90%88%E5%90%8C\.pdf/);
    expect(await contentOf(test.services.db.read, line?.id ?? 0)).toEqual(PDF);
  });

  it('are refused in the form when they are of another kind, and nothing is kept', async () => {
    const before = (await lines()).length;
    const wrong = await send(buyer, Buffer.from('MZ\0'), '合同.pdf', { title: '合同扫描' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('只收PDF');
    expect(wrong.text).toContain('合同扫描');
    expect((await lines()).length).toBe(before);
  });

  it('are refused before they are read when the form is too large', async () => {
    const session = `session=${buyer.cookies.get('session')}`;
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
        if (pulled > 10_000) controller.close();
      },
    });
    const headers = { Origin: ORIGIN, Cookie: session, 'Content-Type': 'multipart/form-data; boundary=x' };
    const sent = { method: 'POST', body: endless, duplex: 'half', headers } as RequestInit;
    expect((await test.app.request(`${ORIGIN}${paths.attachments()}`, sent)).status).toBe(413);
    expect(pulled * 64 * 1024).toBeLessThan(LARGEST_FORM_BYTES + 1024 * 1024);
    const announced = { ...headers, 'Content-Length': String(LARGEST_FORM_BYTES + 1) };
    const told = { method: 'POST', body: 'x', headers: announced };
    expect((await test.app.request(`${ORIGIN}${paths.attachments()}`, told)).status).toBe(413);
  });

  it('are seen by nobody who may not see the record, and kept by nobody who only reads it', async () => {
    const [line] = await lines();
    const id = line?.id ?? 0;
    for (const browser of [outsider, supplier]) {
      for (const path of [paths.attachment(id), paths.attachmentWithdrawal(id), paths.attachments({ subject })]) {
        expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
      }
      expect((await send(browser, PDF)).status).toBe(404);
    }
    expect((await reader.get(paths.attachments({ subject }))).status).toBe(403);
    expect((await send(reader, PDF)).status).toBe(403);
    const withdrawal = { idempotency_key: key(), reason: 'x' };
    expect((await reader.post(paths.attachmentWithdrawal(id), withdrawal)).status).toBe(403);
    for (const strange of ['party S999', 'nobody X1', 'document CG-20261123-0001', 'party']) {
      expect((await buyer.get(paths.attachments({ subject: strange }))).status).toBe(404);
    }
  });

  it('are withdrawn once with a reason, and stay', async () => {
    const [line] = await lines();
    const at = paths.attachmentWithdrawal(line?.id ?? 0);
    expect((await buyer.get(at)).text).toContain('撤下2026年度购销合同？');
    expect((await buyer.post(at, { idempotency_key: key(), reason: '' })).status).toBe(422);
    expect((await buyer.post(at, { idempotency_key: key(), reason: '传错了' })).status).toBe(303);
    expect((await buyer.post(at, { idempotency_key: key(), reason: '再撤' })).text).toContain('已经撤下：传错了');
    expect((await reader.get(paths.party('S012'))).text).toContain('已撤下：传错了');
    expect((await reader.get(paths.attachment(line?.id ?? 0))).status).toBe(200);
  });

  it('travel with other acts through `attach`, inside their transaction', async () => {
    const file = { fileName: '回单.png', content: PNG };
    const kept = await test.services.db.transaction((tx) =>
      attach(tx, { userId: 1 }, 1, { subject, title: '回单', file }),
    );
    expect(accepted(kept).sha256).toMatch(/^[0-9a-f]{64}$/);
    const undone = test.services.db.transaction(async (tx) => {
      accepted(await attach(tx, { userId: 1 }, 1, { subject, title: '不留', file }));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect((await lines()).map((line) => line.title)).toEqual(['2026年度购销合同', '回单']);
  });

  it('are at most a hundred of one record, withdrawn ones too, and other records have room', async () => {
    await addParty(test.services, { code: 'S013', name: '吉安医药' });
    const full = 'party S013';
    const keep = (at: string, file = { fileName: '页.png', content: PNG }) =>
      test.services.db.transaction((tx) => attach(tx, { userId: 1 }, 1, { subject: at, title: '页', file }));
    for (let page = 0; page < MOST_FILES; page += 1) accepted(await keep(full));
    expect(await keep(full)).toMatchObject({ reason: 'file_too_many', detail: { most: MOST_FILES }, field: 'file' });
    const [first] = await attachmentsOf(test.services.db.read, full);
    const withdrawal = { idempotency_key: key(), reason: '传错了' };
    expect((await buyer.post(paths.attachmentWithdrawal(first?.id ?? 0), withdrawal)).status).toBe(303);
    const refused = await send(buyer, PDF, '再一个.pdf', { subject: full, title: '再一个' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('已有100个附件（撤下的也算），没有保存');
    expect(refused.text).toContain('value="再一个"');
    expect(await attachmentsOf(test.services.db.read, full)).toHaveLength(MOST_FILES);
    const page = await buyer.get(paths.party('S013'));
    expect(page.text).toContain('到了上限');
    expect((await send(buyer, PDF)).status).toBe(303);
  });

  it('are asked for by subject: what is no record has none', async () => {
    const viewer = { roles: ['buyer'], scopePath: '/', organisationId: head.id } as never;
    expect(await canSeeSubject(test.services.db.read, viewer, subject)).toBe(true);
    for (const strange of ['constructor x', '__proto__ x', '', 'party ']) {
      expect(await canSeeSubject(test.services.db.read, viewer, strange)).toBe(false);
    }
  });
});
