/** Addresses of what the county buys, from the suppliers to the books of members: part of `paths`. */
import type { DocumentKind } from './documents/advance.ts';
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

/** What may be done to a plan as a whole. */
export type PlanActPath =
  | 'submission'
  | 'repricing'
  | 'supply'
  | 'closing'
  | 'recall'
  | 'reopening'
  | 'abandonment'
  | 'explanation'
  | 'decision'
  | 'escalation'
  | 'member-return'
  | 'declination';

/** Acts on a whole inspection that is open, each an address of its own. */
export type ReceiptActPath =
  | 'header'
  | 'scans'
  | 'lines'
  | 'counted'
  | 'passed'
  | 'missing'
  | 'refusal'
  | 'abandonment'
  | 'conclusion'
  | 'decisions'
  | 'papers'
  | 'dispatches';

export const buyingPaths = {
  receiving: (query?: Query) => withQuery('/receiving', query),
  receivingExport: (format: Format, query?: Query) => withQuery(`/receiving/export.${format}`, query),
  newReceipt: (query?: Query) => withQuery('/receiving/new', query),
  receipt: (number: string, query?: Query) => withQuery(`/receiving/${number}`, query),
  receiptAct: (number: string, act: ReceiptActPath) => `/receiving/${number}/${act}`,
  receiptLine: (number: string, line: number | string) => `/receiving/${number}/lines/${line}`,
  receiptLineRemoval: (number: string, line: number | string) => `/receiving/${number}/lines/${line}/removal`,
  receiptShares: (number: string, orderLine: number | string) => `/receiving/${number}/shares/${orderLine}`,
  receiptRecord: (number: string) => `/receiving/${number}/record.pdf`,
  newReturn: (receipt: string) => `/receiving/${receipt}/returns/new`,
  receiptReturns: (receipt: string) => `/receiving/${receipt}/returns`,
  returns: (query?: Query) => withQuery('/returns', query),
  returnsExport: (format: Format, query?: Query) => withQuery(`/returns/export.${format}`, query),
  supplierReturn: (number: string) => `/returns/${number}`,
  returnConfirmation: (number: string) => `/returns/${number}/confirmation`,
  returnWithdrawal: (number: string) => `/returns/${number}/withdrawal`,
  returnSlip: (number: string) => `/returns/${number}/slip.pdf`,

  parties: (query?: Query) => withQuery('/parties', query),
  partiesExport: (format: Format, query?: Query) => withQuery(`/parties/export.${format}`, query),
  newParty: () => '/parties/new',
  party: (code: string, query?: Query) => withQuery(`/parties/${code}`, query),
  partyEdit: (code: string) => `/parties/${code}/edit`,
  partyRetirement: (code: string) => `/parties/${code}/retirement`,
  partyReinstatement: (code: string) => `/parties/${code}/reinstatement`,
  newLicence: (code: string) => `/parties/${code}/licences/new`,
  licenceEnding: (code: string, id: number) => `/parties/${code}/licences/${id}/ending`,
  contacts: (code: string) => `/parties/${code}/contacts`,
  contactEnding: (code: string, id: number) => `/parties/${code}/contacts/${id}/ending`,
  bank: (code: string) => `/parties/${code}/bank`,
  bankDecision: (code: string, id: number) => `/parties/${code}/bank/${id}/decision`,
  supplierLogin: (query?: Query) => withQuery('/users/suppliers', query),
  attachments: (query?: Query) => withQuery('/attachments', query),
  attachment: (id: number) => `/attachments/${id}`,
  attachmentWithdrawal: (id: number) => `/attachments/${id}/withdrawal`,

  approvals: (query?: Query) => withQuery('/approvals', query),
  approvalsExport: (format: Format, query?: Query) => withQuery(`/approvals/export.${format}`, query),
  delegations: () => '/approvals/stand-ins',
  delegationEnding: (id: number) => `/approvals/stand-ins/${id}/ending`,

  requisitions: (query?: Query) => withQuery('/requisitions', query),
  requisitionsExport: (format: Format, query?: Query) => withQuery(`/requisitions/export.${format}`, query),
  requisitionCalendars: () => '/requisitions/calendars',
  requisition: (number: string, query?: Query) => withQuery(`/requisitions/${number}`, query),
  requisitionLines: (number: string) => `/requisitions/${number}/lines`,
  requisitionWithdrawal: (number: string) => `/requisitions/${number}/withdrawal`,
  requisitionReturn: (number: string) => `/requisitions/${number}/return`,
  requisitionRest: (number: string) => `/requisitions/${number}/rest`,
  demandPool: (query?: Query) => withQuery('/demand', query),
  demandPoolExport: (format: Format, query?: Query) => withQuery(`/demand/export.${format}`, query),
  poolItem: (code: string) => `/demand/${code}`,
  poolSupply: (code: string) => `/demand/${code}/supply`,

  budgets: (query?: Query) => withQuery('/budgets', query),
  budgetsExport: (format: Format, query?: Query) => withQuery(`/budgets/export.${format}`, query),
  newBudget: (query?: Query) => withQuery('/budgets/new', query),
  budget: (id: number) => `/budgets/${id}`,
  budgetMove: (id: number) => `/budgets/${id}/move`,

  books: (query?: Query) => withQuery('/books', query),
  booksExport: (format: Format, query?: Query) => withQuery(`/books/export.${format}`, query),
  bookMonths: (query?: Query) => withQuery('/books/months', query),
  markup: (query?: Query) => withQuery('/books/markup', query),
  markupExport: (format: Format, query?: Query) => withQuery(`/books/markup/export.${format}`, query),
  markupEntries: (query?: Query) => withQuery('/books/markup/entries', query),
  markupEntriesExport: (format: Format, query?: Query) => withQuery(`/books/markup/entries/export.${format}`, query),
  memberBook: (code: string, month: string) => `/books/${code}/${month}`,
  memberBookExport: (code: string, month: string, format: Format) => `/books/${code}/${month}/export.${format}`,
  memberBookPaper: (code: string, month: string) => `/books/${code}/${month}/statement.pdf`,
  memberEntries: (code: string, month: string, query?: Query) => withQuery(`/books/${code}/${month}/entries`, query),
  bookConfirmation: (code: string, month: string) => `/books/${code}/${month}/confirmation`,
  bookObjection: (code: string, month: string) => `/books/${code}/${month}/objection`,
  bookAnswer: (code: string, month: string) => `/books/${code}/${month}/answer`,
  plans: (query?: Query) => withQuery('/plans', query),
  plansExport: (format: Format, query?: Query) => withQuery(`/plans/export.${format}`, query),
  newPlan: () => '/plans/new',
  plan: (number: string, query?: Query) => withQuery(`/plans/${number}`, query),
  planExport: (number: string, format: Format, query?: Query) => withQuery(`/plans/${number}/export.${format}`, query),
  planPaper: (number: string) => `/plans/${number}/plan.pdf`,
  planAct: (number: string, act: PlanActPath) => `/plans/${number}/${act}`,
  planLines: (number: string) => `/plans/${number}/lines`,
  planLine: (number: string, line: number | string) => `/plans/${number}/lines/${line}`,
  planLineRemoval: (number: string, line: number | string) => `/plans/${number}/lines/${line}/removal`,
  planLineCut: (number: string, line: number | string) => `/plans/${number}/lines/${line}/cut`,
  planLineReturn: (number: string, line: number | string) => `/plans/${number}/lines/${line}/return`,
  planTransferDecline: (number: string, id: number | string) => `/plans/${number}/transfers/${id}/declination`,
  planTransferAccept: (number: string, id: number | string) => `/plans/${number}/transfers/${id}/acceptance`,
  demandTrace: (id: number | string) => `/demands/${id}`,
};

