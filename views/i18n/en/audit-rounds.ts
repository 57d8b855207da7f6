/** What the trail calls acts of rounds, routes and carriers, and their facts, in English. */
import type { roundActs as zhActs, roundFacts as zhFacts, roundTopics as zhTopics } from '../zh/audit-rounds.ts';

export const roundActs: typeof zhActs = {
  'round.plan': 'Planned a round',
  'round.load': 'Loaded dispatches',
  'round.unload': 'Unloaded a dispatch',
  'round.change': 'Changed driver or vehicle',
  'round.cancel': 'Cancelled a round',
  'round.depart': 'Left',
  'round.tell': 'Told a stop',
  'round.reopen': 'Reopened a stop',
  'round.break_off': 'Turned back',
  'round.end': 'Came home',
  'round.route_add': 'Made a route',
  'round.route_change': 'Changed a route',
  'round.route_end': 'Gave a route up',
  'round.route_resume': 'Took a route up again',
  'round.carrier_add': 'Entered a vehicle or cold box',
  'round.carrier_end': 'Put a carrier out of service',
  'round.carrier_resume': 'Put a carrier back in service',
};

export const roundFacts: typeof zhFacts = {
  routeId: 'Route id',
  driverId: 'Driver id',
  vehicleId: 'Vehicle id',
  coldBoxIds: 'Cold box ids',
  dispatches: 'Dispatches',
  numbers: 'Dispatches',
  dispatchNumber: 'Dispatch',
  seal: 'Seal',
  measured: 'Temperatures',
  stopId: 'Stop id',
  outcome: 'Outcome',
  receiver: 'Receiver',
  tenths: 'Temperature (0.1 °C)',
  deviceAt: 'Time on the phone',
  signature: 'Digest of the signature',
  photo: 'Digest of the photo',
  weekdays: 'Days of the week',
  leavesAt: 'Leaves at',
  stops: 'Stops',
  cools: 'Cools',
  fromOrganisationId: 'House id',
};

export const roundTopics: typeof zhTopics = { round: 'Delivery rounds (all)' };
