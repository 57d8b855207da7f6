/** The page that asks for a sheet and says which columns it must have: for items and for opening stock. */
import type { Recent } from '../../src/imports/routes.tsx';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FileField, HiddenKey, TextField } from '../ui/field.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

export interface TemplateColumn {
  title: string;
  required: boolean;
  meaning: string;
}

export interface UploadPageProps {
  t: Words;
  title: string;
  intro: string;
  action: string;
  form: FormState;
  idempotencyKey: string;
  submit: { label: string; note: string };
  template: { text: string; csv: string; xlsx: string; columns: readonly TemplateColumn[] };
  crumb: { label: string; href: string };
  /** Asks from when on the file holds; the edition is what an empty field means today. */
  dated?: { edition: string };
  /** Another layout that is read too. */
  other?: { title: string; text: readonly string[] };
  /** The person's last previews, the newest first. */
  recent: readonly Recent[];
  now: number;
}

export function UploadPage(props: UploadPageProps) {
  const { t, form } = props;
  const words = t.catalogue.import;
  return (
    <>
      <PageHead
        title={props.title}
        crumbs={[props.crumb, { label: props.title }]}
        crumbsLabel={t.frame.position}
        facts={[props.intro]}
      />
      <Columns>
        <form class="form" method="post" action={props.action} enctype="multipart/form-data">
          <ErrorSummary
            t={t}
            form={form}
            labels={{ file: words.file, effectiveFrom: words.effectiveFrom, edition: words.edition }}
          />
          <HiddenKey value={props.idempotencyKey} />
          <FileField
            form={form}
            name="file"
            label={words.file}
            hint={words.fileHint}
            accept=".csv,.xlsx,.txt"
            required
          />
          {props.dated && <DatedFields t={t} form={form} edition={props.dated.edition} />}
          <SubmitBar consequence={props.submit.note}>
            <Button kind="primary">{props.submit.label}</Button>
          </SubmitBar>
        </form>
        <TemplateRail {...props} />
      </Columns>
      {props.recent.length > 0 && <RecentTable {...props} />}
      <ColumnTable {...props} />
    </>
  );
}

function DatedFields({ t, form, edition }: { t: Words; form: FormState; edition: string }) {
  const words = t.catalogue.import;
  const optional = t.forms.optional;
  return (
    <>
      <DateField
        form={form}
        name="effectiveFrom"
        label={words.effectiveFrom}
        note={optional}
        hint={words.effectiveHint}
      />
      <TextField
        form={form}
        name="edition"
        label={words.edition}
        note={optional}
        hint={words.editionHint(edition)}
        inputmode="numeric"
        maxlength={4}
      />
      <TextField
        form={form}
        name="legalBasis"
        label={words.legalBasis}
        note={optional}
        hint={words.basisHint}
        maxlength={100}
      />
    </>
  );
}

function TemplateRail({ t, template, other }: UploadPageProps) {
  const words = t.catalogue.import;
  return (
    <Rail label={words.templateTitle}>
      <Panel title={words.templateTitle}>
        <p>{template.text}</p>
        <div class="buttons">
          <LinkButton href={template.xlsx} icon="i-download">
            {words.templateXlsx}
          </LinkButton>
          <LinkButton href={template.csv} icon="i-download">
            {words.templateCsv}
          </LinkButton>
        </div>
      </Panel>
      {other && (
        <Panel title={other.title}>
          {other.text.map((text) => (
            <p>{text}</p>
          ))}
        </Panel>
      )}
    </Rail>
  );
}

function RecentTable({ t, recent, now }: UploadPageProps) {
  const words = t.catalogue.import;
  return (
    <Panel title={words.recentTitle} padded={false}>
      <Table
        caption={words.recentTitle}
        head={
          <>
            <Head>{words.file}</Head>
            <Head>{words.readAt}</Head>
            <Head>{words.state}</Head>
          </>
        }
      >
        {recent.map((each) => (
          <tr>
            <td>
              <a href={each.href}>{each.fileName}</a>
            </td>
            <td class="nowrap">{momentText(t, each.createdAt, now)}</td>
            <td>
              {each.appliedAt === null ? words.notImported : words.importedAt(momentText(t, each.appliedAt, now))}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function ColumnTable({ t, template }: UploadPageProps) {
  const words = t.catalogue.import;
  return (
    <Panel title={words.columnsTitle} padded={false}>
      <Table
        caption={words.columnsTitle}
        head={
          <>
            <Head>{words.column}</Head>
            <Head>{words.columnMeaning}</Head>
          </>
        }
      >
        {template.columns.map((column) => (
          <tr>
            <td class="nowrap">
              {column.title}
              {column.required && ' *'}
            </td>
            <td>{column.meaning}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
