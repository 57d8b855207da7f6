/** Who may see and scan trace codes: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, none, refusing, stale, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
];
const READERS: readonly Role[] = [...KEEPERS, 'quality_officer', 'chief_pharmacist', 'auditor'];
const EXPORTERS = READERS;
const INSPECTORS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'storekeeper',
  'quality_officer',
];
const CLOSERS: readonly Role[] = ['branch_head', 'hub_pharmacist', 'quality_officer', 'chief_pharmacist'];

const KINDS = 'receipt|dispatch|arrival|issue|issue_return|supplier_return';
const PAPER = `/trace/papers/:number{[A-Z]{2}-[0-9]{8}-[0-9]{4,}}/:act{(?:${KINDS})}`;
const SCANNERS: readonly Role[] = [...KEEPERS, 'quality_officer'];
const NONE = '/trace/papers/CK-20990101-0001/issue';
const ID = ':id{[0-9]{1,12}}';

export const TRACE_READS: Record<string, Visit> = {
  '/trace': { path: at('/trace'), roles: READERS },
  [`/trace/${FILE}`]: { path: at('/trace/export.csv'), roles: EXPORTERS },
  '/trace/missing': { path: at('/trace/missing'), roles: READERS },
  [`/trace/missing/${FILE}`]: { path: at('/trace/missing/export.csv'), roles: EXPORTERS },
  '/trace/scans': { path: at('/trace/scans'), roles: READERS },
  [`/trace/scans/${FILE}`]: { path: at('/trace/scans/export.csv'), roles: EXPORTERS },
  '/trace/alarms': { path: at('/trace/alarms'), roles: READERS },
  [`/trace/alarms/${FILE}`]: { path: at('/trace/alarms/export.csv'), roles: EXPORTERS },
  [`/trace/alarms/${ID}`]: { path: at('/trace/alarms/77777'), roles: READERS, answers: [404] },
  '/trace/packs': { path: at('/trace/packs'), roles: READERS },
  '/trace/packs/import': { path: at('/trace/packs/import'), roles: INSPECTORS },
  '/trace/packs/import/:file{template\\.(?:csv|xlsx)}': {
    path: at('/trace/packs/import/template.csv'),
    roles: INSPECTORS,
  },
  '/trace/packs/import/runs/:key{[\\w-]{8,64}}': {
    path: at('/trace/packs/import/runs/no-such-run'),
    roles: INSPECTORS,
  },
  [`/trace/packs/import/${ID}`]: { path: at('/trace/packs/import/77777'), roles: INSPECTORS, answers: [404] },
  [`/trace/packs/${FILE}`]: { path: at('/trace/packs/export.csv'), roles: EXPORTERS },
  [`${PAPER}/${FILE}`]: { path: at(`${NONE}/export.csv`), roles: EXPORTERS, answers: [404] },
  [PAPER]: { path: at(NONE), roles: READERS, answers: [404] },
  '/trace/:code{8[0-9]{19}}': { path: at('/trace/80000000000000000000'), roles: READERS, answers: [404] },
};

export const TRACE_ACTS: Record<string, Visit> = {
  [`${PAPER}/scans`]: { path: at(`${NONE}/scans`), roles: SCANNERS, answers: [404], fields: stale({ codes: 'x' }) },
  [`${PAPER}/undo`]: { path: at(`${NONE}/undo`), roles: SCANNERS, answers: [404], fields: stale({ scan: '1' }) },
  [`/trace/alarms/${ID}/closing`]: {
    path: at('/trace/alarms/77777/closing'),
    roles: CLOSERS,
    answers: [404],
    fields: stale(),
  },
  '/trace/packs/removal': refusing(at('/trace/packs/removal'), INSPECTORS, none),
  '/trace/packs/import': refusing(at('/trace/packs/import'), INSPECTORS, none),
  [`/trace/packs/import/${ID}/application`]: {
    path: at('/trace/packs/import/77777/application'),
    roles: INSPECTORS,
    answers: [404],
    fields: stale(),
  },
};
