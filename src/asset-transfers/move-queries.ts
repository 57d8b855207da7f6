/** A transfer of equipment as somebody may see it, for other features too. */
import type { Db } from '../../db/database.ts';
import { type LoadedMove, moveByNumber, movesNear } from './transfer-record.ts';

/** The transfer when somebody of that scope may see it. */
export async function moveFor(db: Db, scopePath: string, number: string): Promise<LoadedMove | undefined> {
  const found = await moveByNumber(db, number);
  return found !== undefined && movesNear(found, scopePath) ? found : undefined;
}
