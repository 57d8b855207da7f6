/** What the trail calls acts on equipment, and their facts, in English. */

export const assetActs = {
  'asset.enter': 'Enter equipment',
  'asset.preview': 'Preview equipment',
  'asset.import_part': 'Import a part of equipment',
  'asset.import': 'Import equipment',
  'asset.correct': 'Correct a card',
  'asset.assign': 'Change custodian or room',
  'asset.commission': 'Put into use',
  'asset.rest': 'Lay idle',
  'asset.stop': 'Stop use',
  'asset.resume': 'Use again',
};

export const assetFacts = {
  classCode: 'Class',
  categoryCode: 'Category',
  registrationNumber: 'Registration',
  udi: 'UDI',
  serialNumber: 'Serial number',
  brand: 'Brand',
  model: 'Model',
  maker: 'Maker',
  supplier: 'Supplier',
  purchaseMethod: 'Way of purchase',
  contractNumber: 'Contract',
  priceFen: 'Price',
  funds: 'Funds',
  acquiredOn: 'Acquired',
  acceptedOn: 'Accepted',
  firstUsedOn: 'First used',
  warrantyUntil: 'Warranty until',
  owner: 'Owner',
  user: 'User',
  keeper: 'Keeper',
  room: 'Room',
  custodian: 'Custodian',
  custodianId: 'Id of the custodian',
  largeKind: 'Large equipment',
  licenceNumber: 'Licence',
  formerNumber: 'Former number',
};

export const assetTopics = { asset: 'Equipment (all)' };
