/** Who may read and do what with equipment: part of the table in `access.ts`. No card is in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const OFFICE: readonly Role[] = ['equipment_officer'];
const KEEPERS: readonly Role[] = ['branch_head', 'equipment_officer', 'engineer', 'custodian'];
const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}';
const NONE = '/equipment/SB-20261123-9999';

const DRAFT = '/equipment/import/:id{[0-9]{1,12}}';

const gone = (act: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(`${NONE}/${act}`),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

const PAPER = '/equipment/inventories/:number{ZC-[0-9]{8}-[0-9]{4,}}';
const NO_PAPER = '/equipment/inventories/ZC-20261123-9999';

const lost = (act: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(`${NO_PAPER}/${act}`),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

export const ASSET_READS: Record<string, Visit> = {
  '/equipment': { path: at('/equipment'), roles: STOCK },
  [`/equipment/${FILE}`]: { path: at('/equipment/export.csv'), roles: STOCK },
  '/equipment/labels': { path: at('/equipment/labels?number=SB-20261123-9999'), roles: KEEPERS, answers: [404] },
  '/equipment/inventories': { path: at('/equipment/inventories'), roles: STOCK },
  [`/equipment/inventories/${FILE}`]: { path: at('/equipment/inventories/export.csv'), roles: STOCK },
  '/equipment/inventories/new': { path: at('/equipment/inventories/new'), roles: KEEPERS },
  [PAPER]: { path: at(NO_PAPER), roles: STOCK, answers: [404] },
  [`${PAPER}/${FILE}`]: { path: at(`${NO_PAPER}/export.csv`), roles: STOCK, answers: [404] },
  [`${PAPER}/report.pdf`]: { path: at(`${NO_PAPER}/report.pdf`), roles: STOCK, answers: [404] },
  '/equipment/new': { path: at('/equipment/new'), roles: OFFICE },
  '/equipment/import': { path: at('/equipment/import'), roles: OFFICE },
  '/equipment/import/:file{template\\.(?:csv|xlsx)}': { path: at('/equipment/import/template.csv'), roles: OFFICE },
  '/equipment/import/runs/:key{[\\w-]{8,64}}': { path: at('/equipment/import/runs/no-such-run'), roles: OFFICE },
  [DRAFT]: { path: at('/equipment/import/77'), roles: OFFICE, answers: [404] },
  [ONE]: { path: at(NONE), roles: STOCK, answers: [404] },
  [`${ONE}/edit`]: { path: at(`${NONE}/edit`), roles: OFFICE, answers: [404] },
};

const TESTERS: readonly Role[] = ['equipment_officer', 'engineer'];

export const METROLOGY_READS: Record<string, Visit> = {
  '/equipment/metrology': { path: at('/equipment/metrology'), roles: STOCK },
  [`/equipment/metrology/${FILE}`]: { path: at('/equipment/metrology/export.csv'), roles: STOCK },
  '/equipment/metrology/sending': { path: at('/equipment/metrology/sending'), roles: TESTERS },
  '/equipment/metrology/results': { path: at('/equipment/metrology/results'), roles: TESTERS },
  '/equipment/metrology/proposals': { path: at('/equipment/metrology/proposals'), roles: TESTERS },
  [`${ONE}/metrology`]: { path: at(`${NONE}/metrology`), roles: STOCK, answers: [404] },
};

export const MAINTENANCE_READS: Record<string, Visit> = {
  '/equipment/maintenance': { path: at('/equipment/maintenance'), roles: STOCK },
  [`/equipment/maintenance/${FILE}`]: { path: at('/equipment/maintenance/export.csv'), roles: STOCK },
  '/equipment/maintenance/proposals': { path: at('/equipment/maintenance/proposals'), roles: OFFICE },
  [`${ONE}/maintenance`]: { path: at(`${NONE}/maintenance`), roles: STOCK, answers: [404] },
  [`${ONE}/maintenance/worksheet.pdf`]: {
    path: at(`${NONE}/maintenance/worksheet.pdf`),
    roles: STOCK,
    answers: [404],
  },
};

export const MAINTENANCE_ACTS: Record<string, Visit> = {
  '/equipment/maintenance/proposals': refusing(at('/equipment/maintenance/proposals'), OFFICE, none),
  [`${ONE}/maintenance/plans`]: gone('maintenance/plans', OFFICE, { kind: 'pm' }),
  [`${ONE}/maintenance/end`]: gone('maintenance/end', OFFICE, { plan: '77', reason: '试一下' }),
  [`${ONE}/maintenance/results`]: gone('maintenance/results', KEEPERS, {
    plan: '77',
    doneOn: '2026-11-01',
    outcome: 'pass',
    engineer: '工程师',
    'check.alarm.found': 'pass',
  }),
  [`${ONE}/maintenance/confirmation`]: gone('maintenance/confirmation', KEEPERS, { result: '77' }),
  [`${ONE}/maintenance/reversal`]: gone('maintenance/reversal', KEEPERS, { result: '77', reason: '试一下' }),
};

export const METROLOGY_ACTS: Record<string, Visit> = {
  '/equipment/metrology/sending': refusing(at('/equipment/metrology/sending'), TESTERS, none),
  '/equipment/metrology/results': refusing(at('/equipment/metrology/results'), TESTERS, none),
  '/equipment/metrology/proposals': refusing(at('/equipment/metrology/proposals'), TESTERS, none),
  [`${ONE}/metrology/duties`]: gone('metrology/duties', TESTERS, { item: 'ecg' }),
  [`${ONE}/metrology/results`]: gone('metrology/results', TESTERS, {
    institution: '计量所',
    testedOn: '2026-11-01',
    'line.77.outcome': 'pass',
    'line.77.certificateNumber': '1',
  }),
  [`${ONE}/metrology/reversal`]: gone('metrology/reversal', TESTERS, { result: '77', reason: '试一下' }),
  [`${ONE}/metrology/end`]: gone('metrology/end', TESTERS, { duty: '77', reason: '试一下' }),
  [`${ONE}/metrology/fetch`]: gone('metrology/fetch', TESTERS, { duty: '77', reason: '试一下' }),
};

export const ASSET_ACTS: Record<string, Visit> = {
  '/equipment': refusing(at('/equipment'), OFFICE, none),
  '/equipment/import': refusing(at('/equipment/import'), OFFICE, none),
  '/equipment/labels': refusing(at('/equipment/labels'), KEEPERS, none),
  [`${DRAFT}/application`]: {
    path: at('/equipment/import/77/application'),
    roles: OFFICE,
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  '/equipment/inventories': refusing(at('/equipment/inventories'), KEEPERS, none),
  [`${PAPER}/found`]: lost('found', KEEPERS, { code: 'x12345', condition: 'idle' }),
  [`${PAPER}/unfind`]: lost('unfind', KEEPERS, { line: '1' }),
  [`${PAPER}/off-book`]: lost('off-book', KEEPERS, { name: '某', description: '某', at: 'X', condition: 'idle' }),
  [`${PAPER}/finish`]: lost('finish', KEEPERS),
  [`${PAPER}/resume`]: lost('resume', KEEPERS),
  [`${PAPER}/cancel`]: lost('cancel', OFFICE),
  [`${PAPER}/decision`]: lost('decision', KEEPERS, { line: '1', decision: 'books', why: '某' }),
  [`${PAPER}/dismissal`]: lost('dismissal', KEEPERS, { position: '1', why: '某' }),
  [`${PAPER}/card`]: lost('card', OFFICE, {
    ...{ position: '1', why: '某', classCode: 'electronic', price: '1', source: 'own' },
    ...{ acquiredOn: '2026-01-05', purchaseMethod: 'direct' },
  }),
  [`${PAPER}/close`]: lost('close', OFFICE),
  [`${ONE}/edit`]: gone('edit', OFFICE),
  [`${ONE}/assignment`]: gone('assignment', KEEPERS),
  [`${ONE}/commission`]: gone('commission', OFFICE, { day: '2026-11-01' }),
  [`${ONE}/rest`]: gone('rest', KEEPERS, { why: '试一下' }),
  [`${ONE}/stop`]: gone('stop', KEEPERS, { why: '试一下' }),
  [`${ONE}/resume`]: gone('resume', KEEPERS, { why: '试一下' }),
};
