/** The round leaves: measured, sent, loaded; what stays behind is named. */
import { and, eq } from 'drizzle-orm';
import { deliveryRound, roundChill } from '../../db/schema/rounds.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { boxesAboard } from '../packing/box-queries.ts';
import { actOnRound, type Seen } from './act-commands.ts';
import { notLoaded, type Piece, piecesOf } from './loading-rules.ts';
import { checkDeparture } from './rules.ts';

export interface Measured {
  carrierId: number;
  tenths: number | null;
}

export const measuredAt = (measured: readonly Measured[], carrierId: number) =>
  measured.find((one) => one.carrierId === carrierId)?.tenths ?? null;

export interface DepartInput {
  seal: string | null;
  measured: Measured[];
  /** Whoever leaves says that what was not scanned stays behind. */
  without?: boolean;
  reason?: string;
}

/** Refuses to leave what others were scanned beside, unless somebody says so and why. */
function checkLoaded(left: readonly Piece[], { without = false, reason = '' }: DepartInput): Result<undefined> {
  if (left.length === 0) return ok();
  const detail = { names: left.map((piece) => piece.name).join('、'), count: left.length };
  if (!without) return refuse('round_not_loaded', detail, 'without');
  return reason.trim() === '' ? refuse('round_not_loaded_reason', detail, 'reason') : ok();
}

/**
 * Leaves. Refuses what `checkDeparture` refuses, and boxes that were not scanned while others were; from now on the
 * dispatches aboard are not taken back on paper.
 */
export function departRound(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  input: DepartInput,
): Promise<Answer<{ stops: number; loads: number }>> {
  const request = { act: 'round.depart', permission: 'round.drive' as const, ...seen, input };
  return actOnRound(services, actor, request, async (tx, loaded, at) => {
    const roundId = loaded.document.id;
    const aboard = loaded.loads.filter((load) => load.outcome === null);
    const chills = loaded.chills.map(({ chill, carrier }) => ({
      carrierId: chill.carrierId,
      code: carrier.code,
      tenths: measuredAt(input.measured, chill.carrierId),
    }));
    const ready = checkDeparture(aboard, chills);
    if (!ready.ok) return ready;
    const left = notLoaded(piecesOf({ ...loaded, loads: aboard }, await boxesAboard(tx, roundId)));
    const whole = checkLoaded(left, input);
    if (!whole.ok) return whole;
    const { seal } = input;
    await tx.update(deliveryRound).set({ seal, departedAt: at }).where(eq(deliveryRound.documentId, roundId));
    for (const { carrierId, tenths: startTenths } of chills) {
      const own = and(eq(roundChill.roundId, roundId), eq(roundChill.carrierId, carrierId));
      await tx.update(roundChill).set({ startTenths, startAt: at }).where(own);
    }
    const stops = new Set(aboard.map((load) => load.stopId)).size;
    const names = left.map((piece) => piece.name).join(' ');
    const detail = { ...(seal !== null && { seal }), ...(left.length > 0 && { dispatches: names }) };
    const note = left.length > 0 && input.reason !== undefined ? { note: input.reason } : {};
    const step = { act: 'depart' as const, to: 'under_way' as const, detail, ...note };
    return ok({ value: { stops, loads: aboard.length }, step, after: input });
  });
}
