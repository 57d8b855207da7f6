/** Who may read and do what in selection and the committee: part of the table in `access.ts`. */
import { ROLES, type Role } from '../../src/auth/roles.ts';
import type { Visit } from './visits.ts';

const OUTSIDE: readonly Role[] = ['village_doctor', 'custodian', 'supplier', 'driver'];
const DOSSIERS: readonly Role[] = ROLES.filter((role) => !OUTSIDE.includes(role));
const COUNTY: readonly Role[] = DOSSIERS.filter((role) => role !== 'branch_pharmacist' && role !== 'branch_head');
const COUNTY_STOCK: readonly Role[] = COUNTY.filter((role) => role !== 'administrator');
const APPLY: readonly Role[] = ['branch_pharmacist', 'branch_head', 'hub_pharmacist'];
const CHIEF: readonly Role[] = ['chief_pharmacist'];
const MEMBER_ROLE: readonly Role[] = ['committee_member'];

/** A dossier and a session that are not there: who may look learns only that. */
const DOSSIER = 'LX-20200101-0001';
const SESSION = 'HY-20200101-0001';

const none = () => ({});
const at = (path: string) => () => path;
const gone = (path: string, roles: readonly Role[]): Visit => ({ path: at(path), roles, answers: [404], fields: none });
const refusing = (path: Visit['path'], roles: readonly Role[], fields: Visit['fields']): Visit => {
  return { path, roles, answers: [409, 422], ...(fields && { fields }) };
};

export const SELECTION_READS: Record<string, Visit> = {
  '/selection': { path: at('/selection'), roles: DOSSIERS },
  '/selection/export.csv': { path: at('/selection/export.csv'), roles: DOSSIERS },
  '/selection/export.xlsx': { path: at('/selection/export.xlsx'), roles: DOSSIERS },
  '/selection/comparison': { path: at('/selection/comparison'), roles: DOSSIERS },
  '/selection/comparison/export.csv': { path: at('/selection/comparison/export.csv'), roles: DOSSIERS },
  '/selection/comparison/export.xlsx': { path: at('/selection/comparison/export.xlsx'), roles: DOSSIERS },
  '/selection/new': { path: at('/selection/new'), roles: APPLY },
  '/selection/trial': { path: at('/selection/trial'), roles: COUNTY_STOCK },
  '/selection/trial/export.csv': { path: at('/selection/trial/export.csv'), roles: COUNTY_STOCK },
  '/selection/trial/export.xlsx': { path: at('/selection/trial/export.xlsx'), roles: COUNTY_STOCK },
  '/selection/trial/:code': { path: at('/selection/trial/AMX'), roles: COUNTY_STOCK },
  '/selection/:number': { path: at(`/selection/${DOSSIER}`), roles: DOSSIERS, answers: [404] },
  '/selection/:number/edit': { path: at(`/selection/${DOSSIER}/edit`), roles: APPLY, answers: [404] },
  '/selection/:number/review': { path: at(`/selection/${DOSSIER}/review`), roles: MEMBER_ROLE, answers: [404] },
  '/selection/:number/dossier.pdf': { path: at(`/selection/${DOSSIER}/dossier.pdf`), roles: DOSSIERS, answers: [404] },
  '/committee': { path: at('/committee'), roles: COUNTY },
  '/committee/export.csv': { path: at('/committee/export.csv'), roles: COUNTY },
  '/committee/export.xlsx': { path: at('/committee/export.xlsx'), roles: COUNTY },
  '/committee/new': { path: at('/committee/new'), roles: CHIEF },
  '/committee/:number': { path: at(`/committee/${SESSION}`), roles: COUNTY, answers: [404] },
  '/committee/:number/minutes.pdf': { path: at(`/committee/${SESSION}/minutes.pdf`), roles: COUNTY, answers: [404] },
};

export const SELECTION_ACTS: Record<string, Visit> = {
  '/selection/new': refusing(at('/selection/new'), APPLY, none),
  '/selection/:number/edit': gone(`/selection/${DOSSIER}/edit`, APPLY),
  '/selection/:number/withdrawal': gone(`/selection/${DOSSIER}/withdrawal`, APPLY),
  '/selection/:number/return': gone(`/selection/${DOSSIER}/return`, CHIEF),
  '/selection/:number/decline': gone(`/selection/${DOSSIER}/decline`, CHIEF),
  '/selection/:number/signals': gone(`/selection/${DOSSIER}/signals`, CHIEF),
  '/selection/:number/keeping': gone(`/selection/${DOSSIER}/keeping`, CHIEF),
  '/selection/:number/identification': gone(`/selection/${DOSSIER}/identification`, CHIEF),
  '/selection/:number/reviewers': gone(`/selection/${DOSSIER}/reviewers`, CHIEF),
  '/selection/:number/release': gone(`/selection/${DOSSIER}/release`, CHIEF),
  '/selection/:number/review': gone(`/selection/${DOSSIER}/review`, MEMBER_ROLE),
  '/selection/:number/interest': gone(`/selection/${DOSSIER}/interest`, MEMBER_ROLE),
  '/selection/trial/:code/removal': refusing(at('/selection/trial/AMX/removal'), CHIEF, none),
  '/selection/trial/:code/signals': refusing(at('/selection/trial/AMX/signals'), CHIEF, none),
  '/selection/trial/:code/keeping': refusing(at('/selection/trial/AMX/keeping'), CHIEF, none),
  '/committee/new': refusing(at('/committee/new'), CHIEF, none),
  '/committee/:number/plan': gone(`/committee/${SESSION}/plan`, CHIEF),
  '/committee/:number/opening': gone(`/committee/${SESSION}/opening`, CHIEF),
  '/committee/:number/cancellation': gone(`/committee/${SESSION}/cancellation`, CHIEF),
  '/committee/:number/closing': gone(`/committee/${SESSION}/closing`, CHIEF),
  '/committee/:number/matters': gone(`/committee/${SESSION}/matters`, CHIEF),
  '/committee/:number/attendance': gone(`/committee/${SESSION}/attendance`, [...CHIEF, ...MEMBER_ROLE]),
  '/committee/:number/matters/:matter/vote': gone(`/committee/${SESSION}/matters/1/vote`, MEMBER_ROLE),
  '/committee/:number/matters/:matter/decision': gone(`/committee/${SESSION}/matters/1/decision`, CHIEF),
  '/committee/:number/matters/:matter/adjournment': gone(`/committee/${SESSION}/matters/1/adjournment`, CHIEF),
  '/committee/:number/matters/:matter/removal': gone(`/committee/${SESSION}/matters/1/removal`, CHIEF),
};
