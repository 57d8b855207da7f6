/** What the trail calls acts on controlled drugs, and their facts, in English. */
import type {
  controlledActs as zhActs,
  controlledFacts as zhFacts,
  controlledTopics as zhTopics,
} from '../zh/audit-controlled.ts';

export const controlledActs: Record<keyof typeof zhActs, string> = {
  'controlled.hand_over': 'Store handed over',
  'controlled.close': 'Handover case closed',
  'controlled.ampoules': 'Ampoules taken back',
  'controlled.destroy': 'Ampoules destroyed',
  'controlled.residue': 'Residue recorded',
  'card.record': 'Purchase card recorded',
  'card.withdraw': 'Purchase card withdrawn',
};

export const controlledFacts: Record<keyof typeof zhFacts, string> = {
  storeId: 'Store id',
  shift: 'Shift',
  differing: 'Lots that differ',
  second: 'Second person',
  pieces: 'Pieces',
  returnedBy: 'Brought by',
  returns: 'Returns',
  ids: 'Return ids',
  lineId: 'Line id',
  finding: 'Finding',
  classes: 'Classes',
  buyers: 'Buyers',
  validFrom: 'Valid from',
  validTo: 'Valid until',
  taker: 'Taken by',
};

export const controlledTopics: Record<keyof typeof zhTopics, string> = {
  controlled: 'Controlled drugs (all)',
  card: 'Purchase cards (all)',
};
