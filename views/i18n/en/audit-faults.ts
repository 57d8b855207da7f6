/** What the trail calls acts on faults, and their facts, in English. */

export const faultActs = {
  'fault.report': 'Report a fault',
  'fault.assign': 'Assign a fault',
  'fault.release': 'Put a fault back',
  'fault.diagnose': 'Diagnose a fault',
  'fault.cost': 'Add a repair cost',
  'fault.uncost': 'Remove a repair cost',
  'fault.ask': 'Ask for a repair cost',
  'fault.agree': 'Agree to a repair cost',
  'fault.decline': 'Not agree to a repair cost',
  'fault.unask': 'Call back a repair cost',
  'fault.repair': 'Repair a fault',
  'fault.resume': 'Take a repair back',
  'fault.accept': 'Accept a repair',
  'fault.fail': 'Fail a repair',
  'fault.reopen': 'Reopen a fault',
  'fault.withdraw': 'Withdraw a fault',
  'fault.lend': 'Write down a stand-in',
};

export const faultFacts = {
  asset: 'Equipment',
  urgency: 'Urgency',
  usable: 'Usable',
  loaner: 'Stand-in',
  photo: 'Photo',
  engineer: 'Engineer',
  outside: 'Outside firm',
  diagnosis: 'Diagnosis',
  takeOut: 'Taken out of use',
  unitFen: 'Unit price (fen)',
  agreed: 'Agreed',
  work: 'Work',
  labourMinutes: 'Labour (minutes)',
  irreparable: 'Cannot be repaired',
  outcome: 'Outcome',
  test: 'Test',
};

export const faultTopics = { fault: 'Faults (all)' };
