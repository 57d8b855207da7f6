/** Proposals: computed from stock, changed, accepted into transfers pair by pair, stale lines told; members' places. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberTransfer, proposalLine } from '../../db/schema/transfers.ts';
import type { Answer } from '../../src/audit/command.ts';
import { paths } from '../../src/paths.ts';
import { acceptLines } from '../../src/redistribution/accept-commands.ts';
import { computeProposal } from '../../src/redistribution/compute.ts';
import { changeLines, declineLines } from '../../src/redistribution/line-commands.ts';
import { importPoints, setPoint } from '../../src/redistribution/point-commands.ts';
import { placedMembers } from '../../src/redistribution/point-queries.ts';
import { closeProposal, keepProposal } from '../../src/redistribution/proposal-commands.ts';
import { proposalHead, proposalLines } from '../../src/redistribution/proposal-queries.ts';
import { accepted, addItem, addStock, type TestItem } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import {
  asked,
  giverHas,
  grants,
  inDays,
  key,
  loaded,
  openTransferWorld,
  PACK,
  TODAY,
  type TransferWorld,
  used,
} from '../transfers/transfer-world.ts';

let world: TransferWorld;
beforeAll(async () => {
  world = await openTransferWorld();
});
// The tests write use without the issues behind it
afterAll(() => endWhole(world, new Set(['daily_use'])));

const reason = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.reason);
const unhurried = async () => undefined;

/** The giver has far more than it uses, the taker hardly anything. */
async function uneven(packs = 40): Promise<TestItem> {
  const { item } = await giverHas(world, packs);
  await used(world, world.giver, item, PACK);
  await used(world, world.taker, item, 4 * PACK);
  return item;
}

async function proposed(itemIds: number[]): Promise<string> {
  const ask = { day: TODAY, aim: 'all' as const, route: 'direct' as const, itemIds };
  const computed = await computeProposal(world.services.db.read, ask, unhurried);
  return accepted(await keepProposal(world.services, world.hub, key(), { asked: ask, computed, words: '' })).number;
}

async function linesOf(number: string) {
  const head = await proposalHead(world.services.db.read, number);
  return proposalLines(world.services.db.read, { proposalId: head?.document.id ?? 0, filter: {}, size: 100 });
}

const typedOf = (id: number, packs: string) => ({ [String(id)]: { packs } });

