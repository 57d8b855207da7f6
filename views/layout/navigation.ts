/** Every destination of the navigation as data, and the five of the phone; `navigation-groups.ts` orders them. */

import { may } from '../../src/auth/roles.ts';
import type { OrganisationKind, Viewer } from '../../src/auth/viewer.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';

export type NavKey =
  | 'home'
  | 'shortages'
  | 'figures'
  | 'foresight'
  | 'monitoring'
  | 'dispatches'
  | 'receipts'
  | 'discrepancies'
  | 'rounds'
  | 'drives'
  | 'stock'
  | 'stockExpiry'
  | 'counts'
  | 'losses'
  | 'acquisitions'
  | 'assetPurchases'
  | 'implants'
  | 'transfers'
  | 'recalls'
  | 'storage'
  | 'upkeep'
  | 'controlled'
  | 'openingImport'
  | 'issues'
  | 'quickIssue'
  | 'scan'
  | 'trace'
  | 'equipmentOverview'
  | 'equipment'
  | 'faults'
  | 'deviceEvents'
  | 'deviceRecalls'
  | 'loans'
  | 'shares'
  | 'metrology'
  | 'maintenance'
  | 'inventories'
  | 'assetTransfers'
  | 'disposals'
  | 'catalogue'
  | 'formulary'
  | 'linkage'
  | 'selection'
  | 'committee'
  | 'preparations'
  | 'substitutes'
  | 'parties'
  | 'prices'
  | 'plans'
  | 'orders'
  | 'deliveries'
  | 'portal'
  | 'portalDeliveries'
  | 'portalStatement'
  | 'receiving'
  | 'approvals'
  | 'books'
  | 'requisitions'
  | 'targets'
  | 'alerts'
  | 'demand'
  | 'calendars'
  | 'account'
  | 'payables'
  | 'payments'
  | 'bank'
  | 'budgets'
  | 'organisations'
  | 'users'
  | 'rules'
  | 'layouts'
  | 'audit'
  | 'verification';

/** Things waiting for this person. */
export interface NavCounts {
  home?: number;
  shortages?: number;
  lateShortages?: number;
  dispatches?: number;
  receipts?: number;
  discrepancies?: number;
  /** Reviews to write and dossiers sent back. */
  selection?: number;
  /** Sessions to come to or to vote at. */
  committee?: number;
}

export interface NavEntry {
  key: NavKey;
  label: string;
  href: string;
  icon: IconName;
  count?: number;
  late?: boolean;
}

export interface TabEntry extends Omit<NavEntry, 'key'> {
  key: NavKey | 'newShortage' | 'me';
}

const MEMBERS: readonly OrganisationKind[] = ['campus', 'branch', 'clinic'];

/** Branches, campuses and clinics register and receive; everyone else looks at the whole county. */
export function isMember(viewer: Viewer): boolean {
  return MEMBERS.includes(viewer.organisationKind) && may(viewer.roles, 'shortage.register');
}

type Entry = <K extends NavKey>(key: K, href: string, icon: IconName, more?: Partial<NavEntry>) => NavEntry;

/** Where stock is kept, moved and looked after. */
function keeping(entry: Entry) {
  return {
    stockExpiry: entry('stockExpiry', paths.stockExpiry(), 'i-clock'),
    acquisitions: entry('acquisitions', paths.acquisitions(), 'i-plus'),
    implants: entry('implants', paths.implants(), 'i-inspect'),
    assetPurchases: entry('assetPurchases', paths.assetPurchases(), 'i-inspect'),
    losses: entry('losses', paths.losses(), 'i-flag'),
    transfers: entry('transfers', paths.transfers(), 'i-swap'),
    recalls: entry('recalls', paths.recalls(), 's-stop'),
    controlled: entry('controlled', paths.controlled(), 'i-lock'),
    storage: entry('storage', paths.storage(), 'i-thermo'),
    upkeep: entry('upkeep', paths.upkeeps(), 'i-plan'),
    counts: entry('counts', paths.counts(), 'i-check'),
    openingImport: entry('openingImport', paths.openingImport(), 'i-download'),
    issues: entry('issues', paths.issues(), 'i-card'),
    scan: entry('scan', paths.scan(), 'i-scan'),
    trace: entry('trace', paths.trace(), 'i-scan'),
    equipmentOverview: entry('equipmentOverview', paths.equipmentOverview(), 'i-chart'),
    equipment: entry('equipment', paths.equipment(), 'i-device'),
    faults: entry('faults', paths.faults(), 'i-flag'),
    deviceEvents: entry('deviceEvents', paths.deviceEvents(), 's-near'),
    deviceRecalls: entry('deviceRecalls', paths.deviceRecalls(), 'i-flag'),
    shares: entry('shares', paths.shares(), 'i-clock'),
    loans: entry('loans', paths.loans(), 'i-swap'),
    metrology: entry('metrology', paths.metrology(), 'i-balance'),
    maintenance: entry('maintenance', paths.maintenance(), 'i-check'),
    inventories: entry('inventories', paths.inventories(), 'i-check'),
    assetTransfers: entry('assetTransfers', paths.assetTransfers(), 'i-swap'),
    disposals: entry('disposals', paths.disposals(), 'i-flag'),
    quickIssue: entry('quickIssue', paths.quickIssue(), 'i-check'),
  };
}

