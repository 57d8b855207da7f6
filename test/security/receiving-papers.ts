/** Papers of inspections and returns, in the states that forms act on. */
import { countAsAnnounced } from '../../src/receiving/draft-commands.ts';
import { addLine } from '../../src/receiving/line-commands.ts';
import { proposeReturn } from '../../src/receiving/return-commands.ts';
import { concluded, decideLine, opened, seenOf } from '../receiving/receiving-world.ts';
import { accepted } from '../support/build.ts';
import { type BuyingCounty, key } from './buying-county.ts';
import { announcedDelivery, sentOrder } from './order-forms.ts';

/** An inspection of two announced lots, nothing counted yet. */
export async function begun(county: BuyingCounty): Promise<string> {
  const { order, delivery } = await announcedDelivery(county);
  return opened(county, { order, delivery });
}

/** An inspection of the whole order in one line, so much of it accepted; not concluded. */
export async function counted(county: BuyingCounty, arrivedBase = 100): Promise<string> {
  const order = await sentOrder(county);
  const number = await opened(county, { order, place: county.head.code });
  accepted(await decideLine(county, number, 1, { arrivedBase }));
  return number;
}

/** An inspection that is over; so much was accepted. */
export async function concludedReceipt(county: BuyingCounty, arrivedBase = 100): Promise<string> {
  const number = await counted(county, arrivedBase);
  accepted(await concluded(county, number));
  return number;
}

/** Concluded with a second lot that waits for its papers. */
export async function pendingReceipt(county: BuyingCounty): Promise<string> {
  const number = await counted(county, 60);
  const input = { ...(await seenOf(county, number)), orderLine: 1 };
  accepted(await addLine(county.services, county.keeper, { key: key(), input }));
  const wait = { lotNumber: 'W1', arrivedBase: 30, decision: 'pending' as const, paperChecks: [] };
  accepted(await decideLine(county, number, 2, { ...wait, reasonCode: 'papers' as const }));
  accepted(await concluded(county, number));
  return number;
}

/** Counted as announced. */
export async function half(county: BuyingCounty): Promise<string> {
  const number = await begun(county);
  accepted(await countAsAnnounced(county.services, county.keeper, { key: key(), input: await seenOf(county, number) }));
  return number;
}

/** The papers of the first lot were looked at, and nothing is decided. */
export async function looked(county: BuyingCounty): Promise<string> {
  const number = await begun(county);
  accepted(await decideLine(county, number, 1, { decision: null }));
  return number;
}

/** One of two lots did not come. */
export async function oneMissing(county: BuyingCounty): Promise<string> {
  const number = await begun(county);
  accepted(await decideLine(county, number, 1));
  return number;
}

export async function proposedReturn(county: BuyingCounty): Promise<string> {
  const receipt = await concludedReceipt(county);
  const lines = [{ line: 1, storeId: county.headStore, quantityBase: 20 }];
  const input = { receipt, reason: '召回', lines };
  return accepted(await proposeReturn(county.services, county.keeper, { key: key(), input })).number;
}
