/** The form of a next layout: paper, title, columns in order with widths, boxes, foot, picture; a sample of it. */
import { paths } from '../../src/paths.ts';
import { kindRules, LONGEST_FOOTER, LONGEST_TITLE, SIZES } from '../../src/print/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import {
  DateField,
  describedBy,
  errorOf,
  FieldError,
  FileField,
  fieldId,
  Hidden,
  HiddenKey,
  SelectField,
  TextArea,
  TextField,
  typedValue,
} from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { LayoutPageProps } from './layout-page-props.ts';

/** What the summary of wrong fields calls each. */
function labelsOf({ t, kind, heads }: LayoutPageProps): Record<string, string> {
  const words = t.papers.layouts;
  const keys = kindRules(kind).columns.map(({ key }) => key);
  const labels: Record<string, string> = {
    size: words.size,
    title: words.heading,
    columns: words.columns,
    signatures: words.signatures,
    footer: words.footer,
    logo: words.logo,
    effectiveFrom: words.since,
    reason: words.reason,
  };
  for (const key of keys) {
    labels[`at.${key}`] = `${heads[key] ?? key} ${words.order}`;
    labels[`width.${key}`] = `${heads[key] ?? key} ${words.width}`;
  }
  return labels;
}

export function LayoutForm(props: LayoutPageProps) {
  const { t, kind, place, form, formKey, versions, start, today } = props;
  const words = t.papers.layouts;
  const labels = labelsOf(props);
  const sizes = (['a4', 'a5', '241'] as const).map((value) => ({
    value,
    label: `${t.papers.sizes[value]} (${SIZES[value]} mm)`,
  }));
  return (
    <Panel title={words.add}>
      <form class="form" method="post" action={paths.layout(kind)} enctype="multipart/form-data" novalidate>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <Hidden name="place" value={place.code} />
        <Hidden name="seen" value={versions[0]?.version ?? 0} />
        <div class="row">
          <SelectField form={form} name="size" label={words.size} options={sizes} value={start.size} required />
          <TextField
            form={form}
            name="title"
            label={words.heading}
            value={start.title}
            maxlength={LONGEST_TITLE}
            required
          />
        </div>
        <ColumnFields {...props} />
        <Surroundings {...props} />
        <DateField form={form} name="effectiveFrom" label={words.since} value={today} min={today} required />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.consequence}>
          <button
            class="button"
            type="submit"
            formaction={paths.layoutPreview(kind)}
            formtarget="_blank"
            formnovalidate={true}
          >
            {words.preview}
          </button>
          <Button kind="primary">{words.save}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

/** Each column with its place in the row, empty where it is left out, and its width. */
function ColumnFields({ t, kind, heads, form, start }: LayoutPageProps) {
  const words = t.papers.layouts;
  const { columns, required } = kindRules(kind);
  const head = (
    <>
      <Head>{words.column}</Head>
      <Head num>{words.order}</Head>
      <Head num>{words.width} (mm)</Head>
    </>
  );
  return (
    <fieldset>
      <legend>{words.columns}</legend>
      <p class="hint">{words.columnsHint}</p>
      {form.errors.columns && <p class="error">{form.errors.columns}</p>}
      <Table caption={words.columns} head={head}>
        {columns.map(({ key, width }) => {
          const at = start.columns.findIndex((column) => column.key === key);
          const name = heads[key] ?? key;
          return (
            <tr>
              <th scope="row">
                {name} <small>{required.includes(key) ? words.must : words.optional}</small>
              </th>
              <td class="num">
                <Cell
                  form={form}
                  name={`at.${key}`}
                  label={`${name} ${words.order}`}
                  value={at < 0 ? '' : String(at + 1)}
                />
              </td>
              <td class="num">
                <Cell
                  form={form}
                  name={`width.${key}`}
                  label={`${name} ${words.width}`}
                  value={String(start.columns[at]?.width ?? width)}
                />
              </td>
            </tr>
          );
        })}
      </Table>
    </fieldset>
  );
}

/** A number in a cell; what is wrong with it stands below it. */
function Cell({ form, name, label, value }: { form: FormState; name: string; label: string; value: string }) {
  const error = errorOf(form, name);
  return (
    <>
      <input
        class="input"
        type="text"
        id={fieldId(name, form.scope)}
        name={name}
        value={typedValue(form, name, value)}
        inputmode="numeric"
        autocomplete="off"
        maxlength={3}
        aria-label={label}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, { error, scope: form.scope })}
      />
      <FieldError name={name} error={error} scope={form.scope} />
    </>
  );
}

/** What stands around the table. */
function Surroundings({ t, form, start }: LayoutPageProps) {
  const words = t.papers.layouts;
  return (
    <>
      <TextArea
        form={form}
        name="signatures"
        label={words.signatures}
        hint={words.signaturesHint}
        value={start.signatures.join('\n')}
        rows={5}
      />
      <TextField
        form={form}
        name="footer"
        label={words.footer}
        note={words.optional}
        value={start.footer}
        maxlength={LONGEST_FOOTER}
      />
      <FileField form={form} name="logo" label={words.logo} hint={words.logoHint} accept=".png,.jpg,.jpeg" />
      {start.logoId !== null && (
        <label class="check">
          <input type="checkbox" name="noLogo" value="1" />
          {words.noLogo}
        </label>
      )}
    </>
  );
}
