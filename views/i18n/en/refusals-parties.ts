/** Why an act on suppliers, makers and kept files was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsParties as zh } from '../zh/refusals-parties.ts';
import { parties } from './parties.ts';

const licence = (kind: unknown): string => (parties.licenceKinds as Record<string, string>)[String(kind)] ?? '';
const goods = (kind: unknown): string => (parties.goods as Record<string, string>)[String(kind)] ?? '';
const RENEW = 'Orders can be placed as soon as the quality officer has recorded a new one.';

export const refusalsParties: Record<keyof typeof zh, RefusalSentence> = {
  party_inactive: ({ party }) => `${party} is retired: no orders. The buyer may reinstate it on its page.`,
  party_only_makes: ({ party }) =>
    `${party} is recorded as a maker alone and sells nothing to us. Choose a supplier, or record it as both.`,
  party_missing: ({ party, licence: kind }) => `${party} has no ${licence(kind)} on record: no orders. ${RENEW}`,
  party_not_yet: ({ party, licence: kind, number, from }) =>
    `The ${licence(kind)} ${number} of ${party} is valid from ${from} on: no orders before that day.`,
  party_lapsed: ({ party, licence: kind, number, since }) =>
    `The ${licence(kind)} ${number} of ${party} has not been valid since ${since}: no orders. ${RENEW}`,
  party_revoked: ({ party, licence: kind, number, since }) =>
    `The ${licence(kind)} ${number} of ${party} was ended on ${since}: no orders. ${RENEW}`,
  party_scope: ({ party, goods: kind, item }) =>
    `The licences of ${party} do not cover ${goods(kind)}: ${item} cannot be ordered there. Choose a supplier whose licence does, or have the quality officer record one that does.`,
  file_empty: 'The file is empty; choose another.',
  file_too_many: ({ most }) =>
    `There are ${most} files here already, withdrawn ones too; nothing was kept. Join pages into one PDF, or keep it with another record.`,
  file_too_large: ({ mebibytes }) =>
    `The file is larger than ${mebibytes} MB and was not kept. Compress it or split it into several files.`,
  file_format:
    'Only PDF, JPG, PNG, XLSX, CSV and OFD are kept, judged by content; this file is none of them and was not kept.',
  party_code_form:
    'The code begins with a letter and has 2 to 9 letters and digits with at least one digit, such as S012.',
  party_code_used: ({ code }) => `The code ${code} was used before; choose another.`,
  party_credit_missing: 'A company that supplies needs its unified social credit code; only makers abroad have none.',
  party_credit_used: ({ code, name }) =>
    `This unified social credit code is recorded for ${name} (${code}): edit that one.`,
  party_member_used: ({ code, name }) => `This member is recorded as ${name} (${code}).`,
  party_member_unknown: 'There is no such member; choose one from the list.',
  party_has_logins:
    'It has an organisation for logins outside the county and cannot become a member. Retire it and add another if needed.',
  party_active: ({ party }) => `${party} is in use already.`,
  party_retired: ({ party }) => `${party} is retired already.`,
  party_unknown: ({ code }) => `No supplier has the code ${code}. It stands on its page.`,
  licence_span: 'The last day cannot come before the first.',
  licence_over: ({ day }) => `The last day ${day} is past: there is no need to record what has lapsed.`,
  licence_scope_foreign: ({ licence: kind, goods: one }) =>
    `A ${licence(kind)} cannot cover ${goods(one)}: take it out.`,
  licence_scope_missing: 'Choose what it covers: nothing can be ordered by a licence without a scope.',
  licence_known: ({ number }) => `${number} is recorded up to that day or later. To renew it give a later last day.`,
  licence_ended: ({ reason }) => `This licence was ended already: ${reason}.`,
  contact_unreachable: 'Give a phone number or an e-mail address.',
  contact_known: ({ name }) => `${name} is among the contacts already.`,
  account_number_form: 'An account number has 8 to 30 digits, not all alike.',
  account_name: ({ name }) => `The holder must be the company itself: ${name}. Accounts of others are not taken.`,
  bank_same: 'These details are in force already.',
  bank_waiting: 'A change is waiting. Confirm or refuse it before another is proposed.',
  bank_own_proposal: 'You proposed this change: somebody else who may confirm must verify it.',
  bank_decided: 'Somebody has decided it; reload to see the result.',
  attachment_withdrawn: ({ reason }) => `This file was withdrawn already: ${reason}.`,
};
