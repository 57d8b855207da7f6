/** The party an address names. */
import type { Services } from '../services.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { type PartyRow, partyByCode } from './queries.ts';

/** Parameter of every address of a party; `new` and `export.csv` are in small letters. */
export const CODE = ':code{[A-Z][A-Z0-9]{1,8}}';

/** The party of the address, or 404. */
export async function wanted(c: AppContext, services: Services): Promise<PartyRow> {
  const row = await partyByCode(services.db.read, c.req.param('code') ?? '');
  if (row === undefined) throw new WebError(404, 'notFound');
  return row;
}
