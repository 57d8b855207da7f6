/** A shortage that a neighbour answers: asked, agreed to, sent and received, both papers to their end; and refusals. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { showDispatch } from '../../src/dispatches/show-queries.ts';
import { paths } from '../../src/paths.ts';
import { endTransfer } from '../../src/transfers/answer-commands.ts';
import { grantTransfer } from '../../src/transfers/grant-commands.ts';
import { askNeighbour } from '../../src/transfers/shortage-commands.ts';
import { transfersForShortage } from '../../src/transfers/shortage-queries.ts';
import { transferByNumber } from '../../src/transfers/transfer-record.ts';
import { acceptedRequest, type County, key, openCounty, recordOf, registered, versionOf } from '../shortages/county.ts';
import { accepted, addItem, addPerson, addStock, type TestItem, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let county: County;
let chief: TestPerson;
beforeAll(async () => {
  county = await openCounty();
  chief = await addPerson(county.services, county.otherBranch, 'branch_head', { name: '社富主任' });
});
afterAll(async () => {
  expect(county.log).toEqual([]);
  await county.drop();
});

/** A drug of which only the neighbour has any. */
async function nearby(quantityBase = 240): Promise<TestItem & { lotId: number }> {
  const item = await addItem(county.services);
  const organisationId = county.otherBranch.id;
  return { ...item, lotId: await addStock(county.services, county.otherStore, { item, quantityBase, organisationId }) };
}

interface Asking {
  actor?: TestPerson;
  from?: string;
  base?: number;
  version?: number;
  asKey?: string;
}

async function asks(number: string, given: Asking = {}) {
  const { actor = county.hub, from = county.otherBranch.code, base: quantityBase = 48, asKey = key() } = given;
  const version = given.version ?? (await versionOf(county, number));
  return askNeighbour(county.services, actor, asKey, { number, version, from, quantityBase });
}

const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'accepted' : answer.reason);

