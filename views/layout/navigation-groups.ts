/** The groups of the side navigation: which destinations a role finds, in the order of the work. */
import { may, type Permission } from '../../src/auth/roles.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import type { Words } from '../i18n/index.ts';
import { destinations, isMember, type NavCounts, type NavEntry, type NavKey } from './navigation.ts';

export interface NavGroup {
  title?: string;
  entries: NavEntry[];
}

interface Reach {
  all: Record<NavKey, NavEntry>;
  can: (permission: Permission) => boolean;
  member: boolean;
  /** Sees the whole county by its role. */
  county: boolean;
  /** An administrator manages people and places and sees no stock. */
  seesMatter: boolean;
}

const when = (condition: boolean, ...entries: NavEntry[]) => (condition ? entries : []);

function firstPages({ all, can, seesMatter }: Reach): NavEntry[] {
  const ofSupplier = when(can('supplier.portal'), all.portal, all.portalDeliveries, all.portalStatement);
  return [
    all.home,
    ...ofSupplier,
    ...when(seesMatter, all.shortages, all.foresight, all.figures),
    ...when(can('monitoring.read'), all.monitoring),
  ];
}

function delivery({ all, can, member, seesMatter }: Reach): NavEntry[] {
  return [
    ...when(member && can('requisition.make'), all.requisitions),
    ...when(seesMatter, member ? all.receipts : all.dispatches),
    ...when(member && can('dispatch.pick'), all.dispatches),
    ...when(seesMatter && (!member || can('round.plan')), all.rounds),
    ...when(can('round.drive') && !seesMatter, all.drives),
    ...when(seesMatter, all.discrepancies),
    ...when(member && can('receipt.inspect'), all.receiving),
    ...when(member && can('target.set'), all.targets),
  ];
}

function stock({ all, can, member, seesMatter }: Reach): NavEntry[] {
  return [
    ...when(seesMatter, all.alerts),
    ...when(seesMatter, all.stock, all.stockExpiry, all.issues),
    ...when(seesMatter, all.scan),
    ...when(member && can('issue.record'), all.quickIssue),
    ...when(seesMatter, all.transfers),
    ...when(seesMatter, all.counts, all.losses, all.recalls),
    ...when(seesMatter, all.storage, all.upkeep),
    ...when(can('controlled.read'), all.controlled),
    ...when(can('implant.read'), all.implants),
    ...when(can('trace.read'), all.trace),
    ...when(can('stock.import'), all.openingImport),
  ];
}

/** What the members need; a member finds its own part where it receives. */
function demand({ all, can, member }: Reach): NavEntry[] {
  return [
    ...when(!member && can('demand.read'), all.requisitions, all.demand),
    ...when(!member && can('target.set'), all.targets, all.calendars),
  ];
}

/** What the county buys; contracts, negotiations and repricing are tabs of prices. */
function procurement({ all, can, member }: Reach): NavEntry[] {
  return [
    ...when(can('plan.read'), all.plans, all.approvals),
    ...when(can('order.read'), all.orders, all.deliveries),
    ...when(!member && can('receipt.read'), all.receiving),
    ...when(can('party.read'), all.parties),
    ...when(can('price.read'), all.prices),
  ];
}

function account({ all, can }: Reach): NavEntry[] {
  return [
    ...when(can('account.read'), all.account),
    ...when(can('payable.read'), all.payables, all.payments, all.bank),
    ...when(can('books.read'), all.books),
    ...when(can('budget.read'), all.budgets),
  ];
}

function lookup({ all, can, county, seesMatter }: Reach): NavEntry[] {
  return when(
    can('catalogue.read'),
    all.catalogue,
    all.formulary,
    ...when(seesMatter, all.linkage),
    ...when(county || can('dossier.apply'), all.selection),
    ...when(county, all.committee),
    all.substitutes,
    ...when(county, all.preparations),
  );
}

function settings({ all, can, seesMatter }: Reach): NavEntry[] {
  return [
    ...when(can('organisations.manage'), all.organisations),
    ...when(can('users.manage'), all.users),
    ...when(seesMatter || can('rules.manage'), all.rules),
    ...when(can('layout.manage'), all.layouts),
  ];
}

function supervision({ all, can }: Reach): NavEntry[] {
  return [...when(can('audit.read'), all.audit), ...when(can('verify.run'), all.verification)];
}

function equipment({ all, can }: Reach): NavEntry[] {
  const care = [all.faults, all.deviceEvents, all.deviceRecalls, all.maintenance, all.metrology, all.inventories];
  const moves = [all.shares, all.loans, all.assetTransfers, all.disposals];
  return [
    ...when(can('asset.read'), all.equipmentOverview, all.equipment, ...care, ...moves),
    ...when(can('acquisition.read'), all.acquisitions, all.assetPurchases),
  ];
}

/** The groups of the side navigation; empty groups are left out. */
export function navigationOf(t: Words, viewer: Viewer, counts: NavCounts): NavGroup[] {
  const member = isMember(viewer);
  const can = (permission: Permission) => may(viewer.roles, permission);
  const reach = {
    all: destinations(t, counts, member),
    can,
    member,
    county: viewer.scopePath === '/',
    seesMatter: can('stock.read'),
  };
  const words = t.navigation.groups;
  const groups: NavGroup[] = [
    { entries: firstPages(reach) },
    { title: member ? words.receiving : words.delivery, entries: delivery(reach) },
    { title: words.stock, entries: stock(reach) },
    { title: words.equipment, entries: equipment(reach) },
    { title: words.demand, entries: demand(reach) },
    { title: words.procurement, entries: procurement(reach) },
    { title: words.account, entries: account(reach) },
    { title: words.lookup, entries: lookup(reach) },
    { title: words.settings, entries: settings(reach) },
    { title: words.supervision, entries: supervision(reach) },
  ];
  return groups.filter((group) => group.entries.length > 0);
}
