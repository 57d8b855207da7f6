/** The members a viewer may choose among, and the one that was chosen. */
import { type OrganisationRow, organisationsUnder } from '../organisations/queries.ts';
import type { Services } from '../services.ts';
import { WebError } from '../web/web-error.ts';
import { storeKeepers } from './place-queries.ts';
import type { Reach } from './reach.ts';

export interface InReach {
  /** Every organisation at or under the viewer's scope. */
  scope: OrganisationRow[];
  /** Those that keep stores. */
  choices: OrganisationRow[];
  /** The one of the address; undefined when it names none. */
  chosen: OrganisationRow | undefined;
}

/** Throws 404 when the address names a member that is not there, or outside the viewer's scope. */
export async function membersInReach(services: Services, reach: Reach, code: string | undefined): Promise<InReach> {
  const db = services.db.read;
  const [scope, keepers] = await Promise.all([organisationsUnder(db, reach.viewer.scopePath), storeKeepers(db)]);
  const chosen = code === undefined ? undefined : scope.find((one) => one.code === code);
  if (code !== undefined && chosen === undefined) throw new WebError(404, 'notFound');
  return { scope, choices: scope.filter((one) => keepers.has(one.id)), chosen };
}
