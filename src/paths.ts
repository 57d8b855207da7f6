/** Every address of the program as a function: views, redirects, tests and QR codes use only these. */

export type Query = Record<string, string | number | boolean | undefined | null>;

/** `path` with a query string of the entries that have a value. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    search.set(key, value === true ? '1' : String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const paths = {
  home: () => '/',
  login: (next?: string) => withQuery('/login', { next }),
  logout: () => '/logout',
  demoSession: () => '/demo-session',
  password: () => '/password',
  preferences: () => '/preferences',
  events: () => '/events',
  finder: (q?: string) => withQuery('/find', { q }),
  asset: (name: string, version: string) => `/assets/${version}/${name}`,

  shortages: (query?: Query) => withQuery('/shortages', query),
  newShortage: (query?: Query) => withQuery('/shortages/new', query),
  shortage: (number: string) => `/shortages/${number}`,
  shortageAcceptance: (number: string) => `/shortages/${number}/acceptance`,
  shortageRejection: (number: string) => `/shortages/${number}/rejection`,
  shortageCancellation: (number: string) => `/shortages/${number}/cancellation`,
  shortageAnswer: (number: string) => `/shortages/${number}/answer`,
  shortageIdentification: (number: string) => `/shortages/${number}/identification`,
  shortageRemainder: (number: string) => `/shortages/${number}/remainder`,
  shortageOutcome: (number: string) => `/shortages/${number}/outcome`,
  shortagesExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/shortages/export.${format}`, query),

  dispatches: (query?: Query) => withQuery('/dispatches', query),
  dispatch: (number: string) => `/dispatches/${number}`,
  dispatchScan: (number: string) => `/dispatches/${number}/scans`,
  dispatchPicked: (number: string, line: number) => `/dispatches/${number}/lines/${line}/pick`,
  dispatchLineRemoval: (number: string, line: number) => `/dispatches/${number}/lines/${line}/removal`,
  dispatchPosting: (number: string) => `/dispatches/${number}/posting`,
  dispatchCancellation: (number: string) => `/dispatches/${number}/cancellation`,
  dispatchReversal: (number: string) => `/dispatches/${number}/reversal`,
  dispatchReceipt: (number: string) => `/dispatches/${number}/receipt`,
  dispatchSlip: (number: string, size: 'a4' | '241', copy?: number) =>
    withQuery(`/dispatches/${number}/slip.pdf`, { size, copy }),
  dispatchPrints: (number: string) => `/dispatches/${number}/prints`,
  dispatchPickList: (number: string) => `/dispatches/${number}/pick-list.pdf`,
  dispatchesExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/dispatches/export.${format}`, query),
  discrepancies: (query?: Query) => withQuery('/discrepancies', query),
  discrepanciesExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/discrepancies/export.${format}`, query),
  discrepancy: (number: string) => `/discrepancies/${number}`,
  discrepancyClosing: (number: string) => `/discrepancies/${number}/closing`,
  /** The page a slip's QR opens. */
  slipCheck: (number: string) => `/slips/${number}`,

  stock: (query?: Query) => withQuery('/stock', query),
  stockOf: (organisationCode: string, query?: Query) => withQuery(`/stock/${organisationCode}`, query),
  stockCard: (organisationCode: string, itemCode: string, query?: Query) =>
    withQuery(`/stock/${organisationCode}/${itemCode}`, query),
  stockExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/stock/export.${format}`, query),
  stockOfExport: (organisationCode: string, format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/stock/${organisationCode}/export.${format}`, query),
  stockCardExport: (organisationCode: string, itemCode: string, format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/stock/${organisationCode}/${itemCode}/export.${format}`, query),
  /** The addresses of the overview's many cells: what they share is written once. */
  stockCells: (query: Query) => {
    const shared = withQuery('/stock', query);
    const opening = `${shared}${shared.includes('?') ? '&' : '?'}open=`;
    return (organisationCode: string, itemCode: string) => `${opening}${organisationCode}&item=${itemCode}#open`;
  },
  lot: (id: number, query?: Query) => withQuery(`/lots/${id}`, query),
  openingImport: () => '/stock/opening',
  openingTemplate: (format: 'csv' | 'xlsx') => `/stock/opening/template.${format}`,
  openingPreview: (id: number, query?: Query) => withQuery(`/stock/opening/${id}`, query),
  openingApplication: (id: number) => `/stock/opening/${id}/application`,

  formulary: (query?: Query) => withQuery('/formulary', query),
  formularyExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/formulary/export.${format}`, query),
  /** By edition, or by document number when it never got one. */
  formularyVersion: (number: string | number, query?: Query) => withQuery(`/formulary/versions/${number}`, query),
  formularyVersionExport: (number: string | number, format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/formulary/versions/${number}/export.${format}`, query),
  formularyPdf: (edition: number) => `/formulary/versions/${edition}/export.pdf`,
  formularyDraft: (query?: Query) => withQuery('/formulary/draft', query),
  formularyDraftExport: (format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/formulary/draft/export.${format}`, query),
  formularyDescription: () => '/formulary/draft/description',
  formularyDraftItems: (query?: Query) => withQuery('/formulary/draft/items', query),
  formularyDraftItem: (code: string) => `/formulary/draft/items/${code}`,
  formularyWithdrawal: (code: string) => `/formulary/draft/items/${code}/withdrawal`,
  formularyAbandonment: () => '/formulary/draft/abandonment',
  formularyPublication: () => '/formulary/draft/publication',
  formularyDifference: (query?: Query) => withQuery('/formulary/difference', query),
  formularyDifferenceExport: (format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/formulary/difference/export.${format}`, query),
  formularyExceptions: (query?: Query) => withQuery('/formulary/exceptions', query),
  formularyExceptionsExport: (format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/formulary/exceptions/export.${format}`, query),
  formularyRevocation: (id: number) => `/formulary/exceptions/${id}/revocation`,
  linkage: (query?: Query) => withQuery('/linkage', query),
  linkageExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/linkage/export.${format}`, query),
  linkageGaps: (query?: Query) => withQuery('/linkage/gaps', query),
  linkageGapsExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/linkage/gaps/export.${format}`, query),
  linkageItems: (query?: Query) => withQuery('/linkage/items', query),
  linkageItemsExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/linkage/items/export.${format}`, query),
  /** The filters of the gaps travel along, so that a refused proposal comes back to what was on the page. */
  linkageProposals: (query?: Query) => withQuery('/linkage/proposals', query),
  selection: (query?: Query) => withQuery('/selection', query),
  selectionExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/selection/export.${format}`, query),
  newDossier: (query?: Query) => withQuery('/selection/new', query),
  comparison: (query?: Query) => withQuery('/selection/comparison', query),
  comparisonExport: (format: 'csv' | 'xlsx', query?: Query) =>
    withQuery(`/selection/comparison/export.${format}`, query),
  trial: (query?: Query) => withQuery('/selection/trial', query),
  trialExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/selection/trial/export.${format}`, query),
  trialItem: (itemCode: string) => `/selection/trial/${itemCode}`,
  trialRemoval: (itemCode: string) => `/selection/trial/${itemCode}/removal`,
  trialSignals: (itemCode: string) => `/selection/trial/${itemCode}/signals`,
  trialKeeping: (itemCode: string) => `/selection/trial/${itemCode}/keeping`,
  dossier: (number: string, query?: Query) => withQuery(`/selection/${number}`, query),
  dossierEdit: (number: string) => `/selection/${number}/edit`,
  dossierAct: (number: string, act: string) => `/selection/${number}/${act}`,
  dossierReview: (number: string) => `/selection/${number}/review`,
  dossierInterest: (number: string) => `/selection/${number}/interest`,
  dossierPaper: (number: string) => `/selection/${number}/dossier.pdf`,
  committee: (query?: Query) => withQuery('/committee', query),
  committeeExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/committee/export.${format}`, query),
  newSession: () => '/committee/new',
  session: (number: string) => `/committee/${number}`,
  sessionAct: (number: string, act: string) => `/committee/${number}/${act}`,
  sessionMinutes: (number: string) => `/committee/${number}/minutes.pdf`,
  matterAct: (number: string, matterId: number | string, act: string) =>
    `/committee/${number}/matters/${matterId}/${act}`,
  preparations: (query?: Query) => withQuery('/preparations', query),
  preparationsExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/preparations/export.${format}`, query),
  newPermit: () => '/preparations/new',
  permit: (id: number) => `/preparations/${id}`,
  permitRevocation: (id: number) => `/preparations/${id}/revocation`,
  substitutes: (query?: Query) => withQuery('/substitutes', query),
  substitutesExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/substitutes/export.${format}`, query),
  substituteLookup: (query?: Query) => withQuery('/substitutes/lookup', query),
  newSubstitute: (query?: Query) => withQuery('/substitutes/new', query),
  substitute: (id: number) => `/substitutes/${id}`,
  substituteEnding: (id: number) => `/substitutes/${id}/ending`,
  catalogue: (query?: Query) => withQuery('/catalogue', query),
  item: (code: string) => `/catalogue/${code}`,
  itemSearch: (q?: string) => withQuery('/catalogue/search', { q }),
  catalogueImport: () => '/catalogue/import',
  catalogueTemplate: (format: 'csv' | 'xlsx') => `/catalogue/import/template.${format}`,
  cataloguePreview: (id: number, query?: Query) => withQuery(`/catalogue/import/${id}`, query),
  catalogueApplication: (id: number) => `/catalogue/import/${id}/application`,
  importDecisions: (id: number, query?: Query) => withQuery(`/catalogue/import/${id}/decisions`, query),
  importRun: (address: string, key: string, draft?: number) => withQuery(`${address}/runs/${key}`, { draft }),
  newItem: (query?: Query) => withQuery('/catalogue/new', query),
  itemPack: (code: string) => `/catalogue/${code}/pack`,
  itemRetirement: (code: string) => `/catalogue/${code}/retirement`,
  itemReinstatement: (code: string) => `/catalogue/${code}/reinstatement`,
  itemCodes: (code: string) => `/catalogue/${code}/codes`,
  itemCodeEnds: (code: string) => `/catalogue/${code}/code-ends`,
  itemFact: (code: string, type: string) => `/catalogue/${code}/facts/${type}`,
  factWithdrawal: (code: string, type: string, id: number) => `/catalogue/${code}/facts/${type}/${id}/withdrawal`,
  factCorrection: (code: string, type: string, id: number) => `/catalogue/${code}/facts/${type}/${id}/correction`,
  catalogueLevel: (level: 'concept' | 'specification' | 'product', id: number) => `/catalogue/${level}s/${id}`,
  factBatch: (query?: Query) => withQuery('/catalogue/facts', query),
  factBatchPreview: () => '/catalogue/facts/preview',
  factBatchApplication: () => '/catalogue/facts/application',
  catalogueExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/catalogue/export.${format}`, query),

  organisations: (query?: Query) => withQuery('/organisations', query),
  organisation: (code: string) => `/organisations/${code}`,
  newOrganisation: () => '/organisations/new',
  organisationStores: (code: string) => `/organisations/${code}/stores`,
  organisationsExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/organisations/export.${format}`, query),
  users: (query?: Query) => withQuery('/users', query),
  newUser: () => '/users/new',
  user: (id: number) => `/users/${id}`,
  userPassword: (id: number) => `/users/${id}/password`,
  userDisabling: (id: number) => `/users/${id}/disabling`,
  userEnabling: (id: number) => `/users/${id}/enabling`,
  usersExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/users/export.${format}`, query),
  rules: (query?: Query) => withQuery('/rules', query),
  rule: (code: string) => `/rules/${code}`,
  ruleWithdrawal: (code: string, id: number | string) => `/rules/${code}/${id}/withdrawal`,
  rulesExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/rules/export.${format}`, query),
  audit: (query?: Query) => withQuery('/audit', query),
  auditExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/audit/export.${format}`, query),
  verification: () => '/verification',
};