/** Every destination by its key, with what waits there. */
export function destinations(t: Words, counts: NavCounts, member: boolean): Record<NavKey, NavEntry> {
  const words = t.navigation;
  const late = (counts.lateShortages ?? 0) > 0;
  const entry: Entry = (key, href, icon, more = {}) => ({ key, href, icon, label: words[key], ...more });
  return {
    ...keeping(entry),
    home: entry('home', paths.home(), 'i-inbox', { count: counts.home, late }),
    shortages: entry('shortages', paths.shortages(), 'i-need', { count: counts.shortages, late }),
    foresight: entry('foresight', paths.foresight(), 's-near'),
    monitoring: entry('monitoring', paths.monitorings(), 'i-flag'),
    figures: entry('figures', paths.figures(), 'i-chart'),
    dispatches: entry('dispatches', paths.dispatches(), 'i-truck', { count: counts.dispatches }),
    receipts: entry('receipts', paths.dispatches({ state: 'in_transit' }), 'i-inspect', { count: counts.receipts }),
    rounds: entry('rounds', paths.rounds(), 'i-truck'),
    drives: entry('drives', paths.drives(), 'i-truck'),
    discrepancies: entry('discrepancies', paths.discrepancies(), 'i-flag', { count: counts.discrepancies }),
    stock: entry('stock', paths.stock(), 'i-grid', member ? { label: words.ownStock } : {}),
    catalogue: entry('catalogue', paths.catalogue(), 'i-book'),
    formulary: entry('formulary', paths.formulary(), 'i-check'),
    linkage: entry('linkage', paths.linkage(), 'i-grid'),
    selection: entry('selection', paths.selection(), 'i-flag', { count: counts.selection }),
    committee: entry('committee', paths.committee(), 'i-user', { count: counts.committee }),
    preparations: entry('preparations', paths.preparations(), 'i-card'),
    substitutes: entry('substitutes', paths.substitutes(), 'i-balance'),
    parties: entry('parties', paths.parties(), 'i-user'),
    prices: entry('prices', paths.prices(), 'i-card'),
    plans: entry('plans', paths.plans(), 'i-plan'),
    orders: entry('orders', paths.orders(), 'i-cart'),
    deliveries: entry('deliveries', paths.deliveries(), 'i-truck'),
    portal: entry('portal', paths.portal(), 'i-cart'),
    portalDeliveries: entry('portalDeliveries', paths.portalDeliveries(), 'i-truck'),
    portalStatement: entry('portalStatement', paths.portalStatement(), 'i-payable'),
    receiving: entry('receiving', paths.receiving(), 'i-inspect'),
    approvals: entry('approvals', paths.approvals(), 'i-check'),
    books: entry('books', paths.books(), 'i-book'),
    requisitions: entry('requisitions', paths.requisitions(), 'i-cart'),
    alerts: entry('alerts', paths.alerts(), 'i-bell'),
    targets: entry('targets', paths.levels(), 'i-chart'),
    demand: entry('demand', paths.demandPool(), 'i-need'),
    calendars: entry('calendars', paths.requisitionCalendars(), 'i-clock'),
    account: entry('account', paths.account(), 'i-account'),
    payables: entry('payables', paths.payables(), 'i-payable'),
    payments: entry('payments', paths.payments(), 'i-check'),
    bank: entry('bank', paths.bankLines(), 'i-swap'),
    budgets: entry('budgets', paths.budgets(), 'i-balance'),
    organisations: entry('organisations', paths.organisations(), 'i-home'),
    users: entry('users', paths.users(), 'i-user'),
    rules: entry('rules', paths.rules(), 'i-plan'),
    layouts: entry('layouts', paths.layouts(), 'i-print'),
    audit: entry('audit', paths.audit(), 'i-card'),
    verification: entry('verification', paths.verification(), 'i-balance'),
  };
}

/** The five of the phone's bar; the last opens the whole navigation with what belongs to the person. */
export function tabsOf(t: Words, viewer: Viewer, counts: NavCounts): TabEntry[] {
  const member = isMember(viewer);
  const all = destinations(t, counts, member);
  const words = t.navigation.tabs;
  const me: TabEntry = { key: 'me', label: words.me, href: '#navigation', icon: 'i-user' };
  const home = { ...all.home, label: words.home };
  if (may(viewer.roles, 'supplier.portal')) return [home, all.portal, all.portalDeliveries, all.portalStatement, me];
  if (!may(viewer.roles, 'catalogue.read')) {
    return may(viewer.roles, 'round.drive') ? [home, all.drives, me] : [home, me];
  }
  if (!may(viewer.roles, 'stock.read')) return [home, all.catalogue, all.users, all.audit, me];
  const stock = { ...all.stock, label: words.stock };
  if (member) {
    const register: TabEntry = {
      key: 'newShortage',
      label: words.newShortage,
      href: paths.newShortage(),
      icon: 'i-need',
    };
    return [home, register, { ...all.receipts, label: words.receipts }, stock, me];
  }
  if (may(viewer.roles, 'shortage.answer') || may(viewer.roles, 'dispatch.pick'))
    return [home, { ...all.shortages, label: words.shortages }, all.dispatches, stock, me];
  if (may(viewer.roles, 'plan.make')) return [home, all.plans, all.orders, stock, me];
  if (may(viewer.roles, 'invoice.record')) return [home, all.payables, all.payments, all.account, me];
  if (may(viewer.roles, 'approval.decide')) return [home, all.approvals, all.plans, all.orders, me];
  return [home, { ...all.shortages, label: words.shortages }, all.dispatches, stock, me];
}
