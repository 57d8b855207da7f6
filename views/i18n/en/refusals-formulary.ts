/** Why an act on the formulary was refused, in English. */

import type { RefusalSentence } from '../sentence.ts';
import type { refusalsFormulary as zh } from '../zh/refusals-formulary.ts';

const alternatives = (text: unknown): string =>
  typeof text === 'string' && text !== ''
    ? `Same generic name: ${text}.`
    : 'Choose another item, or name what you need in words.';

export const refusalsFormulary: Record<keyof typeof zh, RefusalSentence> = {
  formulary_item_unknown: 'The catalogue has no such item. Reload the page and search again.',
  formulary_item_retired: (d) => `${d.item} is retired and cannot be listed. Choose another item.`,
  formulary_no_tier: (d) => `Choose at least one tier for ${d.item}. To take it off the list choose removal.`,
  formulary_not_listed: (d) => `${d.item} is not on the list: there is nothing to remove.`,
  formulary_use_until_past: (d) => `The last day of use of ${d.item}, ${d.day}, is past. Choose today or later.`,
  formulary_reason_missing: (d) => `Say why ${d.item} is to change.`,
  formulary_change_stale: 'Someone has just changed this item; nothing was written. Look at it as it is now.',
  formulary_not_open: 'This draft is published or abandoned and cannot be changed.',
  formulary_nothing_changed: 'The draft changes nothing: there is nothing to publish.',
  formulary_no_effective_day: 'The draft has no effective day yet. Set it first.',
  formulary_effective_past: (d) => `The effective day ${d.day} is past. Choose today or later.`,
  formulary_effective_far: (d) => `The effective day ${d.day} is too far ahead. Choose ${d.last} or earlier.`,
  formulary_effective_order: (d) => `The effective day ${d.day} is not after ${d.latest} of the published version.`,
  formulary_conflicts: (d) =>
    `Too many products of one generic name (${d.count}): ${d.names}. Change the items or record an exception.`,
  formulary_not_decided: 'The committee has not passed this draft. Put it to the vote first.',
  formulary_changed_since_vote: 'The draft was changed after the vote. Put it to the vote again as it is now.',
  formulary_exception_matter: 'Choose a decision that the committee has passed: there is no exception without one.',
  formulary_exception_most: (d) => `The rule already allows ${d.limit}. Allow more than that.`,
  formulary_exception_span: 'The last day is before the first.',
  formulary_exception_double: (d) => `${d.name} already has an exception for this route. Revoke that one first.`,
  formulary_exception_ended: 'This exception is revoked already. Reload the page.',
  item_left_formulary: (d) =>
    `${d.item} left the formulary on ${d.leftOn} and cannot be asked for. What is in stock may be used until ${d.useUntil ?? 'it expires'}. ${alternatives(d.alternatives)}`,
  item_not_listed: (d) => `${d.item} is not on the formulary and cannot be asked for. ${alternatives(d.alternatives)}`,
};
