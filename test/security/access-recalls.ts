/** Who may read and do what with recalls: part of the table in `access.ts`. No recall is open in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
];
const MANAGERS: readonly Role[] = ['quality_officer', 'chief_pharmacist'];
const ONE = '/recalls/:number{ZH-[0-9]{8}-[0-9]{4,}}';
const MEMBER = `${ONE}/members/:organisation{[A-Z0-9]+}`;
const ZH = '/recalls/ZH-20261123-9999';
const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

export const RECALL_READS: Record<string, Visit> = {
  '/recalls': { path: at('/recalls'), roles: STOCK },
  [`/recalls/${FILE}`]: { path: at('/recalls/export.csv'), roles: STOCK },
  '/recalls/new': { path: at('/recalls/new'), roles: MANAGERS },
  [ONE]: { path: at(ZH), roles: STOCK, answers: [404] },
  [`${ONE}/${FILE}`]: { path: at(`${ZH}/export.csv`), roles: STOCK, answers: [404] },
  [`${ONE}/report.pdf`]: { path: at(`${ZH}/report.pdf`), roles: STOCK, answers: [404] },
  [MEMBER]: { path: at(`${ZH}/members/XG1801`), roles: STOCK, answers: [404] },
};

export const RECALL_ACTS: Record<string, Visit> = {
  '/recalls': refusing(at('/recalls'), MANAGERS, none),
  '/recalls/draft': refusing(at('/recalls/draft'), MANAGERS, none),
  [`${ONE}/targets`]: gone(`${ZH}/targets`, MANAGERS, { item: 'AMX', match: 'all' }),
  [`${ONE}/sheet`]: gone(`${ZH}/sheet`, MANAGERS),
  [`${ONE}/targets/:target{[0-9]{1,12}}/removal`]: gone(`${ZH}/targets/1/removal`, MANAGERS),
  [`${ONE}/confirmation`]: gone(`${ZH}/confirmation`, MANAGERS, { lot: '1' }),
  [`${ONE}/drop`]: gone(`${ZH}/drop`, MANAGERS, { lot: '1' }),
  [`${ONE}/freeze`]: gone(`${ZH}/freeze`, MANAGERS),
  [`${ONE}/release`]: gone(`${ZH}/release`, MANAGERS, { lot: '1', why: '试一下' }),
  [`${ONE}/withdrawal`]: gone(`${ZH}/withdrawal`, MANAGERS, { why: '试一下' }),
  [`${ONE}/closing`]: gone(`${ZH}/closing`, MANAGERS),
  [`${MEMBER}/answer`]: gone(`${ZH}/members/XG1801/answer`, KEEPERS, { sent: '1', patients: '0' }),
};
