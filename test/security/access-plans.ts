/** Who may read and do what with purchase plans and the pool of demand: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, EVERYONE, FILE, key, none, refusing, type Visit } from './visits.ts';

const NOBODYS: readonly Role[] = ['administrator', 'equipment_officer', 'engineer', 'custodian', 'committee_member'];
const MEMBERS: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head'];
/** Everyone who has a part in buying for the county. */
const PLANNERS = EVERYONE.filter((role) => !NOBODYS.includes(role) && !MEMBERS.includes(role));
const ASKERS = [...PLANNERS, ...MEMBERS];
const BUYER: readonly Role[] = ['buyer'];
/** Those who send goods from the hub's stock. */
const SENDERS: readonly Role[] = ['hub_pharmacist', 'chief_pharmacist'];
/** Those who approve, and those who may stand in for one. */
const DECIDERS: readonly Role[] = [
  'hub_pharmacist',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'chief_accountant',
  'vice_president',
];

/** There is no plan in this world. */
const PLAN = '/plans/JH-20200101-0001';
const gone = (path: string, roles: readonly Role[]): Visit => ({ path: at(path), roles, answers: [404] });
const act = (path: string, roles: readonly Role[]): Visit => ({
  ...gone(path, roles),
  fields: () => ({ idempotency_key: key(), version: '1', reason: '试一下' }),
});

export const PLAN_READS: Record<string, Visit> = {
  '/plans': { path: at('/plans'), roles: PLANNERS },
  [`/plans/${FILE}`]: { path: at('/plans/export.csv'), roles: PLANNERS },
  '/plans/new': { path: at('/plans/new'), roles: BUYER },
  '/plans/:number': gone(PLAN, PLANNERS),
  [`/plans/:number/${FILE}`]: gone(`${PLAN}/export.csv`, PLANNERS),
  '/plans/:number/plan.pdf': gone(`${PLAN}/plan.pdf`, PLANNERS),
  '/plans/:number/lines/:line{[0-9]{1,6}}': gone(`${PLAN}/lines/1`, PLANNERS),
  '/demands/:id{[0-9]{1,12}}': gone('/demands/77', ASKERS),
};

const WHOLE: Record<string, readonly Role[]> = {
  submission: BUYER,
  repricing: BUYER,
  supply: SENDERS,
  closing: BUYER,
  recall: BUYER,
  reopening: BUYER,
  abandonment: BUYER,
  explanation: BUYER,
  decision: DECIDERS,
  escalation: DECIDERS,
  'member-return': DECIDERS,
  declination: BUYER,
  lines: BUYER,
};
const LINE: Record<string, readonly Role[]> = { removal: BUYER, cut: DECIDERS, return: DECIDERS };

export const PLAN_ACTS: Record<string, Visit> = {
  '/plans': refusing(at('/plans'), BUYER, none),
  ...Object.fromEntries(
    Object.entries(WHOLE).map(([path, roles]) => [`/plans/:number/${path}`, act(`${PLAN}/${path}`, roles)]),
  ),
  '/plans/:number/lines/:line{[0-9]{1,6}}': act(`${PLAN}/lines/1`, BUYER),
  ...Object.fromEntries(
    Object.entries(LINE).map(([path, roles]) => [
      `/plans/:number/lines/:line{[0-9]{1,6}}/${path}`,
      act(`${PLAN}/lines/1/${path}`, roles),
    ]),
  ),
  '/plans/:number/transfers/:transfer{[0-9]{1,12}}/acceptance': act(`${PLAN}/transfers/7/acceptance`, BUYER),
  '/plans/:number/transfers/:transfer{[0-9]{1,12}}/declination': act(`${PLAN}/transfers/7/declination`, BUYER),
};
