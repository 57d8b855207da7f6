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
  file_too_large: ({ mebibytes }) =>
    `The file is larger than ${mebibytes} MB and was not kept. Compress it or split it into several files.`,
  file_format:
    'Only PDF, JPG, PNG, XLSX, CSV and OFD are kept, judged by content; this file is none of them and was not kept.',
};
