/** Calling a session: title, day, place; its seats are the members of that moment. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface PlanFieldsProps {
  t: Words;
  form: FormState;
  start: { title?: string; heldOn?: string; place?: string };
}

export function planLabels(t: Words): Record<string, string> {
  const words = t.committee.form;
  return { 'plan.title': words.name, 'plan.heldOn': words.heldOn, 'plan.place': words.place };
}

export function PlanFields({ t, form, start }: PlanFieldsProps) {
  const words = t.committee.form;
  return (
    <>
      <TextField form={form} name="plan.title" label={words.name} value={start.title} maxlength={120} required />
      <DateField form={form} name="plan.heldOn" label={words.heldOn} value={start.heldOn} required />
      <TextField form={form} name="plan.place" label={words.place} value={start.place} maxlength={120} />
    </>
  );
}

export interface CallPageProps extends PlanFieldsProps {
  idempotencyKey: string;
}

export function CallPage({ t, form, start, idempotencyKey }: CallPageProps) {
  const words = t.committee.form;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.committee.title, href: paths.committee() }]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.newSession()} novalidate>
        <ErrorSummary t={t} form={form} labels={planLabels(t)} />
        <HiddenKey value={idempotencyKey} />
        <PlanFields t={t} form={form} start={start} />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.act}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
