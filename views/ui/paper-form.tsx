/** A form of one act on a paper. It goes with the version that was looked at, so that a stale page is refused. */
import type { Child } from 'hono/jsx';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Hidden, HiddenKey, TextField } from './field.tsx';
import { formOf } from './form-state.ts';
import { Panel } from './panel.tsx';

interface PaperFormProps {
  t: Words;
  /** Of the act: the panel is found by it, and the form of the page that came back. */
  name: string;
  title: string;
  action: string;
  /** The form that came back. */
  back: { name: string; state: FormState };
  formKey: () => string;
  version: number;
  /** What fields are called where it is told what is wrong with them. */
  labels: Record<string, string>;
  /** When fields elsewhere on the page belong to it. */
  id?: string | undefined;
  /** True where a file may be sent. */
  withFile?: boolean | undefined;
  /** The field that asks for a reason, where the act must have one. */
  why?: { name: string; label: string } | undefined;
  children?: Child;
}

export function PaperForm(props: PaperFormProps) {
  const { t, name, title, action, back, formKey, version, labels, id, withFile, why, children } = props;
  const form = formOf(back, name);
  return (
    <Panel title={title} id={name}>
      <form class="form" id={id} method="post" action={action} {...(withFile && { enctype: 'multipart/form-data' })}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <Hidden name="version" value={version} />
        {why && <TextField form={form} name={why.name} label={why.label} maxlength={200} required />}
        {children}
      </form>
    </Panel>
  );
}
