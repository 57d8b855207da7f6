/** Addresses of equipment: part of `paths`. The register is `/equipment`; `/assets` are the program's own files. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

type InventoryPageAct =
  | 'found'
  | 'unfind'
  | 'off-book'
  | 'finish'
  | 'resume'
  | 'cancel'
  | 'close'
  | 'decision'
  | 'card'
  | 'dismissal';

type ShelfCountPageAct = 'scan' | 'unscan' | 'stray' | 'stray-back' | 'finish' | 'resume' | 'cancel' | 'close';

export type ShareActPath = 'offer' | 'rate' | 'closing' | 'reopening' | 'end';
export type BookingActPath = 'agreement' | 'refusal' | 'cancellation' | 'start' | 'finish';
export type LoanActPath = 'agreement' | 'refusal' | 'cancellation' | 'hand-over' | 'extension' | 'return';

export const equipmentPaths = {
  equipment: (query?: Query) => withQuery('/equipment', query),
  equipmentExport: (format: Format, query?: Query) => withQuery(`/equipment/export.${format}`, query),
  equipmentImport: () => '/equipment/import',
  equipmentTemplate: (format: Format) => `/equipment/import/template.${format}`,
  equipmentPreview: (id: number, query?: Query) => withQuery(`/equipment/import/${id}`, query),
  equipmentApplication: (id: number) => `/equipment/import/${id}/application`,
  equipmentOverview: (query?: Query) => withQuery('/equipment/overview', query),
  equipmentOverviewExport: (format: Format) => `/equipment/overview/export.${format}`,
  equipmentValue: (query?: Query) => withQuery('/equipment/value', query),
  equipmentValueExport: (format: Format, query?: Query) => withQuery(`/equipment/value/export.${format}`, query),
  equipmentValueCards: (query?: Query) => withQuery('/equipment/value/cards', query),
  equipmentValueCardsExport: (format: Format, query?: Query) =>
    withQuery(`/equipment/value/cards/export.${format}`, query),
  depreciation: (query?: Query) => withQuery('/equipment/depreciation', query),
  depreciationRun: (id: number, query?: Query) => withQuery(`/equipment/depreciation/${id}`, query),
  depreciationExport: (id: number, format: Format) => `/equipment/depreciation/${id}/export.${format}`,
  depreciationReversal: (id: number) => `/equipment/depreciation/${id}/reversal`,
  equipmentWorn: (number: string, query?: Query) => withQuery(`/equipment/${number}/value`, query),
  equipmentLabels: (query?: Query) => withQuery('/equipment/labels', query),
  equipmentUse: (query?: Query) => withQuery('/equipment/use', query),
  equipmentUseExport: (format: Format, query?: Query) => withQuery(`/equipment/use/export.${format}`, query),
  equipmentUseImport: () => '/equipment/use/import',
  equipmentUseTemplate: (format: Format) => `/equipment/use/import/template.${format}`,
  equipmentUsePreview: (id: number, query?: Query) => withQuery(`/equipment/use/import/${id}`, query),
  equipmentUseApplication: (id: number) => `/equipment/use/import/${id}/application`,
  equipmentUseOf: (number: string) => `/equipment/${number}/use`,
  equipmentPool: (query?: Query) => withQuery('/equipment/pool', query),
  equipmentPoolExport: (format: Format) => `/equipment/pool/export.${format}`,
  equipmentDemands: () => '/equipment/pool/demands',
  equipmentDemandEnd: (id: number) => `/equipment/pool/demands/${id}/end`,
  equipmentOffer: (number: string) => `/equipment/${number}/offer`,
  equipmentOfferEnd: (id: number) => `/equipment/pool/offers/${id}/end`,
  acquisitions: (query?: Query) => withQuery('/equipment/acquisitions', query),
  acquisitionsExport: (format: Format, query?: Query) => withQuery(`/equipment/acquisitions/export.${format}`, query),
  newAcquisition: () => '/equipment/acquisitions/new',
  acquisition: (number: string) => `/equipment/acquisitions/${number}`,
  acquisitionEdit: (number: string) => `/equipment/acquisitions/${number}/edit`,
  acquisitionAct: (
    number: string,
    act: 'check' | 'submission' | 'approval' | 'return' | 'rejection' | 'cancellation',
  ) => `/equipment/acquisitions/${number}/${act}`,
  assetPurchases: (query?: Query) => withQuery('/equipment/purchases', query),
  assetPurchasesExport: (format: Format, query?: Query) => withQuery(`/equipment/purchases/export.${format}`, query),
  newAssetPurchase: (query?: Query) => withQuery('/equipment/purchases/new', query),
  assetPurchase: (number: string) => `/equipment/purchases/${number}`,
  assetPurchaseAct: (number: string, act: 'delivery' | 'closing') => `/equipment/purchases/${number}/${act}`,
  assetAcceptance: (number: string) => `/equipment/acceptances/${number}`,
  assetAcceptancePaper: (number: string) => `/equipment/acceptances/${number}/paper.pdf`,
  assetAcceptances: (query?: Query) => withQuery('/equipment/acceptances', query),
  assetAcceptancesExport: (format: Format, query?: Query) =>
    withQuery(`/equipment/acceptances/export.${format}`, query),
  assetAcceptanceAct: (number: string, act: 'user' | 'office' | 'retraction' | 'return' | 'undoing') =>
    `/equipment/acceptances/${number}/${act}`,
  inventories: (query?: Query) => withQuery('/equipment/inventories', query),
  inventoriesExport: (format: Format, query?: Query) => withQuery(`/equipment/inventories/export.${format}`, query),
  newInventory: () => '/equipment/inventories/new',
  inventory: (number: string, query?: Query) => withQuery(`/equipment/inventories/${number}`, query),
  inventoryExport: (number: string, format: Format) => `/equipment/inventories/${number}/export.${format}`,
  inventoryPaper: (number: string) => `/equipment/inventories/${number}/report.pdf`,
  inventoryAct: (number: string, act: InventoryPageAct) => `/equipment/inventories/${number}/${act}`,
  loans: (query?: Query) => withQuery('/equipment/loans', query),
  loansExport: (format: Format, query?: Query) => withQuery(`/equipment/loans/export.${format}`, query),
  newLoan: (query?: Query) => withQuery('/equipment/loans/new', query),
  loan: (number: string) => `/equipment/loans/${number}`,
  loanAct: (number: string, act: LoanActPath) => `/equipment/loans/${number}/${act}`,
  shares: (query?: Query) => withQuery('/equipment/shares', query),
  sharesExport: (format: Format, query?: Query) => withQuery(`/equipment/shares/export.${format}`, query),
  share: (asset: string, query?: Query) => withQuery(`/equipment/shares/${asset}`, query),
  shareAct: (asset: string, act: ShareActPath) => `/equipment/shares/${asset}/${act}`,
  bookings: (query?: Query) => withQuery('/equipment/bookings', query),
  bookingsExport: (format: Format, query?: Query) => withQuery(`/equipment/bookings/export.${format}`, query),
  bookingFigures: (query?: Query) => withQuery('/equipment/bookings/figures', query),
  bookingFiguresExport: (format: Format, query?: Query) =>
    withQuery(`/equipment/bookings/figures/export.${format}`, query),
  newBooking: (query?: Query) => withQuery('/equipment/bookings/new', query),
  booking: (number: string) => `/equipment/bookings/${number}`,
  bookingAct: (number: string, act: BookingActPath) => `/equipment/bookings/${number}/${act}`,
  newEquipment: () => '/equipment/new',
  assetTransfers: (query?: Query) => withQuery('/equipment/transfers', query),
  assetTransfersExport: (format: Format, query?: Query) => withQuery(`/equipment/transfers/export.${format}`, query),
  newAssetTransfer: (query?: Query) => withQuery('/equipment/transfers/new', query),
  assetTransfer: (number: string) => `/equipment/transfers/${number}`,
  assetTransferPaper: (number: string) => `/equipment/transfers/${number}/paper.pdf`,
  assetTransferAct: (
    number: string,
    act: 'approval' | 'refusal' | 'fiscal' | 'hand-over' | 'take-over' | 'withdrawal',
  ) => `/equipment/transfers/${number}/${act}`,
  disposals: (query?: Query) => withQuery('/equipment/disposals', query),
  disposalsExport: (format: Format, query?: Query) => withQuery(`/equipment/disposals/export.${format}`, query),
  newDisposal: (query?: Query) => withQuery('/equipment/disposals/new', query),
  disposal: (number: string) => `/equipment/disposals/${number}`,
  disposalPaper: (number: string) => `/equipment/disposals/${number}/paper.pdf`,
  disposalAct: (
    number: string,
    act: 'appraisal' | 'meeting' | 'approval' | 'refusal' | 'preparation' | 'execution' | 'withdrawal',
  ) => `/equipment/disposals/${number}/${act}`,
  equipmentCard: (number: string, query?: Query) => withQuery(`/equipment/${number}`, query),
  equipmentEdit: (number: string) => `/equipment/${number}/edit`,
  implants: (query?: Query) => withQuery('/implants', query),
  implantsExport: (format: Format, query?: Query) => withQuery(`/implants/export.${format}`, query),
  newImplants: () => '/implants/new',
  ownImplants: (query?: Query) => withQuery('/implants/own', query),
  ownImplantsExport: (format: Format, query?: Query) => withQuery(`/implants/own/export.${format}`, query),
  newOwnImplants: () => '/implants/own/new',
  newImplantUse: () => '/implants/uses/new',
  implantUses: () => '/implants/uses',
  implantRecalls: (query?: Query) => withQuery('/implants/recalls', query),
  implantRecallsExport: (format: Format, query?: Query) => withQuery(`/implants/recalls/export.${format}`, query),
  newImplantRecall: () => '/implants/recalls/new',
  implantRecall: (id: number, query?: Query) => withQuery(`/implants/recalls/${id}`, query),
  implantRecallAct: (id: number, act: 'ending' | 'follow-ups') => `/implants/recalls/${id}/${act}`,
  implant: (id: number) => `/implants/${id}`,
  implantAct: (id: number, act: 'retraction' | 'return' | 'moving' | 'finding') => `/implants/${id}/${act}`,
  implantPaper: (number: string) => `/implants/papers/${number}`,
  shelfCounts: (query?: Query) => withQuery('/implants/counts', query),
  shelfCountsExport: (format: Format, query?: Query) => withQuery(`/implants/counts/export.${format}`, query),
  newShelfCount: () => '/implants/counts/new',
  shelfCount: (number: string, query?: Query) => withQuery(`/implants/counts/${number}`, query),
  shelfCountExport: (number: string, format: Format) => `/implants/counts/${number}/export.${format}`,
  shelfCountAct: (number: string, act: ShelfCountPageAct) => `/implants/counts/${number}/${act}`,
  metrology: (query?: Query) => withQuery('/equipment/metrology', query),
  metrologyExport: (format: Format, query?: Query) => withQuery(`/equipment/metrology/export.${format}`, query),
  metrologySending: () => '/equipment/metrology/sending',
  metrologyResults: () => '/equipment/metrology/results',
  metrologyProposals: (query?: Query) => withQuery('/equipment/metrology/proposals', query),
  maintenance: (query?: Query) => withQuery('/equipment/maintenance', query),
  maintenanceExport: (format: Format, query?: Query) => withQuery(`/equipment/maintenance/export.${format}`, query),
  maintenanceProposals: (query?: Query) => withQuery('/equipment/maintenance/proposals', query),
  equipmentRounds: (number: string) => `/equipment/${number}/maintenance`,
  equipmentWorksheet: (number: string) => `/equipment/${number}/maintenance/worksheet.pdf`,
  equipmentRoundAct: (number: string, act: 'plans' | 'results' | 'confirmation' | 'reversal' | 'end') =>
    `/equipment/${number}/maintenance/${act}`,
  equipmentTests: (number: string) => `/equipment/${number}/metrology`,
  equipmentTestAct: (number: string, act: 'duties' | 'results' | 'reversal' | 'end' | 'fetch') =>
    `/equipment/${number}/metrology/${act}`,
  equipmentAct: (number: string, act: 'assignment' | 'commission' | 'rest' | 'stop' | 'resume') =>
    `/equipment/${number}/${act}`,
};
