/** Forms of a negotiation that go with the version of the page: a stale page is refused. */
import type { Child } from 'hono/jsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PaperForm } from '../ui/paper-form.tsx';
import type { NegotiationPageProps } from './show-page-props.ts';

interface SeenFormProps extends NegotiationPageProps {
  name: string;
  title: string;
  action: string;
  children?: Child;
}

/** A form that goes with the version of the page. */
export function SeenForm(props: SeenFormProps) {
  const { t, view, name, title, action, children } = props;
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={action}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={{ reason: t.prices.negotiations.reason }}
    >
      {children}
    </PaperForm>
  );
}

/** The same with a reason. */
export function ReasonForm(props: Omit<SeenFormProps, 'children'> & { consequence: string; submit: string }) {
  const form = formOf(props.form, props.name);
  const label = props.t.prices.negotiations.reason;
  return (
    <SeenForm {...props}>
      <TextField form={form} name="reason" label={label} maxlength={200} required />
      <SubmitBar consequence={props.consequence}>
        <Button kind="danger">{props.submit}</Button>
      </SubmitBar>
    </SeenForm>
  );
}
