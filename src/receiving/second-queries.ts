/** The second person at an inspection: proved by the own password, and fit to stand by. */
import type { Tx } from '../../db/database.ts';
import type { CommandServices } from '../audit/command.ts';
import { type Proved, provePerson } from '../auth/commands.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';
import { needsSecond } from './line-rules.ts';
import { hasOrdered, type ReceiptLine, type ReceiptRecord } from './record-queries.ts';
import { maySecond } from './rules.ts';

/** Who stands by, proved by the own password; left out where the goods need one person alone. */
export interface Second {
  login: string;
  password: string;
  /** Of the machine on which it was typed; kept when the password was wrong. */
  address: string;
}

/** The person who stands by, when the password was theirs. Wrong ones count against their login. */
export async function proveSecond(services: CommandServices, second: Second | null): Promise<Result<Proved | null>> {
  if (second === null || second.login.trim() === '') return ok(null);
  const proved = await provePerson(services, second);
  if (proved.ok) return proved;
  return proved.reason === 'login_locked'
    ? { ...proved, field: 'secondPassword' }
    : refuse('second_wrong', {}, 'secondPassword');
}

/**
 * Refuses goods for two people without the second one, and a second one who may not stand by: at controlled drugs it
 * takes somebody of the place itself, however far the others reach.
 */
export async function checkSecond(
  tx: Tx,
  actor: Actor,
  record: ReceiptRecord,
  lines: readonly ReceiptLine[],
  second: Proved | null,
): Promise<Result<undefined>> {
  const dual = lines.find((line) => needsSecond(line.item));
  if (dual !== undefined && second === null) return refuse('second_missing', { item: dual.item.name }, 'second');
  if (second === null) return ok();
  if (second.userId === actor.userId) return refuse('second_same', {}, 'second');
  if (!maySecond(second, record.place)) return refuse('second_may_not', { name: second.name }, 'second');
  const locked = lines.some((line) => isControlled(line.item.controlClass as ControlClass));
  if (locked && !worksAt(second, record.place)) return refuse('second_elsewhere', { name: second.name }, 'second');
  if (await hasOrdered(tx, second.userId, record.order))
    return refuse('second_ordered', { name: second.name }, 'second');
  return ok();
}
