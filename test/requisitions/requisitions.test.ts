/** Requisitions from the draft to the goods: proposing, submitting, returning, closing; who may and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/statement.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { setLevels } from '../../src/levels/commands.ts';
import { setCalendar } from '../../src/requisitions/calendar-commands.ts';
import {
  closeLine,
  openRequisition,
  returnRequisition,
  submitRequisition,
  withdrawRequisition,
} from '../../src/requisitions/commands.ts';
import { openDemand } from '../../src/requisitions/demand-queries.ts';
import { listRequisitions } from '../../src/requisitions/list-queries.ts';
import { needItems } from '../../src/requisitions/need-queries.ts';
import { requisitionByNumber, requisitionLines } from '../../src/requisitions/record-queries.ts';
import { supplyPool } from '../../src/requisitions/supply-pool-commands.ts';
import { demandChecks } from '../../src/requisitions/verify.ts';
import { type DispatchWorld, openWorld, PACK, receive, send } from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addPerson, type TestItem, type TestPerson } from '../support/build.ts';

const freeStock = statement(
  'select cast(sum(on_hand - reserved) as bigint) as free from balance where location_id = :locationId',
);

let world: DispatchWorld;
let chief: TestPerson;
let narcotic: TestItem;
beforeAll(async () => {
  world = await openWorld(20);
  chief = await addPerson(world.services, world.head, 'chief_pharmacist');
  narcotic = await addItem(world.services, { code: 'MOR', controlClass: 'narcotic' });
});
afterAll(async () => {
  expect(await findAll(demandChecks, world.services.db.read)).toEqual([]);
  await world.drop();
});

async function opened(start: 'proposal' | 'last' | 'empty' = 'empty'): Promise<string> {
  const input = { member: world.branch.code, start };
  return accepted(await openRequisition(world.services, world.people.receiver, null, input)).number;
}

async function stateOf(number: string) {
  const record = await requisitionByNumber(world.services.db.read, number, '/');
  if (record === undefined) throw new Error(`no ${number}`);
  return { ...record, lines: await requisitionLines(world.services.db.read, record.document.id) };
}

async function submit(number: string, packs: number, more: { reason?: string; note?: string; item?: TestItem } = {}) {
  const { document } = await stateOf(number);
  const { reason = '门诊增加', note = '', item = world.item } = more;
  const lines = [{ itemId: item.id, quantityBase: packs * PACK, reason }];
  const input = { number, version: document.version, neededBy: '2026-12-05', note, lines };
  return submitRequisition(world.services, world.people.receiver, null, input);
}

async function submitted(packs: number, note = ''): Promise<string> {
  const number = await opened();
  accepted(await submit(number, packs, { note }));
  return number;
}

async function reasoned<A extends typeof withdrawRequisition>(
  act: A,
  actor: TestPerson,
  number: string,
  reason = '不用',
) {
  const { document } = await stateOf(number);
  return act(world.services, actor, null, { number, version: document.version, reason });
}

describe('a requisition', () => {
  it('is in the pool once submitted, supplied from the hub, received and done', async () => {
    const number = await submitted(3);
    const { document, lines } = await stateOf(number);
    expect(document.status).toBe('submitted');
    const [line] = lines;
    const open = await openDemand(world.services.db.read, { demandIds: [line?.demandId ?? 0] });
    expect(open).toMatchObject([{ openBase: 3 * PACK, origin: 'requisition', organisationId: world.branch.id }]);
    const wanted = [{ demandId: line?.demandId ?? 0, quantityBase: 3 * PACK }];
    const input = { itemCode: 'AMX', lines: wanted, reason: '' };
    const { dispatches } = accepted(await supplyPool(world.services, world.people.pharmacist, null, input));
    const find = async (state: 'in_supply' | 'done') =>
      (await listRequisitions(world.services.db.read, '/', { state }, 50)).rows.map((row) => row.number);
    expect(await find('in_supply')).toContain(number);
    const seen = { organisationId: world.branch.id, itemIds: [world.item.id], day: '2026-11-23' };
    const coming = () => needItems(world.services.db.read, seen);
    expect(await coming()).toMatchObject([{ transitBase: 3 * PACK, pendingBase: 0, stockBase: 0 }]);
    for (const dispatch of dispatches) {
      await send(world, dispatch);
      expect(await coming()).toMatchObject([{ transitBase: 3 * PACK, pendingBase: 0, stockBase: 0 }]);
      await receive(world, dispatch);
    }
    expect(await coming()).toMatchObject([{ transitBase: 0, pendingBase: 0, stockBase: 3 * PACK }]);
    expect(await find('done')).toContain(number);
    expect((await stateOf(number)).lines).toMatchObject([{ receivedBase: 3 * PACK, sentBase: 3 * PACK }]);
  });

  it('copies the last one, and proposes by limits what is missing', async () => {
    const copy = await stateOf(await opened('last'));
    expect(copy.lines).toMatchObject([{ quantityBase: 3 * PACK }]);
    const limits = [{ itemId: world.item.id, leastBase: 10 * PACK, mostBase: 20 * PACK }];
    const input = { member: world.branch.code, lines: limits };
    accepted(await setLevels(world.services, world.people.receiver, null, input));
    const proposed = await stateOf(await opened('proposal'));
    expect(proposed.lines).toMatchObject([{ quantityBase: 17 * PACK, proposedBase: 17 * PACK, stockBase: 3 * PACK }]);
    const wrong = { member: world.branch.code, lines: [{ itemId: world.item.id, leastBase: 9, mostBase: 3 }] };
    expect(await setLevels(world.services, world.people.receiver, null, wrong)).toMatchObject({
      reason: 'target_span',
    });
    const ended = { member: world.branch.code, lines: [{ itemId: world.item.id, leastBase: null, mostBase: null }] };
    accepted(await setLevels(world.services, world.people.receiver, null, ended));
  });

  it('refuses far numbers without a reason, controlled drugs by name, nothing at all, and a stale page', async () => {
    const number = await opened();
    expect(await submit(number, 50, { reason: '' })).toMatchObject({ reason: 'requisition_far' });
    const controlled = await submit(number, 1, { item: narcotic });
    expect(controlled).toMatchObject({ reason: 'requisition_controlled', field: `line.${narcotic.id}` });
    expect(await submit(number, 0)).toMatchObject({ reason: 'requisition_empty' });
    const { document } = await stateOf(number);
    const stale = { number, version: document.version + 1, neededBy: '2026-12-05', note: '', lines: [] };
    expect(await submitRequisition(world.services, world.people.receiver, null, stale)).toMatchObject({
      reason: 'stale',
    });
    const past = { ...stale, version: document.version, neededBy: '2026-01-01' };
    expect(await submitRequisition(world.services, world.people.receiver, null, past)).toMatchObject({
      reason: 'day_past',
    });
    const foreign = await reasoned(withdrawRequisition, world.people.stranger, number);
    expect(foreign).toMatchObject({ reason: 'not_found' });
    const other = { member: world.other.code, start: 'empty' as const };
    const denied = await openRequisition(world.services, world.people.receiver, null, other);
    expect(denied).toMatchObject({ reason: 'organisation_unknown' });
  });

  it('is returned by the hub with a reason, changed and submitted again with needs of its own', async () => {
    const number = await submitted(2);
    const [before] = (await stateOf(number)).lines;
    expect(await reasoned(returnRequisition, world.people.receiver, number)).toMatchObject({ reason: 'forbidden' });
    expect(await reasoned(returnRequisition, world.people.pharmacist, number, ' ')).toMatchObject({ field: 'reason' });
    accepted(await reasoned(returnRequisition, world.people.pharmacist, number, '请按盒核对'));
    const gone = await openDemand(world.services.db.read, { demandIds: [before?.demandId ?? 0] });
    expect(gone).toEqual([]);
    accepted(await submit(number, 1));
    const [after] = (await stateOf(number)).lines;
    expect(after?.demandId).not.toBe(before?.demandId);
    expect(after).toMatchObject({ quantityBase: PACK, closedBase: 0 });
    accepted(await reasoned(withdrawRequisition, world.people.receiver, number));
    expect((await stateOf(number)).document.status).toBe('withdrawn');
    expect(await submit(number, 1)).toMatchObject({ reason: 'requisition_closed' });
  });

  it('cannot be withdrawn once part is arranged; what is open is closed line by line', async () => {
    const number = await submitted(4);
    const [line] = (await stateOf(number)).lines;
    const wanted = [{ demandId: line?.demandId ?? 0, quantityBase: PACK }];
    const input = { itemCode: 'AMX', lines: wanted, reason: '' };
    const unexplained = await supplyPool(world.services, world.people.pharmacist, null, input);
    expect(unexplained).toMatchObject({ reason: 'share_reason_missing' });
    const explained = { ...input, reason: '其余等到货' };
    accepted(await supplyPool(world.services, world.people.pharmacist, null, explained));
    expect(await reasoned(withdrawRequisition, world.people.receiver, number)).toMatchObject({
      reason: 'requisition_in_supply',
    });
    const { document } = await stateOf(number);
    const rest = { number, version: document.version, lineId: line?.id ?? 0, reason: '够用了' };
    accepted(await closeLine(world.services, world.people.receiver, null, rest));
    expect((await stateOf(number)).lines).toMatchObject([{ closedBase: 3 * PACK, plannedBase: PACK }]);
    const again = { ...rest, version: document.version + 1 };
    expect(await closeLine(world.services, world.people.receiver, null, again)).toMatchObject({
      reason: 'requisition_nothing_open',
    });
  });

  it('belongs to its round once; a second one and one between rounds say why', async () => {
    const today = new Date(world.services.clock.now() + 8 * 3_600_000);
    const weekday = today.getUTCDay() || 7;
    const days = { everyWeeks: 2, weekday, startsOn: today.toISOString().slice(0, 10), coverDays: 21 };
    const input = { member: '*branch', ...days };
    expect(await setCalendar(world.services, world.people.receiver, null, input)).toMatchObject({
      reason: 'forbidden',
    });
    expect(accepted(await setCalendar(world.services, chief, null, input)).members).toBe(2);
    const first = await submitted(1);
    expect((await stateOf(first)).roundOn).toBe(days.startsOn);
    const second = await opened();
    expect(await submit(second, 1)).toMatchObject({ reason: 'requisition_second', field: 'note' });
    accepted(await submit(second, 1, { note: '上一张漏报' }));
    expect((await stateOf(second)).roundOn).toBeNull();
    const between = { ...input, weekday: (weekday % 7) + 1, startsOn: addWeek(days.startsOn) };
    accepted(await setCalendar(world.services, chief, null, between));
    const third = await opened();
    expect(await submit(third, 1)).toMatchObject({ reason: 'requisition_out_of_turn' });
  });

  it('gives the last stock to one of two pharmacists who supply it at once', async () => {
    const asked = await Promise.all([submitted(400, '急'), submitted(400, '急')]);
    const needs = await Promise.all(asked.map(async (number) => (await stateOf(number)).lines[0]?.demandId ?? 0));
    const stock = await world.services.db.read.run<{ free: number }>(freeStock, { locationId: world.places.headStore });
    const all = Number(stock[0]?.free ?? 0);
    const both = await Promise.all(
      needs.map((demandId) => {
        const input = { itemCode: 'AMX', lines: [{ demandId, quantityBase: all }], reason: '先给急需的' };
        return supplyPool(world.services, world.people.pharmacist, null, input);
      }),
    );
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    const lost = both.find((answer) => !answer.ok);
    expect(['supply_short', 'insufficient_stock']).toContain(lost?.ok === false ? lost.reason : '');
  });
});

function addWeek(day: string): string {
  return new Date(Date.parse(day) + 10 * 86_400_000).toISOString().slice(0, 10);
}
