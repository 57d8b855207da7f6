/** Who may read and do what with delivery rounds, routes and carriers: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { MONITORING_ACTS } from './access-monitoring.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const PLANNERS: readonly Role[] = ['branch_pharmacist', 'branch_head', 'hub_pharmacist', 'storekeeper'];
const DRIVERS: readonly Role[] = [...PLANNERS, 'driver'];

const ROUND = '/rounds/:number{PC-[0-9]{8}-[0-9]{4,}}';
const NO_ROUND = '/rounds/PC-20261123-9999';
const DRIVE = '/drive/:number{PC-[0-9]{8}-[0-9]{4,}}';
const NO_DRIVE = '/drive/PC-20261123-9999';
const WAY = '/routes/:id{[0-9]{1,12}}';
const NO_WAY = '/routes/999999999';

const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

const PACKERS: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head', 'storekeeper'];
const BOXES = '/dispatches/:number{PS-[0-9]{8}-[0-9]{4,}}/boxes';
const BOX = `${BOXES}/:box{[1-9][0-9]{0,3}}`;
const NO_BOXES = '/dispatches/PS-20261123-9999/boxes';
const packs = (act: string, more: Record<string, string> = {}) => gone(`${NO_BOXES}/1/${act}`, PACKERS, more);

const WAVE = '/waves/:number{BC-[0-9]{8}-[0-9]{4,}}';
const NO_WAVE = '/waves/BC-20261123-9999';

export const ROUND_READS: Record<string, Visit> = {
  '/waves': { path: at('/waves'), roles: STOCK },
  '/waves/all': { path: at('/waves/all'), roles: STOCK },
  '/waves/all/:file{export\\.(?:csv|xlsx)}': { path: at('/waves/all/export.csv'), roles: STOCK },
  [WAVE]: { path: at(NO_WAVE), roles: STOCK, answers: [404] },
  [BOXES]: { path: at(NO_BOXES), roles: STOCK, answers: [404] },
  '/rounds': { path: at('/rounds'), roles: STOCK },
  [`/rounds/${FILE}`]: { path: at('/rounds/export.csv'), roles: STOCK },
  '/rounds/new': { path: at('/rounds/new'), roles: PLANNERS },
  [ROUND]: { path: at(NO_ROUND), roles: STOCK, answers: [404] },
  [`${ROUND}/manifest.pdf`]: { path: at(`${NO_ROUND}/manifest.pdf`), roles: [...STOCK, 'driver'], answers: [404] },
  '/drive': { path: at('/drive'), roles: DRIVERS },
  [DRIVE]: { path: at(NO_DRIVE), roles: DRIVERS, answers: [404] },
  '/routes': { path: at('/routes'), roles: STOCK },
  '/routes/new': { path: at('/routes/new'), roles: PLANNERS },
  [WAY]: { path: at(NO_WAY), roles: PLANNERS, answers: [404] },
  '/carriers': { path: at('/carriers'), roles: STOCK },
};

const WHY = { reason: '试一下' };
const CREW = { driver: '1', vehicle: '1' };

export const ROUND_ACTS: Record<string, Visit> = {
  ...MONITORING_ACTS,
  '/waves': refusing(at('/waves'), PLANNERS, none),
  [`${WAVE}/allocation`]: gone(`${NO_WAVE}/allocation`, PLANNERS),
  [`${WAVE}/picks`]: gone(`${NO_WAVE}/picks`, PACKERS, { lot: '1', location: '1' }),
  [`${WAVE}/scans`]: gone(`${NO_WAVE}/scans`, PACKERS, { code: 'A1' }),
  [`${WAVE}/closing`]: gone(`${NO_WAVE}/closing`, PLANNERS),
  [BOXES]: gone(NO_BOXES, PACKERS),
  [`${BOX}/scans`]: packs('scans', { code: 'A1' }),
  [`${BOX}/contents`]: packs('contents', { lineId: '1' }),
  [`${BOX}/taking`]: packs('taking', { lineId: '1' }),
  [`${BOX}/sealing`]: packs('sealing'),
  [`${BOX}/opening`]: packs('opening'),
  [`${BOX}/removal`]: packs('removal'),
  '/rounds': refusing(at('/rounds'), PLANNERS, none),
  [`${ROUND}/loads`]: gone(`${NO_ROUND}/loads`, PLANNERS, { dispatch: 'PS-20261123-9999' }),
  [`${ROUND}/unloading`]: gone(`${NO_ROUND}/unloading`, PLANNERS, { dispatch: 'PS-20261123-9999' }),
  [`${ROUND}/crew`]: gone(`${NO_ROUND}/crew`, PLANNERS, CREW),
  [`${ROUND}/cancellation`]: gone(`${NO_ROUND}/cancellation`, PLANNERS, WHY),
  [`${ROUND}/departure`]: gone(`${NO_ROUND}/departure`, DRIVERS),
  [`${ROUND}/breaking-off`]: gone(`${NO_ROUND}/breaking-off`, DRIVERS, WHY),
  [`${ROUND}/ending`]: gone(`${NO_ROUND}/ending`, DRIVERS),
  [`${ROUND}/reopening`]: gone(`${NO_ROUND}/reopening`, PLANNERS, { stop: '1', ...WHY }),
  [`${DRIVE}/loading`]: gone(`${NO_DRIVE}/loading`, DRIVERS, { code: 'PS-20261123-9999' }),
  [`${DRIVE}/stop`]: gone(`${NO_DRIVE}/stop`, DRIVERS, { stop: '1', outcome: 'missed', ...WHY }),
  '/routes': refusing(at('/routes'), PLANNERS, none),
  [WAY]: gone(NO_WAY, PLANNERS),
  [`${WAY}/state`]: gone(`${NO_WAY}/state`, PLANNERS, { active: '1' }),
  '/carriers': refusing(at('/carriers'), PLANNERS, none),
  '/carriers/:id{[0-9]{1,12}}/state': gone('/carriers/999999999/state', PLANNERS, { active: '1' }),
};
