/** Pages of equipment that each who works with it looks at, with a paper of the demonstration in each. */
import { paths } from '../../src/paths.ts';
import { ask, newestOf } from './candidates.ts';

type Pages = [name: string, path: string][];

/** A card that has been tested, used and charged. */
function aCard(): string {
  const [found] = ask<{ number: string }>(
    `SELECT a.number FROM asset a WHERE a.status = 'in_use'
     ORDER BY (SELECT count(*) FROM asset_event e WHERE e.asset_id = a.id) DESC, a.id LIMIT 1`,
  );
  if (found === undefined) throw new Error('the register is empty');
  return found.number;
}

function officerPages(): Pages {
  const card = aCard();
  return [
    ['equipment', paths.equipment()],
    ['equipment-overview', paths.equipmentOverview()],
    ['equipment-card', paths.equipmentCard(card)],
    ['equipment-new', paths.newEquipment()],
    ['equipment-labels', paths.equipmentLabels({ number: card })],
    ['equipment-use', paths.equipmentUse()],
    ['equipment-pool', paths.equipmentPool()],
    ['equipment-tests', paths.equipmentTests(card)],
    ['maintenance', paths.maintenance()],
    ['equipment-rounds', paths.equipmentRounds(card)],
    ['metrology', paths.metrology()],
    ['metrology-results', paths.metrologyResults()],
    ['faults', paths.faults({ tab: 'all' })],
    ['fault', paths.fault(newestOf('fault', "'asking', 'assigned', 'reported'"))],
    ['fault-new', paths.newFault(card)],
    ['fault-figures', paths.faultFigures()],
    ['device-events', paths.deviceEvents({ tab: 'all' })],
    ['device-event', paths.deviceEvent(newestOf('device_event', "'open', 'forwarded'"))],
    ['device-recalls', paths.deviceRecalls()],
    ['device-recall', paths.deviceRecall(newestOf('device_recall', "'open', 'ended'"))],
    ['device-recall-new', paths.newDeviceRecall({ model: 'BS-480' })],
    ['device-event-new', paths.newDeviceEvent(card)],
    ['loans', paths.loans({ tab: 'all' })],
    ['loan', paths.loan(newestOf('loan', "'out', 'asked'"))],
    ['loan-new', paths.newLoan({ asset: card })],
    ['asset-transfers', paths.assetTransfers()],
    ['asset-transfer', paths.assetTransfer(newestOf('asset_transfer', "'proposed', 'done'"))],
    ['asset-transfer-new', paths.newAssetTransfer({ asset: card })],
    ['disposals', paths.disposals()],
    ['disposal', paths.disposal(newestOf('disposal', "'proposed', 'done'"))],
    ['disposal-new', paths.newDisposal({ asset: card })],
    ['inventories', paths.inventories()],
    ['inventory', paths.inventory(newestOf('inventory', "'counting', 'closed'"))],
    ['inventory-new', paths.newInventory()],
    ['acquisitions', paths.acquisitions()],
    ['acquisition-new', paths.newAcquisition()],
    ['asset-purchases', paths.assetPurchases({ tab: 'all' })],
    ['asset-purchase', paths.assetPurchase(newestOf('asset_purchase', "'ordered', 'done'"))],
    ['asset-acceptances', paths.assetAcceptances()],
    ['asset-acceptance', paths.assetAcceptance(newestOf('asset_acceptance', "'half', 'accepted'"))],
    ...sharingPages(),
  ];
}

function sharingPages(): Pages {
  const [offer] = ask<{ number: string }>(
    'SELECT a.number FROM share_offer o JOIN asset a ON a.id = o.asset_id ORDER BY o.id LIMIT 1',
  );
  const shared = offer?.number ?? '';
  return [
    ['shares', paths.shares()],
    ['share', paths.share(shared)],
    ['bookings', paths.bookings({ tab: 'all' })],
    ['booking', paths.booking(newestOf('booking', "'asked', 'agreed'"))],
    ['booking-done', paths.booking(newestOf('booking', "'done'"))],
    ['booking-new', paths.newBooking({ asset: shared })],
    ['booking-figures', paths.bookingFigures()],
  ];
}

/** Units on patients: who writes them down sees whom. */
function implantPages(): Pages {
  const [used] = ask<{ id: number }>("SELECT id FROM implant_unit WHERE state = 'used' ORDER BY id LIMIT 1");
  return [
    ['implants', paths.implants()],
    ['implant', paths.implant(used?.id ?? 0)],
    ['implant-use-new', paths.newImplantUse()],
    ['implants-new', paths.newImplants()],
    ['implants-own', paths.ownImplants()],
    ['implant-recalls', paths.implantRecalls()],
    ['shelf-counts', paths.shelfCounts()],
    ['shelf-count', paths.shelfCount(newestOf('consignment_count', "'closed'"))],
    ['shelf-count-new', paths.newShelfCount()],
  ];
}

function accountantPages(): Pages {
  return [
    ['equipment-value', paths.equipmentValue()],
    ['equipment-value-cards', paths.equipmentValueCards()],
    ['depreciation', paths.depreciation()],
    ['equipment-worn', paths.equipmentWorn(aCard())],
  ];
}

/** What the engineer is sent to: the desk of the day, and the thing before which he stands. */
function engineerPages(): Pages {
  const card = aCard();
  return [
    ['home-engineer', paths.home()],
    ['overview-engineer', paths.equipmentOverview()],
    ['faults-engineer', paths.faults({ tab: 'mine' })],
    ['fault-engineer', paths.fault(newestOf('fault', "'assigned', 'diagnosed', 'repaired'"))],
    ['rounds-engineer', paths.equipmentRounds(card)],
    ['tests-engineer', paths.equipmentTests(card)],
  ];
}

/** A member's own equipment, as its custodian and its head see it. */
function memberPages(who: string): Pages {
  const [own] = ask<{ number: string }>(
    `SELECT a.number FROM asset a JOIN organisation o ON o.id = a.keeper_id AND o.code = 'XG18'
     WHERE a.status = 'in_use' ORDER BY a.id LIMIT 1`,
  );
  const card = own?.number ?? '';
  return [
    [`home-${who}`, paths.home()],
    [`overview-${who}`, paths.equipmentOverview()],
    [`equipment-${who}`, paths.equipment()],
    [`equipment-card-${who}`, paths.equipmentCard(card)],
    [`fault-new-${who}`, paths.newFault(card)],
    [`shares-${who}`, paths.shares()],
    [`acquisitions-${who}`, paths.acquisitions()],
  ];
}

/** What the auditor reads of it all. */
function auditorPages(): Pages {
  return [
    ['overview-auditor', paths.equipmentOverview()],
    ['equipment-card-auditor', paths.equipmentCard(aCard())],
    ['equipment-value-auditor', paths.equipmentValue()],
    ['depreciation-auditor', paths.depreciation()],
    ['asset-purchases-auditor', paths.assetPurchases({ tab: 'all' })],
    ['disposals-auditor', paths.disposals()],
  ];
}

const LISTS = {
  jianggong: officerPages,
  huangkuaiji: accountantPages,
  houkuguan: implantPages,
  weigong: engineerPages,
  kuangbaoguan: () => memberPages('custodian'),
  lvyuanzhang: () => memberPages('head'),
  luoshenji: auditorPages,
};

/** Those who look at them. */
export const EQUIPMENT_PEOPLE = Object.keys(LISTS) as (keyof typeof LISTS)[];

/** What that person looks at. */
export function equipmentPages(login: keyof typeof LISTS): Pages {
  return LISTS[login]();
}
