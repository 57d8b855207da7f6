/** The two dictionaries as one typed object each: a key missing in either language does not compile. */
import type { Language } from '../../src/auth/viewer.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { acquisitions as enAcquisitions } from './en/acquisitions.ts';
import { alerts as enAlerts } from './en/alerts.ts';
import { approvals as enApprovals } from './en/approvals.ts';
import { arrivals as enArrivals } from './en/arrivals.ts';
import { assetTransfers as enAssetTransfers, disposals as enDisposals } from './en/asset-moves.ts';
import {
  assetPurchases as enAssetPurchases,
  refusalsAssetPurchases as enRefusalsAssetPurchases,
} from './en/asset-purchases.ts';
import { assetValues as enAssetValues } from './en/asset-values.ts';
import { attachments as enAttachments } from './en/attachments.ts';
import { audit as enAudit } from './en/audit.ts';
import { auth as enAuth } from './en/auth.ts';
import { books as enBooks } from './en/books.ts';
import { budgets as enBudgets } from './en/budgets.ts';
import { catalogue as enCatalogue } from './en/catalogue.ts';
import { committee as enCommittee } from './en/committee.ts';
import { controlled as enControlled } from './en/controlled.ts';
import { counts as enCounts } from './en/counts.ts';
import { demand as enDemand } from './en/demand.ts';
import { desk as enDesk } from './en/desk.ts';
import { deviceEvents as enDeviceEvents } from './en/device-events.ts';
import { deviceRecalls as enDeviceRecalls } from './en/device-recalls.ts';
import { dispatches as enDispatches } from './en/dispatches.ts';
import { equipment as enEquipment } from './en/equipment.ts';
import { equipmentOverview as enEquipmentOverview } from './en/equipment-overview.ts';
import { errors as enErrors } from './en/errors.ts';
import { facts as enFacts } from './en/facts.ts';
import { faults as enFaults } from './en/faults.ts';
import { figures as enFigures } from './en/figures.ts';
import { foresight as enForesight } from './en/foresight.ts';
import { formats as enFormats } from './en/formats.ts';
import { forms as enForms } from './en/forms.ts';
import { formulary as enFormulary } from './en/formulary.ts';
import { frame as enFrame } from './en/frame.ts';
import { home as enHome } from './en/home.ts';
import { implantRecalls as enImplantRecalls } from './en/implant-recalls.ts';
import { implants as enImplants, refusalsImplants as enRefusalsImplants } from './en/implants.ts';
import { inventories as enInventories } from './en/inventories.ts';
import { issues as enIssues } from './en/issues.ts';
import { items as enItems } from './en/items.ts';
import { levels as enLevels } from './en/levels.ts';
import { linkage as enLinkage } from './en/linkage.ts';
import { lists as enLists } from './en/lists.ts';
import { loans as enLoans } from './en/loans.ts';
import { losses as enLosses } from './en/losses.ts';
import { maintenance as enMaintenance } from './en/maintenance.ts';
import { metrology as enMetrology } from './en/metrology.ts';
import { monitoring as enMonitoring } from './en/monitoring.ts';
import { navigation as enNavigation } from './en/navigation.ts';
import { orders as enOrders } from './en/orders.ts';
import { organisations as enOrganisations } from './en/organisations.ts';
import { outbox as enOutbox } from './en/outbox.ts';
import { packing as enPacking } from './en/packing.ts';
import { papers as enPapers } from './en/papers.ts';
import { parties as enParties } from './en/parties.ts';
import { parts as enParts } from './en/parts.ts';
import { payables as enPayables } from './en/payables.ts';
import { plans as enPlans } from './en/plans.ts';
import { portal as enPortal } from './en/portal.ts';
import { preparations as enPreparations } from './en/preparations.ts';
import { prices as enPrices } from './en/prices.ts';
import { recalls as enRecalls } from './en/recalls.ts';
import { receiving as enReceiving } from './en/receiving.ts';
import { redistribution as enRedistribution } from './en/redistribution.ts';
import { refusalsAcquisitions as enRefusalsAcquisitions } from './en/refusals-acquisitions.ts';
import { refusalsAssetMoves as enRefusalsAssetMoves } from './en/refusals-asset-moves.ts';
import { refusalsAssetValues as enRefusalsAssetValues } from './en/refusals-asset-values.ts';
import { refusalsAssets as enRefusalsAssets } from './en/refusals-assets.ts';
import { refusalsBooks as enRefusalsBooks } from './en/refusals-books.ts';
import { refusalsCatalogue as enRefusalsCatalogue } from './en/refusals-catalogue.ts';
import { refusalsControlled as enRefusalsControlled } from './en/refusals-controlled.ts';
import { refusalsCounts as enRefusalsCounts } from './en/refusals-counts.ts';
import { refusalsDemand as enRefusalsDemand } from './en/refusals-demand.ts';
import { refusalsDispatches as enRefusalsDispatches } from './en/refusals-dispatches.ts';
import { refusalsFacts as enRefusalsFacts } from './en/refusals-facts.ts';
import { refusalsFaults as enRefusalsFaults } from './en/refusals-faults.ts';
import { refusalsForms as enRefusalsForms } from './en/refusals-forms.ts';
import { refusalsFormulary as enRefusalsFormulary } from './en/refusals-formulary.ts';
import { refusalsInventories as enRefusalsInventories } from './en/refusals-inventories.ts';
import { refusalsIssues as enRefusalsIssues } from './en/refusals-issues.ts';
import { refusalsKernels as enRefusalsKernels } from './en/refusals-kernels.ts';
import { refusalsLevels as enRefusalsLevels } from './en/refusals-levels.ts';
import { refusalsLosses as enRefusalsLosses } from './en/refusals-losses.ts';
import { refusalsMaintenance as enRefusalsMaintenance } from './en/refusals-maintenance.ts';
import { refusalsMetrology as enRefusalsMetrology } from './en/refusals-metrology.ts';
import { refusalsMonitoring as enRefusalsMonitoring } from './en/refusals-monitoring.ts';
import { refusalsOrders as enRefusalsOrders } from './en/refusals-orders.ts';
import { refusalsPacking as enRefusalsPacking } from './en/refusals-packing.ts';
import { refusalsPapers as enRefusalsPapers } from './en/refusals-papers.ts';
import { refusalsParties as enRefusalsParties } from './en/refusals-parties.ts';
import { refusalsPayables as enRefusalsPayables } from './en/refusals-payables.ts';
import { refusalsPeople as enRefusalsPeople } from './en/refusals-people.ts';
import { refusalsPlans as enRefusalsPlans } from './en/refusals-plans.ts';
import { refusalsPrices as enRefusalsPrices } from './en/refusals-prices.ts';
import { refusalsPrint as enRefusalsPrint } from './en/refusals-print.ts';
import { refusalsRecalls as enRefusalsRecalls } from './en/refusals-recalls.ts';
import { refusalsReceiving as enRefusalsReceiving } from './en/refusals-receiving.ts';
import { refusalsRounds as enRefusalsRounds } from './en/refusals-rounds.ts';
import { refusalsScanning as enRefusalsScanning } from './en/refusals-scanning.ts';
import { refusalsSelection as enRefusalsSelection } from './en/refusals-selection.ts';
import { refusalsSettings as enRefusalsSettings } from './en/refusals-settings.ts';
import { refusalsSharing as enRefusalsSharing } from './en/refusals-sharing.ts';
import { refusalsShortages as enRefusalsShortages } from './en/refusals-shortages.ts';
import { refusalsStorage as enRefusalsStorage } from './en/refusals-storage.ts';
import { refusalsSupplyRules as enRefusalsSupplyRules } from './en/refusals-supply-rules.ts';
import { refusalsTracing as enRefusalsTracing } from './en/refusals-tracing.ts';
import { refusalsTransfers as enRefusalsTransfers } from './en/refusals-transfers.ts';
import { roles as enRoles } from './en/roles.ts';
import { rounds as enRounds } from './en/rounds.ts';
import { scanning as enScanning } from './en/scanning.ts';
import { selection as enSelection } from './en/selection.ts';
import { selling as enSelling } from './en/selling.ts';
import { settings as enSettings } from './en/settings.ts';
import { sharing as enSharing } from './en/sharing.ts';
import { refusalsShelfCounts as enRefusalsShelfCounts, shelfCounts as enShelfCounts } from './en/shelf-counts.ts';
import { shortages as enShortages } from './en/shortages.ts';
import { stock as enStock } from './en/stock.ts';
import { stockViews as enStockViews } from './en/stock-views.ts';
import { storage as enStorage } from './en/storage.ts';
import { substitutes as enSubstitutes } from './en/substitutes.ts';
import { tasks as enTasks } from './en/tasks.ts';
import { tracing as enTracing } from './en/tracing.ts';
import { transfers as enTransfers } from './en/transfers.ts';
import { treasury as enTreasury } from './en/treasury.ts';
import { upkeep as enUpkeep } from './en/upkeep.ts';
import { users as enUsers } from './en/users.ts';
import { verification as enVerification } from './en/verification.ts';
import { waves as enWaves } from './en/waves.ts';
import { workingDays as enWorkingDays } from './en/working-days.ts';
import type { RefusalSentence } from './sentence.ts';
import { acquisitions as zhAcquisitions } from './zh/acquisitions.ts';
import { alerts as zhAlerts } from './zh/alerts.ts';
import { approvals as zhApprovals } from './zh/approvals.ts';
import { arrivals as zhArrivals } from './zh/arrivals.ts';
import { assetTransfers as zhAssetTransfers, disposals as zhDisposals } from './zh/asset-moves.ts';
import {
  assetPurchases as zhAssetPurchases,
  refusalsAssetPurchases as zhRefusalsAssetPurchases,
} from './zh/asset-purchases.ts';
import { assetValues as zhAssetValues } from './zh/asset-values.ts';
import { attachments as zhAttachments } from './zh/attachments.ts';
import { audit as zhAudit } from './zh/audit.ts';
import { auth as zhAuth } from './zh/auth.ts';
import { books as zhBooks } from './zh/books.ts';
import { budgets as zhBudgets } from './zh/budgets.ts';
import { catalogue as zhCatalogue } from './zh/catalogue.ts';
import { committee as zhCommittee } from './zh/committee.ts';
import { controlled as zhControlled } from './zh/controlled.ts';
import { counts as zhCounts } from './zh/counts.ts';
import { demand as zhDemand } from './zh/demand.ts';
import { desk as zhDesk } from './zh/desk.ts';
import { deviceEvents as zhDeviceEvents } from './zh/device-events.ts';
import { deviceRecalls as zhDeviceRecalls } from './zh/device-recalls.ts';
import { dispatches as zhDispatches } from './zh/dispatches.ts';
import { equipment as zhEquipment } from './zh/equipment.ts';
import { equipmentOverview as zhEquipmentOverview } from './zh/equipment-overview.ts';
import { errors as zhErrors } from './zh/errors.ts';
import { facts as zhFacts } from './zh/facts.ts';
import { faults as zhFaults } from './zh/faults.ts';
import { figures as zhFigures } from './zh/figures.ts';
import { foresight as zhForesight } from './zh/foresight.ts';
import { formats as zhFormats } from './zh/formats.ts';
import { forms as zhForms } from './zh/forms.ts';
import { formulary as zhFormulary } from './zh/formulary.ts';
import { frame as zhFrame } from './zh/frame.ts';
import { home as zhHome } from './zh/home.ts';
import { implantRecalls as zhImplantRecalls } from './zh/implant-recalls.ts';
import { implants as zhImplants, refusalsImplants as zhRefusalsImplants } from './zh/implants.ts';
import { inventories as zhInventories } from './zh/inventories.ts';
import { issues as zhIssues } from './zh/issues.ts';
import { items as zhItems } from './zh/items.ts';
import { levels as zhLevels } from './zh/levels.ts';
import { linkage as zhLinkage } from './zh/linkage.ts';
import { lists as zhLists } from './zh/lists.ts';
import { loans as zhLoans } from './zh/loans.ts';
import { losses as zhLosses } from './zh/losses.ts';
import { maintenance as zhMaintenance } from './zh/maintenance.ts';
import { metrology as zhMetrology } from './zh/metrology.ts';
import { monitoring as zhMonitoring } from './zh/monitoring.ts';
import { navigation as zhNavigation } from './zh/navigation.ts';
import { orders as zhOrders } from './zh/orders.ts';
import { organisations as zhOrganisations } from './zh/organisations.ts';
import { outbox as zhOutbox } from './zh/outbox.ts';
import { packing as zhPacking } from './zh/packing.ts';
import { papers as zhPapers } from './zh/papers.ts';
import { parties as zhParties } from './zh/parties.ts';
import { parts as zhParts } from './zh/parts.ts';
import { payables as zhPayables } from './zh/payables.ts';
import { plans as zhPlans } from './zh/plans.ts';
import { portal as zhPortal } from './zh/portal.ts';
import { preparations as zhPreparations } from './zh/preparations.ts';
import { prices as zhPrices } from './zh/prices.ts';
import { recalls as zhRecalls } from './zh/recalls.ts';
import { receiving as zhReceiving } from './zh/receiving.ts';
import { redistribution as zhRedistribution } from './zh/redistribution.ts';
import { refusalsAcquisitions as zhRefusalsAcquisitions } from './zh/refusals-acquisitions.ts';
import { refusalsAssetMoves as zhRefusalsAssetMoves } from './zh/refusals-asset-moves.ts';
import { refusalsAssetValues as zhRefusalsAssetValues } from './zh/refusals-asset-values.ts';
import { refusalsAssets as zhRefusalsAssets } from './zh/refusals-assets.ts';
import { refusalsBooks as zhRefusalsBooks } from './zh/refusals-books.ts';
import { refusalsCatalogue as zhRefusalsCatalogue } from './zh/refusals-catalogue.ts';
import { refusalsControlled as zhRefusalsControlled } from './zh/refusals-controlled.ts';
import { refusalsCounts as zhRefusalsCounts } from './zh/refusals-counts.ts';
import { refusalsDemand as zhRefusalsDemand } from './zh/refusals-demand.ts';
import { refusalsDispatches as zhRefusalsDispatches } from './zh/refusals-dispatches.ts';
import { refusalsFacts as zhRefusalsFacts } from './zh/refusals-facts.ts';
import { refusalsFaults as zhRefusalsFaults } from './zh/refusals-faults.ts';
import { refusalsForms as zhRefusalsForms } from './zh/refusals-forms.ts';
import { refusalsFormulary as zhRefusalsFormulary } from './zh/refusals-formulary.ts';
import { refusalsInventories as zhRefusalsInventories } from './zh/refusals-inventories.ts';
import { refusalsIssues as zhRefusalsIssues } from './zh/refusals-issues.ts';
import { refusalsKernels as zhRefusalsKernels } from './zh/refusals-kernels.ts';
import { refusalsLevels as zhRefusalsLevels } from './zh/refusals-levels.ts';
import { refusalsLosses as zhRefusalsLosses } from './zh/refusals-losses.ts';
import { refusalsMaintenance as zhRefusalsMaintenance } from './zh/refusals-maintenance.ts';
import { refusalsMetrology as zhRefusalsMetrology } from './zh/refusals-metrology.ts';
import { refusalsMonitoring as zhRefusalsMonitoring } from './zh/refusals-monitoring.ts';
import { refusalsOrders as zhRefusalsOrders } from './zh/refusals-orders.ts';
import { refusalsPacking as zhRefusalsPacking } from './zh/refusals-packing.ts';
import { refusalsPapers as zhRefusalsPapers } from './zh/refusals-papers.ts';
import { refusalsParties as zhRefusalsParties } from './zh/refusals-parties.ts';
import { refusalsPayables as zhRefusalsPayables } from './zh/refusals-payables.ts';
import { refusalsPeople as zhRefusalsPeople } from './zh/refusals-people.ts';
import { refusalsPlans as zhRefusalsPlans } from './zh/refusals-plans.ts';
import { refusalsPrices as zhRefusalsPrices } from './zh/refusals-prices.ts';
import { refusalsPrint as zhRefusalsPrint } from './zh/refusals-print.ts';
import { refusalsRecalls as zhRefusalsRecalls } from './zh/refusals-recalls.ts';
import { refusalsReceiving as zhRefusalsReceiving } from './zh/refusals-receiving.ts';
import { refusalsRounds as zhRefusalsRounds } from './zh/refusals-rounds.ts';
import { refusalsScanning as zhRefusalsScanning } from './zh/refusals-scanning.ts';
import { refusalsSelection as zhRefusalsSelection } from './zh/refusals-selection.ts';
import { refusalsSettings as zhRefusalsSettings } from './zh/refusals-settings.ts';
import { refusalsSharing as zhRefusalsSharing } from './zh/refusals-sharing.ts';
import { refusalsShortages as zhRefusalsShortages } from './zh/refusals-shortages.ts';
import { refusalsStorage as zhRefusalsStorage } from './zh/refusals-storage.ts';
import { refusalsSupplyRules as zhRefusalsSupplyRules } from './zh/refusals-supply-rules.ts';
import { refusalsTracing as zhRefusalsTracing } from './zh/refusals-tracing.ts';
import { refusalsTransfers as zhRefusalsTransfers } from './zh/refusals-transfers.ts';
import { roles as zhRoles } from './zh/roles.ts';
import { rounds as zhRounds } from './zh/rounds.ts';
import { scanning as zhScanning } from './zh/scanning.ts';
import { selection as zhSelection } from './zh/selection.ts';
import { selling as zhSelling } from './zh/selling.ts';
import { settings as zhSettings } from './zh/settings.ts';
import { sharing as zhSharing } from './zh/sharing.ts';
import { refusalsShelfCounts as zhRefusalsShelfCounts, shelfCounts as zhShelfCounts } from './zh/shelf-counts.ts';
import { shortages as zhShortages } from './zh/shortages.ts';
import { stock as zhStock } from './zh/stock.ts';
import { stockViews as zhStockViews } from './zh/stock-views.ts';
import { storage as zhStorage } from './zh/storage.ts';
import { substitutes as zhSubstitutes } from './zh/substitutes.ts';
import { tasks as zhTasks } from './zh/tasks.ts';
import { tracing as zhTracing } from './zh/tracing.ts';
import { transfers as zhTransfers } from './zh/transfers.ts';
import { treasury as zhTreasury } from './zh/treasury.ts';
import { upkeep as zhUpkeep } from './zh/upkeep.ts';
import { users as zhUsers } from './zh/users.ts';
import { verification as zhVerification } from './zh/verification.ts';
import { waves as zhWaves } from './zh/waves.ts';
import { workingDays as zhWorkingDays } from './zh/working-days.ts';

