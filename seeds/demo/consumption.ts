/** What wards and patients were handed out lately by name, what came back of it, and a file of a hospital system. */

import { recordIssue } from '../../src/issues/commands.ts';
import { issueByNumber } from '../../src/issues/record-queries.ts';
import { returnIssue } from '../../src/issues/return-commands.ts';
import { setUseCode } from '../../src/issues/use/code-commands.ts';
import { takeFile } from '../../src/issues/use/file-commands.ts';
import { postFile, startFile } from '../../src/issues/use/post-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { recount } from './postings.ts';
import { type Item, type Member, memberOf, must, staffOf, today, type World } from './world.ts';

const HANDING_OUT = ['XG18', 'XG24', 'XG1801'];
/** Whose hospital system writes lists of what was dispensed. */
const EXPORTING = 'XG24';
const WARDS = ['内科', '外科', '儿科', '急诊'];
const PATIENTS = ['李明', '王秀兰', '刘建国', '陈小芳'];
const KINDS = 4;
const FILE_KINDS = 5;

/** Everyday drugs of which a member has so much that nobody misses a few boxes. */
export function plenty(world: World, member: Member, count: number): Item[] {
  const packs = (item: Item) => world.shelves.available(member.id, item.id, today(world)) / item.data.packSize;
  const everyday = [...member.range.values()].map((habit) => habit.item);
  const free = everyday.filter(({ data }) => {
    return data.kind === 'drug' && data.control === 'none' && !world.asked.has(`${member.data.code} ${data.code}`);
  });
  return [...free].sort((a, b) => packs(b) - packs(a)).slice(0, count);
}

async function handOut(world: World, member: Member, item: Item, index: number): Promise<string> {
  const toWard = index % 2 === 1;
  const input = {
    purpose: toWard ? ('ward' as const) : ('patient' as const),
    ward: toWard ? (WARDS[index % WARDS.length] ?? '') : '',
    patient: toWard ? '' : (PATIENTS[index % PATIENTS.length] ?? ''),
    prescription: toWard ? '' : `CF${today(world).replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`,
    note: '',
    occurredAt: null,
    lines: [
      { itemId: item.id, quantityBase: Math.max(2, Math.floor(item.data.packSize / 2)), place: null, reason: '' },
    ],
  };
  const done = must(await recordIssue(world.services, staffOf(member), null, input), `issue of ${member.data.code}`);
  await recount(world, member, item);
  return done.number;
}

async function bringBack(world: World, member: Member, number: string): Promise<void> {
  const record = await issueByNumber(world.tx, number);
  const seen = { key: null, number, seenVersion: record?.document.version ?? 0 };
  const input = { lines: [{ lineNumber: 1, quantityBase: 1 }], reason: '医生停药，未拆封' };
  must(await returnIssue(world.services, staffOf(member), seen, input), `return of ${number}`);
}

const HEADINGS = '发药日期,院内编码,药品名称,数量,单位,科室,处方号';

/** A file as the hospital system writes it: codes of its own, one row nobody can post. */
function exported(world: World, items: readonly Item[]): Uint8Array {
  const day = addDays(world.day, -1);
  const rows = items.flatMap((item, index) =>
    [0, 1].map((turn) => {
      const time = `${10 + turn}:${String(5 + index * 7).padStart(2, '0')}`;
      const { name, baseUnit } = item.data;
      return `${day} ${time},H${1001 + index},${name},${turn + 1},${baseUnit},${WARDS[index % 4]},HIS${turn}${index}`;
    }),
  );
  rows.push(`${day} 15:00,H9999,院内协定处方,1,剂,中医科,HIS99`);
  return new TextEncoder().encode([HEADINGS, ...rows].join('\r\n'));
}

async function importFile(world: World, member: Member, items: readonly Item[]): Promise<void> {
  const actor = staffOf(member);
  for (const [index, item] of items.entries()) {
    const answer = { code: `H${1001 + index}`, unit: item.data.baseUnit, item: item.data.code };
    const meaning = { ...answer, means: 'base' as const, times: 1, fileId: null };
    must(await setUseCode(world.services, actor, null, meaning), `code ${answer.code}`);
  }
  const columns = { day: '发药日期', code: '院内编码', name: '药品名称', quantity: '数量', unit: '单位' };
  const upload = { fileName: `发药流水-${addDays(world.day, -1)}.csv`, content: exported(world, items) };
  const more = { columns: { ...columns, ward: '科室', prescription: '处方号' }, unit: 'base' as const };
  const { fileId } = must(await takeFile(world.services, actor, null, { ...upload, ...more }), 'a file of use');
  must(await startFile(world.services, actor, null, fileId), 'posting a file');
  must(await postFile(world.services, actor, fileId), 'posting a file');
  for (const item of items) await recount(world, member, item);
}

/** The day before and this morning. */
export async function* consumption(world: World): Script {
  yield instantOf(addDays(world.day, -1), '09:20');
  const members = HANDING_OUT.map((code) => memberOf(world, code));
  for (const member of members) {
    const numbers: string[] = [];
    for (const [index, item] of plenty(world, member, KINDS).entries()) {
      numbers.push(await handOut(world, member, item, index));
    }
    const [first] = numbers;
    if (first !== undefined) await bringBack(world, member, first);
  }
  yield instantOf(world.day, '08:20');
  const member = memberOf(world, EXPORTING);
  await importFile(world, member, plenty(world, member, FILE_KINDS));
}
