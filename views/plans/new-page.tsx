/** Choosing which demand becomes a plan: by day, category, member and origin; with what waits in the pool now. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

export interface NewPlanPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  pool: { needs: number; items: number; members: { code: string; name: string; needs: number }[] };
  /** What the form begins with. */
  given: { title: string; neededBy: string };
  today: string;
}

export function NewPlanPage({ t, form, formKey, pool, given, today }: NewPlanPageProps) {
  const words = t.plans;
  const { field } = words;
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.plans() }]}
        crumbsLabel={t.frame.position}
        facts={[pool.needs === 0 ? words.poolEmpty : words.pool(pool.needs, pool.members.length, pool.items)]}
      />
      <form class="form" method="post" action={paths.plans()}>
        <ErrorSummary t={t} form={form} labels={{ ...field }} />
        <HiddenKey value={formKey} />
        <TextField form={form} name="title" label={field.title} value={given.title} required maxlength={60} />
        <DateField
          form={form}
          name="neededBy"
          label={field.neededBy}
          hint={field.neededByHint}
          value={given.neededBy}
          min={today}
          required
        />
        <ScopeChoices t={t} form={form} pool={pool} />
        <TextField form={form} name="urgentReason" label={field.urgentReason} maxlength={200} />
        <TextArea form={form} name="note" label={field.note} rows={2} maxlength={500} />
        <SubmitBar consequence={words.makeConsequence}>
          <Button kind="primary">{words.makeSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function ScopeChoices({ t, form, pool }: Pick<NewPlanPageProps, 't' | 'form' | 'pool'>) {
  const words = t.plans;
  const { field } = words;
  const kinds = (Object.keys(words.kinds) as (keyof typeof words.kinds)[]).map((value) => ({
    value,
    title: words.kinds[value],
  }));
  const origins = (Object.keys(words.origins) as (keyof typeof words.origins)[]).map((value) => ({
    value,
    title: words.origins[value],
  }));
  return (
    <>
      <Choices form={form} name="kinds" label={field.kinds} hint={field.kindsHint} choices={kinds} many across />
      <Choices form={form} name="origins" label={field.origins} hint={field.kindsHint} choices={origins} many across />
      {pool.members.length > 0 && (
        <details open={form.values.members !== undefined}>
          <summary>
            {field.members}（{field.membersHint}）
          </summary>
          <Choices
            form={form}
            name="members"
            label={field.members}
            choices={pool.members.map((member) => ({
              value: member.code,
              title: member.name,
              aside: String(member.needs),
            }))}
            many
          />
        </details>
      )}
      <Choices
        form={form}
        name="safety"
        label={field.safety}
        choices={[{ value: '1', title: field.safetyText }]}
        many
      />
      <Choices
        form={form}
        name="urgent"
        label={field.urgent}
        choices={[{ value: '1', title: field.urgentText }]}
        many
      />
    </>
  );
}