const zhRefusals = {
  ...zhRefusalsForms,
  ...zhRefusalsDispatches,
  ...zhRefusalsCatalogue,
  ...zhRefusalsKernels,
  ...zhRefusalsPeople,
  ...zhRefusalsPrint,
  ...zhRefusalsFacts,
  ...zhRefusalsFormulary,
  ...zhRefusalsScanning,
  ...zhRefusalsSelection,
  ...zhRefusalsSupplyRules,
  ...zhRefusalsSettings,
  ...zhRefusalsShortages,
  ...zhRefusalsPapers,
  ...zhRefusalsParties,
  ...zhRefusalsPrices,
  ...zhRefusalsDemand,
  ...zhRefusalsPlans,
  ...zhRefusalsOrders,
  ...zhRefusalsReceiving,
  ...zhRefusalsCounts,
  ...zhRefusalsControlled,
  ...zhRefusalsLosses,
  ...zhRefusalsTransfers,
  ...zhRefusalsRecalls,
  ...zhRefusalsStorage,
  ...zhRefusalsRounds,
  ...zhRefusalsPacking,
  ...zhRefusalsMonitoring,
  ...zhRefusalsPayables,
  ...zhRefusalsBooks,
  ...zhRefusalsIssues,
  ...zhRefusalsLevels,
  ...zhRefusalsTracing,
  ...zhRefusalsAssets,
  ...zhRefusalsAcquisitions,
  ...zhRefusalsAssetPurchases,
  ...zhRefusalsImplants,
  ...zhRefusalsShelfCounts,
  ...zhRefusalsInventories,
  ...zhRefusalsMetrology,
  ...zhRefusalsMaintenance,
  ...zhRefusalsAssetValues,
  ...zhRefusalsFaults,
  ...zhRefusalsSharing,
  ...zhRefusalsAssetMoves,
};

