/** The pages of recalls: entering, matching, freezing, answering on a phone, closing, papers and files; and a drill. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { recallByNumber } from '../../src/recalls/record-queries.ts';
import { signIn } from '../support/login.ts';
import { batch, key, noticesFor, openRecallWorld, type RecallWorld } from './recall-world.ts';

let world: RecallWorld;
beforeAll(async () => {
  world = await openRecallWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const numberIn = (text: string | null) => /ZH-\d{8}-\d{4,}/.exec(text ?? '')?.[0] ?? '';
const sent = async (number: string, more: Record<string, string | string[] | File> = {}) => ({
  idempotency_key: key(),
  version: String((await recallByNumber(world.services.db.read, number))?.document.version ?? 0),
  ...more,
});
const FIELDS = { level: '1', title: '胶囊溶出度不合格', source: '某药业', reason: '溶出度', handling: 'destroy' };

describe('the pages of recalls', () => {
  it('lead from a notice to its report', async () => {
    const of = await batch(world, 'PG-55021K');
    const quality = await signIn(world.app, world.quality.login);
    expect((await quality.get(paths.newRecall())).status).toBe(200);
    const wrong = await quality.post(paths.recalls(), { idempotency_key: key(), ...FIELDS, lots: '55' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('胶囊溶出度不合格');
    const part = { item: of.item.code, lots: '5502', match: 'part' };
    const made = await quality.post(paths.recalls(), { idempotency_key: key(), ...FIELDS, ...part });
    const number = numberIn(made.location);
    const offered = await quality.get(paths.recall(number));
    expect(offered.text).toContain('PG-55021K');
    expect(offered.text).toContain('部分相同');
    expect(offered.text).not.toMatch(/name="lot" value="\d+" checked/);
    const none = await quality.post(paths.recallAct(number, 'confirmation'), await sent(number));
    expect(none.status).toBe(422);
    const lot = { lot: String(of.lotId) };
    expect((await quality.post(paths.recallAct(number, 'confirmation'), await sent(number, lot))).status).toBe(303);
    const froze = await quality.post(paths.recallAct(number, 'freeze'), await sent(number));
    expect(froze.status).toBe(303);
    for (const part of ['lots', 'members', 'places', 'people', 'sources', 'report']) {
      expect((await quality.get(paths.recall(number, { part }))).status).toBe(200);
    }
    const doctor = await signIn(world.app, world.doctor.login);
    expect((await doctor.get(paths.home())).text).toContain(number);
    const mine = paths.recallMember(number, world.clinic.code);
    expect((await doctor.get(mine)).text).toContain('PG-55021K');
    expect((await doctor.get(paths.recallMember(number, world.branch.code))).status).toBe(404);
    const [, , clinic] = await noticesFor(world, number);
    const answer = paths.recallAnswer(number, world.clinic.code);
    const told = { idempotency_key: key(), sent: String(clinic?.notice.sentAt ?? 0), patients: '1', note: '已封存' };
    const missing = await doctor.post(answer, told);
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('已封存');
    const found = { [`found.${of.lotId}.packs`]: '1', [`found.${of.lotId}.units`]: '0' };
    expect((await doctor.post(answer, { ...told, ...found, sent: '5', idempotency_key: key() })).status).toBe(422);
    expect((await doctor.post(answer, { ...told, ...found, idempotency_key: key() })).status).toBe(303);
    const photo = new File([Buffer.from('%PDF-1.4 proof')], 'shelf.pdf', { type: 'application/pdf' });
    const subject = `recall ${number}-${world.clinic.code}`;
    expect((await doctor.post(paths.attachments(), { idempotency_key: key(), subject, file: photo })).status).toBe(303);
    expect((await quality.get(mine)).text).toContain('shelf.pdf');
    expect((await doctor.get(paths.recalls())).text).toContain(number);
    expect((await doctor.get(paths.recall(number))).text).not.toContain(world.branch.name);
    expect((await quality.get(paths.recalls({ q: 'zhy' }))).text).toContain(number);
    expect((await quality.get(paths.recalls({ q: '55021' }))).text).toContain(number);
    expect((await quality.get(paths.recalls({ state: 'closed' }))).text).not.toContain(number);
    expect((await quality.get(paths.recallsExport('csv'))).text).toContain(number);
    expect((await quality.get(paths.recallExport(number, 'csv'))).text).toContain('已封存');
    expect((await quality.get(paths.recallReport(number))).text.startsWith('%PDF')).toBe(true);
    const early = await quality.post(paths.recallAct(number, 'closing'), await sent(number));
    expect(early.status).toBe(422);
  });

  it('take a list of lots from a sheet, whole or not at all', async () => {
    const of = await batch(world);
    const quality = await signIn(world.app, world.quality.login);
    const made = await quality.post(paths.recalls(), { idempotency_key: key(), ...FIELDS });
    const number = numberIn(made.location);
    const sheet = (text: string) => new File([Buffer.from(text)], 'lots.csv', { type: 'text/csv' });
    const bad = await quality.post(
      paths.recallAct(number, 'sheet'),
      await sent(number, { file: sheet(`品种编码,批号\n${of.item.code},${of.number}\n${of.item.code},\n`) }),
    );
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('第3行');
    const good = await quality.post(
      paths.recallAct(number, 'sheet'),
      await sent(number, { file: sheet(`品种编码,批号\n${of.item.code},${of.number}\n`) }),
    );
    expect(good.status).toBe(303);
    expect((await quality.get(paths.recall(number))).text).toContain('完全相同');
  });

  it('mark a drill wherever it stands', async () => {
    const of = await batch(world);
    const quality = await signIn(world.app, world.quality.login);
    const target = { item: of.item.code, lots: of.number, drill: '1' };
    const made = await quality.post(paths.recalls(), { idempotency_key: key(), ...FIELDS, ...target });
    const number = numberIn(made.location);
    const lot = { lot: String(of.lotId) };
    await quality.post(paths.recallAct(number, 'confirmation'), await sent(number, lot));
    await quality.post(paths.recallAct(number, 'freeze'), await sent(number));
    expect((await quality.get(paths.recall(number))).text).toContain('召回演练，不是真实召回');
    const doctor = await signIn(world.app, world.doctor.login);
    expect((await doctor.get(paths.home())).text).toContain('（演练）');
    expect((await doctor.get(paths.recallMember(number, world.clinic.code))).text).toContain('【演练】');
    expect((await quality.get(paths.recallReport(number))).text.startsWith('%PDF')).toBe(true);
  });
});
