/** One act on a paper in a form of its own: its fields, the reason where it must have one, and what it will do. */
import type { Child } from 'hono/jsx';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { PaperForm } from '../ui/paper-form.tsx';

interface PaperActProps<Name extends string> {
  t: Words;
  /** Of the paper's kind: what its acts are called and what each will do. */
  words: { acting: Record<Name, string>; consequences: Record<Name, string>; why: string };
  name: Name;
  action: string;
  version: number;
  /** What fields are called where it is told what is wrong with them, besides the reason. */
  labels: Record<string, string>;
  back: FormBack;
  formKey: () => string;
  kind?: 'primary' | 'danger' | undefined;
  asksWhy?: boolean | undefined;
  /** True where a photo may be sent. */
  withFile?: boolean | undefined;
  children?: Child;
}

export function PaperAct<Name extends string>(props: PaperActProps<Name>) {
  const { t, words, name, action, version, labels, back, formKey, kind, asksWhy, withFile, children } = props;
  return (
    <PaperForm
      {...{ t, back, formKey, name, version, action, withFile }}
      labels={{ why: words.why, photo: t.attachments.photo, ...labels }}
      title={words.acting[name]}
      why={asksWhy ? { name: 'why', label: words.why } : undefined}
    >
      {children}
      <SubmitBar consequence={words.consequences[name]}>
        <Button kind={kind}>{words.acting[name]}</Button>
      </SubmitBar>
    </PaperForm>
  );
}
