/** The form that opens a count. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { type CountPlace, ScopeFields, scopeLabels } from './scope-fields.tsx';

interface NewCountPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: CountPlace[];
  today: string;
}

export function NewCountPage({ t, form, formKey, places, today }: NewCountPageProps) {
  const words = t.counts;
  const labels = { ...scopeLabels(t), day: words.asOfDay, time: words.asOfTime, asOf: words.asOf };
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.counts() }, { label: words.newTitle }]}
        crumbsLabel={t.frame.position}
        facts={[words.newIntro]}
      />
      <form class="form" method="post" action={paths.counts()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <ScopeFields t={t} form={form} places={places} />
        <div class="row">
          <DateField form={form} name="day" label={words.asOfDay} note={t.forms.optional} max={today} />
          <TextField
            form={form}
            name="time"
            label={words.asOfTime}
            note={t.forms.optional}
            hint={words.asOfHint}
            maxlength={5}
          />
        </div>
        <Choices
          form={form}
          name="open"
          label={words.open}
          hideLabel
          many
          choices={[{ value: '1', title: words.open, text: words.blindNote }]}
        />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
