/** A probe with its place and member, for its acts and its pages. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { logger } from '../../db/schema/storage.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { type Result, refuse } from '../kernel/result.ts';
import * as sql from './storage-statements.ts';

export interface LoadedLogger {
  logger: typeof logger.$inferSelect;
  /** Null for one that travels. */
  location: typeof location.$inferSelect | null;
  place: typeof organisation.$inferSelect;
}

/** The probe of that code; undefined when there is none. */
export async function loggerByCode(db: Db, code: string): Promise<LoadedLogger | undefined> {
  const [row] = await db
    .select({ logger, location, place: organisation })
    .from(logger)
    .innerJoin(organisation, eq(organisation.id, logger.organisationId))
    .leftJoin(location, eq(location.id, logger.locationId))
    .where(eq(logger.code, code));
  return row;
}

/** The probe whose token has this hash, when it is in use. */
export async function loggerByToken(db: Db, tokenHash: string): Promise<{ code: string } | undefined> {
  const [row] = await db
    .select({ code: logger.code, active: logger.active })
    .from(logger)
    .where(eq(logger.tokenHash, tokenHash));
  return row?.active === true ? { code: row.code } : undefined;
}

/** Whether a person looks after the stores of a member: works there, or decides about quality for the county. */
export function looksAfter(
  person: Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>,
  place: { id: number; path: string },
): boolean {
  if (!place.path.startsWith(person.scopePath)) return false;
  return worksAt(person, place) || may(person.roles, 'storage.decide');
}

/** The probe, locked until the transaction ends. Refuses unknown codes, and people of elsewhere. */
export async function ownLogger(tx: Tx, actor: Actor, code: string): Promise<Result<LoadedLogger>> {
  await tx.run(sql.lockLogger, { code });
  const found = await loggerByCode(tx, code);
  if (found === undefined || !found.place.path.startsWith(actor.scopePath)) return refuse('not_found');
  if (!looksAfter(actor, found.place)) return refuse('storage_not_here', { place: found.place.shortName });
  return { ok: true, value: found };
}
