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
  plan_needed_past: (d) => `${d.day} is past. Choose today or a later day.`,
  plan_urgent_reason: 'Say why it must be ordered first.',
  plan_nothing_open: (d) =>
    `No demand waits in this scope until ${d.neededBy}. Widen the day, the categories or the members.`,
  plan_all_barred: (d) =>
    `None of the ${d.count} items in scope may be planned: ${d.names}. Controlled drugs are bought under the seal card; for others members ask for another product, or the committee admits them again.`,
  plan_locked: 'The plan is no draft, so its lines are locked. Call it back first, or ask the approver to return it.',
  plan_wrong_state:
    'The plan’s state does not allow this; somebody may have been quicker. Reload to see how it stands.',
  plan_line_gone: (d) => `The plan has no line ${d.line} any more. Reload.`,
  plan_line_sent: (d) => `A transfer of line ${d.line} is on its way: set its quantity to 0 instead.`,
  plan_line_too_dear: ({ item }) =>
    `${item}: this line would cost more than ten billion yuan. Check the quantity, what members asked for, and the price.`,
  plan_whole_packs: 'Plans buy whole packs. Type a whole number of packs.',
  plan_change_reason: 'Say why the quantity is not what was proposed.',
  plan_channel_reason: 'Filed, ad hoc and donated lines need evidence. Say what paper or opinion it is.',
  plan_evidence_short: (d) =>
    `The evidence is too short: at least ${d.least} characters. Name the letter, opinion or filing.`,
  plan_donation_priced: 'A gift has no price. Leave it empty or type 0.',
  plan_price_missing: 'Type the price: filed and ad hoc purchases have none of their own.',
  plan_party_missing: 'Choose the supplier before a filed, ad hoc or donated channel.',
  plan_party_unknown: 'There is no such supplier. Choose again.',
  plan_not_sold: (d) =>
    `${d.party} has no terms or price for ${d.item}. Choose another supplier, or file it with evidence.`,
  plan_item_controlled: (d) =>
    `${d.item} is a narcotic or class-I psychotropic, and the hub has no purchase card in force. Record the card first.`,
  plan_item_left_formulary: (d) =>
    `${d.item} left the formulary. Choose another product, or let the committee admit it again.`,
  plan_item_retired: (d) => `${d.item} is retired. Choose an item in use.`,
  plan_item_there: (d) => `${d.item} stands on line ${d.line}. Change the quantity there.`,
  plan_empty: 'The plan has no lines. Add one, or give the plan up.',
  plan_no_supplier: (d) => `${d.count} lines have no supplier: ${d.names}. Name one, or drop the lines.`,
  plan_price_changed: (d) =>
    `The prices of ${d.count} lines are not those of today: ${d.names}. Use the prices of today first.`,
  plan_supplied:
    'What stock meets of this plan was sent: it is sent once, and the plan can no longer be changed or given up. Cancel a dispatch to take goods back.',
  plan_supply_nothing: 'Nothing of this plan waits to be sent from stock. Reload to see how it stands.',
  plan_partly_ordered: 'Part of the plan is ordered. Change the orders, or close the plan.',
  plan_not_ordered: (d) => `${d.count} lines are not wholly ordered yet. Order them first.`,
  plan_urgent_locked: 'This plan is ordered first and cannot be cut. Return it whole, with the reason.',
  plan_cut_only: 'Approvers may only cut. Return the plan when more is needed.',
  plan_last_line: 'It is the only line left. Return the whole plan.',
  plan_grant_role: 'Only the vice president grants more budget. Ask for that step first.',
  plan_member_nothing: (d) => `Nothing on the plan is bought for ${d.member}.`,
  plan_transfer_answered: 'This transfer has been answered. Reload to see how it stands.',
};