describe('a proposal', () => {
  it('moves surplus to low cover with its reasons, and becomes a transfer that the giver grants', async () => {
    const item = await uneven();
    const number = await proposed([item.id]);
    const [row, ...more] = await linesOf(number);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ giver: '社富分院', taker: '江背分院', line: { quantityBase: 4 * PACK } });
    expect(row?.detail).toMatchObject({ why: 'low', giverBefore: 1200, takerBefore: 0, takerAfter: 30, km: null });
    const id = row?.line.id ?? 0;
    const { services, hub, zhao } = world;
    expect(reason(await changeLines(services, zhao, key(), { number, chosen: [id], typed: {} }))).toBe('forbidden');
    const change = (packs: string) =>
      changeLines(services, hub, key(), { number, chosen: [id], typed: typedOf(id, packs) });
    expect(reason(await change('0'))).toBe('proposal_zero');
    expect(reason(await change('x'))).not.toBe('ok');
    accepted(await change('3'));
    const none = { number, chosen: [], typed: {} };
    expect(reason(await acceptLines(services, hub, key(), none))).toBe('proposal_none_ticked');
    const input = { number, chosen: [id], typed: typedOf(id, '2') };
    const done = accepted(await acceptLines(services, hub, key(), input));
    expect(done).toMatchObject({ accepted: 1, stale: [] });
    expect(reason(await acceptLines(services, hub, key(), input))).toBe('proposal_line_answered');
    const [transfer = ''] = done.transfers;
    const opened = await loaded(world, transfer);
    expect(opened.transfer.origin).toBe('proposal');
    expect(opened.lines[0]?.line).toMatchObject({ askedBase: 2 * PACK, proposalLineId: id });
    expect((await proposalHead(services.db.read, number))?.document.status).toBe('closed');
    accepted(await grants(world, transfer, [2]));
  });

  it('opens one transfer for a pair, tells stale lines and leaves them, and declines the rest', async () => {
    const items = [await uneven(), await uneven(), await uneven()];
    const number = await proposed(items.map((item) => item.id));
    const lines = await linesOf(number);
    expect(lines).toHaveLength(3);
    const [first] = lines;
    const taken = await asked(world, { [first?.line.itemId ?? 0]: { packs: '40' } });
    accepted(await grants(world, taken, [40]));
    const { services, hub } = world;
    const two = lines.slice(0, 2).map(({ line }) => line.id);
    const done = accepted(await acceptLines(services, hub, key(), { number, chosen: two, typed: {} }));
    expect(done).toMatchObject({ accepted: 1, stale: [{ line: 1, reason: 'supply_short' }] });
    expect(done.transfers).toHaveLength(1);
    const one = { number, chosen: two.slice(0, 1), typed: {} };
    expect(reason(await acceptLines(services, hub, key(), one))).toBe('supply_short');
    const left = [first?.line.id ?? 0];
    expect(reason(await declineLines(services, hub, key(), { number, chosen: left, reason: '' }))).toBe(
      'reason_missing',
    );
    accepted(await declineLines(services, hub, key(), { number, chosen: left, reason: '已另调' }));
    accepted(await closeProposal(services, hub, key(), { number, reason: '其余不调' }));
    expect(reason(await closeProposal(services, hub, key(), { number, reason: '再关' }))).toBe('wrong_state');
    const states = (await linesOf(number)).map(({ line }) => line.status);
    expect(states).toEqual(['declined', 'accepted', 'declined']);
  });

  it('does not promise again what was asked for, and never counts what may not move', async () => {
    const item = await uneven(8);
    const again = { day: TODAY, aim: 'all' as const, route: 'direct' as const, itemIds: [item.id] };
    expect((await computeProposal(world.services.db.read, again, unhurried)).moves).toHaveLength(1);
    await asked(world, { [item.id]: { packs: '4' } });
    expect((await computeProposal(world.services.db.read, again, unhurried)).moves).toEqual([]);
    const morphine = (await giverHas(world, 40, { item: { controlClass: 'narcotic' } })).item;
    const made = await addItem(world.services, { kind: 'preparation' });
    await used(world, world.taker, morphine, 50);
    for (const of of [made]) {
      await giverHas(world, 40, { of });
      await used(world, world.taker, of, 50);
    }
    const never = { ...again, itemIds: [morphine.id, made.id] };
    expect((await computeProposal(world.services.db.read, never, unhurried)).summary.items).toBe(0);
  });

  it('gives two who accept one line one transfer', async () => {
    const item = await uneven();
    const number = await proposed([item.id]);
    const id = (await linesOf(number))[0]?.line.id ?? 0;
    const input = { number, chosen: [id], typed: {} };
    const answers = await Promise.all([1, 2, 3].map(() => acceptLines(world.services, world.hub, key(), input)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const where = and(eq(proposalLine.id, id), eq(memberTransfer.origin, 'proposal'));
    const rows = await world.services.db.read
      .select({ id: memberTransfer.documentId })
      .from(proposalLine)
      .innerJoin(memberTransfer, eq(memberTransfer.documentId, proposalLine.transferId))
      .where(where);
    expect(rows).toHaveLength(1);
  });
});

