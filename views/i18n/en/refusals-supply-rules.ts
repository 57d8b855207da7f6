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
};