/** First part of the address of each kind of document that has a page of its own. */
const PLACES: Partial<Record<DocumentKind, string>> = {
  shortage: 'shortages',
  dispatch: 'dispatches',
  discrepancy: 'discrepancies',
  dossier: 'selection',
  session: 'committee',
  requisition: 'requisitions',
  plan: 'plans',
  order: 'orders',
  delivery: 'deliveries',
  receipt: 'receiving',
  supplier_return: 'returns',
  payment: 'payments',
  contract: 'contracts',
  negotiation: 'negotiations',
  repricing: 'repricings',
  issue: 'issues',
  issue_return: 'issues',
  count: 'counts',
  write_off: 'losses',
  adjustment: 'losses',
  destruction: 'losses',
  transfer: 'transfers',
  proposal: 'proposals',
  excursion: 'excursions',
  upkeep: 'upkeep',
  inventory: 'equipment/inventories',
  handover: 'handovers',
  recall: 'recalls',
  round: 'rounds',
  wave: 'waves',
  monitoring: 'monitoring',
  acquisition: 'equipment/acquisitions',
  consignment: 'implants/papers',
  implant_use: 'implants/papers',
  consignment_count: 'implants/counts',
  implant_missing: 'implants/papers',
  asset_purchase: 'equipment/purchases',
  asset_acceptance: 'equipment/acceptances',
  fault: 'equipment/faults',
  device_event: 'equipment/events',
  device_recall: 'equipment/recalls',
  asset_transfer: 'equipment/transfers',
  loan: 'equipment/loans',
  booking: 'equipment/bookings',
  disposal: 'equipment/disposals',
};

/** The page of a document, wherever it is spoken of: an entry, a budget, a timeline. Home when it has none. */
export function documentPath(kind: DocumentKind, number: string): string {
  const place = PLACES[kind];
  return place === undefined ? '/' : `/${place}/${number}`;
}
