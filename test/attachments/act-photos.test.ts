/** Photos that go with an act: kept with its paper under what they show, or the whole act is refused. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approveMove } from '../../src/asset-transfers/act-commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { attachmentsOf } from '../../src/attachments/queries.ts';
import { HOUR_MS } from '../../src/kernel/clock.ts';
import { agreeToLoan } from '../../src/loans/act-commands.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { paths } from '../../src/paths.ts';
import { agreeToBooking, askForBooking, startBooking } from '../../src/sharing/booking-commands.ts';
import { offerShare } from '../../src/sharing/offer-commands.ts';
import { branchCard, type MoveWorld, openMoveWorld, proposed } from '../asset-transfers/move-world.ts';
import { key } from '../assets/asset-world.ts';
import { accepted } from '../support/build.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: MoveWorld;
let keeper: Browser;
let receiver: Browser;
beforeAll(async () => {
  world = await openMoveWorld();
  keeper = await signIn(world.app, world.branchHead.login);
  receiver = await signIn(world.app, world.otherHead.login);
});
afterAll(() => endWhole(world));

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Another picture each time. */
const photo = () => new File([SIGNATURE, new Uint8Array(randomBytes(40))], '外观.png', { type: 'image/png' });
const program = () => new File(['MZ\0\0'], '外观.png', { type: 'image/png' });
const statusOf = async (card: string) => (await assetByNumber(world.services.db.read, '/', card))?.asset.status;
const titlesOf = async (paper: string) =>
  (await attachmentsOf(world.services.db.read, `document ${paper}`)).map(({ title }) => title);

/** Sends the form of the act as the page shows it now. */
async function send(who: Browser, page: string, name: string, fields: Fields) {
  const { text } = await who.get(page);
  expect(text).toContain('multipart/form-data');
  const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
  return who.post(`${page}/${name}`, { idempotency_key: key(), version, ...fields });
}

/** First a program that is called a picture, which refuses the whole act and keeps what was typed; then a picture. */
async function tryBoth(who: Browser, page: string, name: string, fields: Fields) {
  const refused = await send(who, page, name, { ...fields, photo: program() });
  expect([refused.status, /href="#[\w-]*photo"/.test(refused.text)]).toEqual([422, true]);
  expect(refused.text).toContain(String(fields['condition']));
  const done = await send(who, page, name, { ...fields, photo: photo() });
  expect(done.status).toBe(303);
}

it('shows a loan as it was handed over and as it came back', async () => {
  const { services, officer, branchHead, otherBranch, clock } = world;
  const card = await branchCard(world);
  const dueOn = new Date(clock.now() + 72 * HOUR_MS).toISOString().slice(0, 10);
  const wish = { assetNumber: card, to: otherBranch.code, reason: '维修期间', dueOn };
  const { number } = accepted(await askForLoan(services, officer, key(), wish));
  accepted(await agreeToLoan(services, branchHead, { key: key(), number }));
  const page = paths.loan(number);
  const refused = await send(keeper, page, 'hand-over', { condition: '完好无损', room: '急诊', photo: program() });
  expect([refused.status, await statusOf(card), await titlesOf(number)]).toEqual([422, 'in_use', []]);
  await tryBoth(keeper, page, 'hand-over', { condition: '完好无损', room: '急诊' });
  await tryBoth(keeper, page, 'return', { condition: '外壳有划痕' });
  expect(await titlesOf(number)).toEqual(['移交照片', '归还照片']);
  expect((await receiver.get(page)).text).toContain('归还照片');
});

it('shows a thing after others used it', async () => {
  const { services, officer, branchHead, otherBranch, clock } = world;
  const card = await branchCard(world);
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
  const offer = { slotMinutes: 60, hours, note: '' };
  accepted(await offerShare(services, branchHead, { key: key(), number: card }, offer));
  const startsAt = Math.ceil(clock.now() / HOUR_MS) * HOUR_MS;
  const wish = { asset: card, to: otherBranch.code, urgent: false, purpose: '检查', startsAt };
  const asked = await askForBooking(services, officer, key(), { ...wish, endsAt: startsAt + HOUR_MS });
  const { number } = accepted(asked);
  accepted(await agreeToBooking(services, branchHead, { key: key(), number }));
  accepted(await startBooking(services, branchHead, { key: key(), number }));
  await tryBoth(keeper, paths.booking(number), 'finish', { minutes: '60', cases: '1', condition: '用后清洁完好' });
  expect(await titlesOf(number)).toEqual(['用后照片']);
});

it('shows what is transferred on both sides, and needs none', async () => {
  const { services, branchHead, officer } = world;
  const card = await branchCard(world);
  const number = await proposed(world, card);
  for (const one of [branchHead, officer]) accepted(await approveMove(services, one, { key: key(), number }));
  const page = paths.assetTransfer(number);
  await tryBoth(keeper, page, 'hand-over', { condition: '附件齐全', test: '通电正常', safe: '1' });
  const taken = await send(receiver, page, 'take-over', { condition: '验收正常', room: '超声室' });
  expect([taken.status, await titlesOf(number)]).toEqual([303, ['移交照片']]);
});
