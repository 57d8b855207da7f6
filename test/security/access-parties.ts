/** Who may read and do what with suppliers and kept files: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { ANYONE, at, FILE, key, MANAGE, none, refusing, type Visit } from './visits.ts';

/** Everyone who has a part in buying. */
const BUYING: readonly Role[] = [
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
const BUYER: readonly Role[] = ['buyer'];
const QUALITY: readonly Role[] = ['quality_officer'];
const BANK: readonly Role[] = ['buyer', 'accountant', 'chief_accountant', 'auditor'];
const PARTY = ':code{[A-Z][A-Z0-9]{1,8}}';
const ID = ':id{[0-9]{1,12}}';
// Nobody has this code in the world of these tests
const gone = (path: string, roles: readonly Role[]): Visit => ({ path: at(path), roles, answers: [404], fields: none });

export const PARTY_READS: Record<string, Visit> = {
  '/parties': { path: at('/parties'), roles: BUYING },
  [`/parties/${FILE}`]: { path: at('/parties/export.csv'), roles: BUYING },
  '/parties/new': { path: at('/parties/new'), roles: BUYER },
  [`/parties/${PARTY}`]: gone('/parties/S999', BUYING),
  [`/parties/${PARTY}/edit`]: gone('/parties/S999/edit', BUYER),
  [`/parties/${PARTY}/retirement`]: gone('/parties/S999/retirement', BUYER),
  [`/parties/${PARTY}/reinstatement`]: gone('/parties/S999/reinstatement', BUYER),
  [`/parties/${PARTY}/licences/new`]: gone('/parties/S999/licences/new', QUALITY),
  [`/parties/${PARTY}/licences/${ID}/ending`]: gone('/parties/S999/licences/1/ending', QUALITY),
  [`/parties/${PARTY}/bank`]: gone('/parties/S999/bank', BANK),
  '/users/suppliers': { path: at('/users/suppliers'), roles: MANAGE },
  '/attachments': gone('/attachments?subject=party+S999', ANYONE),
  [`/attachments/${ID}`]: gone('/attachments/77', ANYONE),
  [`/attachments/${ID}/withdrawal`]: gone('/attachments/77/withdrawal', ANYONE),
};

export const PARTY_ACTS: Record<string, Visit> = {
  '/parties': refusing(at('/parties'), BUYER, none),
  [`/parties/${PARTY}/edit`]: gone('/parties/S999/edit', BUYER),
  [`/parties/${PARTY}/retirement`]: gone('/parties/S999/retirement', BUYER),
  [`/parties/${PARTY}/reinstatement`]: gone('/parties/S999/reinstatement', BUYER),
  [`/parties/${PARTY}/licences/new`]: gone('/parties/S999/licences/new', QUALITY),
  [`/parties/${PARTY}/licences/${ID}/ending`]: gone('/parties/S999/licences/1/ending', QUALITY),
  [`/parties/${PARTY}/contacts`]: gone('/parties/S999/contacts', BUYER),
  [`/parties/${PARTY}/contacts/${ID}/ending`]: gone('/parties/S999/contacts/1/ending', BUYER),
  [`/parties/${PARTY}/bank`]: gone('/parties/S999/bank', ['buyer', 'accountant']),
  [`/parties/${PARTY}/bank/${ID}/decision`]: gone('/parties/S999/bank/1/decision', ['chief_accountant']),
  '/users/suppliers': refusing(at('/users/suppliers'), MANAGE, none),
  '/attachments': {
    path: at('/attachments'),
    roles: ANYONE,
    answers: [404],
    fields: () => ({ idempotency_key: key(), subject: 'party S999' }),
  },
  [`/attachments/${ID}/withdrawal`]: gone('/attachments/77/withdrawal', ANYONE),
};
