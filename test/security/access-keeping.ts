/** Who may read and do what with organisations, people, rules and the trail: part of the table in `access.ts`. */
import { paths } from '../../src/paths.ts';
import { ACQUISITION_ACTS, ACQUISITION_READS } from './access-acquisitions.ts';
import { ASSET_MOVE_ACTS, ASSET_MOVE_READS } from './access-asset-moves.ts';
import { ASSET_VALUE_ACTS, ASSET_VALUE_READS } from './access-asset-values.ts';
import {
  ASSET_ACTS,
  ASSET_READS,
  MAINTENANCE_ACTS,
  MAINTENANCE_READS,
  METROLOGY_ACTS,
  METROLOGY_READS,
} from './access-assets.ts';
import { FAULT_ACTS, FAULT_READS } from './access-faults.ts';
import { IMPLANT_ACTS, IMPLANT_READS } from './access-implants.ts';
import { at, CODE, EVERYONE, key, MANAGE, none, RULES, refusing, TRAIL, type Visit } from './visits.ts';

export const KEEPING_READS: Record<string, Visit> = {
  ...ACQUISITION_READS,
  ...IMPLANT_READS,
  ...ASSET_READS,
  ...METROLOGY_READS,
  ...MAINTENANCE_READS,
  ...ASSET_VALUE_READS,
  ...FAULT_READS,
  ...ASSET_MOVE_READS,
  '/organisations': { path: at('/organisations'), roles: MANAGE },
  '/organisations/:file{export\\.(?:csv|xlsx)}': { path: at('/organisations/export.csv'), roles: MANAGE },
  '/organisations/new': { path: at('/organisations/new'), roles: MANAGE },
  [`/organisations/${CODE}`]: { path: at('/organisations/FA'), roles: MANAGE },
  '/users': { path: at('/users'), roles: MANAGE },
  '/users/:file{export\\.(?:csv|xlsx)}': { path: at('/users/export.csv'), roles: MANAGE },
  '/users/new': { path: at('/users/new'), roles: MANAGE },
  '/users/:id{[0-9]+}': { path: (w) => paths.user(w.hub.userId), roles: MANAGE },
  '/users/:id{[0-9]+}/password': { path: (w) => paths.userPassword(w.hub.userId), roles: MANAGE },
  '/users/:id{[0-9]+}/disabling': { path: (w) => paths.userDisabling(w.hub.userId), roles: MANAGE },
  '/audit': { path: at('/audit'), roles: TRAIL },
  '/audit/:file{export\\.(?:csv|xlsx)}': { path: at('/audit/export.csv'), roles: TRAIL },
  '/rules': { path: at('/rules'), roles: EVERYONE },
  '/rules/:file{export\\.(?:csv|xlsx)}': { path: at('/rules/export.csv'), roles: EVERYONE },
  '/rules/:code{[a-z_]+}': { path: at('/rules/two_products'), roles: EVERYONE },
  '/working-days': { path: at('/working-days'), roles: EVERYONE },
  '/working-days/:year{[0-9]{4}}': { path: at('/working-days/2026'), roles: EVERYONE },
  '/rules/:code{[a-z_]+}/:id{[0-9]{1,12}}/withdrawal': {
    path: at('/rules/two_products/77777/withdrawal'),
    roles: RULES,
    answers: [404],
  },
};

export const KEEPING_ACTS: Record<string, Visit> = {
  ...ACQUISITION_ACTS,
  ...IMPLANT_ACTS,
  ...ASSET_ACTS,
  ...METROLOGY_ACTS,
  ...MAINTENANCE_ACTS,
  ...ASSET_VALUE_ACTS,
  ...FAULT_ACTS,
  ...ASSET_MOVE_ACTS,
  '/organisations': refusing(at('/organisations'), MANAGE, none),
  [`/organisations/${CODE}/stores`]: refusing(at('/organisations/FA/stores'), MANAGE, none),
  '/users': refusing(at('/users'), MANAGE, none),
  '/users/:id{[0-9]+}': refusing((w) => paths.user(w.hub.userId), MANAGE, none),
  '/users/:id{[0-9]+}/password': refusing((w) => paths.userPassword(w.hub.userId), MANAGE, none),
  '/users/:id{[0-9]+}/disabling': refusing((w) => paths.userDisabling(w.hub.userId), MANAGE, none),
  '/users/:id{[0-9]+}/enabling': refusing((w) => paths.userEnabling(w.hub.userId), MANAGE, none),
  '/rules/:code{[a-z_]+}': refusing(at('/rules/two_products'), RULES, none),
  '/working-days/:year{[0-9]{4}}': refusing(at('/working-days/2026'), RULES, none),
  '/rules/:code{[a-z_]+}/:id{[0-9]{1,12}}/withdrawal': {
    path: at('/rules/two_products/77777/withdrawal'),
    roles: RULES,
    answers: [404],
    fields: () => ({ idempotency_key: key(), reason: 'x' }),
  },
};
