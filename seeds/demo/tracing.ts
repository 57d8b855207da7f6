/** Trace codes of the last goods on their way: inspected, sent, received, handed out; and one pack handed out twice. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { itemCode } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { CONCLUDED } from '../../src/receiving/rules.ts';
import { headOf, mayScan, paperOf } from '../../src/tracing/paper-queries.ts';
import type { TraceAct } from '../../src/tracing/rules.ts';
import { scanPaper } from '../../src/tracing/scan-commands.ts';
import { instantOf, type Script } from './agenda.ts';
import { plenty } from './consumption.ts';
import { recount } from './postings.ts';
import { type Item, type Member, memberOf, must, personOf, staffOf, type World } from './world.ts';

const LATEST = 4;
/** Of a long line only the first packs were scanned. */
const MOST_PACKS = 30;
/** Where a pack was scanned a second time. */
const TWICE = 'XG24';

async function prefixOf(world: World, itemId: number): Promise<string | undefined> {
  const own = and(eq(itemCode.itemId, itemId), eq(itemCode.type, 'trace_prefix'));
  const [row] = await world.tx.select({ value: itemCode.value }).from(itemCode).where(own);
  return row?.value;
}

/** Serials that no two packs of the demo share. */
class Serials {
  private last = 500_000;

  code(prefix: string): string {
    this.last += 1;
    return `${prefix}${String(this.last).padStart(13, '0')}`;
  }
}

async function latest(world: World, kind: 'receipt' | 'dispatch', states: string[]) {
  const wanted = and(eq(document.kind, kind), inArray(document.status, states));
  return world.tx.select().from(document).where(wanted).orderBy(desc(document.id)).limit(LATEST);
}

/** Scans the packs of a paper, all but one of each third line, and remembers which codes are on which line. */
async function scanAll(
  world: World,
  actor: Actor,
  number: string,
  act: TraceAct,
  serials: Serials,
  known: Map<string, string[]> = new Map(),
): Promise<Map<string, string[]>> {
  const head = await headOf(world.tx, number);
  if (head === undefined || !mayScan(head, act, actor)) return known;
  const { lines } = await paperOf(world.tx, head, act);
  for (const [index, line] of lines.entries()) {
    const prefix = await prefixOf(world, line.itemId);
    const packs = Math.floor(line.quantityBase / line.packSize) - (index % 3 === 2 ? 1 : 0);
    const whole = Math.min(packs, MOST_PACKS);
    if (prefix === undefined || whole < 1) continue;
    const key = `${line.itemId} ${line.lotNumber}`;
    const codes = known.get(key)?.slice(0, whole) ?? Array.from({ length: whole }, () => serials.code(prefix));
    const input = { number, act, codes: codes.join(' '), line: line.lineNumber, partBase: null, confirmed: false };
    must(await scanPaper(world.services, actor, null, input), `codes of ${number}`);
    known.set(key, codes);
  }
  return known;
}

async function handOut(world: World, member: Member, item: Item, code: string): Promise<void> {
  const codes = [{ code, partBase: null }];
  const line = { itemId: item.id, quantityBase: item.data.packSize, place: null, reason: '', codes };
  const header = { purpose: 'patient' as const, ward: '', patient: '李明', prescription: '', note: '' };
  const input = { ...header, occurredAt: null, lines: [line] };
  must(await recordIssue(world.services, staffOf(member), null, input), `codes at ${member.data.code}`);
  await recount(world, member, item);
}

/** This morning, when the papers of the last days lie on the desk. */
export async function* tracing(world: World): Script {
  yield instantOf(world.day, '08:50');
  const serials = new Serials();
  const keeper = personOf(world.hub, 'storekeeper');
  for (const receipt of await latest(world, 'receipt', [...CONCLUDED])) {
    await scanAll(world, keeper, receipt.number, 'receipt', serials);
  }
  for (const sent of await latest(world, 'dispatch', ['received', 'in_transit'])) {
    const codes = await scanAll(world, keeper, sent.number, 'dispatch', serials);
    const member = world.members.find((one) => one.id === sent.counterpartId);
    if (member === undefined || sent.status !== 'received') continue;
    await scanAll(world, staffOf(member), sent.number, 'arrival', serials, codes);
  }
  const member = memberOf(world, TWICE);
  for (const item of plenty(world, member, 2)) {
    const prefix = await prefixOf(world, item.id);
    if (prefix === undefined) continue;
    const code = serials.code(prefix);
    await handOut(world, member, item, code);
    await handOut(world, member, item, code);
    break;
  }
}
