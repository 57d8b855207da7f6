/** Floods and odd bytes in what people send: nobody waits for them, no name breaks a download, no page turns round. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkUpload } from '../../src/attachments/upload-rules.ts';
import { answerForm, shippingForm } from '../../src/orders/forms.ts';
import { readCsv } from '../../src/spreadsheets/csv.ts';
import { readForm } from '../../src/web/form.ts';
import { many } from '../../src/web/inputs.ts';
import { attachment } from '../../src/web/spreadsheets.ts';
import { HOST, mount, PHARMACIST } from '../web/mount.tsx';

const ROOM = 256 * 1024;
const app = mount(
  (router) => {
    router.post('/form', async (c) => {
      const form = await readForm(c, z.object({ line: many(z.string(), 3) }), { maxBytes: ROOM });
      return c.json({ ok: form.ok, kept: form.values.line?.length ?? 0 }, form.ok ? 200 : 422);
    });
  },
  { viewer: PHARMACIST },
);

async function send(body: string, type = 'application/x-www-form-urlencoded') {
  const headers = { 'Content-Type': type, Origin: HOST, 'Sec-Fetch-Site': 'same-origin' };
  const answer = await app.request(`${HOST}/form`, { method: 'POST', headers, body });
  return { status: answer.status, told: (await answer.json()) as { ok: boolean; kept: number } };
}

describe('one field sent again and again', () => {
  it('is read in its order when it may come several times', async () => {
    expect(await send('line=1&line=2&line=3')).toEqual({ status: 200, told: { ok: true, kept: 3 } });
  });

  it('is refused at once when it comes a hundred thousand times: nobody else waits meanwhile', async () => {
    const times = 40_000;
    const began = performance.now();
    const answer = await send('line=&'.repeat(times));
    expect(answer).toEqual({ status: 422, told: { ok: false, kept: times } });
    // It took minutes while each one copied all before it
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('the name of a file', () => {
  it('is cut between signs, keeps its ending, and stands in a header whole', () => {
    for (const stem of [`a${'😀'.repeat(100)}`, '😀'.repeat(200), '批'.repeat(300), '\ud83d'.repeat(9)]) {
      const kept = checkUpload({ fileName: `${stem}.pdf`, content: Buffer.from('%PDF-1.4') });
      if (!kept.ok) throw new Error(kept.reason);
      const header = attachment(kept.value.fileName);
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*\.pdf"; filename\*=UTF-8''[A-Za-z0-9%._~!-]*\.pdf$/);
    }
  });

  it('holds no path, no line and no second header', () => {
    const name = attachment('../../x\r\nSet-Cookie: a=b\u2028";\\.csv');
    expect(name).not.toMatch(/[\r\n\u2028]/);
    expect(name).not.toContain('/');
    expect(name.match(/"/g)).toHaveLength(2);
  });
});

describe('a table in UTF-16', () => {
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

  it('is read, and refused with the one sign that cannot be kept', () => {
    const good = readCsv(utf16('摘要,金额\n货款,1\n'));
    expect(good.ok && good.value.rows[1]?.cells[0]).toBe('货款');
    expect(readCsv(utf16('摘要,金额\n货\u0000款,1\n'))).toMatchObject({ reason: 'spreadsheet_not_a_spreadsheet' });
  });
});

describe('what a supplier writes', () => {
  const note = { idempotency_key: 'abcdefgh', to: 'ZY', noteNumber: 'N1', shippedOn: '2026-11-23' };
  const shipping = (lot: Record<string, string>) =>
    shippingForm.safeParse({ ...note, expectedOn: '2026-11-25', lots: { '1': { '0': lot } } });
  const answer = (reason: string) =>
    answerForm.safeParse({ idempotency_key: 'abcdefgh', version: '1', line: { '1': { answer: 'refused', reason } } });

  it('may be left empty, and is kept as it is typed', () => {
    const read = shipping({ lot: ' 240101 ', packs: '3' });
    expect(read.success && read.data.lots['1']?.['0']).toMatchObject({ lot: '240101', maker: '', packs: '3' });
    expect(shipping({}).success).toBe(true);
    expect(answer('停产\n下月恢复').success).toBe(true);
  });

  it('never turns the direction of writing and hides no signs', () => {
    for (const hidden of ['24\u202e10', '24\u00071', '2\u2066x']) {
      expect([hidden, shipping({ lot: hidden }).success]).toEqual([hidden, false]);
      expect([hidden, shipping({ lot: 'A1', maker: hidden }).success]).toEqual([hidden, false]);
      expect([hidden, answer(hidden).success]).toEqual([hidden, false]);
    }
  });
});