describe('where members are', () => {
  it('is set by hand or read from a sheet, all or none, and measures the journeys', async () => {
    const { services, hub, giver, taker, head, zhao } = world;
    const set = (memberCode: string, latitude: string, longitude: string, actor = hub) =>
      setPoint(services, actor, key(), { memberCode, latitude, longitude });
    expect(reason(await set(giver.code, '26.3', '115.3', zhao))).toBe('forbidden');
    expect(reason(await set(giver.code, '北纬', '115.3'))).toBe('point_number');
    expect(reason(await set(giver.code, '126.3', '115.3'))).toBe('point_range');
    expect(reason(await set(giver.code, '0', '0'))).toBe('point_zero');
    expect(reason(await set('NOPE', '26.3', '115.3'))).toBe('point_member');
    accepted(await set(giver.code, '２６.３３', '115.36°'));
    const sheet = (text: string) =>
      importPoints(services, hub, key(), { name: 'points.csv', content: new TextEncoder().encode(text) });
    expect(reason(await sheet('编码,名字\nA,B'))).toBe('spreadsheet_columns_missing');
    const wrong = `机构编码,纬度,经度\n${head.code},26.3,115.4\n${taker.code},x,115.5\n`;
    expect(await sheet(wrong)).toMatchObject({ reason: 'point_number', detail: { row: 3 } });
    const rows = await placedMembers(services.db.read, { missing: true });
    expect(rows.map((one) => one.code)).toContain(head.code);
    accepted(await sheet(`机构编码,纬度,经度\n${head.code},26.30,115.40\n${taker.code},26.55,115.50\n`));
    const item = await uneven();
    const number = await proposed([item.id]);
    expect((await linesOf(number))[0]?.detail.km).toBeGreaterThan(20);
  });
});

describe('the pages of proposals', () => {
  it('compute, explain, edit, accept, decline and put away, and keep what was typed', async () => {
    const items = [await uneven(), await uneven()];
    const near = await addItem(world.services, { genericName: '近效期药' });
    const stock = { item: near, quantityBase: 40 * PACK, organisationId: world.giver.id, expiresOn: inDays(120) };
    await addStock(world.services, world.giverStore, stock);
    await used(world, world.taker, near, 10 * PACK);
    const browser = await signIn(world.app, world.hub.login);
    expect((await browser.get(paths.proposals())).text).toContain('计算调剂建议');
    const silent = await browser.post(paths.proposals(), { idempotency_key: key() });
    expect(silent.status).toBe(422);
    const ask = { idempotency_key: key(), aim: 'all', route: 'direct' };
    const made = await browser.post(paths.proposals(), ask);
    expect(made.status).toBe(303);
    const number = /TP-\d{8}-\d{4,}/.exec(made.location ?? '')?.[0] ?? '';
    const page = (await browser.get(paths.proposal(number))).text;
    expect(page).toContain('近效期药');
    expect(page).toContain('货值');
    const line = (await linesOf(number)).find((one) => one.item.id === items[0]?.id)?.line.id ?? 0;
    const wrong = { idempotency_key: key(), [`line.${line}.packs`]: 'abc', chosen: String(line) };
    const refused = await browser.post(paths.proposalAct(number, 'acceptance'), wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="abc"');
    const change = { idempotency_key: key(), [`line.${line}.packs`]: '3' };
    expect((await browser.post(paths.proposalAct(number, 'lines'), change)).status).toBe(303);
    const take = { idempotency_key: key(), chosen: String(line), [`line.${line}.packs`]: '2' };
    expect((await browser.post(paths.proposalAct(number, 'acceptance'), take)).status).toBe(303);
    expect((await browser.get(paths.proposal(number, { state: 'accepted' }))).text).toMatch(/DB-\d{8}/);
    expect((await browser.get(paths.proposal(number, { why: 'near', q: 'jxqy' }))).text).toContain('近效期药');
    expect((await browser.get(paths.proposalExport(number, 'csv'))).text).toContain('近效期药');
    const close = { idempotency_key: key(), why: '其余不调' };
    expect((await browser.post(paths.proposalAct(number, 'closing'), close)).status).toBe(303);
    expect((await browser.get(paths.proposals({ state: 'closed' }))).text).toContain(number);
    expect((await browser.get(paths.memberPoints({ q: 'sffy' }))).text).toContain('社富分院');
    const branch = await signIn(world.app, world.zhao.login);
    expect((await branch.get(paths.proposal(number))).status).toBe(404);
    const auditor = await signIn(world.app, world.auditor.login);
    expect((await auditor.get(paths.proposal(number))).status).toBe(200);
  });
});
