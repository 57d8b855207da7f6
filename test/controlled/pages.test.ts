/** The pages of controlled drugs: today, register and its papers, handover, ampoules, cards, and who is let in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { TEST_PASSWORD } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type ControlledWorld, inSafe, issued, key, openControlledWorld } from './controlled-world.ts';

let world: ControlledWorld;
let lotId: number;
let keeper: Browser;
beforeAll(async () => {
  world = await openControlledWorld();
  lotId = await inSafe(world, 20);
  keeper = await signIn(world.app, world.wang.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const standing = () => ({ witness: world.zhao.login, witnessPassword: TEST_PASSWORD });

describe('the register', () => {
  it('is opened from the page of today, printed and exported', async () => {
    const { number } = await issued(world, lotId, 3);
    const today = await keeper.get(paths.controlled());
    expect(today.text).toContain('枸橼酸芬太尼注射液');
    expect(today.text).toContain(number);
    expect(today.text).toContain('还没有交接过班');
    expect((await keeper.get(paths.registers({ q: 'fentaini' }))).text).toContain(world.fentanyl.code);
    expect((await keeper.get(paths.registers({ q: '没有这个药' }))).text).not.toContain(world.fentanyl.code);
    const page = await keeper.get(paths.register(world.fentanyl.code));
    for (const word of [number, '李护士', '王药师／赵院长', '1盒7支', '2盒']) expect(page.text).toContain(word);
    expect((await keeper.get(paths.registerPaper(world.fentanyl.code))).text.startsWith('%PDF')).toBe(true);
    const file = await keeper.get(paths.registerExport(world.fentanyl.code, 'csv'));
    expect(file.text).toContain(`${number},`);
    expect((await keeper.get(paths.registersExport('xlsx'))).status).toBe(200);
    const empty = await keeper.get(paths.register(world.fentanyl.code, { from: '2020-01-01', to: '2020-01-31' }));
    expect(empty.status).toBe(200);
    const nonsense = await keeper.get(
      paths.register(world.fentanyl.code, { from: 'x', to: '9999-99-99', after: 'zz' }),
    );
    expect(nonsense.status).toBe(200);
  });

  it('is of the own member alone', async () => {
    const stranger = await signIn(world.app, world.sun.login);
    const elsewhere = { organisation: world.branch.code };
    expect((await stranger.get(paths.controlled(elsewhere))).status).toBe(404);
    expect((await stranger.get(paths.register(world.fentanyl.code, elsewhere))).status).toBe(404);
    expect((await stranger.get(paths.controlled())).text).toContain('没有麻精毒药品专柜');
    const chief = await signIn(world.app, world.chief.login);
    expect((await chief.get(paths.register(world.fentanyl.code, elsewhere))).text).toContain('李护士');
  });
});

describe('a handover', () => {
  it('keeps what was typed until both signed, and never shows the books before', async () => {
    const form = await keeper.get(paths.newHandover());
    expect(form.text).toContain('芬太尼');
    expect(form.text).not.toContain('1盒7支');
    const box = `lot.${lotId}`;
    const typed = { store: String(world.safe), day: '2026-11-23', shift: 'day', [`${box}.packs`]: '1' };
    const hands = (more: Record<string, string>) =>
      keeper.post(paths.handovers(), { idempotency_key: key(), ...typed, ...more });
    expect((await hands({})).status).toBe(422);
    const wrong = await hands({ witness: world.zhao.login, witnessPassword: 'wrong', [`${box}.units`]: '6' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="6"');
    expect(wrong.text).not.toContain('wrong"');
    const self = await hands({ witness: world.wang.login, witnessPassword: TEST_PASSWORD });
    expect(self.status).toBe(422);
    const elsewhere = await hands({ witness: world.sun.login, witnessPassword: TEST_PASSWORD });
    expect(elsewhere.status).toBe(422);
    const differs = await hands({ ...standing(), [`${box}.units`]: '6' });
    expect(differs.status).toBe(422);
    expect(differs.text).toContain('与账面不符');
    const done = await hands({ ...standing(), [`${box}.units`]: '6', [`${box}.reason`]: '打破一支' });
    expect(done.status).toBe(303);
    const number = /JB-\d{8}-\d{4,}/.exec(done.location ?? '')?.[0] ?? '';
    expect((await keeper.get(paths.handover(number))).text).toContain('打破一支');
    const chief = await signIn(world.app, world.chief.login);
    expect((await chief.get(paths.home())).text).toContain(number);
    const closing = { idempotency_key: key(), version: '1', finding: '已报损' };
    expect((await keeper.post(paths.handoverClosing(number), closing)).status).toBe(403);
    expect((await chief.post(paths.handoverClosing(number), { ...closing, finding: '' })).status).toBe(422);
    expect((await chief.post(paths.handoverClosing(number), closing)).status).toBe(303);
    const again = await chief.post(paths.handoverClosing(number), { ...closing, idempotency_key: key() });
    expect([409, 422]).toContain(again.status);
    expect((await keeper.get(paths.handovers({ state: 'closed' }))).text).toContain(number);
    expect((await keeper.get(paths.handoversExport('csv'))).text).toContain(number);
  });
});

describe('ampoules', () => {
  it('are taken back, poured away and destroyed before two', async () => {
    const { lineId, number } = await issued(world, lotId, 4);
    expect((await keeper.get(paths.ampoules({ q: number }))).text).toContain(number);
    expect((await keeper.get(paths.ampoulesExport('csv'))).text).toContain(number);
    const back = (more: Record<string, string>) =>
      keeper.post(paths.ampouleReturn(lineId), {
        idempotency_key: key(),
        pieces: '4',
        returnedBy: '李护士',
        ...standing(),
        ...more,
      });
    const many = await back({ pieces: '9' });
    expect(many.status).toBe(422);
    expect(many.text).toContain('只差4支');
    expect((await back({ pieces: 'x' })).status).toBe(422);
    expect((await back({ witness: '' })).status).toBe(422);
    expect((await back({})).status).toBe(303);
    expect((await back({})).status).toBe(422);
    const residue = { idempotency_key: key(), amount: '0.5ml', method: '冲净', ...standing() };
    expect((await keeper.post(paths.ampouleResidue(lineId), residue)).status).toBe(303);
    const line = await keeper.get(paths.ampouleLine(lineId));
    expect(line.text).toContain('0.5ml');
    const shown = await keeper.get(paths.ampoulesBack());
    const id = /name="return" value="(\d+)"/.exec(shown.text)?.[1] ?? '';
    const destroy = { idempotency_key: key(), organisation: world.branch.code, ...standing() };
    expect((await keeper.post(paths.ampoulesDestruction(), destroy)).status).toBe(422);
    const done = await keeper.post(paths.ampoulesDestruction(), { ...destroy, idempotency_key: key(), return: id });
    expect(done.status).toBe(303);
    expect((await keeper.get(paths.ampoulesBack())).text).not.toContain('name="return"');
    const stranger = await signIn(world.app, world.sun.login);
    expect((await stranger.get(paths.ampouleLine(lineId))).status).toBe(404);
    expect((await stranger.post(paths.ampouleReturn(lineId), { idempotency_key: key() })).status).toBe(404);
  });
});

describe('purchase cards', () => {
  it('are recorded and withdrawn by quality and the chief pharmacist', async () => {
    const chief = await signIn(world.app, world.chief.login);
    expect((await keeper.get(paths.newCard())).status).toBe(403);
    const card = {
      organisation: world.branch.code,
      number: '赣印2026',
      classes: 'narcotic',
      buyers: '王药师',
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
    };
    const records = (more: Record<string, string>) =>
      chief.post(paths.cards(), { idempotency_key: key(), ...card, ...more });
    const backwards = await records({ validTo: '2025-01-01' });
    expect(backwards.status).toBe(422);
    expect(backwards.text).toContain('赣印2026');
    expect((await records({ organisation: 'NOWHERE' })).status).toBe(404);
    expect((await records({})).status).toBe(303);
    expect((await records({})).status).toBe(422);
    const shown = await chief.get(paths.cards({ q: '2026' }));
    expect(shown.text).toContain('赣印2026');
    const id = /\/controlled\/cards\/(\d+)\/withdrawal/.exec(shown.text)?.[1] ?? '';
    expect((await chief.post(paths.cardWithdrawal(id), { idempotency_key: key(), reason: '' })).status).toBe(422);
    expect((await chief.post(paths.cardWithdrawal(id), { idempotency_key: key(), reason: '换发' })).status).toBe(303);
    expect((await keeper.get(paths.cards())).text).toContain('已注销');
  });
});

describe('guessing', () => {
  it('locks a login whose password was guessed too often', async () => {
    const guesser = await signIn(world.app, world.zhao.login);
    const guess = () =>
      guesser.post(paths.handovers(), {
        idempotency_key: key(),
        store: String(world.safe),
        day: '2026-11-23',
        shift: 'night',
        [`lot.${lotId}.packs`]: '1',
        witness: world.chief.login,
        witnessPassword: 'guess',
      });
    const texts = [];
    for (let turn = 0; turn < 12; turn += 1) texts.push((await guess()).text);
    expect(texts.every((text) => text.includes('已交接'))).toBe(false);
    expect(texts.at(-1)).toMatch(/锁定|分钟/);
  });
});

describe('lists of what came back and of cards', () => {
  it('are looked through by pinyin, paged and exported', async () => {
    const { number, lineId } = await issued(world, lotId, 2);
    const form = { idempotency_key: key(), pieces: '2', returnedBy: '护士' };
    expect((await keeper.post(paths.ampouleReturn(lineId), { ...form, ...standing() })).status).toBe(303);
    expect((await keeper.get(paths.ampoulesBack({ q: 'fentaini' }))).text).toContain(number);
    expect((await keeper.get(paths.ampoulesBack({ q: number.toLowerCase() }))).text).toContain(number);
    expect((await keeper.get(paths.ampoulesBack({ q: '%' }))).status).toBe(200);
    expect((await keeper.get(paths.ampoulesBack({ q: '没有这个', after: 'zz' }))).status).toBe(200);
    expect((await keeper.get(paths.ampoulesBackExport('csv', { q: '没有这个' }))).text).not.toContain(number);
    expect((await keeper.get(paths.ampoulesBackExport('csv', { q: 'fentaini' }))).text).toContain(number);
    expect((await keeper.get(paths.ampoulesBackExport('xlsx'))).status).toBe(200);
    expect((await keeper.get(paths.issue(number))).text).toContain(paths.ampouleLine(lineId));
    expect((await keeper.get(paths.ampouleLine(lineId))).text).toContain(paths.issue(number));
    expect((await keeper.get(paths.cards({ page: '99' }))).status).toBe(200);
    expect((await keeper.get(paths.cardsExport('csv'))).text).toContain('卡号');
    expect((await keeper.get(paths.cardsExport('xlsx', { q: 'x' }))).status).toBe(200);
  });
});