async function seen(number: string) {
  const found = await transferByNumber(county.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return { given: { key: key(), number, seenVersion: found.document.version }, ...found };
}

async function grants(number: string, packs = '2', actor = chief) {
  const { given, lines } = await seen(number);
  const typed = Object.fromEntries(lines.map(({ line }) => [String(line.id), { packs, reason: '自己要用' }]));
  return grantTransfer(county.services, actor, given, typed);
}

async function carries(dispatch: string) {
  const { services } = county;
  const load = async () => {
    const view = await showDispatch(services.db.read, dispatch, '/');
    if (view === undefined) throw new Error(`no ${dispatch}`);
    return view;
  };
  for (const line of (await load()).lines) {
    const pick = { number: dispatch, lineId: line.id, pickedBase: line.quantityBase, reason: '' };
    accepted(await pickLine(services, county.stranger, null, pick));
  }
  const post = { number: dispatch, vehicle: null, driver: null, box: null, note: null };
  accepted(await postDispatch(services, chief, key(), { ...post, version: (await load()).record.document.version }));
  const { record, lines } = await load();
  const good = lines.map((line) => {
    return { lineId: line.id, goodBase: line.shippedBase, damagedBase: 0, missingBase: 0, note: null };
  });
  const input = { number: dispatch, version: record.document.version, lines: good };
  accepted(await receiveDispatch(services, county.doctor, key(), input));
}

describe('a shortage that a neighbour answers', () => {
  it('is asked for, agreed to, sent and received, and both papers come to their end', async () => {
    const item = await nearby();
    const number = await acceptedRequest(county, item);
    const { transfer } = accepted(await asks(number));
    expect((await seen(transfer)).transfer).toMatchObject({ origin: 'shortage' });
    expect((await recordOf(county, number)).document.status).toBe('accepted');
    const { dispatch } = accepted(await grants(transfer));
    expect((await recordOf(county, number)).shortage.answeredBase).toBe(48);
    expect((await recordOf(county, number)).document.status).toBe('matched');
    await carries(dispatch);
    expect((await recordOf(county, number)).document.status).toBe('arrived');
    expect((await seen(transfer)).document.status).toBe('received');
    const { id } = (await recordOf(county, number)).document;
    expect(await transfersForShortage(county.services.db.read, id)).toMatchObject([
      { number: transfer, status: 'received', askedBase: 48, grantedBase: 48 },
    ]);
  });

  it('stays open for the rest of what was agreed to, and for another neighbour after a refusal', async () => {
    const item = await nearby();
    const number = await acceptedRequest(county, item);
    const { transfer } = accepted(await asks(number));
    accepted(await grants(transfer, '1'));
    expect((await recordOf(county, number)).document.status).toBe('matched');
    const second = accepted(await asks(number, { base: 24 })).transfer;
    const { given } = await seen(second);
    accepted(await endTransfer(county.services, chief, given, { how: 'refuse', why: '自己要用' }));
    accepted(await asks(number, { base: 24 }));
  });

  it('is not asked for twice over, nor beyond what is open or there', async () => {
    const item = await nearby(24);
    const number = await acceptedRequest(county, item);
    expect(reasonOf(await asks(number, { base: 72 }))).toBe('shortage_neighbour_more');
    expect(reasonOf(await asks(number, { base: 0 }))).toBe('quantity_none');
    expect(await asks(number, { base: 48 })).toMatchObject({ reason: 'neighbour_short', detail: { available: 24 } });
    expect(reasonOf(await asks(number, { from: 'NOWHERE' }))).toBe('transfer_other_unknown');
    expect(await asks(number, { from: county.clinic.code })).toMatchObject({ reason: 'transfer_same_member' });
    expect(reasonOf(await asks(number, { version: 1 }))).toBe('stale');
    expect(reasonOf(await asks(number, { actor: county.doctor }))).toBe('forbidden');
    const asKey = key();
    const version = await versionOf(county, number);
    const once = accepted(await asks(number, { base: 24, asKey, version }));
    expect(accepted(await asks(number, { base: 24, asKey, version })).transfer).toBe(once.transfer);
    expect(await asks(number, { base: 48 })).toMatchObject({ reason: 'shortage_neighbour_more', detail: { open: 24 } });
  });

  it('is not asked for before the hub accepted it, nor agreed to once it is over', async () => {
    const early = await registered(county, await nearby());
    expect(reasonOf(await asks(early))).toBe('wrong_state');
    const item = await nearby();
    const number = await acceptedRequest(county, item);
    const first = accepted(await asks(number, { base: 24 })).transfer;
    const second = accepted(await asks(number, { base: 24 })).transfer;
    accepted(await grants(first, '1'));
    accepted(await grants(second, '1'));
    expect((await recordOf(county, number)).shortage.answeredBase).toBe(48);
    expect(reasonOf(await asks(number, { base: 24 }))).toBe('shortage_neighbour_more');
  });
});

describe('its pages', () => {
  it('offer who has some, keep what was typed, and lead from each paper to the other', async () => {
    const item = await nearby();
    const number = await acceptedRequest(county, item);
    const hub = await signIn(county.app, county.hub.login);
    const page = await hub.get(paths.shortage(number));
    expect(page.text).toContain('富余10盒');
    const fields = async (more: Record<string, string>) => ({
      idempotency_key: key(),
      version: String(await versionOf(county, number)),
      'neighbour.from': county.otherBranch.code,
      ...more,
    });
    const over = await hub.post(paths.shortageNeighbour(number), await fields({ 'neighbour.quantity.packs': '9' }));
    expect(over.status).toBe(422);
    expect(over.text).toContain('最多还能请调2盒');
    const much = await hub.post(paths.shortageNeighbour(number), await fields({ 'neighbour.quantity.packs': '很多' }));
    expect(much.status).toBe(422);
    expect(much.text).toContain('很多');
    const done = await hub.post(paths.shortageNeighbour(number), await fields({ 'neighbour.quantity.packs': '2' }));
    expect(done.status).toBe(303);
    const after = await hub.follow(done);
    const transfer = /DB-\d{8}-\d{4,}/.exec(after.text)?.[0] ?? '';
    expect(after.text).toContain(`href="${paths.transfer(transfer)}"`);
    expect(after.text).not.toContain(paths.shortageNeighbour(number));
    expect((await hub.get(paths.transfer(transfer))).text).toContain(`href="${paths.shortage(number)}"`);
    const giver = await (await signIn(county.app, chief.login)).get(paths.transfer(transfer));
    expect(giver.text).toContain(number);
    expect(giver.text).not.toContain(`href="${paths.shortage(number)}"`);
    const doctor = await signIn(county.app, county.doctor.login);
    expect((await doctor.get(paths.shortage(number))).text).toContain(transfer);
    expect((await doctor.get(paths.transfer(transfer))).text).toContain(`href="${paths.shortage(number)}"`);
  });
});
