/** Monthly returns of the demo: months of the history filed in time, a zero report, and a correction under way. */
import type { Actor } from '../../src/auth/viewer.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { isWorkingDay } from '../../src/kernel/working-time.ts';
import { approveReturn, reportReturn, submitReturn } from '../../src/monitoring/decide-commands.ts';
import { addLine, changeLine, setNote, setNothing } from '../../src/monitoring/line-commands.ts';
import { correctReturn, prepareReturn } from '../../src/monitoring/prepare-commands.ts';
import { type LineRow, returnByNumber } from '../../src/monitoring/record-queries.ts';
import { dueDay, lastMonth, monthAfter, SHORT_KINDS, stockDays } from '../../src/monitoring/rules.ts';
import { calendarFrom } from '../../src/working-days/queries.ts';
import { documentOf } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { chiefOf, type Item, must, today, type World } from './world.ts';

const LEAST_LINES = 3;
const WORKING_DAYS = 5;

async function seen(world: World, number: string) {
  return { key: null, number, seenVersion: (await documentOf(world, number)).version };
}

async function linesOf(world: World, number: string): Promise<LineRow[]> {
  return (await returnByNumber(world.tx, number))?.lines ?? [];
}

const ACTIONS = ['县域内调剂，优先急救用量', '启用药事会批准的替代药品', '已向省平台备案采购，2家企业答复待货'];

/** What the pharmacist writes into a line after two calls; `nth` makes lines differ. */
async function fill(world: World, actor: Actor, number: string, line: LineRow, nth: number): Promise<void> {
  const { foundOn, useBase, patients, approvalNumber } = line;
  const stays = { foundOn: foundOn ?? `${line.drawn.foundOn ?? ''}`, useBase, patients, approvalNumber };
  const month = (await returnByNumber(world.tx, number))?.paper.month ?? '';
  const values = {
    ...stays,
    foundOn: stays.foundOn === '' ? `${month}-12` : stays.foundOn,
    approvalNumber: approvalNumber === '' ? '国药准字H36021188' : approvalNumber,
    kind: line.kind ?? SHORT_KINDS[nth % SHORT_KINDS.length] ?? 'interrupted',
    stockBase: line.stockBase,
    members: Math.max(1, line.members),
    substitutes: line.substitutes === '' ? '无' : line.substitutes,
    suppliers: Math.max(2, line.suppliers),
    supplierReply: line.supplierReply === '' ? '两家配送企业均答复无货，到货时间未定' : line.supplierReply,
    action: ACTIONS[nth % ACTIONS.length] ?? '',
    expectedOn: null,
    note: '企业未给到货日期；成员机构存量只够在用患者',
  };
  const input = { lineId: line.id, values, reason: '电话询问两家配送企业' };
  must(await changeLine(world.services, actor, await seen(world, number), input), `a line of ${number}`);
}

/** Drugs that members use and of which the county has least, for months in which nobody asked for much. */
function scarce(world: World): Item[] {
  const places = [...new Set([world.hub.member, ...world.members])];
  const at = (item: Item) =>
    places.reduce((sum, place) => sum + world.shelves.available(place.id, item.id, today(world)), 0);
  const drugs = world.items.filter(
    ({ data }) =>
      data.kind === 'drug' && !world.leaving.has(data.code) && places.some((one) => one.range.has(data.code)),
  );
  return drugs
    .map((item) => ({ item, base: at(item) }))
    .sort((a, b) => a.base - b.base)
    .slice(0, LEAST_LINES * 4)
    .map(({ item }) => item);
}

/** Adds scarce drugs until the return has some; those that last too long for the form are left off again. */
async function complete(world: World, actor: Actor, number: string, month: string): Promise<void> {
  const { services } = world;
  for (const item of scarce(world)) {
    const lines = await linesOf(world, number);
    if (lines.length >= LEAST_LINES) break;
    if (lines.some((line) => line.itemId === item.id)) continue;
    const given = await seen(world, number);
    must(await addLine(services, actor, given, { itemCode: item.data.code }), `${item.data.code} on ${number}`);
  }
  for (const [nth, line] of (await linesOf(world, number)).entries()) {
    await fill(world, actor, number, line, nth);
    const days = stockDays(line.stockBase, line.useBase, month);
    if (days !== null && days < 30) continue;
    if (line.stockBase === 0) continue;
    const rest = (await linesOf(world, number)).find(({ id }) => id === line.id);
    if (rest !== undefined) await spare(world, actor, number, rest);
  }
}

/** What lies in stores counts no more where it is set aside for one patient each: the number is corrected to none. */
async function spare(world: World, actor: Actor, number: string, line: LineRow): Promise<void> {
  const { kind, foundOn, useBase, members, patients, approvalNumber } = line;
  const { substitutes, suppliers, supplierReply, action, expectedOn, note } = line;
  const kept = { kind, foundOn, useBase, members, patients, approvalNumber };
  const told = { substitutes, suppliers, supplierReply, action, expectedOn, note };
  const input = { lineId: line.id, values: { ...kept, ...told, stockBase: 0 }, reason: '余量已留给在用患者，不能再发' };
  must(await changeLine(world.services, actor, await seen(world, number), input), `stock of ${number}`);
}

async function file(world: World, actor: Actor, number: string, month: string): Promise<void> {
  const { services, hub } = world;
  const note = { note: '其余品种县域内可以调剂，已逐一核实' };
  must(await setNote(services, actor, await seen(world, number), note), `the note of ${number}`);
  must(await submitReturn(services, actor, await seen(world, number)), `submission of ${number}`);
  must(await approveReturn(services, chiefOf(hub), await seen(world, number)), `signature of ${number}`);
  const receiptNumber = `GJDQ-${month.replace('-', '')}-360732-01`;
  const filing = { reportedOn: today(world), receiptNumber };
  must(await reportReturn(services, actor, await seen(world, number), filing), `filing of ${number}`);
}

/** Months that end within the history, the last one apart. */
function monthsOf(world: World): string[] {
  const last = lastMonth(world.day);
  return [monthAfter(last, -2), monthAfter(last, -1), last].filter(
    (month) => monthAfter(month, 1) > world.startDay.slice(0, 7),
  );
}

/** The day on which a month's return is filed: the last working day before its limit, or the limit itself. */
async function filingDay(world: World, month: string): Promise<string> {
  const calendar = await calendarFrom(world.tx, `${month}-01`);
  const due = dueDay(month, WORKING_DAYS, calendar);
  const before = dueDay(month, WORKING_DAYS - 1, calendar);
  return isWorkingDay(before, calendar) ? before : due;
}

export async function* monitoring(world: World): Script {
  const [actor] = world.hub.pharmacists;
  if (actor === undefined) return;
  let last: string | undefined;
  for (const [nth, month] of monthsOf(world).entries()) {
    const day = await filingDay(world, month);
    if (startOfDay(day) < startOfDay(world.startDay)) continue;
    yield instantOf(day, '09:20');
    const { number, lines } = must(await prepareReturn(world.services, actor, null, { month }), `return of ${month}`);
    const zero = nth === 0 && lines === 0;
    if (zero) {
      const said = await setNothing(world.services, actor, await seen(world, number), { nothing: true });
      must(said, `zero report of ${month}`);
    } else await complete(world, actor, number, month);
    await file(world, actor, number, month);
    last = number;
  }
  if (last === undefined) return;
  yield instantOf(world.day, '00:30');
  const why = { why: '首次发现日期应为门诊登记日' };
  must(await correctReturn(world.services, actor, await seen(world, last), why), `correction of ${last}`);
}
