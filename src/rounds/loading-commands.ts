/** Scans onto the vehicle before it leaves: a box by its label, a dispatch without boxes by its number. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { loadingScan } from '../../db/schema/boxes.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { readScan } from '../kernel/codes/scan.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { boxesAboard, dispatchOfBox } from '../packing/box-queries.ts';
import { boxName } from '../packing/rules.ts';
import { reaches } from './act-commands.ts';
import { dispatchIn, type Piece, piecesOf } from './loading-rules.ts';
import { type LoadedRound, lockRound } from './round-record.ts';

interface Loading {
  loaded: LoadedRound;
  pieces: Piece[];
}

/** The round before it leaves, locked. Refuses other houses, other drivers, and a round that has left. */
async function loadingOf(tx: Tx, actor: Actor, number: string): Promise<Result<Loading>> {
  if (!may(actor.roles, 'round.drive')) return refuseWithout('round.drive');
  const loaded = await lockRound(tx, number);
  if (loaded === undefined || !loaded.house.path.startsWith(actor.scopePath)) return refuse('not_found');
  if (!reaches(actor, loaded, 'round.drive')) return refuse('round_not_here', { house: loaded.house.shortName });
  if (loaded.document.status !== 'planned') return refuse('load_scan_left', { number }, 'code');
  return ok({ loaded, pieces: piecesOf(loaded, await boxesAboard(tx, loaded.document.id)) });
}

/** Which piece a scan means. Refuses what is neither, what rides elsewhere, and a dispatch whose boxes are scanned. */
async function pieceOf(tx: Tx, pieces: readonly Piece[], text: string): Promise<Result<Piece>> {
  const read = readScan(text);
  const label = read.ok ? read.value.label : null;
  if (label?.kind === 'carton') {
    const box = pieces.find((piece) => piece.boxId === label.id);
    if (box !== undefined) return ok(box);
    const other = await dispatchOfBox(tx, label.id);
    return other === undefined
      ? refuse('load_scan_unknown', { text: text.slice(0, 40) }, 'code')
      : refuse('load_scan_other', { name: boxName(other) }, 'code');
  }
  const number = dispatchIn(text);
  if (number === undefined) return refuse('load_scan_unknown', { text: text.slice(0, 40) }, 'code');
  const own = pieces.filter((piece) => piece.dispatch === number);
  const [piece] = own;
  if (piece === undefined) return refuse('load_scan_other', { name: number }, 'code');
  return piece.boxId === null ? ok(piece) : refuse('load_scan_boxes', { number, boxes: own.length }, 'code');
}

export interface Scanned {
  name: string;
  /** It was scanned before. */
  again: boolean;
  /** What is not aboard yet. */
  left: number;
}

/** Scans one piece onto the vehicle. Refuses as `pieceOf`, a dispatch that is not sent yet, a round that has left. */
export function scanLoad(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; text: string },
): Promise<Answer<Scanned>> {
  const request = { act: 'round.scan_load', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await loadingOf(tx, actor, input.number);
    if (!found.ok) return found;
    const { loaded, pieces } = found.value;
    const piece = await pieceOf(tx, pieces, input.text);
    if (!piece.ok) return piece;
    const { loadId, boxId, name, dispatch, loaded: again } = piece.value;
    const load = loaded.loads.find((one) => one.id === loadId);
    if (load?.status !== 'in_transit') return refuse('load_not_sent', { number: dispatch }, 'code');
    if (!again) await tx.insert(loadingScan).values({ loadId, boxId, at, personId: actor.userId });
    const left = pieces.filter((one) => !one.loaded && one !== piece.value).length;
    return ok({ value: { name, again, left }, subject: input.number, after: { name } });
  });
}

/** Takes a piece off again that was scanned by mistake. Refuses what was not scanned, and a round that has left. */
export function scanOff(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; loadId: number; boxId: number | null },
): Promise<Answer<{ name: string }>> {
  const request = { act: 'round.scan_off', key, input, subject: input.number };
  return command(services, actor, request, async (tx) => {
    const found = await loadingOf(tx, actor, input.number);
    if (!found.ok) return found;
    const { loadId, boxId } = input;
    const piece = found.value.pieces.find((one) => one.loadId === loadId && one.boxId === boxId);
    if (piece === undefined) return refuse('not_found');
    if (!piece.loaded) return refuse('load_scan_none', { name: piece.name }, 'code');
    const box = boxId === null ? isNull(loadingScan.boxId) : eq(loadingScan.boxId, boxId);
    await tx.delete(loadingScan).where(and(eq(loadingScan.loadId, loadId), box));
    return ok({ value: { name: piece.name }, subject: input.number, after: { name: piece.name } });
  });
}
