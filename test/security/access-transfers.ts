/** Who may read and do what with transfers: part of the table in `access.ts`. No transfer is open in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const ASKERS: readonly Role[] = ['village_doctor', 'branch_pharmacist', 'branch_head', 'hub_pharmacist'];
const GRANTERS: readonly Role[] = ['village_doctor', 'branch_head', 'hub_pharmacist', 'chief_pharmacist'];
const ONE = '/transfers/:number{DB-[0-9]{8}-[0-9]{4,}}';
const DB = '/transfers/DB-20261123-9999';
const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

const MAKERS: readonly Role[] = ['hub_pharmacist', 'chief_pharmacist'];
const TP = '/proposals/TP-20261123-9999';
const PROPOSAL = '/proposals/:number{TP-[0-9]{8}-[0-9]{4,}}';
/** Everyone who reads stock; those who see a part of the county alone are told that there is nothing. */
const county = (path: string): Visit => ({ path: at(path), roles: STOCK, answers: [200, 404] });

const PROPOSAL_READS: Record<string, Visit> = {
  '/proposals': county('/proposals'),
  '/proposals/points': county('/proposals/points'),
  '/proposals/points/export.csv': county('/proposals/points/export.csv'),
  '/proposals/runs/:key{[\\w-]{8,64}}': { path: at('/proposals/runs/no-such-run'), roles: STOCK, answers: [303, 404] },
  [PROPOSAL]: county(TP),
  [`${PROPOSAL}/${FILE}`]: county(`${TP}/export.csv`),
};

const PROPOSAL_ACTS: Record<string, Visit> = {
  '/proposals': refusing(at('/proposals'), MAKERS, none),
  '/proposals/points': refusing(at('/proposals/points'), MAKERS, none),
  '/proposals/points/file': refusing(at('/proposals/points/file'), MAKERS, none),
  [`${PROPOSAL}/lines`]: gone(`${TP}/lines`, MAKERS),
  [`${PROPOSAL}/acceptance`]: gone(`${TP}/acceptance`, MAKERS, { chosen: '1' }),
  [`${PROPOSAL}/declination`]: gone(`${TP}/declination`, MAKERS, { chosen: '1', reason: '试一下' }),
  [`${PROPOSAL}/closing`]: gone(`${TP}/closing`, MAKERS, { why: '试一下' }),
};

export const TRANSFER_READS: Record<string, Visit> = {
  ...PROPOSAL_READS,
  '/transfers': { path: at('/transfers'), roles: STOCK },
  [`/transfers/${FILE}`]: { path: at('/transfers/export.csv'), roles: STOCK },
  '/transfers/new': { path: at('/transfers/new'), roles: ASKERS },
  [ONE]: { path: at(DB), roles: STOCK, answers: [404] },
  [`${ONE}/paper.pdf`]: { path: at(`${DB}/paper.pdf`), roles: STOCK, answers: [404] },
  [`${ONE}/lines/new`]: { path: at(`${DB}/lines/new`), roles: ASKERS, answers: [404] },
};

export const TRANSFER_ACTS: Record<string, Visit> = {
  ...PROPOSAL_ACTS,
  '/transfers': refusing(at('/transfers'), ASKERS, none),
  [`${ONE}/lines`]: gone(`${DB}/lines`, ASKERS),
  [`${ONE}/lines/:line{[0-9]{1,12}}/removal`]: gone(`${DB}/lines/1/removal`, ASKERS),
  [`${ONE}/acceptance`]: gone(`${DB}/acceptance`, ASKERS),
  [`${ONE}/declination`]: gone(`${DB}/declination`, ASKERS, { why: '试一下' }),
  [`${ONE}/grant`]: gone(`${DB}/grant`, GRANTERS),
  [`${ONE}/refusal`]: gone(`${DB}/refusal`, GRANTERS, { why: '试一下' }),
  [`${ONE}/withdrawal`]: gone(`${DB}/withdrawal`, ASKERS, { why: '试一下' }),
};
