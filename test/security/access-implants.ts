/** Who may read and do what with high-value consumables: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import type { Fields } from '../support/login.ts';
import { at, FILE, key, none, refusing, type Visit } from './visits.ts';

const READ: readonly Role[] = [
  'hub_pharmacist',
  'storekeeper',
  'buyer',
  'supply_head',
  'quality_officer',
  'chief_pharmacist',
  'accountant',
  'chief_accountant',
  'vice_president',
  'auditor',
];
const KEEP: readonly Role[] = ['storekeeper'];
const RECALL: readonly Role[] = ['quality_officer', 'chief_pharmacist'];
const LIST = '/implants';
const ONE = `${LIST}/:id{[0-9]{1,12}}`;
const NONE = `${LIST}/999999999`;
const RECALLED = `${LIST}/recalls/:id{[0-9]{1,12}}`;
const NO_RECALL = `${LIST}/recalls/999999999`;
const PAPER = `${LIST}/papers/:number{(?:JX|ZR|QS)-[0-9]{8}-[0-9]{4,}}`;
const COUNT = `${LIST}/counts/:number{JP-[0-9]{8}-[0-9]{4,}}`;
const NO_COUNT = `${LIST}/counts/JP-20261123-9999`;
/** Closes what storekeepers counted: another of them, or who approves counts and sees units. */
const CLOSE: readonly Role[] = [...KEEP, 'chief_pharmacist', 'chief_accountant'];
const lost = (act: string, roles: readonly Role[], fields: Fields = {}): Visit => ({
  path: at(`${NO_COUNT}/${act}`),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), ...fields }),
});
const shelf = () => ({ idempotency_key: key(), shelf: '一柜' });
const why = () => ({ idempotency_key: key(), why: '试一下' });

export const IMPLANT_READS: Record<string, Visit> = {
  [LIST]: { path: at(LIST), roles: READ },
  [`${LIST}/${FILE}`]: { path: at(`${LIST}/export.csv`), roles: READ },
  [PAPER]: { path: at(`${LIST}/papers/ZR-20261123-9999`), roles: READ, answers: [404] },
  [`${LIST}/new`]: { path: at(`${LIST}/new`), roles: KEEP },
  [`${LIST}/own`]: { path: at(`${LIST}/own`), roles: READ },
  [`${LIST}/own/${FILE}`]: { path: at(`${LIST}/own/export.csv`), roles: READ },
  [`${LIST}/own/new`]: { path: at(`${LIST}/own/new`), roles: KEEP },
  [`${LIST}/uses/new`]: { path: at(`${LIST}/uses/new`), roles: KEEP },
  [`${LIST}/recalls`]: { path: at(`${LIST}/recalls`), roles: READ },
  [`${LIST}/recalls/${FILE}`]: { path: at(`${LIST}/recalls/export.csv`), roles: READ },
  [`${LIST}/recalls/new`]: { path: at(`${LIST}/recalls/new`), roles: RECALL },
  [RECALLED]: { path: at(NO_RECALL), roles: READ, answers: [404] },
  [`${LIST}/counts`]: { path: at(`${LIST}/counts`), roles: READ },
  [`${LIST}/counts/${FILE}`]: { path: at(`${LIST}/counts/export.csv`), roles: READ },
  [`${LIST}/counts/new`]: { path: at(`${LIST}/counts/new`), roles: KEEP },
  [COUNT]: { path: at(NO_COUNT), roles: READ, answers: [404] },
  [`${COUNT}/${FILE}`]: { path: at(`${NO_COUNT}/export.csv`), roles: READ, answers: [404] },
  [ONE]: { path: at(NONE), roles: READ, answers: [404] },
};

export const IMPLANT_ACTS: Record<string, Visit> = {
  [LIST]: refusing(at(LIST), KEEP, none),
  [`${LIST}/own`]: refusing(at(`${LIST}/own`), KEEP, none),
  [`${LIST}/uses`]: refusing(at(`${LIST}/uses`), KEEP, none),
  [`${LIST}/recalls`]: refusing(at(`${LIST}/recalls`), RECALL, none),
  [`${RECALLED}/ending`]: { path: at(`${NO_RECALL}/ending`), roles: RECALL, answers: [404], fields: why },
  [`${RECALLED}/follow-ups`]: {
    path: at(`${NO_RECALL}/follow-ups`),
    roles: [...KEEP, ...RECALL],
    answers: [404],
    fields: () => ({ idempotency_key: key(), unit: '1', toldOn: '2026-01-01', outcome: '电话' }),
  },
  [`${LIST}/counts`]: refusing(at(`${LIST}/counts`), KEEP, none),
  [`${COUNT}/scan`]: lost('scan', KEEP, { code: 'x12345' }),
  [`${COUNT}/unscan`]: lost('unscan', KEEP, { line: '1' }),
  [`${COUNT}/stray`]: lost('stray', KEEP, { code: 'x', note: '柜底' }),
  [`${COUNT}/stray-back`]: lost('stray-back', KEEP, { position: '1' }),
  [`${COUNT}/finish`]: lost('finish', KEEP, { version: '1' }),
  [`${COUNT}/resume`]: lost('resume', KEEP, { version: '1' }),
  [`${COUNT}/cancel`]: lost('cancel', KEEP, { version: '1', why: '试一下' }),
  [`${COUNT}/close`]: lost('close', CLOSE, { version: '1' }),
  [`${ONE}/moving`]: { path: at(`${NONE}/moving`), roles: KEEP, answers: [404], fields: shelf },
  [`${ONE}/finding`]: { path: at(`${NONE}/finding`), roles: KEEP, answers: [404], fields: shelf },
  [`${ONE}/retraction`]: { path: at(`${NONE}/retraction`), roles: KEEP, answers: [404], fields: why },
  [`${ONE}/return`]: { path: at(`${NONE}/return`), roles: KEEP, answers: [404], fields: why },
};