const enRefusals: Record<keyof typeof zhRefusals, RefusalSentence> = {
  ...enRefusalsForms,
  ...enRefusalsDispatches,
  ...enRefusalsCatalogue,
  ...enRefusalsKernels,
  ...enRefusalsPeople,
  ...enRefusalsPrint,
  ...enRefusalsFacts,
  ...enRefusalsFormulary,
  ...enRefusalsScanning,
  ...enRefusalsSelection,
  ...enRefusalsSupplyRules,
  ...enRefusalsSettings,
  ...enRefusalsShortages,
  ...enRefusalsPapers,
  ...enRefusalsParties,
  ...enRefusalsPrices,
  ...enRefusalsDemand,
  ...enRefusalsPlans,
  ...enRefusalsOrders,
  ...enRefusalsReceiving,
  ...enRefusalsCounts,
  ...enRefusalsControlled,
  ...enRefusalsLosses,
  ...enRefusalsTransfers,
  ...enRefusalsRecalls,
  ...enRefusalsStorage,
  ...enRefusalsRounds,
  ...enRefusalsPacking,
  ...enRefusalsMonitoring,
  ...enRefusalsPayables,
  ...enRefusalsBooks,
  ...enRefusalsIssues,
  ...enRefusalsLevels,
  ...enRefusalsTracing,
  ...enRefusalsAssets,
  ...enRefusalsAcquisitions,
  ...enRefusalsAssetPurchases,
  ...enRefusalsImplants,
  ...enRefusalsShelfCounts,
  ...enRefusalsInventories,
  ...enRefusalsMetrology,
  ...enRefusalsMaintenance,
  ...enRefusalsAssetValues,
  ...enRefusalsFaults,
  ...enRefusalsSharing,
  ...enRefusalsAssetMoves,
};

