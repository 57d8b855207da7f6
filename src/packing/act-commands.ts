/** The frame of every act on boxes: whose dispatch it is, that it is still being picked, and its timeline. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { senderDispatch } from '../dispatches/pick-commands.ts';
import { dispatchTransitions } from '../dispatches/rules.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { type BoxView, type Packing, packingOf } from './box-queries.ts';

type BoxStep = 'add_box' | 'drop_box' | 'pack' | 'unpack' | 'seal' | 'unseal';

export interface BoxRef {
  /** Number of the dispatch. */
  number: string;
  /** Which box of it. */
  position: number;
}

interface Act extends BoxRef {
  act: string;
  key: string | null;
  step: BoxStep;
  input?: object;
}

export interface Work {
  dispatchId: number;
  packing: Packing;
  box: BoxView;
  at: number;
}

export interface Done<T> {
  value: T;
  detail: Record<string, unknown>;
}

/** Runs one act; the dispatch stays locked, so that of two who pack the same the second counts what is left. */
export function actOnDispatch<T>(
  services: CommandServices,
  actor: Actor,
  request: Act,
  work: (tx: Tx, given: Omit<Work, 'box'>) => Promise<Result<Done<T>>>,
): Promise<Answer<T>> {
  const { act, key, number, position, input = {}, step } = request;
  const asked = { act, key, input: { number, position, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await senderDispatch(tx, actor, number, { locked: true });
    if (!found.ok) return found;
    const locked = found.value.document;
    const leading = { act: step, to: 'picking', transitions: dispatchTransitions, actor, at, locked };
    if (!canBegin(dispatchTransitions, step, locked.status)) {
      const late = await advance(tx, locked.id, leading);
      return late.ok ? refuse('not_found') : late;
    }
    const packing = await packingOf(tx, locked.id);
    const done = await work(tx, { dispatchId: locked.id, packing, at });
    if (!done.ok) return done;
    const { value, detail } = done.value;
    const moved = await advance(tx, locked.id, { ...leading, detail });
    return moved.ok ? ok({ value, subject: number, after: detail }) : moved;
  });
}

/** The same for an act on one of its boxes. Refuses a box that was taken away. */
export function actOnBox<T>(
  services: CommandServices,
  actor: Actor,
  request: Act,
  work: (tx: Tx, given: Work) => Promise<Result<Done<T>>>,
): Promise<Answer<T>> {
  return actOnDispatch(services, actor, request, async (tx, given) => {
    const box = given.packing.boxes.find((one) => one.position === request.position);
    return box === undefined ? refuse('box_gone', { box: request.position }) : work(tx, { ...given, box });
  });
}
