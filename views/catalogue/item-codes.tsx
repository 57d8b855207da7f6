/** The codes that others give to an item, each for its time; for those who may, adding one and ending one. */
import type { CodeRow } from '../../src/catalogue/item-page-queries.ts';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import type { ItemPageProps } from './item-page-props.ts';

export function ItemCodes(props: ItemPageProps) {
  const { t, codes, can, endForm } = props;
  const words = t.items;
  return (
    <Panel title={words.codesTitle} id="codes">
      {codes.length === 0 && <p class="note">{words.codesNone}</p>}
      <ErrorSummary t={t} form={endForm} labels={{ validTo: words.validTo }} />
      <Facts
        facts={codes.map((code) => ({
          label: t.catalogue.codeTypes[code.type],
          value: <Code>{code.value}</Code>,
          note: <CodeNote {...props} code={code} />,
        }))}
      />
      {can.edit && <AddCode {...props} />}
    </Panel>
  );
}

function CodeNote(props: ItemPageProps & { code: CodeRow }) {
  const { t, item, code, can, today } = props;
  const words = t.items;
  return (
    <>
      {words.valid(code.validFrom, code.validTo)} {code.source}
      {can.edit && code.validTo === null && (
        <details>
          <summary>{words.endCode}</summary>
          <form class="form" method="post" action={paths.itemCodeEnds(item.code)}>
            <HiddenKey value={props.formKey} />
            <Hidden name="type" value={code.type} />
            <Hidden name="value" value={code.value} />
            <Hidden name="validFrom" value={code.validFrom} />
            <label>
              {words.validTo} <input class="input" type="date" name="validTo" value={today} required />
            </label>
            <p class="note">{words.endConsequence}</p>
            <Button small>{words.endCode}</Button>
          </form>
        </details>
      )}
    </>
  );
}

function AddCode({ t, item, codeTypes, codeForm, formKey }: ItemPageProps) {
  const words = t.items;
  const optional = t.forms.optional;
  const labels = { type: words.codeType, value: words.codeValue, validFrom: words.validFrom, validTo: words.validTo };
  const refused = Object.keys(codeForm.values).length > 0;
  return (
    <details open={refused}>
      <summary>{words.addCode}</summary>
      <form class="form" method="post" action={paths.itemCodes(item.code)}>
        <ErrorSummary t={t} form={codeForm} labels={labels} />
        <HiddenKey value={formKey} />
        <SelectField
          form={codeForm}
          name="type"
          label={words.codeType}
          options={codeTypes.map((type) => ({ value: type, label: t.catalogue.codeTypes[type] }))}
          required
        />
        <TextField form={codeForm} name="value" label={words.codeValue} maxlength={80} required />
        <DateField
          form={codeForm}
          name="validFrom"
          label={words.validFrom}
          note={optional}
          hint={words.validFromHint}
        />
        <DateField form={codeForm} name="validTo" label={words.validTo} note={optional} />
        <TextField
          form={codeForm}
          name="source"
          label={words.codeSource}
          note={optional}
          hint={words.codeSourceHint}
          maxlength={100}
        />
        <SubmitBar consequence={words.codeConsequence}>
          <Button>{words.addCode}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}
