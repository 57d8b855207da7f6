/** Picking by scan: a lot, an item's code or a trace code; what does not fit is refused, kept, and moves nothing. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { itemCode } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { readScan, type ScannedCode } from '../kernel/codes/scan.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { isTraceCode } from '../tracing/rules.ts';
import { scanWithin } from '../tracing/scan-commands.ts';
import type { DispatchRecord } from './dispatch-record.ts';
import { linesWithNames, type Picked, senderDispatch, setPicked } from './pick-commands.ts';
import { dispatchTransitions } from './rules.ts';
import { lineOfScan } from './scanned-line.ts';

export interface ScanInput {
  number: string;
  text: string;
}

/** Items that carry a scanned code, such as the GTIN on the pack or the first digits of a trace code. */
async function itemsWithCode(tx: Tx, scan: ScannedCode): Promise<Set<number>> {
  if (scan.itemCodes.length === 0) return new Set();
  const found = new Set<number>();
  for (const { type, value } of scan.itemCodes) {
    const rows = await tx
      .select({ itemId: itemCode.itemId })
      .from(itemCode)
      .where(and(eq(itemCode.type, type), eq(itemCode.value, value)));
    for (const row of rows) found.add(row.itemId);
  }
  return found;
}

/** A scan that was refused stays in the dispatch's timeline: what was held before the scanner, and why not. */
async function keepMisScan(services: CommandServices, actor: Actor, input: ScanInput, refusal: Refusal) {
  await command(
    services,
    actor,
    { act: 'dispatch.mis_scan', key: null, input, subject: input.number },
    async (tx, at) => {
      const record = await senderDispatch(tx, actor, input.number);
      if (!record.ok) return record;
      const detail = { text: input.text.slice(0, 200), reason: refusal.reason, ...refusal.detail };
      const step = { act: 'mis_scan', to: 'picking', transitions: dispatchTransitions, actor, at, detail };
      const moved = await advance(tx, record.value.document.id, step);
      return moved.ok ? ok({ value: null, subject: input.number, after: detail }) : moved;
    },
  );
}

/**
 * A trace code goes to its line, which is picked with it; null when its first digits say nothing, so that the text may
 * still be something else.
 */
async function pickByTraceCode(
  tx: Tx,
  actor: Actor,
  at: number,
  record: DispatchRecord,
  text: string,
): Promise<Result<Picked> | null> {
  if (!isTraceCode(text)) return null;
  const { number, id } = record.document;
  const asked = { number, act: 'dispatch' as const, codes: text.trim(), line: null, partBase: null, confirmed: false };
  const added = await scanWithin(tx, actor, at, asked);
  if (!added.ok) return added.reason.startsWith('trace_prefix') ? null : added;
  let last: Result<Picked> = refuse('line_unknown');
  for (const line of (await linesWithNames(tx, id)).filter((one) => added.value.lineIds.includes(one.id))) {
    const { lineNumber, itemName, lotNumber, quantityBase, pickedBase } = line;
    const picked = { pickedBase: quantityBase, reason: null };
    last =
      pickedBase === null
        ? await setPicked(tx, record, line, picked, actor, at)
        : ok({ lineId: line.id, lineNumber, itemName, lotNumber, pickedBase });
    if (!last.ok) return last;
  }
  return last;
}

/**
 * Picks the line that a scan names, in full. Refuses a lot that is not on the list, one that is already picked,
 * the right drug of a wrong lot, a code that fits several lots; a refused scan is kept in the timeline.
 */
export async function scanPick(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ScanInput,
): Promise<Answer<Picked>> {
  const answer = await command<Picked>(
    services,
    actor,
    { act: 'dispatch.scan', key, input, subject: input.number },
    async (tx, at) => {
      const record = await senderDispatch(tx, actor, input.number, { locked: true });
      if (!record.ok) return record;
      const traced = await pickByTraceCode(tx, actor, at, record.value, input.text);
      if (traced !== null) return traced.ok ? ok({ value: traced.value, subject: input.number, after: input }) : traced;
      const scan = readScan(input.text);
      if (!scan.ok) return scan;
      const lines = await linesWithNames(tx, record.value.document.id);
      const line = lineOfScan(lines, scan.value, await itemsWithCode(tx, scan.value));
      if (!line.ok) return line;
      const picked = { pickedBase: line.value.quantityBase, reason: null };
      const done = await setPicked(tx, record.value, line.value, picked, actor, at);
      return done.ok ? ok({ value: done.value, subject: input.number, after: input }) : done;
    },
  );
  const isWrong = !answer.ok && /^(scan|trace)_/.test(answer.reason) && answer.reason !== 'scan_empty';
  if (isWrong) await keepMisScan(services, actor, input, answer);
  return answer;
}
