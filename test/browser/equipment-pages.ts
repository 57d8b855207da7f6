/** Pages of equipment that its officer and the chief accountant look at, with a paper of the demonstration in each. */
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
    ['equipment-card', paths.equipmentCard(card)],
    ['equipment-new', paths.newEquipment()],
    ['equipment-labels', paths.equipmentLabels({ number: card })],
    ['equipment-use', paths.equipmentUse()],
    ['equipment-pool', paths.equipmentPool()],
    ['equipment-tests', paths.equipmentTests(card)],
    ['metrology', paths.metrology()],
    ['metrology-results', paths.metrologyResults()],
    ['faults', paths.faults({ tab: 'all' })],
    ['fault', paths.fault(newestOf('fault', "'asking', 'assigned', 'reported'"))],
    ['fault-new', paths.newFault(card)],
    ['fault-figures', paths.faultFigures()],
    ['device-events', paths.deviceEvents({ tab: 'all' })],
    ['device-event', paths.deviceEvent(newestOf('device_event', "'open', 'forwarded'"))],
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

const LISTS = { jianggong: officerPages, huangkuaiji: accountantPages };

/** Those who look at them. */
export const EQUIPMENT_PEOPLE = Object.keys(LISTS) as (keyof typeof LISTS)[];

/** What that person looks at. */
export function equipmentPages(login: keyof typeof LISTS): Pages {
  return LISTS[login]();
}
