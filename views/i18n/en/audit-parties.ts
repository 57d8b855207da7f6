/** What the trail calls acts on suppliers and kept files, and their facts, in English. */

export const partyActs = {
  'party.add': 'Add supplier',
  'party.change': 'Edit supplier',
  'party.retire': 'Retire supplier',
  'party.reinstate': 'Reinstate supplier',
  'party.record_licence': 'Record licence',
  'party.end_licence': 'End licence',
  'party.add_contact': 'Add contact',
  'party.remove_contact': 'Remove contact',
  'party.propose_bank': 'Propose bank details',
  'party.confirm_bank': 'Confirm bank details',
  'party.refuse_bank': 'Refuse bank details',
  'attachment.add': 'Add file',
  'attachment.withdraw': 'Withdraw file',
};

export const partyFacts = {
  memberCode: 'Member',
  postalAddress: 'Address',
  issuedBy: 'Issued by',
  scope: 'Covers',
  duty: 'Duty',
  phone: 'Phone',
  email: 'E-mail',
  accountName: 'Account holder',
  bankName: 'Bank',
  accountNumber: 'Account number',
  fileName: 'File name',
  sha256: 'Digest of the file',
  party: 'Supplier',
};
