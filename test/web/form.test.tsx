/** Forms: what is read, what is refused, and that nothing typed is lost. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyForm, type FormState, readForm } from '../../src/web/form.ts';
import { dayInput, flagInput, keyInput, many, optionalText, textInput, wholeNumber } from '../../src/web/inputs.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { ErrorSummary } from '../../views/ui/error-summary.tsx';
import { TextField } from '../../views/ui/field.tsx';
import { PackField } from '../../views/ui/pack-input.tsx';
import { mount, PHARMACIST, post } from './mount.tsx';

const schema = z.object({
  name: textInput(10),
  note: optionalText(20),
  packs: wholeNumber(0, 99),
  needed: dayInput(),
  urgency: z.enum(['emergency', 'routine']),
  urgent: flagInput(),
  alternatives: many(wholeNumber(1, 1000), 3),
  idempotency_key: keyInput(),
  line: z.record(z.string(), z.object({ packs: wholeNumber(0, 99) })).optional(),
});

const GOOD = {
  name: ' 二甲双胍 ',
  note: '',
  packs: '１２',
  needed: '2026-11-26',
  urgency: 'routine',
  alternatives: '5',
  idempotency_key: 'abcdefgh',
};

const routes = (language: 'zh' | 'en') =>
  mount(
    (router) => {
      router.post('/form', async (c) => {
        const form = await readForm(c, schema, { maxBytes: 2000 });
        return c.json(form, form.ok ? 200 : 422);
      });
    },
    { viewer: { ...PHARMACIST, language } },
  );
const app = routes('zh');

describe('readForm', () => {
  it('trims, reads full-width digits, leaves out what is empty and ignores fields it does not know', async () => {
    const response = await post(app, '/form', { ...GOOD, 'line.12.packs': '3', role: 'administrator' });
    expect(response.status).toBe(200);
    const { value } = (await response.json()) as { value: Record<string, unknown> };
    expect(value).toMatchObject({
      name: '二甲双胍',
      packs: 12,
      alternatives: [5],
      urgent: false,
      line: { 12: { packs: 3 } },
    });
    expect(value).not.toHaveProperty('role');
    expect(value).not.toHaveProperty('note');
  });

  it('says at each field what to do and keeps what was typed', async () => {
    const bad = { ...GOOD, name: '', packs: '1.5', needed: '2026-02-30', urgency: 'x', 'line.12.packs': '100' };
    const response = await post(app, '/form', bad);
    expect(response.status).toBe(422);
    const form = (await response.json()) as FormState;
    expect(form.errors).toEqual({
      name: '这里要填写。',
      packs: '要填整数，例如12。',
      needed: '日期要写成2026-11-23这样。',
      urgency: '请从列出的选项里选一个。',
      'line.12.packs': '不能大于99。',
    });
    expect(form.values).toMatchObject({ packs: ['1.5'], needed: ['2026-02-30'] });
  });

  it('refuses missing, negative, huge and invisible input in the language of the reader', async () => {
    const response = await post(routes('en'), '/form', {
      name: 'a\u202eb',
      packs: '-1',
      needed: '',
      urgency: 'routine',
      alternatives: '99999999999999999999',
      idempotency_key: 'short',
    });
    const { errors } = (await response.json()) as FormState;
    expect(errors).toEqual({
      name: 'It contains invisible control characters; type it again.',
      packs: 'Not less than 0.',
      needed: 'Fill this in.',
      'alternatives.0': 'Enter a whole number, such as 12.',
      idempotency_key: 'This is not right; check it.',
    });
  });

  it('refuses a body that is too large, even when it does not say its length', async () => {
    expect((await post(app, '/form', { ...GOOD, note: 'x'.repeat(3000) })).status).toBe(413);
    const chunked = await app.request('/form', {
      method: 'POST',
      body: new Blob([`note=${'x'.repeat(3000)}`]).stream(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  it('does not let a field name reach the prototype', async () => {
    await post(app, '/form', { ...GOOD, '__proto__.admin': '1', 'constructor.prototype.admin': '1' });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe('form kit', () => {
  const t = wordsOf('zh');
  const refused: FormState = {
    values: { name: ['"><img>'], 'qty.packs': ['7'], 'qty.units': ['44'] },
    errors: { name: '最多10个字。', 'qty.units': '片数要小于30。' },
    formErrors: [],
  };

  it('shows the typed value, the error and how they belong together', () => {
    const html = String(<TextField form={refused} name="name" label="药名" hint="拼音也可以" />);
    expect(html).toContain('value="&quot;&gt;&lt;img&gt;"');
    expect(html).toContain('aria-invalid="true" aria-describedby="f-name-hint f-name-error"');
    expect(html).toContain('id="f-name-error"');
  });

  it('never sends a password back', () => {
    const form = { ...emptyForm(), values: { password: ['geheim'] } };
    expect(String(<TextField form={form} name="password" label="密码" type="password" />)).not.toContain('geheim');
  });

  it('links each error of the summary to its field', () => {
    const html = String(<ErrorSummary t={t} form={refused} labels={{ name: '药名' }} />);
    expect(html).toContain('还有2处需要改');
    expect(html).toContain('<a href="#f-name">药名：最多10个字。</a>');
    expect(html).toContain('href="#f-qty-units"');
    expect(String(<ErrorSummary t={t} form={emptyForm()} />)).toBe('');
  });

  it('splits a quantity into two boxes and keeps what was typed in them', () => {
    const shape = { packSize: 30, packUnit: '盒', baseUnit: '片', scale: 1 };
    const fresh = String(
      <PackField t={t} form={emptyForm()} name="qty" label="数量" shape={shape} quantityBase={224} />,
    );
    expect(fresh).toMatch(/name="qty\.packs" value="7".*name="qty\.units" value="14"/);
    expect(fresh).toContain('1盒=30片');
    const again = String(<PackField t={t} form={refused} name="qty" label="数量" shape={shape} quantityBase={224} />);
    expect(again).toContain('name="qty.units" value="44"');
    expect(again).toContain('片数要小于30。');
  });
});
