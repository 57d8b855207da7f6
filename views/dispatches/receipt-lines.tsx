/** The lines of a receipt: a row each, boxes for every kind, one column on a phone. */
import type { DispatchLineView } from '../../src/dispatches/show-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { errorOf, FieldError, fieldId, typedValue } from '../ui/field.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import { LineItem, LineLot } from './line-cells.tsx';
import { OddQuantities } from './receipt-odd.tsx';
import type { ReceiptPageProps } from './receipt-page.tsx';

/** Line by line: what was sent, and what of it is good, damaged, missing or odd. */
export function ReceiptLines(props: ReceiptPageProps & { lines: DispatchLineView[] }) {
  const { t } = props;
  const words = t.dispatches.receipt;
  // One broken pack gives every line of the column the second slot
  const withUnits = props.lines.some((line) => line.shippedBase % line.shape.packSize !== 0);
  return (
    <Table
      caption={words.caption}
      stacks
      head={
        <>
          <Head>{t.dispatches.table.number}</Head>
          <Head>{t.dispatches.table.item}</Head>
          <Head>{t.dispatches.table.lot}</Head>
          <Head num>{words.asked}</Head>
          <Head>{words.good}</Head>
          <Head>{words.damaged}</Head>
          <Head>{words.missing}</Head>
          <Head>{words.noteShort}</Head>
        </>
      }
    >
      {props.lines.map((line) => (
        <ReceiptLine {...props} line={line} withUnits={withUnits} />
      ))}
    </Table>
  );
}

function ReceiptLine(props: ReceiptPageProps & { line: DispatchLineView; withUnits: boolean }) {
  const { t, expiry, form, line } = props;
  const words = t.dispatches.receipt;
  const name = `line.${line.id}`;
  const noteName = `${name}.note`;
  const kinds = ['good', 'damaged', 'missing'] as const;
  const error =
    errorOf(form, name) ??
    kinds.map((kind) => errorOf(form, `${name}.${kind}`) ?? boxError(form, `${name}.${kind}`)).find(Boolean);
  const noteError = errorOf(form, noteName);
  return (
    <tr id={fieldId(name)} class={error || props.scan?.lines.includes(line) ? 'current' : undefined}>
      <td class="tight muted desk-only">{line.lineNumber}</td>
      <td>
        <LineItem t={t} line={line} />
      </td>
      <td class="span-4">
        <LineLot t={t} line={line} expiry={expiry} />
      </td>
      <td class="span-2 num" data-label={words.asked}>
        <Quantity t={t} quantityBase={line.shippedBase} shape={line.shape} withUnits={props.withUnits} />
      </td>
      {kinds.map((kind) => (
        <td class={kind === 'good' ? undefined : 'span-3'} data-label={words[kind]}>
          <PackBoxes
            t={t}
            form={form}
            name={`${name}.${kind}`}
            shape={line.shape}
            small
            of={words.quantityOf(line.itemName, words[kind])}
            {...(kind === 'good' && props.state === undefined && { quantityBase: line.shippedBase })}
          />
          {kind === 'good' && error && <FieldError name={name} error={error} />}
        </td>
      ))}
      <td data-label={words.noteShort}>
        <input
          class="input"
          id={fieldId(noteName)}
          name={noteName}
          type="text"
          maxlength={200}
          autocomplete="off"
          value={typedValue(form, noteName)}
          aria-label={`${line.itemName}, ${words.note}`}
          aria-invalid={noteError ? 'true' : undefined}
          aria-describedby={noteError ? `${fieldId(noteName)}-error` : undefined}
        />
        {noteError && <FieldError name={noteName} error={noteError} />}
        {!props.view.controlled && <OddQuantities t={t} form={form} line={line} />}
      </td>
    </tr>
  );
}

function boxError(form: FormState, name: string): string | undefined {
  return errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
}
