/** The fields of an application: why, compared with what, on which evidence, at what cost, with which interests. */
import { TIERS } from '../../src/selection/rules.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import { Choices } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import type { FormPageProps } from './application-props.ts';

function Comparison({ t, form, alike, start }: FormPageProps) {
  const words = t.selection.form;
  return (
    <>
      {alike.length === 0 ? (
        <p class="hint">{words.noAlike}</p>
      ) : (
        <Choices
          form={form}
          name="comparators"
          label={words.comparators}
          hint={words.comparatorsHint}
          many
          chosen={start.comparators}
          choices={alike.map((each) => ({ value: each.code, title: each.genericName, text: itemDetail(t, each) }))}
        />
      )}
      <TextArea
        form={form}
        name="comparison"
        label={words.comparison}
        hint={words.comparisonHint}
        value={start.comparison}
        maxlength={2000}
      />
    </>
  );
}

function Costs({ t, form, start }: FormPageProps) {
  const words = t.selection.form;
  const optional = t.forms.optional;
  return (
    <>
      <TextField
        form={form}
        name="courseYuan"
        label={words.course}
        note={optional}
        value={start.courseYuan}
        inputmode="decimal"
        maxlength={20}
      />
      <TextField
        form={form}
        name="dailyYuan"
        label={words.daily}
        note={optional}
        value={start.dailyYuan}
        inputmode="decimal"
        maxlength={20}
      />
    </>
  );
}

export function Reasons(props: FormPageProps) {
  const { t, form, start } = props;
  const words = t.selection.form;
  return (
    <>
      <TextArea form={form} name="indication" label={words.indication} value={start.indication} maxlength={1000} />
      <TextArea
        form={form}
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        value={start.reason}
        rows={4}
        maxlength={2000}
      />
      <Comparison {...props} />
      <TextArea
        form={form}
        name="evidence"
        label={words.evidence}
        hint={words.evidenceHint}
        value={start.evidence}
        rows={4}
        maxlength={4000}
      />
      <Costs {...props} />
      <Choices
        form={form}
        name="tiers"
        label={words.tiers}
        many
        across
        chosen={start.tiers ?? ['county']}
        choices={TIERS.map((tier) => ({ value: tier, title: t.selection.tiers[tier] }))}
      />
      <TextArea
        form={form}
        name="interests"
        label={words.interests}
        hint={words.interestsHint}
        value={start.interests}
        maxlength={1000}
      />
    </>
  );
}
