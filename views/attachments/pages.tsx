/** A file that was refused is chosen again on a page of its own; withdrawing one has a page that asks why. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { SubjectAccess } from '../../src/attachments/subject-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { UploadForm } from './panel.tsx';

interface NewAttachmentProps {
  t: Words;
  subject: string;
  access: SubjectAccess;
  form: FormState;
  formKey: string;
}

export function NewAttachmentPage({ t, subject, access, form, formKey }: NewAttachmentProps) {
  const words = t.attachments;
  const crumbs = [{ label: access.name, href: access.page }];
  return (
    <>
      <PageHead title={words.add} crumbs={crumbs} crumbsLabel={t.frame.position} />
      <ErrorSummary t={t} form={form} labels={{ file: words.file, title: words.name }} />
      <UploadForm t={t} subject={subject} formKey={formKey} form={form} />
    </>
  );
}

interface WithdrawAttachmentProps {
  t: Words;
  line: AttachmentLine;
  back: string;
  form: FormState;
  formKey: string;
}

export function WithdrawAttachmentPage({ t, line, back, form, formKey }: WithdrawAttachmentProps) {
  const words = t.attachments;
  const buttons = (
    <>
      <Button kind="danger">{words.withdrawSubmit}</Button>
      <LinkButton href={back}>{t.frame.back}</LinkButton>
    </>
  );
  return (
    <>
      <PageHead title={words.withdraw} facts={[line.title, line.fileName]} />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Confirm
        action={paths.attachmentWithdrawal(line.id)}
        question={words.withdrawQuestion(line.title)}
        consequences={words.withdrawConsequences}
        buttons={buttons}
      >
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
      </Confirm>
    </>
  );
}
