/** Why an act on equipment was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsAssets as zh } from '../zh/refusals-assets.ts';

export const ASSET_STATE_NAMES: Record<string, string> = {
  idle: 'idle',
  in_use: 'in use',
  shared: 'shared',
  repair: 'under repair',
  stopped: 'stopped',
  moving: 'being transferred',
  to_scrap: 'up for disposal',
  scrapped: 'disposed of',
  withdrawn: 'withdrawn with its acceptance',
};

export const refusalsAssets: Record<keyof typeof zh, RefusalSentence> = {
  asset_class_unknown: (d) => `There is no class ${d.code}. Choose one of the list.`,
  asset_category: 'A category has 2 digits (01 to 22), or 4 that begin with 68.',
  asset_registration_not_medical: 'This class is no medical device and has no registration. Change one of the two.',
  asset_registration_category: (d) =>
    `Registration ${d.number} is not of category ${d.category}. Check the registration or the category.`,
  asset_udi_serial: (d) => `The UDI says serial number ${d.serial}, which is not what was typed. Check the plate.`,
  asset_price: 'The price must be given and cannot be negative.',
  asset_fund_negative: 'What a source paid cannot be negative.',
  asset_funds_sum: (d) =>
    `The sources sum to ${Number(d.sumFen) / 100} yuan, the price is ${Number(d.priceFen) / 100}: they must be equal.`,
  asset_acquired_future: (d) => `It was acquired after today (${d.today})? Check the day.`,
  asset_acquired_early: 'The day of acquisition is too early. Check the year.',
  asset_day_future: (d) => `The day is after today (${d.today}). Check it.`,
  asset_used_unaccepted: (d) => `Used before it was accepted on ${d.acceptedOn}: what is not accepted is not used.`,
  asset_warranty_day: 'The warranty ends before the day of acquisition. Check it.',
  asset_licence: (d) =>
    `By the catalogue of that day this is large equipment of class ${d.grade === 'a' ? 'A' : 'B'}: give its licence.`,
  asset_unregistered: 'Without a registration it may not be used. Correct the card first.',
  asset_member_unknown: (d) => `There is no organisation ${d.code}.`,
  asset_supplier_unknown: (d) => `There is no supplier ${d.name}. Give its code, name or short name.`,
  asset_custodian_unknown: (d) => `Neither the keeper nor the user has a ${d.name}. Give a login or a name.`,
  asset_custodian_several: (d) => `There are several people named ${d.name}. Give the login.`,
  asset_serial_known: (d) => `Card ${d.number} has this serial number of the same maker.`,
  asset_wrong_state: (d) => `${d.number} is ${ASSET_STATE_NAMES[String(d.status)] ?? d.status}: this cannot be done.`,
  asset_not_here: (d) => `${d.number} is kept and used by others. You may look at it.`,
  asset_stale: (d) => `Somebody changed the card of ${d.number} meanwhile. Look at it before you go on.`,
  asset_first_use_gone: 'It has been used: the day of first use cannot be cleared.',
  asset_nothing_changed: 'Nothing was changed.',
};
