/** Who may read and do what with what is owed, paid and kept on the account: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, refusing, type Visit } from './visits.ts';

const READERS: readonly Role[] = ['accountant', 'chief_accountant', 'vice_president', 'auditor'];
const ACCOUNTANT: readonly Role[] = ['accountant'];
const CHIEF: readonly Role[] = ['chief_accountant'];
const ID = ':id{[0-9]{1,12}}';
const RUN = ':number{FK-[0-9]{8}-[0-9]{4,6}}';
const NO_RUN = '/payments/FK-20261123-9999';
const CODE = ':code{[A-Za-z0-9_-]{1,60}}';

const read = (path: string): Visit => ({ path: at(path), roles: READERS });
const missing = (path: string, roles: readonly Role[], fields: Record<string, string>): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), ...fields }),
});

export const MONEY_READS: Record<string, Visit> = {
  '/payables': read('/payables'),
  [`/payables/${FILE}`]: read('/payables/export.csv'),
  '/payables/on-time': read('/payables/on-time'),
  [`/payables/on-time/${FILE}`]: read('/payables/on-time/export.csv'),
  [`/payables/invoices/${FILE}`]: read('/payables/invoices/export.csv'),
  [`/payables/credits/${FILE}`]: read('/payables/credits/export.csv'),
  '/payables/invoices': read('/payables/invoices'),
  '/payables/invoices/new': { path: at('/payables/invoices/new'), roles: ACCOUNTANT },
  '/payables/credits': read('/payables/credits'),
  [`/payables/${ID}`]: { ...read('/payables/77'), answers: [404] },
  '/payments': read('/payments'),
  [`/payments/${FILE}`]: read('/payments/export.csv'),
  '/payments/new': { path: at('/payments/new'), roles: ACCOUNTANT },
  [`/payments/${RUN}`]: { ...read(NO_RUN), answers: [404] },
  [`/payments/${RUN}/${FILE}`]: { ...read(`${NO_RUN}/export.csv`), answers: [404] },
  '/bank': read('/bank'),
  [`/bank/${FILE}`]: read('/bank/export.csv'),
  '/bank/import': { path: at('/bank/import'), roles: ACCOUNTANT },
  [`/bank/statements/${ID}`]: { ...read('/bank/statements/77'), answers: [404] },
  [`/bank/lines/${ID}`]: { ...read('/bank/lines/77'), answers: [404] },
  '/account': read('/account'),
  '/account/available': read('/account/available'),
  [`/account/available/${FILE}`]: read('/account/available/export.csv'),
  '/account/trial-balance': read('/account/trial-balance'),
  [`/account/trial-balance/${FILE}`]: read('/account/trial-balance/export.csv'),
  [`/account/entries/${CODE}`]: { ...read('/account/entries/NONE'), answers: [404] },
  [`/account/entries/${CODE}/${FILE}`]: { ...read('/account/entries/NONE/export.csv'), answers: [404] },
  '/account/reconciliation': read('/account/reconciliation'),
  '/account/fund': read('/account/fund'),
};

const reason = { reason: '试一下' };

export const MONEY_ACTS: Record<string, Visit> = {
  '/payables/invoices': refusing(at('/payables/invoices'), ACCOUNTANT, none),
  [`/payables/invoices/${ID}/withdrawal`]: missing('/payables/invoices/77/withdrawal', ACCOUNTANT, reason),
  [`/payables/credits/${ID}/set-off`]: missing('/payables/credits/77/set-off', ACCOUNTANT, {
    payable: '7',
    amount: '1',
  }),
  [`/payables/${ID}/claims`]: missing('/payables/77/claims', ACCOUNTANT, {
    kind: 'other_credit',
    amount: '1',
    ...reason,
  }),
  [`/payables/${ID}/payer`]: missing('/payables/77/payer', ACCOUNTANT, { payer: 'account', payerReason: '试一下' }),
  [`/payables/claims/${ID}/decision`]: missing('/payables/claims/77/decision', CHIEF, { agree: 'no' }),
  '/payments': refusing(at('/payments'), ACCOUNTANT, none),
  [`/payments/${RUN}/approval`]: missing(`${NO_RUN}/approval`, CHIEF, { version: '1' }),
  [`/payments/${RUN}/sending`]: missing(`${NO_RUN}/sending`, ACCOUNTANT, { version: '1' }),
  [`/payments/${RUN}/cancellation`]: missing(`${NO_RUN}/cancellation`, [...ACCOUNTANT, ...CHIEF], {
    version: '1',
    ...reason,
  }),
  [`/payments/${RUN}/failure`]: missing(`${NO_RUN}/failure`, [...ACCOUNTANT, ...CHIEF], { line: '1', ...reason }),
  '/bank/preview': refusing(at('/bank/preview'), ACCOUNTANT, none),
  '/bank/import': refusing(at('/bank/import'), ACCOUNTANT, none),
  [`/bank/statements/${ID}/matching`]: missing('/bank/statements/77/matching', [...ACCOUNTANT, ...CHIEF], {}),
  [`/bank/lines/${ID}/meaning`]: missing('/bank/lines/77/meaning', [...ACCOUNTANT, ...CHIEF], {
    meaning: 'fee',
  }),
  [`/bank/lines/${ID}/undoing`]: missing('/bank/lines/77/undoing', ACCOUNTANT, reason),
  '/account/fund': refusing(at('/account/fund'), CHIEF, none),
  '/account/fund/remittance': missing('/account/fund/remittance', ACCOUNTANT, {
    year: '2026',
    amount: '1',
    voucher: 'V1',
  }),
};
