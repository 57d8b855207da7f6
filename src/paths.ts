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
  linkage: (query?: Query) => withQuery('/linkage', query),
  selection: (query?: Query) => withQuery('/selection', query),
  committee: (query?: Query) => withQuery('/committee', query),
  preparations: (query?: Query) => withQuery('/preparations', query),
  preparationsExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/preparations/export.${format}`, query),
  newPermit: () => '/preparations/new',
  permit: (id: number) => `/preparations/${id}`,
  permitRevocation: (id: number) => `/preparations/${id}/revocation`,
  substitutes: (query?: Query) => withQuery('/substitutes', query),
  catalogue: (query?: Query) => withQuery('/catalogue', query),
  item: (code: string) => `/catalogue/${code}`,
  itemSearch: (q?: string) => withQuery('/catalogue/search', { q }),
  catalogueImport: () => '/catalogue/import',
  catalogueTemplate: (format: 'csv' | 'xlsx') => `/catalogue/import/template.${format}`,
  cataloguePreview: (id: number, query?: Query) => withQuery(`/catalogue/import/${id}`, query),
  catalogueApplication: (id: number) => `/catalogue/import/${id}/application`,
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
  audit: (query?: Query) => withQuery('/audit', query),
  auditExport: (format: 'csv' | 'xlsx', query?: Query) => withQuery(`/audit/export.${format}`, query),
  verification: () => '/verification',
};
