/** Who may read and keep items, their codes and their facts by hand: part of the table in `access.ts`. */
import { ROLES, type Role } from '../../src/auth/roles.ts';
import type { Visit } from './visits.ts';

const EVERYONE: readonly Role[] = ROLES.filter((role) => role !== 'supplier' && role !== 'driver');
const EDIT: readonly Role[] = ['chief_pharmacist'];
const FACT = '/catalogue/:code/facts/:type{[a-z_]{1,20}}';

const none = () => ({});
const at = (path: string) => () => path;
const refusing = (path: Visit['path'], roles: readonly Role[], fields: Visit['fields']): Visit => {
  return { path, roles, answers: [409, 422], ...(fields && { fields }) };
};

export const CATALOGUE_READS: Record<string, Visit> = {
  '/catalogue': { path: at('/catalogue'), roles: EVERYONE },
  // Without script the results are the list's
  '/catalogue/search': { path: at('/catalogue/search?q=amx'), roles: EVERYONE, answers: [302] },
  '/catalogue/:file{export\\.(?:csv|xlsx)}': { path: at('/catalogue/export.csv'), roles: EVERYONE },
  '/catalogue/import': { path: at('/catalogue/import'), roles: ['chief_pharmacist'] },
  '/catalogue/import/:file{template\\.(?:csv|xlsx)}': {
    path: at('/catalogue/import/template.csv'),
    roles: ['chief_pharmacist'],
  },
  '/catalogue/import/:id{[0-9]{1,12}}': {
    path: at('/catalogue/import/77'),
    roles: ['chief_pharmacist'],
    answers: [404],
  },
  '/catalogue/import/runs/:key{[\\w-]{8,64}}': {
    path: at('/catalogue/import/runs/no-such-run'),
    roles: ['chief_pharmacist'],
  },
  '/catalogue/:code': { path: at('/catalogue/AMX'), roles: EVERYONE },
  '/catalogue/new': { path: at('/catalogue/new'), roles: EDIT },
  '/catalogue/facts': { path: at('/catalogue/facts'), roles: EDIT },
  '/catalogue/concepts/:id{[0-9]{1,12}}': { path: at('/catalogue/concepts/1'), roles: EDIT },
  '/catalogue/concepts/:id{[0-9]{1,12}}/merger': { path: at('/catalogue/concepts/1/merger'), roles: EDIT },
  '/catalogue/specifications/:id{[0-9]{1,12}}': { path: at('/catalogue/specifications/1'), roles: EDIT },
  '/catalogue/products/:id{[0-9]{1,12}}': { path: at('/catalogue/products/1'), roles: EDIT },
  '/catalogue/:code/pack': { path: at('/catalogue/AMX/pack'), roles: EDIT },
  '/catalogue/:code/retirement': { path: at('/catalogue/AMX/retirement'), roles: EDIT },
  [FACT]: { path: at('/catalogue/AMX/facts/insurance'), roles: EVERYONE },
  [`${FACT}/:id{[0-9]{1,12}}/withdrawal`]: {
    path: at('/catalogue/AMX/facts/insurance/9999999/withdrawal'),
    roles: EDIT,
    answers: [404],
  },
  [`${FACT}/:id{[0-9]{1,12}}/correction`]: {
    path: at('/catalogue/AMX/facts/insurance/9999999/correction'),
    roles: EDIT,
    answers: [404],
  },
};

export const CATALOGUE_ACTS: Record<string, Visit> = {
  '/catalogue/new': refusing(at('/catalogue/new'), EDIT, none),
  '/catalogue/facts/preview': refusing(at('/catalogue/facts/preview'), EDIT, none),
  '/catalogue/facts/application': refusing(at('/catalogue/facts/application'), EDIT, none),
  '/catalogue/concepts/:id{[0-9]{1,12}}': refusing(at('/catalogue/concepts/1'), EDIT, none),
  '/catalogue/concepts/:id{[0-9]{1,12}}/merger': refusing(at('/catalogue/concepts/1/merger'), EDIT, none),
  '/catalogue/specifications/:id{[0-9]{1,12}}': refusing(at('/catalogue/specifications/1'), EDIT, none),
  '/catalogue/products/:id{[0-9]{1,12}}': refusing(at('/catalogue/products/1'), EDIT, none),
  '/catalogue/:code/pack': refusing(at('/catalogue/AMX/pack'), EDIT, none),
  '/catalogue/:code/retirement': refusing(at('/catalogue/AMX/retirement'), EDIT, none),
  '/catalogue/:code/reinstatement': refusing(at('/catalogue/AMX/reinstatement'), EDIT, none),
  '/catalogue/:code/codes': refusing(at('/catalogue/AMX/codes'), EDIT, none),
  '/catalogue/:code/code-ends': refusing(at('/catalogue/AMX/code-ends'), EDIT, none),
  [FACT]: refusing(at('/catalogue/AMX/facts/insurance'), EDIT, none),
  [`${FACT}/:id{[0-9]{1,12}}/withdrawal`]: {
    path: at('/catalogue/AMX/facts/insurance/9999999/withdrawal'),
    roles: EDIT,
    answers: [404],
    fields: none,
  },
  [`${FACT}/:id{[0-9]{1,12}}/correction`]: {
    path: at('/catalogue/AMX/facts/insurance/9999999/correction'),
    roles: EDIT,
    answers: [404],
    fields: none,
  },
};
