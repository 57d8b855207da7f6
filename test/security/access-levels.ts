/** Who may read and set levels: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { rolesGranting } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, type Visit } from './visits.ts';

const READERS: readonly Role[] = rolesGranting('demand.read');
const SETTERS: readonly Role[] = ['branch_pharmacist', 'branch_head', 'hub_pharmacist', 'chief_pharmacist'];
const ONE = '/levels/:member{[A-Za-z0-9-]{1,40}}/:item{[A-Za-z0-9._-]{1,40}}';
const DRAFT = '/levels/import/:id{[0-9]{1,12}}';

export const LEVEL_READS: Record<string, Visit> = {
  '/levels': { path: at('/levels'), roles: READERS },
  [`/levels/${FILE}`]: { path: at('/levels/export.csv'), roles: READERS },
  '/levels/proposals': { path: at('/levels/proposals'), roles: READERS },
  [`/levels/proposals/${FILE}`]: { path: at('/levels/proposals/export.csv'), roles: READERS },
  '/levels/proposals/members': { path: at('/levels/proposals/members'), roles: READERS },
  [ONE]: { path: at('/levels/NONE/AMX'), roles: READERS, answers: [404] },
  '/levels/import': { path: at('/levels/import'), roles: SETTERS },
  '/levels/import/:file{template\\.(?:csv|xlsx)}': { path: at('/levels/import/template.csv'), roles: SETTERS },
  '/levels/import/runs/:key{[\\w-]{8,64}}': { path: at('/levels/import/runs/no-such-run'), roles: SETTERS },
  [DRAFT]: { path: at('/levels/import/77'), roles: SETTERS, answers: [404] },
};

export const LEVEL_ACTS: Record<string, Visit> = {
  '/levels': refusing(at('/levels'), SETTERS, none),
  '/levels/proposals': refusing(at('/levels/proposals'), SETTERS, none),
  '/levels/proposals/all': refusing(at('/levels/proposals/all'), SETTERS, none),
  '/levels/proposals/computation': refusing(at('/levels/proposals/computation'), SETTERS, none),
  [`${ONE}/undoing`]: {
    path: at('/levels/NONE/AMX/undoing'),
    roles: SETTERS,
    answers: [404],
    fields: () => ({ idempotency_key: key(), change: '1', reason: '试一下' }),
  },
  '/levels/import': refusing(at('/levels/import'), SETTERS, none),
  [`${DRAFT}/application`]: {
    path: at('/levels/import/77/application'),
    roles: SETTERS,
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
};
