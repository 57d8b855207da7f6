/** Who may read and do what with storage and upkeep: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
];
const QUALITY: readonly Role[] = ['quality_officer'];
const LOGS: readonly Role[] = [...KEEPERS, ...QUALITY];
const MANAGERS: readonly Role[] = ['branch_head', 'storekeeper', 'quality_officer'];

const PROBE = '/storage/loggers/:code{[A-Z0-9][A-Z0-9-]*}';
const NO_PROBE = '/storage/loggers/NO-SUCH';
const CASE = '/excursions/:number{WD-[0-9]{8}-[0-9]{4,}}';
const NO_CASE = '/excursions/WD-20261123-9999';
const LIST = '/upkeep/:number{YH-[0-9]{8}-[0-9]{4,}}';
const NO_LIST = '/upkeep/YH-20261123-9999';

const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

export const STORAGE_READS: Record<string, Visit> = {
  '/storage': { path: at('/storage'), roles: STOCK },
  '/storage/loggers': { path: at('/storage/loggers'), roles: STOCK },
  [`/storage/loggers/${FILE}`]: { path: at('/storage/loggers/export.csv'), roles: STOCK },
  '/storage/loggers/new': { path: at('/storage/loggers/new'), roles: MANAGERS },
  '/storage/loggers/template.csv': { path: at('/storage/loggers/template.csv'), roles: LOGS },
  [PROBE]: { path: at(NO_PROBE), roles: STOCK, answers: [404] },
  [`${PROBE}/${FILE}`]: { path: at(`${NO_PROBE}/export.csv`), roles: STOCK, answers: [404] },
  '/excursions': { path: at('/excursions'), roles: STOCK },
  [`/excursions/${FILE}`]: { path: at('/excursions/export.csv'), roles: STOCK },
  [CASE]: { path: at(NO_CASE), roles: STOCK, answers: [404] },
  [`${CASE}/report.pdf`]: { path: at(`${NO_CASE}/report.pdf`), roles: STOCK, answers: [404] },
  '/upkeep': { path: at('/upkeep'), roles: STOCK },
  [`/upkeep/${FILE}`]: { path: at('/upkeep/export.csv'), roles: STOCK },
  [LIST]: { path: at(NO_LIST), roles: STOCK, answers: [404] },
  [`${LIST}/record.pdf`]: { path: at(`${NO_LIST}/record.pdf`), roles: STOCK, answers: [404] },
  [`${LIST}/${FILE}`]: { path: at(`${NO_LIST}/export.csv`), roles: STOCK, answers: [404] },
};

const READING = { day: '2026-11-23', time: '08:00', temperature: '5' };
const FACTS = { name: 'x', low: '2', high: '8', everyMinutes: '30', graceMinutes: '0' };
const CALIBRATION = { calibratedOn: '2026-11-20', dueOn: '2027-11-20', certificate: 'x', result: 'passed' };

export const STORAGE_ACTS: Record<string, Visit> = {
  '/storage/moves': refusing(at('/storage/moves'), LOGS, none),
  '/storage/loggers': refusing(at('/storage/loggers'), MANAGERS, none),
  [`${PROBE}/readings`]: gone(`${NO_PROBE}/readings`, LOGS, READING),
  [`${PROBE}/file`]: gone(`${NO_PROBE}/file`, LOGS),
  [`${PROBE}/file/readings`]: gone(`${NO_PROBE}/file/readings`, LOGS, { readings: 'x' }),
  [`${PROBE}/change`]: gone(`${NO_PROBE}/change`, MANAGERS, FACTS),
  [`${PROBE}/retirement`]: gone(`${NO_PROBE}/retirement`, MANAGERS, { why: '试一下' }),
  [`${PROBE}/reinstatement`]: gone(`${NO_PROBE}/reinstatement`, MANAGERS, { why: '试一下' }),
  [`${PROBE}/token`]: gone(`${NO_PROBE}/token`, MANAGERS),
  [`${PROBE}/token-removal`]: gone(`${NO_PROBE}/token-removal`, MANAGERS),
  [`${PROBE}/calibrations`]: gone(`${NO_PROBE}/calibrations`, MANAGERS, CALIBRATION),
  [`${CASE}/explanation`]: gone(`${NO_CASE}/explanation`, LOGS, { cause: '停电', measures: '移库' }),
  [`${CASE}/decisions`]: gone(`${NO_CASE}/decisions`, QUALITY, { lot: '1-1', decision: 'released', reason: '试一下' }),
  [`${CASE}/closing`]: gone(`${NO_CASE}/closing`, QUALITY),
  '/upkeep': refusing(at('/upkeep'), LOGS, none),
  [`${LIST}/findings`]: gone(`${NO_LIST}/findings`, LOGS, { line: '1', finding: 'good' }),
  [`${LIST}/rest`]: gone(`${NO_LIST}/rest`, LOGS),
  [`${LIST}/lines/:line{[0-9]{1,12}}/release`]: gone(`${NO_LIST}/lines/1/release`, QUALITY, { why: '试一下' }),
};
