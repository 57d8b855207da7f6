/** Why an act on dossiers and the committee was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsSelection as zh } from '../zh/refusals-selection.ts';

const listed = (people: unknown): string => String(people).replaceAll('、', ', ');

export const refusalsSelection: Record<keyof typeof zh, RefusalSentence> = {
  field_yuan: 'Write an amount such as 12.50, with at most two decimals and not negative.',
  dossier_moved_on: 'The dossier has moved on; this step is no longer possible. See its history and go on from there.',
  session_moved_on: 'The session has moved on; this step is no longer possible. See its history and go on from there.',
  dossier_of_others: (d) => `Only people of ${d.organisation}, which applied, may change this dossier. Ask them to.`,
  dossier_own: (d) =>
    d.people === ''
      ? 'You applied for this, so another person must manage it. There is no other chief pharmacist: ask the administrator to give somebody that role.'
      : `You applied for this, so another person must manage it. Hand it to ${listed(d.people)}.`,
  dossier_item_retired: (d) =>
    `${d.item} is retired and cannot be taken up. Reinstate it on its page, adjourn the matter, or decline the dossier.`,
  dossier_item_unknown: 'The catalogue does not have this item. Search again.',
  comparator_unknown: 'One of the compared items is not in the catalogue. Tick again.',
  comparison_missing: 'Tick items to compare with, or say that nothing compares.',
  tiers_missing: 'Choose at least one tier.',
  dossier_undecided: (d) => `Dossier ${d.number} for the same item is under way. Tick the box to submit all the same.`,
  dossier_not_identified: 'The item of the catalogue has not been named yet. Name it first.',
  dossier_not_scored: 'There is no score yet to decide by. Wait until every review is in.',
  dossier_band_refused: 'Its mean lies below the lowest band: it is not voted on. Close it by its score.',
  dossier_needs_vote: 'Its mean is high enough for the committee to vote. Put it on the agenda of a session.',
  weak_reason_missing: 'A weakly recommended medicine is taken up only with a reason. Write it.',
  reviewers_missing: 'Choose at least one reviewer.',
  reviewers_few: (d) => `At least ${d.least} reviewers are needed; choose more.`,
  reviewer_applied: 'The applicant cannot review. Choose another member.',
  reviewer_no_member: 'Reviewers are active members of the committee. Choose one of them.',
  reviewer_assigned: 'This reviewer is assigned already. Choose another member.',
  review_locked: 'The review is handed in and locked. Say what is wrong with it when the committee meets.',
  review_not_assigned: 'You were not asked to review this dossier. If you should have been, ask the chief pharmacist.',
  review_over: 'Scoring is over. Say what you have to say when the committee meets.',
  interest_stated: 'You stated no interests; if that changed, declare one.',
  interest_missing: 'State your interests before you score.',
  interest_text_missing: 'Say which interest it is.',
  criterion_unknown: 'There is no such criterion. Reload the page and score again.',
  score_range: (d) => `Choose one of the listed scores, at most ${d.max}.`,
  score_missing: 'No score chosen yet; choose one.',
  score_without_points: 'Evidence without a score: choose one, or clear the evidence.',
  evidence_missing: 'Say what the score rests on.',
  score_reason_missing: 'It differs from what was proposed; say why.',
  committee_empty: 'There are no active members. The administrator gives people the role first.',
  no_seat: 'This person had no seat when the session was called and cannot take part; sessions called later have one.',
  already_present: 'Marked as present already; nothing more to do.',
  attendance_note_missing: 'Say how it is known that the member came.',
  not_present: 'Mark yourself as present before you vote.',
  already_voted: 'You have voted; one vote a person, and it cannot be changed. Wait for the count.',
  vote_conflict: 'You have an interest in this dossier and can only be recused.',
  vote_reason_missing: 'Against, abstain and recused need a reason. Write it.',
  matter_changed: 'It changed since you opened the page; read it before you vote.',
  matter_moved_on: 'It changed after the vote began. The chief pharmacist adjourns this matter and puts a new one.',
  matter_decided: 'This matter is settled. To vote again, put it on the agenda of another session.',
  matter_own: (d) =>
    d.people === ''
      ? 'You applied for this, so another person must put it on the agenda and count. There is no other chief pharmacist: ask the administrator to give somebody that role.'
      : `You applied for this, so another person must put it on the agenda and count. Ask ${listed(d.people)}.`,
  matter_without_votes: 'Nobody has voted yet. Wait for votes, take the matter off, or adjourn it.',
  matter_voted: 'Somebody has voted; it cannot be taken off any more. Count it, or adjourn it with the reason.',
  adjourn_note_missing: 'Say why it is adjourned.',
  matter_on_agenda: 'It stands on the agenda of a session that is not over. Vote there, or take it off there first.',
  matter_dossier_missing: 'Choose a scored dossier.',
  matter_dossier_state: 'Only a scored dossier goes on the agenda. Wait until every review is in.',
  matter_draft_missing: 'There is no draft to be published. Open one on the formulary page first.',
  matter_text_missing: 'Write what is to be decided.',
  matters_open: (d) =>
    `${d.count} matters have no outcome yet. Count, take off or adjourn each of them, then close the session.`,
  session_not_open: 'The session is not open. Begin it to vote; when it is over, call another.',
  watch_moved_on: 'Something was noted about this item meanwhile. Read its notes, then decide.',
  watch_not_listed: 'This item is neither in the formulary nor on trial. Apply for it first.',
  session_not_closed: 'Minutes are printed once the session is closed. Count the matters and close it first.',
};
