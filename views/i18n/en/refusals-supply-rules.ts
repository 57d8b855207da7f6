/** Why an act on permits and substitutes was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsSupplyRules as zh } from '../zh/refusals-supply-rules.ts';

export const refusalsSupplyRules: Record<keyof typeof zh, RefusalSentence> = {
  permit_span: 'It ends before it begins. Check the permit.',
  permit_too_long: (d) => `It runs for more than ${d.years} years. Check the days.`,
  permit_no_recipient: 'No receiver is chosen. Choose at least one.',
  permit_own_recipient: 'The maker needs no permit for itself. Take it from the receivers.',
  permit_item: (d) => `${d.code} is no in-house preparation. Choose again.`,
  permit_maker: (d) => `There is no organisation ${d.code}. Choose again.`,
  permit_recipient: (d) => `There is no organisation ${d.code}. Choose again.`,
  permit_overlaps: (d) =>
    `${d.member} has permit ${d.permit} in that time. One at a time: check the days, or revoke the other first.`,
  permit_number_used: (d) => `Permit ${d.number} is recorded already. Check the number.`,
  permit_revoked: (d) => `This permit is revoked already: ${d.reason ?? ''}`,
  substitute_same: 'Medicine and substitute are one and the same. Choose again.',
  substitute_guidance: 'Say how the dose is converted.',
  substitute_span: 'The last day is before the first. Check the days.',
  substitute_before_decision: (d) => `The first day is before the decision of ${d.day}. Take that day or a later one.`,
  substitute_unknown: 'There is no such medicine. Find and choose it again.',
  substitute_not_decided: 'This matter did not pass or is not about substitutes. Choose a decision that passed.',
  substitute_overlaps: (d) =>
    `${d.name} and ${d.other} are recorded from ${d.from}${d.to === null ? ' on' : ` to ${d.to}`}. Check the days, or end that first.`,
  substitute_ended: (d) => `This substitute ended on ${d.day}.`,
  substitute_end_before_start: (d) => `The last day is before the first, ${d.day}. Take that day or a later one.`,
  substitute_end_past: 'The earliest last day is yesterday; what is past stays.',
  substitute_end_later: (d) =>
    `It ends on ${d.day} already; this can only be earlier. Record it anew to make it longer.`,
  linkage_nothing: 'Nothing is chosen. Choose at least one pack.',
  linkage_unknown: (d) => `The catalogue has no ${d.code}. Load the page again and choose.`,
  linkage_has_tier: (d) => `${d.item} has this tier in the next version already. Leave it out.`,
  linkage_upper_tier: (d) => `The tier above does not have ${d.item}. Propose that first.`,
  linkage_leaving: (d) => `The draft removes ${d.item}. Withdraw the removal there first.`,
  linkage_controlled: (d) => `${d.item} is under special control; village clinics cannot keep it.`,
};
