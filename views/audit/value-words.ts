/** Values of the trail in words of the trade, wherever a dictionary has them; all else stands as it was written. */
import { fieldText } from '../formulary/entry-words.tsx';
import type { Words } from '../i18n/index.ts';
import { namesComma } from '../ui/format.ts';

type Dictionary = Readonly<Record<string, string>>;

/** Steps and outcomes are named alike in different topics and mean different things. */
function byTopic(t: Words, key: string, topic: string): Dictionary | undefined {
  const { collected, no_show, cancelled } = t.shortages.outcome;
  const states: Record<string, Dictionary> = {
    shortage: t.shortages.states,
    dispatch: t.dispatches.states,
    dossier: t.selection.states,
    committee: t.committee.states,
    formulary: t.formulary.states,
  };
  const outcomes: Record<string, Dictionary> = {
    shortage: { collected, no_show, cancelled },
    committee: t.committee.outcome,
  };
  if (key === 'status' || key === 'to') return states[topic];
  if (key === 'act' || key === 'origin') return topic === 'formulary' ? byDraft(t, key) : undefined;
  return key === 'outcome' ? outcomes[topic] : undefined;
}

/** Changes of a draft say what is done with the item and where the wish for it came from. */
function byDraft(t: Words, key: 'act' | 'origin'): Dictionary {
  return key === 'act' ? t.formulary.draft.acts : t.formulary.draft.origins;
}

/** Kinds of suppliers and of their licences. */
function ofParties(t: Words): Dictionary {
  return { ...t.parties.kinds, ...t.parties.licenceKinds };
}

function dictionaryOf(t: Words, key: string, topic: string): Dictionary | undefined {
  const { none, declared } = t.selection.review;
  const dictionaries: Record<string, Dictionary> = {
    reason: t.shortages.reasons,
    urgency: t.shortages.urgencies,
    type: { ...t.catalogue.codeTypes, ...t.facts.types },
    kind: { ...t.catalogue.kinds, ...t.organisations.kinds, ...t.committee.kinds, ...ofParties(t) },
    scope: t.parties.goods,
    interest: { none, declared },
    roles: t.roles,
    theme: t.frame.themes,
    zone: t.catalogue.zones,
    storageZone: t.catalogue.zones,
    controlClass: t.catalogue.controls,
    route: t.facts.routes,
    consumableGrade: t.items.grades,
    band: t.selection.bands,
    way: t.audit.ways,
    finding: t.dispatches.differences.findings,
    side: { sender: t.dispatches.differences.senderSide, receiver: t.dispatches.differences.receiverSide },
    answer: t.catalogue.preview.answers,
  };
  return byTopic(t, key, topic) ?? dictionaries[key];
}

const LETTERS: Readonly<Record<string, 'county' | 'township' | 'village'>> = {
  C: 'county',
  T: 'township',
  V: 'village',
};

/** Several tiers stand in one text: `county,township`, or their letters in the changes of a draft. */
function tiersText(t: Words, value: string): string {
  const named = /^[CTV]+$/.test(value) ? [...value].map((letter) => LETTERS[letter] ?? letter) : value.split(',');
  const words: Dictionary = t.selection.tiers;
  return named.map((tier) => wordIn(words, tier) ?? tier).join(namesComma(t));
}

const wordIn = (words: Dictionary | undefined, value: string) =>
  words !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;

/** The word of a text that the program keeps under `key`; `type` is the fact that a value belongs to. */
export function valueWord(t: Words, at: { act: string; key: string; type: unknown }, value: string): string {
  const { act, key, type } = at;
  if (key === 'value' && typeof type === 'string' && Object.hasOwn(t.facts.types, type)) {
    return fieldText(t, type, value);
  }
  if (key === 'tiers') return tiersText(t, value);
  return wordIn(dictionaryOf(t, key, act.split('.')[0] ?? ''), value) ?? value;
}
