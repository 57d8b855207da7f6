/** The fields that name what is called back: an item or its words, lot numbers, and how they are meant. */
import { MATCHES } from '../../src/recalls/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';

export function TargetFields({ t, form, optional }: { t: Words; form: FormState; optional?: boolean }) {
  const words = t.recalls;
  return (
    <>
      <TextField
        form={form}
        name="item"
        label={words.item}
        hint={words.itemHint}
        maxlength={200}
        {...(optional && { note: t.forms.optional })}
      />
      <TextArea
        form={form}
        name="lots"
        label={words.lotNumbers}
        hint={words.lotNumbersHint}
        rows={2}
        maxlength={4000}
      />
      <Choices
        form={form}
        name="match"
        label={words.match}
        choices={MATCHES.map((value) => ({ value, title: words.matches[value], text: words.matchTexts[value] }))}
        chosen="exact"
      />
    </>
  );
}

export const targetLabels = (t: Words) => ({
  item: t.recalls.item,
  lots: t.recalls.lotNumbers,
  match: t.recalls.match,
  file: t.recalls.file,
});
