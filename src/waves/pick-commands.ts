/** Picking a wave: one lot is taken off its shelf for all destinations at once, then sorted. */
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { dispatchTransitions } from '../dispatches/rules.ts';
import { advanceAll } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { linesMeant, meantBy } from '../scanning/meant-queries.ts';
import { linesOfWave, type WaveLine, waveByNumber } from './wave-queries.ts';

const pickLines = statement(
  `update dispatch_line set picked_base = quantity_base, picked_by = :personId, picked_at = :at, pick_reason = null
   where picked_base is null and id in (select id from ${rowset('lines', { id: 'int' })} as given)
     and dispatch_id in (select id from document where status = 'picking')
   returning id`,
);

export interface PickedLot {
  item: string;
  lot: string;
  /** Dispatches that it is sorted to. */
  dispatches: number;
  left: number;
}

/** All lines of a lot at a place that wait, in full. Refuses what is picked already, told by whoever was quicker. */
function pickLot(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; number: string; input: object },
  find: (lines: readonly WaveLine[]) => Result<WaveLine>,
): Promise<Answer<PickedLot>> {
  const { key, number, input } = request;
  const asked = { act: 'wave.pick', key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'dispatch.pick')) return refuseWithout('dispatch.pick');
    const record = await waveByNumber(tx, number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    if (!worksAt(actor, record.house)) return refuse('not_sender', { sender: record.house.shortName });
    if (record.document.status !== 'open') return refuse('wave_closed', { number });
    const lines = await linesOfWave(tx, record.document.id);
    const meant = find(lines);
    if (!meant.ok) return meant;
    const { lotId, locationId, item, lot } = meant.value;
    const waiting = lines.filter((one) => one.lotId === lotId && one.locationId === locationId && !one.picked);
    if (waiting.length === 0) return refuse('wave_lot_done', { item, lot });
    const steps = [...new Set(waiting.map((one) => one.dispatchId))].map((documentId) => ({
      documentId,
      to: 'picking',
      detail: { item, lot, wave: number },
    }));
    const told = await advanceAll(tx, steps, { act: 'pick', transitions: dispatchTransitions, actor, at });
    if (!told.ok) return told;
    const given = { personId: actor.userId, at, lines: waiting.map((one) => ({ id: one.lineId })) };
    const picked = await tx.run<{ id: number }>(pickLines, given);
    // Somebody picked one of them while this one waited for the dispatches
    if (picked.length !== waiting.length) return refuse('wave_lot_moved', { item, lot });
    const left = new Set(
      lines.filter((one) => !one.picked && !waiting.includes(one)).map((one) => `${one.locationId}-${one.lotId}`),
    ).size;
    const value = { item, lot, dispatches: steps.length, left };
    return ok({ value, subject: number, after: value });
  });
}

/** Picks the lot that the row of the list names. */
export function pickWaveLot(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; lotId: number; locationId: number },
): Promise<Answer<PickedLot>> {
  const { number, lotId, locationId } = input;
  return pickLot(services, actor, { key, number, input: { lotId, locationId } }, (lines) => {
    const line = lines.find((one) => one.lotId === lotId && one.locationId === locationId);
    return line === undefined ? refuse('line_unknown') : ok(line);
  });
}

/** Picks the lot that was scanned. Refuses what is not in the wave, and a code that fits several lots. */
export async function scanWaveLot(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; text: string },
): Promise<Answer<PickedLot>> {
  const { number, text } = input;
  const meant = await meantBy(services.db.read, text, { retired: true });
  return pickLot(services, actor, { key, number, input: { text } }, (lines) => {
    if (!meant.ok) return meant;
    const facts = (line: WaveLine) => ({ itemId: line.itemId, lotId: line.lotId, lotNumber: line.lot });
    const fitting = linesMeant(lines, meant.value, facts);
    const shown = meant.value.scanned.text.slice(0, 60);
    const waiting = fitting.filter((line) => !line.picked);
    const [line = fitting[0]] = waiting;
    if (line === undefined) return refuse('wave_scan_unknown', { text: shown });
    const lots = new Set(waiting.map((one) => `${one.locationId}-${one.lotId}`));
    return lots.size > 1 ? refuse('wave_scan_ambiguous', { text: shown, lots: lots.size }) : ok(line);
  });
}
