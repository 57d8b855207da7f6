/** Why an act on a fault or an adverse event was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsFaults as zh } from '../zh/refusals-faults.ts';

export const refusalsFaults: Record<keyof typeof zh, RefusalSentence> = {
  asset_stands_in: (d) =>
    `${d.number} stands in for a faulty thing (${d.fault}) and is neither lent, booked, transferred nor disposed of. Take it back on the report first.`,
  asset_down: (d) => `${d.number} has an open fault. Repair and accept it first, or withdraw the report.`,
  fault_known: (d) => `A fault of it is open already: ${d.number}. Add photos or words there.`,
  fault_engineer: (d) => `${d.login} is no engineer or asset officer. Choose one of the list.`,
  fault_unapproved: (d) => `Nobody has agreed to a cost of ${Number(d.costFen) / 100} yuan yet. Ask for it first.`,
  fault_needs_no_word: (d) => `Under ${d.yuan} yuan, or agreed to already: go on to the repair.`,
  fault_own_cost: 'You asked for this cost: another person decides.',
  fault_own_repair: 'You repaired it: somebody who uses it accepts.',
  fault_irreparable: 'The engineer says it cannot be repaired. Choose stopped, or send it back.',
  fault_reopen_late: (d) => `Reopened within ${d.days} days of acceptance, until ${d.until}. Report it anew.`,
  fault_loaner: (d) =>
    `${d.number} is no idle or borrowed thing of this class in this house, or is promised elsewhere. Choose one of the list; borrow from others first.`,
  device_event_future: (d) => `The day is after today (${d.today}).`,
  device_event_early: (d) => `Forwarded before it happened (${d.occurredOn}). Check the days.`,
  use_recalled: (d) =>
    `${d.number} is recalled (${d.recall}) and not used before that is dealt with. Say so there first.`,
  device_recall_unnamed: 'Give at least one of registration, model and UDI.',
  device_recall_serials: (d) => `At most ${d.most} serial numbers at once. Open several recalls.`,
  device_recall_future: (d) => `The notice cannot come after today (${d.today}).`,
  device_recall_due: (d) => `The last day cannot be before the notice came (${d.receivedOn}).`,
  device_recall_done_day: (d) => `The day is between the notice (${d.receivedOn}) and today (${d.today}).`,
  device_recall_waiting: (d) => `${d.waiting} were not dealt with yet, so it cannot end.`,
  device_recall_other: (d) => `This recall does not mean ${d.number}.`,
  device_recall_answered: (d) => `${d.number} was dealt with already. Take a wrong answer back first.`,
  device_recall_over: (d) => `${d.number} has ended: only an answer that a thing went back can still be taken back.`,
  device_recall_taken_back: 'This answer was taken back before.',
  fault_cost_amount: 'The amount is too large or below zero. Check price and quantity.',
};