const zh = {
  language: 'zh' as Language,
  frame: zhFrame,
  navigation: zhNavigation,
  roles: zhRoles,
  forms: zhForms,
  lists: zhLists,
  errors: zhErrors,
  formats: zhFormats,
  audit: zhAudit,
  users: zhUsers,
  desk: zhDesk,
  dispatches: zhDispatches,
  catalogue: zhCatalogue,
  home: zhHome,
  organisations: zhOrganisations,
  auth: zhAuth,
  sharing: zhSharing,
  shortages: zhShortages,
  figures: zhFigures,
  foresight: zhForesight,
  stock: zhStock,
  stockViews: zhStockViews,
  verification: zhVerification,
  workingDays: zhWorkingDays,
  outbox: zhOutbox,
  papers: zhPapers,
  parties: zhParties,
  arrivals: zhArrivals,
  parts: zhParts,
  attachments: zhAttachments,
  prices: zhPrices,
  demand: zhDemand,
  plans: zhPlans,
  portal: zhPortal,
  approvals: zhApprovals,
  budgets: zhBudgets,
  orders: zhOrders,
  receiving: zhReceiving,
  counts: zhCounts,
  controlled: zhControlled,
  acquisitions: zhAcquisitions,
  assetPurchases: zhAssetPurchases,
  implants: zhImplants,
  implantRecalls: zhImplantRecalls,
  shelfCounts: zhShelfCounts,
  assetTransfers: zhAssetTransfers,
  disposals: zhDisposals,
  loans: zhLoans,
  losses: zhLosses,
  transfers: zhTransfers,
  recalls: zhRecalls,
  storage: zhStorage,
  rounds: zhRounds,
  packing: zhPacking,
  waves: zhWaves,
  equipment: zhEquipment,
  metrology: zhMetrology,
  maintenance: zhMaintenance,
  inventories: zhInventories,
  assetValues: zhAssetValues,
  equipmentOverview: zhEquipmentOverview,
  deviceEvents: zhDeviceEvents,
  deviceRecalls: zhDeviceRecalls,
  faults: zhFaults,
  monitoring: zhMonitoring,
  upkeep: zhUpkeep,
  redistribution: zhRedistribution,
  payables: zhPayables,
  books: zhBooks,
  treasury: zhTreasury,
  tasks: zhTasks,
  facts: zhFacts,
  formulary: zhFormulary,
  linkage: zhLinkage,
  scanning: zhScanning,
  selection: zhSelection,
  selling: zhSelling,
  committee: zhCommittee,
  preparations: zhPreparations,
  substitutes: zhSubstitutes,
  settings: zhSettings,
  items: zhItems,
  issues: zhIssues,
  levels: zhLevels,
  tracing: zhTracing,
  alerts: zhAlerts,
  refusals: zhRefusals as Record<keyof typeof zhRefusals, RefusalSentence>,
};

