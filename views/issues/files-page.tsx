/** Files of use: bringing one, with the headings of its columns where nobody knows them, and those that came before. */
import type { UseColumns, UseKey } from '../../src/issues/use/columns.ts';
import type { ListedFile } from '../../src/issues/use/file-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { momentText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

interface UseFilesPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  /** Headings of a file whose columns nobody knew. */
  headings: string[];
  /** Fields that a file cannot do without. */
  required: readonly UseKey[];
  mapping: { columns: UseColumns; unit: 'pack' | 'base' } | undefined;
  files: ListedFile[];
  now: number;
}

export function UseFilesPage(props: UseFilesPageProps) {
  const { t, form, formKey, mapping } = props;
  const words = t.issues.use;
  const units = (['base', 'pack'] as const).map((value) => ({ value, title: words.units[value] }));
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.issues.title, href: paths.issues() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        actions={<LinkButton href={paths.useCodes()}>{words.codesTitle}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} labels={{ file: words.file }} />
      <form class="form" method="post" action={paths.useFiles()} enctype="multipart/form-data">
        <HiddenKey value={formKey} />
        <FileField form={form} name="file" label={words.file} accept=".csv,.xlsx" hint={words.fileHint} required />
        <Choices
          form={form}
          name="unit"
          label={words.unit}
          hint={words.unitHint}
          choices={units}
          chosen={mapping?.unit ?? 'base'}
          across
        />
        <Mapping {...props} />
        <SubmitBar consequence={words.takeConsequence}>
          <Button kind="primary">{words.take}</Button>
        </SubmitBar>
      </form>
      <p>
        {words.templateText} <a href={paths.useTemplate('csv')}>CSV</a> <a href={paths.useTemplate('xlsx')}>XLSX</a>
      </p>
      <Files {...props} />
    </>
  );
}

/** Which heading means what: chosen among the file's own when it was refused for it, typed otherwise. */
function Mapping({ t, form, headings, mapping, required }: UseFilesPageProps) {
  const words = t.issues.use;
  const options = headings.map((value) => ({ value, label: value }));
  const known = Object.keys(mapping?.columns ?? {}).length > 0;
  return (
    <details open={headings.length > 0}>
      <summary>{known ? words.mappingKept : words.mapping}</summary>
      {headings.length > 0 && <Advice tone="warn">{words.mappingAsked}</Advice>}
      <p class="hint">{words.mappingHint}</p>
      {(Object.keys(words.columns) as UseKey[]).map((key) => {
        const field = {
          form,
          name: `column.${key}`,
          label: words.columns[key],
          value: mapping?.columns[key] ?? '',
          ...(required.includes(key) && { note: words.required }),
        };
        return headings.length > 0 ? (
          <SelectField {...field} options={options} choose={words.byName} />
        ) : (
          <TextField {...field} maxlength={80} />
        );
      })}
    </details>
  );
}

function Files({ t, files, now }: UseFilesPageProps) {
  const words = t.issues.use;
  if (files.length === 0) return <Empty title={words.noFiles} text={words.noFilesText} />;
  const head = (
    <>
      <Head>{words.file}</Head>
      <Head>{words.days}</Head>
      <Head num>{words.rows}</Head>
      <Head num>{words.postedRows}</Head>
      <Head>{t.issues.state}</Head>
      <Head>{words.takenBy}</Head>
    </>
  );
  return (
    <Panel title={words.earlier} padded={false}>
      <Table caption={words.earlier} head={head} stacks>
        {files.map((file) => (
          <tr>
            <td>
              <a href={paths.useFile(file.id)}>{file.fileName}</a>
            </td>
            <td class="span-3">{file.firstDay === '' ? '' : `${file.firstDay} – ${file.lastDay}`}</td>
            <td class="num span-2" data-label={words.rows}>
              {file.rows}
            </td>
            <td class="num span-2" data-label={words.postedRows}>
              {file.postedRows}
            </td>
            <td class="span-2">{words.states[file.status]}</td>
            <td class="span-3">
              {file.importedByName} {momentText(t, file.importedAt, now)}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
