/** The pages of losses: opening, lots with boxes, approval, photos, destruction with its witness, papers and files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossByNumber } from '../../src/losses/loss-record.ts';
import { destroyedOf } from '../../src/losses/stock-queries.ts';
import { paths } from '../../src/paths.ts';
import { type CountWorld, key, onHand, openCountWorld, stocked } from '../counts/count-world.ts';
import { addItem, addStock, TEST_PASSWORD } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: CountWorld;
beforeAll(async () => {
  world = await openCountWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const version = async (number: string) =>
  String((await lossByNumber(world.services.db.read, number))?.document.version ?? 0);
const numberIn = (text: string | null, prefix: string) =>
  new RegExp(`${prefix}-\\d{8}-\\d{4,}`).exec(text ?? '')?.[0] ?? '';

describe('the pages of losses', () => {
  it('lead from an expired lot to the record of its destruction', async () => {
    const item = await addItem(world.services, { genericName: '过期药片' });
    const expired = { item, quantityBase: 48, organisationId: world.branch.id, expiresOn: '2026-01-31' };
    const lotId = await addStock(world.services, world.store, expired);
    const browser = await signIn(world.app, world.first.login);
    const fields = { kind: 'write_off', organisation: world.branch.code };
    const wrong = await browser.post(paths.losses(), { idempotency_key: key(), ...fields, reason: '落地' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('落地');
    const made = await browser.post(paths.losses(), { idempotency_key: key(), ...fields, reasonCode: 'expired' });
    const number = numberIn(made.location, 'BS');
    expect((await browser.get(paths.loss(number))).text).toContain('过期药片');
    const box = `lot.${world.store}-${lotId}.packs`;
    const much = await browser.post(paths.lossLines(number), { idempotency_key: key(), [box]: '9' });
    expect(much.status).toBe(422);
    expect(much.text).toContain('value="9"');
    expect((await browser.post(paths.lossLines(number), { idempotency_key: key(), [box]: '2' })).status).toBe(303);
    const sent = { idempotency_key: key(), version: await version(number) };
    expect((await browser.post(paths.lossAct(number, 'submission'), sent)).status).toBe(303);
    const chief = await signIn(world.app, world.chief.login);
    expect((await chief.get(paths.home())).text).toContain(number);
    const approval = { idempotency_key: key(), version: await version(number) };
    expect((await chief.post(paths.lossAct(number, 'approval'), approval)).status).toBe(303);
    expect((await chief.post(paths.lossAct(number, 'approval'), approval)).status).toBe(303);
    expect(await onHand(world, lotId)).toBe(0);
    expect((await browser.get(paths.newDestruction())).text).toContain('过期药片');
    const [line] = await destroyedOf(world.services.db.read, number);
    const act = {
      organisation: world.branch.code,
      method: 'incineration',
      place: '医疗废物暂存间',
      [`line.${line?.lineId ?? 0}.packs`]: '2',
      witness: world.second.login,
    };
    const alone = await browser.post(paths.destructions(), { idempotency_key: key(), ...act });
    expect(alone.status).toBe(422);
    expect(alone.text).toContain('医疗废物暂存间');
    const stood = { idempotency_key: key(), ...act, witnessPassword: TEST_PASSWORD };
    const destroyed = await browser.post(paths.destructions(), stood);
    expect(destroyed.status).toBe(303);
    const record = numberIn(destroyed.location, 'XH');
    expect((await browser.get(paths.loss(number))).text).toContain(record);
    expect((await browser.get(paths.loss(record))).text).toContain(number);
    expect((await browser.get(paths.lossPaper(record))).text.startsWith('%PDF')).toBe(true);
    const asked = { idempotency_key: key(), kind: 'loss_note', number: record };
    const print = await browser.post(paths.prints(), asked);
    expect((await browser.follow(print)).text.startsWith('%PDF')).toBe(true);
    expect((await browser.get(paths.loss(record))).text).toContain('打印记录');
    expect((await browser.get(paths.lossPaper(number))).text.startsWith('%PDF')).toBe(true);
    expect((await browser.get(paths.losses({ q: 'gqyp' }))).text).toContain(number);
    expect((await browser.get(paths.lossesExport('csv', { kind: 'destruction' }))).text).toContain(record);
  });

  it('keep photos, and put an adjustment back by a red one', async () => {
    const { item, lotId } = await stocked(world, 24, { genericName: '维生素' });
    const browser = await signIn(world.app, world.first.login);
    const fields = { kind: 'adjustment', organisation: world.branch.code, reasonCode: 'entry_error' };
    const made = await browser.post(paths.losses(), { idempotency_key: key(), ...fields });
    const number = numberIn(made.location, 'TZ');
    expect((await browser.get(paths.loss(number, { q: item.code }))).text).toContain('维生素');
    const up = { idempotency_key: key(), direction: 'in', [`lot.${world.store}-${lotId}.packs`]: '1' };
    expect((await browser.post(paths.lossLines(number), up)).status).toBe(303);
    const photo = new File([Buffer.from('%PDF-1.4 proof')], 'proof.pdf', { type: 'application/pdf' });
    const kept = await browser.post(paths.attachments(), {
      idempotency_key: key(),
      subject: `document ${number}`,
      file: photo,
    });
    expect(kept.status).toBe(303);
    expect((await browser.get(paths.loss(number))).text).toContain('proof.pdf');
    const send = { idempotency_key: key(), version: await version(number) };
    expect((await browser.post(paths.lossAct(number, 'submission'), send)).status).toBe(303);
    const chief = await signIn(world.app, world.chief.login);
    const approve = { idempotency_key: key(), version: await version(number) };
    expect((await chief.post(paths.lossAct(number, 'approval'), approve)).status).toBe(303);
    expect(await onHand(world, lotId)).toBe(48);
    const undo = { idempotency_key: key(), version: await version(number), why: '又错了' };
    expect((await chief.post(paths.lossAct(number, 'reversal'), undo)).status).toBe(303);
    expect(await onHand(world, lotId)).toBe(24);
    expect((await chief.get(paths.loss(number))).text).toContain('又错了');
  });
});
