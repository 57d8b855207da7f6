/** Who may read dossiers at all. */
import { may, type Role } from '../auth/roles.ts';

/** County roles read all dossiers; members read their own where they may apply for one. */
export function mayRead(viewer: { roles: readonly Role[]; scopePath: string }): boolean {
  if (!may(viewer.roles, 'catalogue.read')) return false;
  return viewer.scopePath === '/' || may(viewer.roles, 'dossier.apply');
}
