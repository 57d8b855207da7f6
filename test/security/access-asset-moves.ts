/** Who may read and do what with transfers and disposals of equipment: part of the table. None is in that world. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, STALE, STOCK, type Visit } from './visits.ts';

const OFFICE: readonly Role[] = ['equipment_officer'];
const KEEPERS: readonly Role[] = ['branch_head', 'equipment_officer', 'engineer', 'custodian'];
const DECIDERS: readonly Role[] = [
  'branch_head',
  'supply_head',
  'chief_pharmacist',
  'chief_accountant',
  'vice_president',
  'equipment_officer',
];
const MOVE = '/equipment/transfers/:number{SD-[0-9]{8}-[0-9]{4,}}';
const NO_MOVE = '/equipment/transfers/SD-20261123-9999';
const OUT = '/equipment/disposals/:number{CZ-[0-9]{8}-[0-9]{4,}}';
const NO_OUT = '/equipment/disposals/CZ-20261123-9999';

const SHARE = '/equipment/shares/:number{SB-[0-9]{8}-[0-9]{4,}}';
const NO_SHARE = '/equipment/shares/SB-20261123-9999';
const BOOKING = '/equipment/bookings/:number{YY-[0-9]{8}-[0-9]{4,}}';
const NO_BOOKING = '/equipment/bookings/YY-20261123-9999';
const USERS = STOCK.filter((role) => role !== 'auditor');
const LOAN = '/equipment/loans/:number{JY-[0-9]{8}-[0-9]{4,}}';
const NO_LOAN = '/equipment/loans/JY-20261123-9999';

const gone = (path: string, roles: readonly Role[], more: Record<string, string> = {}): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

const WHY = { why: '试一下' };
const HANDED = { condition: '完好', test: '正常', safe: '1' };
const ENDED = { way: 'recycled', takenBy: '回收公司', certificate: 'HS-1', income: '0' };

export const ASSET_MOVE_READS: Record<string, Visit> = {
  '/equipment/transfers': { path: at('/equipment/transfers'), roles: STOCK },
  [`/equipment/transfers/${FILE}`]: { path: at('/equipment/transfers/export.csv'), roles: STOCK },
  '/equipment/transfers/new': { path: at('/equipment/transfers/new'), roles: KEEPERS },
  [MOVE]: { path: at(NO_MOVE), roles: STOCK, answers: [404] },
  [`${MOVE}/paper.pdf`]: { path: at(`${NO_MOVE}/paper.pdf`), roles: STOCK, answers: [404] },
  '/equipment/disposals': { path: at('/equipment/disposals'), roles: STOCK },
  [`/equipment/disposals/${FILE}`]: { path: at('/equipment/disposals/export.csv'), roles: STOCK },
  '/equipment/disposals/new': { path: at('/equipment/disposals/new'), roles: KEEPERS },
  '/equipment/loans': { path: at('/equipment/loans'), roles: STOCK },
  [`/equipment/loans/${FILE}`]: { path: at('/equipment/loans/export.csv'), roles: STOCK },
  '/equipment/loans/new': { path: at('/equipment/loans/new'), roles: KEEPERS },
  '/equipment/shares': { path: at('/equipment/shares'), roles: STOCK },
  [`/equipment/shares/${FILE}`]: { path: at('/equipment/shares/export.csv'), roles: STOCK },
  [SHARE]: { path: at(NO_SHARE), roles: STOCK, answers: [404] },
  '/equipment/bookings': { path: at('/equipment/bookings'), roles: STOCK },
  [`/equipment/bookings/${FILE}`]: { path: at('/equipment/bookings/export.csv'), roles: STOCK },
  '/equipment/bookings/figures': { path: at('/equipment/bookings/figures'), roles: STOCK },
  [`/equipment/bookings/figures/${FILE}`]: { path: at('/equipment/bookings/figures/export.csv'), roles: STOCK },
  '/equipment/bookings/new': { path: at('/equipment/bookings/new'), roles: USERS },
  [BOOKING]: { path: at(NO_BOOKING), roles: STOCK, answers: [404] },
  [LOAN]: { path: at(NO_LOAN), roles: STOCK, answers: [404] },
  [OUT]: { path: at(NO_OUT), roles: STOCK, answers: [404] },
  [`${OUT}/paper.pdf`]: { path: at(`${NO_OUT}/paper.pdf`), roles: STOCK, answers: [404] },
};

export const ASSET_MOVE_ACTS: Record<string, Visit> = {
  '/equipment/transfers': refusing(at('/equipment/transfers'), KEEPERS, none),
  [`${MOVE}/approval`]: gone(`${NO_MOVE}/approval`, DECIDERS),
  [`${MOVE}/refusal`]: gone(`${NO_MOVE}/refusal`, DECIDERS, WHY),
  [`${MOVE}/fiscal`]: gone(`${NO_MOVE}/fiscal`, OFFICE, { fiscalNumber: '财资1号' }),
  [`${MOVE}/hand-over`]: gone(`${NO_MOVE}/hand-over`, KEEPERS, HANDED),
  [`${MOVE}/take-over`]: gone(`${NO_MOVE}/take-over`, KEEPERS, { condition: '完好', room: '一楼' }),
  [`${MOVE}/withdrawal`]: gone(`${NO_MOVE}/withdrawal`, KEEPERS, WHY),
  '/equipment/disposals': refusing(at('/equipment/disposals'), KEEPERS, none),
  [`${OUT}/appraisal`]: gone(`${NO_OUT}/appraisal`, ['engineer']),
  [`${OUT}/meeting`]: gone(`${NO_OUT}/meeting`, OFFICE, { record: '纪要1号' }),
  [`${OUT}/approval`]: gone(`${NO_OUT}/approval`, DECIDERS),
  [`${OUT}/refusal`]: gone(`${NO_OUT}/refusal`, DECIDERS, WHY),
  [`${OUT}/preparation`]: gone(`${NO_OUT}/preparation`, KEEPERS, { asset: 'SB-20261123-9999', erasure: '覆写' }),
  [`${OUT}/execution`]: gone(`${NO_OUT}/execution`, KEEPERS, ENDED),
  [`${OUT}/withdrawal`]: gone(`${NO_OUT}/withdrawal`, KEEPERS, WHY),
  '/equipment/loans': refusing(at('/equipment/loans'), KEEPERS, none),
  [`${LOAN}/agreement`]: gone(`${NO_LOAN}/agreement`, KEEPERS),
  [`${LOAN}/refusal`]: gone(`${NO_LOAN}/refusal`, KEEPERS, WHY),
  [`${LOAN}/cancellation`]: gone(`${NO_LOAN}/cancellation`, KEEPERS, WHY),
  [`${LOAN}/hand-over`]: gone(`${NO_LOAN}/hand-over`, KEEPERS, { condition: '完好', room: '一楼' }),
  [`${LOAN}/extension`]: gone(`${NO_LOAN}/extension`, KEEPERS, { ...WHY, dueOn: '2026-12-01' }),
  [`${LOAN}/return`]: gone(`${NO_LOAN}/return`, KEEPERS, { condition: '完好' }),
  [`${SHARE}/offer`]: gone(`${NO_SHARE}/offer`, KEEPERS, { slot: '30', hours: '1 08:00-12:00' }),
  [`${SHARE}/rate`]: gone(`${NO_SHARE}/rate`, KEEPERS, { from: '2026-12-01', per: 'case', rate: '1' }),
  [`${SHARE}/closing`]: gone(`${NO_SHARE}/closing`, KEEPERS, { ...WHY, day: '2026-12-01' }),
  [`${SHARE}/reopening`]: gone(`${NO_SHARE}/reopening`, KEEPERS, { day: '2026-12-01' }),
  [`${SHARE}/end`]: gone(`${NO_SHARE}/end`, KEEPERS, WHY),
  '/equipment/bookings': refusing(at('/equipment/bookings'), USERS, none),
  [`${BOOKING}/agreement`]: gone(`${NO_BOOKING}/agreement`, KEEPERS),
  [`${BOOKING}/refusal`]: gone(`${NO_BOOKING}/refusal`, KEEPERS, WHY),
  [`${BOOKING}/cancellation`]: gone(`${NO_BOOKING}/cancellation`, USERS, WHY),
  [`${BOOKING}/start`]: gone(`${NO_BOOKING}/start`, USERS),
  [`${BOOKING}/finish`]: gone(`${NO_BOOKING}/finish`, KEEPERS, { minutes: '30', cases: '1', condition: '完好' }),
};
