/** The files of a record, for any page: what is kept, by whom, what was withdrawn and why; and the form to add one. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import { MOST_FILES } from '../../src/attachments/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { FileField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { emptyState } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

/** `1.2 MB`, `340 KB`: the size of a file, from its bytes. */
function sizeText(bytes: number): string {
  const kilo = Math.max(1, Math.round(bytes / 1024));
  return kilo < 1024 ? `${kilo} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

interface AttachmentsProps {
  t: Words;
  /** Such as `party S012` or `document CG-20261123-0001`. */
  subject: string;
  lines: AttachmentLine[];
  /** Whether this person may add and withdraw; a key then makes the form. */
  formKey?: string;
  title?: string;
}

export function Attachments({ t, subject, lines, formKey, title }: AttachmentsProps) {
  const words = t.attachments;
  const keeps = formKey !== undefined;
  return (
    <Panel title={title ?? words.title} note={words.note} padded={false} id="files">
      {lines.length === 0 ? <p class="body note">{words.none}</p> : <Lines t={t} lines={lines} keeps={keeps} />}
      {keeps && lines.length >= MOST_FILES && <p class="body note">{words.full(MOST_FILES)}</p>}
      {keeps && lines.length < MOST_FILES && <UploadForm t={t} subject={subject} formKey={formKey} />}
    </Panel>
  );
}

function Lines({ t, lines, keeps }: { t: Words; lines: AttachmentLine[]; keeps: boolean }) {
  const words = t.attachments;
  const head = (
    <>
      <Head>{words.file}</Head>
      <Head num>{words.size}</Head>
      <Head>{words.addedBy}</Head>
      {keeps && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Table caption={words.caption} head={head} stacks>
      {lines.map((line) => (
        <tr class={line.withdrawnAt === null ? undefined : 'off'}>
          <td class="span-4">
            <span class="item">
              <a href={paths.attachment(line.id)}>{line.title}</a>
              <small>{line.withdrawnReason === null ? line.fileName : words.withdrawnFor(line.withdrawnReason)}</small>
            </span>
          </td>
          <td class="num span-2">{sizeText(line.size)}</td>
          <td class="span-4">
            <span class="item">
              {line.addedByName ?? ''}
              <small>{fullMoment(line.addedAt)}</small>
            </span>
          </td>
          {keeps && (
            <td class="span-2">
              {line.withdrawnAt === null && <a href={paths.attachmentWithdrawal(line.id)}>{words.withdraw}</a>}
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

interface UploadFormProps {
  t: Words;
  subject: string;
  formKey: string;
  /** A refused form, on the page made for it. */
  form?: FormState;
}

/** The form that sends one file; it works without script and stands inside any panel. */
export function UploadForm({ t, subject, formKey, form = emptyState() }: UploadFormProps) {
  const words = t.attachments;
  return (
    <form class="form body" method="post" action={paths.attachments()} enctype="multipart/form-data">
      <HiddenKey value={formKey} />
      <Hidden name="subject" value={subject} />
      <AttachmentFields t={t} form={form} />
      <div class="buttons">
        <Button>{words.submit}</Button>
      </div>
    </form>
  );
}

/** The two fields of a file, for forms that send one along with something else. */
export function AttachmentFields({ t, form, optional }: { t: Words; form: FormState; optional?: boolean }) {
  const words = t.attachments;
  return (
    <>
      <FileField
        form={form}
        name="file"
        label={words.file}
        note={optional ? t.forms.optional : undefined}
        hint={words.fileHint}
        accept=".pdf,.jpg,.jpeg,.png,.xlsx,.csv,.ofd"
        required={!optional}
      />
      <TextField form={form} name="title" label={words.name} note={t.forms.optional} maxlength={60} />
    </>
  );
}
