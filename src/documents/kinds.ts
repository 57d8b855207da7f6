/** The kinds of documents and the letters their numbers begin with: initials of the Chinese name. */

export type DocumentKind =
  | 'shortage'
  | 'dispatch'
  | 'discrepancy'
  | 'opening'
  | 'count'
  | 'formulary'
  | 'dossier'
  | 'session'
  | 'requisition'
  | 'plan'
  | 'order'
  | 'delivery'
  | 'receipt'
  | 'supplier_return'
  | 'payment'
  | 'contract'
  | 'negotiation'
  | 'repricing'
  | 'issue'
  | 'issue_return'
  | 'write_off'
  | 'adjustment'
  | 'destruction'
  | 'transfer'
  | 'proposal'
  | 'excursion'
  | 'upkeep'
  | 'handover'
  | 'recall'
  | 'round'
  | 'wave'
  | 'monitoring'
  | 'fault'
  | 'device_event'
  | 'device_recall'
  | 'asset_transfer'
  | 'disposal'
  | 'inventory'
  | 'acquisition'
  | 'asset_purchase'
  | 'asset_acceptance'
  | 'loan'
  | 'booking'
  | 'consignment'
  | 'implant_use'
  | 'consignment_count'
  | 'implant_missing';

/** What the number of a document of each kind begins with. */
export const PREFIXES: Record<DocumentKind, string> = {
  shortage: 'QY',
  dispatch: 'PS',
  discrepancy: 'CY',
  opening: 'QC',
  count: 'PD',
  formulary: 'ML',
  dossier: 'LX',
  session: 'HY',
  requisition: 'QL',
  plan: 'JH',
  order: 'CG',
  delivery: 'SH',
  receipt: 'YS',
  supplier_return: 'TH',
  payment: 'FK',
  contract: 'HT',
  negotiation: 'YJ',
  repricing: 'TJ',
  issue: 'CK',
  issue_return: 'TK',
  write_off: 'BS',
  adjustment: 'TZ',
  destruction: 'XH',
  transfer: 'DB',
  proposal: 'TP',
  excursion: 'WD',
  upkeep: 'YH',
  handover: 'JB',
  recall: 'ZH',
  round: 'PC',
  wave: 'BC',
  monitoring: 'JC',
  fault: 'BX',
  device_event: 'BL',
  device_recall: 'SZ',
  asset_transfer: 'SD',
  disposal: 'CZ',
  inventory: 'ZC',
  acquisition: 'SG',
  asset_purchase: 'SC',
  asset_acceptance: 'SY',
  loan: 'JY',
  booking: 'YY',
  consignment: 'JX',
  implant_use: 'ZR',
  consignment_count: 'JP',
  implant_missing: 'QS',
};

/** The kind of document that a number such as `PS-20261123-0031` is of. */
export function kindOfNumber(number: string): DocumentKind | undefined {
  const prefix = number.slice(0, number.indexOf('-'));
  return (Object.keys(PREFIXES) as DocumentKind[]).find((kind) => PREFIXES[kind] === prefix);
}
