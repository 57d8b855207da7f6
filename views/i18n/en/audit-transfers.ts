/** What the trail calls acts of transfers and redistribution proposals, and their facts, in English. */
import type {
  transferActs as zhActs,
  transferFacts as zhFacts,
  transferTopics as zhTopics,
} from '../zh/audit-transfers.ts';

export const transferActs: Record<keyof typeof zhActs, string> = {
  'transfer.open': 'Asked or offered goods',
  'transfer.set_lines': 'Changed items of a transfer',
  'transfer.remove_line': 'Removed an item of a transfer',
  'transfer.accept': 'Took up an offer',
  'transfer.decline': 'Declined an offer',
  'transfer.grant': 'Granted a transfer',
  'transfer.refuse': 'Refused a transfer',
  'transfer.withdraw': 'Withdrew a transfer',
  'proposal.make': 'Computed a redistribution',
  'proposal.change': 'Changed a redistribution',
  'proposal.accept': 'Accepted lines of a redistribution',
  'proposal.decline': 'Declined lines of a redistribution',
  'proposal.close': 'Put a redistribution away',
  'proposal.set_point': 'Set where a member is',
  'proposal.import_points': 'Read where members are',
};

export const transferFacts: Record<keyof typeof zhFacts, string> = {
  otherCode: 'Other member',
  removed: 'Removed',
  origin: 'Origin',
};

export const transferTopics: Record<keyof typeof zhTopics, string> = {
  transfer: 'Transfers (all)',
  proposal: 'Redistribution (all)',
};
