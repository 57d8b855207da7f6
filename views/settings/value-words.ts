/** A rule's value as a sentence. */
import type { RuleValue } from '../../src/settings/rules.ts';
import type { KeptRule } from '../../src/settings/shapes.ts';
import type { Words } from '../i18n/index.ts';
import { durationText } from '../ui/format.ts';

/** `急救30分，普通1天`: the value of the rule in the reader's language. */
export function valueText<C extends KeptRule>(t: Words, code: C, value: RuleValue<C>): string {
  const said = t.settings.values[code] as (value: RuleValue<C>, length: (minutes: number) => string) => string;
  return said(value, (minutes) => durationText(t, minutes * 60_000));
}
