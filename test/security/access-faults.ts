/** Who may read and do what with faults of equipment: part of the table in `access.ts`. No fault is in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, STALE, STOCK, type Visit } from './visits.ts';

const ENGINEERS: readonly Role[] = ['equipment_officer', 'engineer'];
const KEEPERS: readonly Role[] = ['branch_head', 'equipment_officer', 'engineer', 'custodian'];
const OFFICE: readonly Role[] = ['equipment_officer'];
const AGREE: readonly Role[] = ['equipment_officer', 'vice_president'];
const USERS = STOCK.filter((role) => role !== 'auditor');
const CARD = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/faults';
const ONE = '/equipment/faults/:number{BX-[0-9]{8}-[0-9]{4,}}';
const NO_CARD = '/equipment/SB-20261123-9999/faults';
const EVENT_CARD = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/events';
const EVENT = '/equipment/events/:number{BL-[0-9]{8}-[0-9]{4,}}';
const NO_EVENT = '/equipment/events/BL-20261123-9999';
const RECALL = '/equipment/recalls/:number{SZ-[0-9]{8}-[0-9]{4,}}';
const NO_RECALL = '/equipment/recalls/SZ-20261123-9999';
const NONE = '/equipment/faults/BX-20261123-9999';

const gone = (act: string, roles: readonly Role[], more: Record<string, string> = {}, of = NONE): Visit => ({
  path: at(`${of}/${act}`),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});
const why = { why: '试一下' };
const REPLY = { asset: 'SB-20261123-9999', result: 'fine', doneOn: '2026-11-01', note: '试一下' };

export const FAULT_READS: Record<string, Visit> = {
  '/equipment/faults': { path: at('/equipment/faults'), roles: STOCK },
  [`/equipment/faults/${FILE}`]: { path: at('/equipment/faults/export.csv'), roles: STOCK },
  '/equipment/faults/figures': { path: at('/equipment/faults/figures'), roles: STOCK },
  [`/equipment/faults/figures/${FILE}`]: { path: at('/equipment/faults/figures/export.csv'), roles: STOCK },
  [`${CARD}/new`]: { path: at(`${NO_CARD}/new`), roles: USERS, answers: [404] },
  [ONE]: { path: at(NONE), roles: STOCK, answers: [404] },
  '/equipment/events': { path: at('/equipment/events'), roles: STOCK },
  [`/equipment/events/${FILE}`]: { path: at('/equipment/events/export.csv'), roles: STOCK },
  [`${EVENT_CARD}/new`]: { path: at('/equipment/SB-20261123-9999/events/new'), roles: USERS, answers: [404] },
  [EVENT]: { path: at(NO_EVENT), roles: STOCK, answers: [404] },
  '/equipment/recalls': { path: at('/equipment/recalls'), roles: STOCK },
  [`/equipment/recalls/${FILE}`]: { path: at('/equipment/recalls/export.csv'), roles: STOCK },
  '/equipment/recalls/new': { path: at('/equipment/recalls/new'), roles: OFFICE },
  [RECALL]: { path: at(NO_RECALL), roles: STOCK, answers: [404] },
  [`${RECALL}/${FILE}`]: { path: at(`${NO_RECALL}/export.csv`), roles: STOCK, answers: [404] },
};

export const FAULT_ACTS: Record<string, Visit> = {
  [CARD]: { path: at(NO_CARD), roles: USERS, answers: [404], fields: () => ({ idempotency_key: key() }) },
  [`${ONE}/assignment`]: gone('assignment', ENGINEERS, { engineer: 'nobody' }),
  [`${ONE}/diagnosis`]: gone('diagnosis', ENGINEERS, { diagnosis: '试一下' }),
  [`${ONE}/costs`]: gone('costs', ENGINEERS, { kind: 'part', name: '板', quantity: '1', unit: '1' }),
  [`${ONE}/costs/:line{[0-9]{1,12}}/removal`]: gone('costs/1/removal', ENGINEERS),
  [`${ONE}/request`]: gone('request', ENGINEERS, why),
  [`${ONE}/request-recall`]: gone('request-recall', ENGINEERS),
  [`${ONE}/decision`]: gone('decision', AGREE, { decision: 'agree', ...why }),
  [`${ONE}/repair`]: gone('repair', ENGINEERS, { work: '试一下' }),
  [`${ONE}/resumption`]: gone('resumption', ENGINEERS, why),
  [`${ONE}/release`]: gone('release', ENGINEERS, why),
  [`${ONE}/acceptance`]: gone('acceptance', USERS, { outcome: 'pass', test: '试一下' }),
  [`${ONE}/loaner`]: gone('loaner', USERS),
  [`${ONE}/reopening`]: gone('reopening', USERS, why),
  [`${ONE}/withdrawal`]: gone('withdrawal', USERS, why),
  '/equipment/recalls': { path: at('/equipment/recalls'), roles: OFFICE, answers: [422] },
  [`${RECALL}/answer`]: gone('answer', KEEPERS, REPLY, NO_RECALL),
  [`${RECALL}/retraction`]: gone('retraction', KEEPERS, { answer: '1', ...why }, NO_RECALL),
  [`${RECALL}/ending`]: gone('ending', OFFICE, why, NO_RECALL),
  [`${RECALL}/withdrawal`]: gone('withdrawal', OFFICE, why, NO_RECALL),
  [EVENT_CARD]: {
    path: at('/equipment/SB-20261123-9999/events'),
    roles: USERS,
    answers: [404],
    fields: () => ({ idempotency_key: key() }),
  },
  [`${EVENT}/forwarding`]: gone('forwarding', OFFICE, { nationalNumber: '1', forwardedOn: '2026-11-01' }, NO_EVENT),
  [`${EVENT}/recall`]: gone('recall', OFFICE, why, NO_EVENT),
  [`${EVENT}/withdrawal`]: gone('withdrawal', OFFICE, why, NO_EVENT),
};
