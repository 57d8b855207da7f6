/** Why an act on plans, approvals and budgets was refused, in English. */
import { formatFen } from '../../../src/kernel/money.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPlans as zh } from '../zh/refusals-plans.ts';

const yuan = (fen: unknown): string => formatFen(Number(fen));

/** Each short budget with what it lacks, as src/budgets writes them: `name|fen,name|fen`. */
const shortText = (short: unknown): string =>
  String(short)
    .split(',')
    .map((one) => {
      const [name = '', fen = '0'] = one.split('|');
      return `${name} lacks ${yuan(fen)} yuan`;
    })
    .join(', ');

export const refusalsPlans: Record<keyof typeof zh, RefusalSentence> = {
  approval_none: 'No step of it is open; somebody may just have decided. Reload to see.',
  approval_own: 'You (or the person you stand in for) asked for it or changed it. Somebody else decides.',
  approval_twice: 'You approved an earlier step of this round. Another person decides this one.',
  delegation_self: 'That is yourself. Choose another person.',
  delegation_role: 'You do not hold that role, so nobody can stand in for it.',
  delegation_barred:
    'This person cannot stand in: buyers, storekeepers, accountants, auditors and administrators do not.',
  delegation_span: 'It ends before it begins. Check the days.',
  delegation_past: 'That time is over. Give today or later.',
  delegation_long: (d) => `At most ${d.days} days. Shorten it; it can be renewed.`,
  delegation_overlaps: (d) => `${d.name} stands in at that time. Take it back first, or change the days.`,
  delegation_ended: (d) => `${d.name} no longer stands in.`,
  budget_short: (d) =>
    `${d.count} budgets are short: ${shortText(d.short)}. Move budget, return their lines, or ask the vice president.`,
  budget_missing: (d) => `${d.names} have no budget of this category this year. The chief accountant grants it first.`,
  budget_held: 'The document holds this budget already. Reload to see.',
  budget_hold_short: 'The document holds too little for that: more than was ordered. Check order and inspection.',
  budget_use_short: 'More goes back than the order used of the budget. Check the return.',
  budget_organisation: 'There is no such organisation, or it is retired. Choose again.',
  budget_year: (d) => `No budget can be granted for ${d.year}. Check the year.`,
  budget_amount: 'An amount of nothing, or beyond a trillion yuan. Check it.',
  budget_too_little: (d) => `${d.name} has only ${yuan(d.availableFen)} yuan neither used nor held. Give less.`,
  budget_same: 'It is the same budget. Choose another.',
};
