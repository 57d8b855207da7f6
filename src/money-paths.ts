/** Addresses of what is owed, paid, and kept on the account: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

export const moneyPaths = {
  payables: (query?: Query) => withQuery('/payables', query),
  payablesExport: (format: Format, query?: Query) => withQuery(`/payables/export.${format}`, query),
  payableRates: () => '/payables/on-time',
  payable: (id: number) => `/payables/${id}`,
  payableClaims: (id: number) => `/payables/${id}/claims`,
  payablePayer: (id: number) => `/payables/${id}/payer`,
  claimDecision: (id: number) => `/payables/claims/${id}/decision`,
  payableRatesExport: (format: Format) => `/payables/on-time/export.${format}`,
  invoices: (query?: Query) => withQuery('/payables/invoices', query),
  invoicesExport: (format: Format, query?: Query) => withQuery(`/payables/invoices/export.${format}`, query),
  newInvoice: (query?: Query) => withQuery('/payables/invoices/new', query),
  invoiceWithdrawal: (id: number) => `/payables/invoices/${id}/withdrawal`,
  credits: (query?: Query) => withQuery('/payables/credits', query),
  creditsExport: (format: Format, query?: Query) => withQuery(`/payables/credits/export.${format}`, query),
  creditSetOff: (id: number) => `/payables/credits/${id}/set-off`,

  payments: (query?: Query) => withQuery('/payments', query),
  paymentsExport: (format: Format, query?: Query) => withQuery(`/payments/export.${format}`, query),
  newPayment: (query?: Query) => withQuery('/payments/new', query),
  payment: (number: string) => `/payments/${number}`,
  paymentApproval: (number: string) => `/payments/${number}/approval`,
  paymentSending: (number: string) => `/payments/${number}/sending`,
  paymentCancellation: (number: string) => `/payments/${number}/cancellation`,
  paymentFailure: (number: string) => `/payments/${number}/failure`,
  paymentFile: (number: string, format: Format) => `/payments/${number}/export.${format}`,

  bankLines: (query?: Query) => withQuery('/bank', query),
  bankLinesExport: (format: Format, query?: Query) => withQuery(`/bank/export.${format}`, query),
  bankImport: () => '/bank/import',
  bankPreview: () => '/bank/preview',
  bankStatement: (id: number, query?: Query) => withQuery(`/bank/statements/${id}`, query),
  bankMatching: (id: number, query?: Query) => withQuery(`/bank/statements/${id}/matching`, query),
  bankLine: (id: number) => `/bank/lines/${id}`,
  bankMeaning: (id: number) => `/bank/lines/${id}/meaning`,
  bankUndoing: (id: number) => `/bank/lines/${id}/undoing`,

  account: () => '/account',
  available: (query?: Query) => withQuery('/account/available', query),
  availableExport: (format: Format, query?: Query) => withQuery(`/account/available/export.${format}`, query),
  trialBalance: (query?: Query) => withQuery('/account/trial-balance', query),
  trialBalanceExport: (format: Format, query?: Query) => withQuery(`/account/trial-balance/export.${format}`, query),
  accountEntries: (code: string, query?: Query) => withQuery(`/account/entries/${code}`, query),
  accountEntriesExport: (code: string, format: Format, query?: Query) =>
    withQuery(`/account/entries/${code}/export.${format}`, query),
  reconciliation: () => '/account/reconciliation',
  fund: () => '/account/fund',
  fundRemittance: () => '/account/fund/remittance',
};
