/** Scanning at a paper, and taking a wrong scan back while the act is not done. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Added, addScans } from './add-commands.ts';
import { takeBack, takeTurn } from './capture-statements.ts';
import { headOf, mayScan, paperOf, paperScans, seesPaper, type TracePaper } from './paper-queries.ts';
import { lockPaper } from './paper-statements.ts';
import { readCodes, type TraceAct } from './rules.ts';

export interface ScanInput {
  number: string;
  act: TraceAct;
  /** One code or many, as they were scanned or pasted. */
  codes: string;
  /** The line number they belong to; null lets the codes say. */
  line: number | null;
  /** Base units of a broken pack; null lets the line say. */
  partBase: number | null;
  /** The person says that first digits nobody knows are those of the item. */
  confirmed: boolean;
}

/** The paper, locked, for somebody who may scan at it. */
async function scanningAt(tx: Tx, actor: Actor, number: string, act: TraceAct): Promise<Result<TracePaper>> {
  if (!may(actor.roles, 'trace.read')) return refuseWithout('trace.read');
  const known = await headOf(tx, number);
  if (known === undefined || !seesPaper(known, act, actor)) return refuse('not_found');
  await tx.run(lockPaper, { id: known.id });
  const head = (await headOf(tx, number)) ?? known;
  if (!mayScan(head, act, actor)) return refuse('trace_not_here', { number });
  return ok(await paperOf(tx, head, act));
}

/** The same inside another act, such as picking. */
export async function scanWithin(tx: Tx, actor: Actor, at: number, input: ScanInput): Promise<Result<Added>> {
  const found = await scanningAt(tx, actor, input.number, input.act);
  if (!found.ok) return found;
  const paper = found.value;
  const codes = readCodes(input.codes);
  if (!codes.ok) return codes;
  const line = input.line === null ? null : paper.lines.find((one) => one.lineNumber === input.line);
  if (line === undefined) return refuse('trace_line_unknown', {}, 'line');
  const { partBase: part } = input;
  const asked = codes.value.map(({ code, partBase }) => ({
    code,
    partBase: partBase ?? part,
    lineId: line?.id ?? null,
  }));
  return addScans(tx, { userId: actor.userId, at }, paper, asked, input.confirmed);
}

/** Attaches scanned codes to the lines of a paper. Refuses what `addScans` refuses, and a paper of others. */
export function scanPaper(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ScanInput,
): Promise<Answer<Added>> {
  const request = { act: 'trace.scan', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const added = await scanWithin(tx, actor, at, input);
    if (!added.ok) return added;
    const { scans, skipped, alarms } = added.value;
    const after = { act: input.act, scans, skipped, alarms: alarms.length, codes: input.codes.slice(0, 400) };
    return ok({ value: added.value, subject: input.number, after });
  });
}

export interface UndoInput {
  number: string;
  act: TraceAct;
  scanId: number;
}

/**
 * Takes a scan back. Refuses one of a line whose act is done, one that raised an alarm (it is explained there), and one
 * that was taken back before.
 */
export function undoScan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: UndoInput,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'trace.undo', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await scanningAt(tx, actor, input.number, input.act);
    if (!found.ok) return found;
    const paper = found.value;
    await tx.run(takeTurn, {});
    const scan = (await paperScans(tx, paper.documentId, input.act)).find((one) => one.id === input.scanId);
    if (scan === undefined) return refuse('trace_scan_gone');
    const line = paper.lines.find((one) => one.id === scan.lineId);
    if (line?.doneOn != null) return refuse('trace_done', { code: scan.code });
    if (scan.alarmed) return refuse('trace_alarmed', { code: scan.code });
    await tx.run(takeBack, { scans: [{ id: scan.id }], personId: actor.userId, at });
    return ok({ value: { code: scan.code }, subject: input.number, after: { code: scan.code, act: input.act } });
  });
}

/** The line leaves its paper before the act: its scans go with it. */
export async function dropLineScans(
  tx: Tx,
  by: { userId: number; at: number },
  paper: { documentId: number; act: TraceAct; lineId: number },
): Promise<void> {
  const scans = await paperScans(tx, paper.documentId, paper.act);
  const own = scans.filter((scan) => scan.lineId === paper.lineId).map(({ id }) => ({ id }));
  if (own.length > 0) await tx.run(takeBack, { scans: own, personId: by.userId, at: by.at });
}
