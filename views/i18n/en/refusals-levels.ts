/** Why an act on levels or alerts was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsLevels as zh } from '../zh/refusals-levels.ts';

export const refusalsLevels: Record<keyof typeof zh, RefusalSentence> = {
  proposal_gone: 'There is no proposal of this item any more. Load the page again.',
  proposal_changed: 'The proposal was just reckoned anew and says another number. Load the page again and look.',
  proposal_none_chosen: 'Nothing is chosen. Tick the proposals to take over.',
  proposal_nothing_new: 'There is nothing to take over: the limits say what is proposed.',
  level_changed_since: 'It was changed again since and cannot be taken back. Type the numbers you want.',
  level_undo_twice: 'What takes back is not taken back itself. Type the numbers you want.',
  level_row_twice: (d) => `Row ${d.row} has this item of this member already. Make them one row.`,
  alert_closed: 'What it warned of is over; it closed by itself.',
  alert_owner_unknown: 'This person cannot act on the alert. Choose one of the list.',
  alert_rest_day: (d) => `It may rest until a day from tomorrow to ${d.last}.`,
  alert_not_yours: 'Its owner or whoever manages alerts acts on it. You may look only.',
  job_unknown: 'There is no such job.',
  job_running: 'This job is running. Wait until it ends and look at what it found.',
};
