/** The frame of every act on a fault: who may, what they saw, locked, and one row in both timelines. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { fault } from '../../db/schema/faults.ts';
import { type AssetStep, advanceAsset, recordEvents } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LoadedFault, lockFault } from './fault-record.ts';
import { usesIt } from './reporter-rules.ts';
import { FAULT_ACTS, type FaultAct, type FaultState } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface FaultStep extends Seen {
  act: FaultAct;
  /** Left out, the status stays. */
  to?: FaultState;
  /** Engineers, who agrees to costs, or whoever works with the thing. */
  by: 'fault.repair' | 'fault.approve' | 'user';
  input: object;
}

export interface FaultDone<T> {
  value: T;
  change?: Partial<typeof fault.$inferInsert>;
  note?: string;
  /** How the card moves; left out, only its timeline says what happened. */
  card?: Pick<AssetStep, 'act' | 'to' | 'change'>;
}

function mayAct(actor: Actor, by: FaultStep['by'], loaded: LoadedFault): Result<undefined> {
  if (by !== 'user') return may(actor.roles, by) ? ok() : refuseWithout(by);
  return usesIt(actor, loaded) ? ok() : refuse('asset_not_here', { number: loaded.asset.number });
}

/** Runs one act. Refuses people without a say, things out of reach, stale pages, acts its status does not allow. */
export function actOnFault<T>(
  services: CommandServices,
  actor: Actor,
  request: FaultStep,
  work: (tx: Tx, loaded: LoadedFault, at: number) => Promise<Result<FaultDone<T>>>,
): Promise<Answer<T>> {
  const { act, to, by, key, number, seenVersion, input } = request;
  const asked = { act: `fault.${act}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const loaded = await lockFault(tx, number);
    if (loaded === undefined || !(await inReach(tx, loaded.asset, actor.scopePath))) return refuse('not_found');
    const mayDo = mayAct(actor, by, loaded);
    if (!mayDo.ok) return mayDo;
    const { document, asset } = loaded;
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, document, seenVersion);
      if (!seen.ok) return seen;
    }
    const said = 'why' in input && typeof input.why === 'string' ? { note: input.why } : {};
    const target = to ?? (document.status as FaultState);
    const step = { act, to: target, transitions: FAULT_ACTS, actor, at, ...said };
    const done = await workAfter(tx, loaded, at, step, work);
    if (!done.ok) return done;
    const { value, change, card, note = said.note } = done.value;
    const led = await advance(tx, document.id, { ...step, ...(note && { note }) });
    if (!led.ok) return led;
    if (change !== undefined) await tx.update(fault).set(change).where(eq(fault.documentId, document.id));
    const told = { note: note ?? null, documentNumber: number };
    if (card !== undefined) {
      const moved = await advanceAsset(tx, actor, at, { asset, ...card, ...told });
      if (!moved.ok) return moved;
    } else {
      const event = { assetId: asset.id, act: `fault_${act}`, from: asset.status, to: asset.status, ...told };
      await recordEvents(tx, actor, at, [event]);
    }
    return ok({ value, subject: number, after: input });
  });
}

/** The status first: that a colleague was quicker explains more than what is missing now. */
async function workAfter<T>(
  tx: Tx,
  loaded: LoadedFault,
  at: number,
  step: { act: FaultAct; to: FaultState; actor: Actor },
  work: (tx: Tx, loaded: LoadedFault, at: number) => Promise<Result<FaultDone<T>>>,
): Promise<Result<FaultDone<T>>> {
  const { from, to } = FAULT_ACTS[step.act];
  const fits =
    (from as readonly string[]).includes(loaded.document.status) && (to as readonly string[]).includes(step.to);
  if (fits) return work(tx, loaded, at);
  const tried = await advance(tx, loaded.document.id, { ...step, at, transitions: FAULT_ACTS });
  return tried.ok ? refuse('wrong_state') : tried;
}