export type Words = typeof zh;

const en: Words = {
  language: 'en',
  frame: enFrame,
  navigation: enNavigation,
  roles: enRoles,
  forms: enForms,
  lists: enLists,
  errors: enErrors,
  formats: enFormats,
  audit: enAudit,
  users: enUsers,
  desk: enDesk,
  dispatches: enDispatches,
  catalogue: enCatalogue,
  home: enHome,
  organisations: enOrganisations,
  auth: enAuth,
  sharing: enSharing,
  shortages: enShortages,
  figures: enFigures,
  foresight: enForesight,
  stock: enStock,
  stockViews: enStockViews,
  verification: enVerification,
  workingDays: enWorkingDays,
  outbox: enOutbox,
  papers: enPapers,
  parties: enParties,
  arrivals: enArrivals,
  parts: enParts,
  attachments: enAttachments,
  prices: enPrices,
  demand: enDemand,
  plans: enPlans,
  portal: enPortal,
  approvals: enApprovals,
  budgets: enBudgets,
  orders: enOrders,
  receiving: enReceiving,
  counts: enCounts,
  controlled: enControlled,
  acquisitions: enAcquisitions,
  assetPurchases: enAssetPurchases,
  implants: enImplants,
  implantRecalls: enImplantRecalls,
  shelfCounts: enShelfCounts,
  assetTransfers: enAssetTransfers,
  disposals: enDisposals,
  loans: enLoans,
  losses: enLosses,
  transfers: enTransfers,
  recalls: enRecalls,
  storage: enStorage,
  rounds: enRounds,
  packing: enPacking,
  waves: enWaves,
  equipment: enEquipment,
  metrology: enMetrology,
  maintenance: enMaintenance,
  inventories: enInventories,
  assetValues: enAssetValues,
  equipmentOverview: enEquipmentOverview,
  deviceEvents: enDeviceEvents,
  deviceRecalls: enDeviceRecalls,
  faults: enFaults,
  monitoring: enMonitoring,
  upkeep: enUpkeep,
  redistribution: enRedistribution,
  payables: enPayables,
  books: enBooks,
  treasury: enTreasury,
  tasks: enTasks,
  facts: enFacts,
  formulary: enFormulary,
  linkage: enLinkage,
  scanning: enScanning,
  selection: enSelection,
  selling: enSelling,
  committee: enCommittee,
  preparations: enPreparations,
  substitutes: enSubstitutes,
  settings: enSettings,
  items: enItems,
  issues: enIssues,
  levels: enLevels,
  tracing: enTracing,
  alerts: enAlerts,
  refusals: enRefusals,
};

/** The dictionary of a language; Chinese is the first. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? en : zh;
}

/** Why nothing was changed and what to do about it; an unknown reason gets a sentence that names the code. */
export function refusalText(words: Words, refusal: Pick<Refusal, 'reason' | 'detail'>): string {
  const sentences: Partial<Record<string, RefusalSentence>> = words.refusals;
  const sentence = Object.hasOwn(sentences, refusal.reason) ? sentences[refusal.reason] : undefined;
  if (sentence === undefined) return words.errors.refusedWithoutWords(refusal.reason);
  return typeof sentence === 'string' ? sentence : sentence(refusal.detail);
}
