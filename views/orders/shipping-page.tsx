/** One delivery note: days, carrier, and several lots a line; works without script, or is filled from a sheet. */
import type { OrderHead, OrderLineShown } from '../../src/orders/record-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FileField, Hidden, HiddenKey, TextField, typedValue } from '../ui/field.tsx';
import { Tabs } from '../ui/filters.tsx';
import { packText, quantityText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PackField } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';

export interface ShippingPageProps {
  t: Words;
  head: Pick<OrderHead, 'number'>;
  /** Lines of the chosen place that still wait for goods. */
  lines: OrderLineShown[];
  places: { code: string; shortName: string; name: string }[];
  to: string;
  today: string;
  form: FormState;
  /** Of the form that sends a sheet. */
  fileForm: FormState;
  formKey: () => string;
  /** So many lots were read from a sheet. */
  fromSheet: number | undefined;
  /** One more row is asked for under this line. */
  more: number | undefined;
  at: {
    action: string;
    file: string;
    template: string;
    place: (code: string) => string;
    label: string;
    list: string;
    page: string;
  };
}

/** How many rows of lots a line shows: those that were typed, one at least, one more when it is asked for. */
export function rowsOf(form: FormState, line: number, more: number | undefined): number {
  const prefix = `lots.${line}.`;
  const typed = Object.keys(form.values)
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length).split('.')[0]) + 1);
  return Math.max(1, ...typed) + (more === line ? 1 : 0);
}

export function ShippingPage(props: ShippingPageProps) {
  const { t, head, lines, places, to, at, fromSheet } = props;
  const words = t.orders;
  const tabs = places.map((place) => ({
    label: place.shortName,
    href: at.place(place.code),
    current: place.code === to,
  }));
  return (
    <>
      <PageHead
        title={words.shipTitle(head.number)}
        crumbs={[
          { label: at.label, href: at.list },
          { label: head.number, href: at.page, code: true },
          { label: t.portal.ship },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.shipIntro]}
      />
      {places.length > 1 && <Tabs label={words.shipPlace} tabs={tabs} />}
      {fromSheet !== undefined && <Notice tone="info" title={words.shipFileRead(fromSheet)} role="status" />}
      {lines.length === 0 ? (
        <p class="note">{words.nothingToShip}</p>
      ) : (
        <Columns kind="doc">
          <NoteForm {...props} />
          <Rail label={words.shipFile}>
            <SheetForm {...props} />
          </Rail>
        </Columns>
      )}
    </>
  );
}

function NoteForm(props: ShippingPageProps) {
  const { t, lines, to, today, form, at } = props;
  const words = t.orders;
  const place = props.places.find((one) => one.code === to);
  const fields = { noteNumber: words.noteNumber, shippedOn: words.shippedOn, expectedOn: words.expectedOn };
  const labels = Object.fromEntries(
    Object.keys(form.errors)
      .filter((name) => name.startsWith('lots.'))
      .map((name) => [
        name,
        lines.find((row) => name.startsWith(`lots.${row.line.lineNumber}.`))?.item.genericName ?? '',
      ]),
  );
  return (
    <form class="form" method="post" action={at.action}>
      <ErrorSummary t={t} form={form} labels={{ ...fields, ...labels }} />
      <HiddenKey value={props.formKey()} />
      <Hidden name="to" value={to} />
      <Panel title={`${words.shipPlace} ${place?.name ?? ''}`}>
        <div class="form">
          <div class="row">
            <TextField form={form} name="noteNumber" label={words.noteNumber} maxlength={40} required />
            <DateField form={form} name="shippedOn" label={words.shippedOn} value={today} max={today} required />
            <DateField form={form} name="expectedOn" label={words.expectedOn} value={today} required />
            <TextField form={form} name="carrier" label={words.carrier} note={t.forms.optional} maxlength={60} />
            <TextField form={form} name="vehicle" label={words.vehicle} note={t.forms.optional} maxlength={40} />
          </div>
          <Choices
            form={form}
            name="coldChain"
            label={words.coldChain}
            hideLabel
            many
            choices={[{ value: '1', title: words.coldChain }]}
            chosen={lines.some(({ item }) => item.storageZone === 'cold' || item.storageZone === 'frozen') ? ['1'] : []}
          />
        </div>
      </Panel>
      <Panel title={words.lots}>
        {lines.map((row) => (
          <LineLots {...props} row={row} />
        ))}
      </Panel>
      <SubmitBar consequence={words.shipConsequence}>
        <Button kind="primary">{words.shipSubmit}</Button>
        <LinkButton href={at.page} kind="plain">
          {t.frame.back}
        </LinkButton>
      </SubmitBar>
    </form>
  );
}

function LineLots({ t, row, form, more, at }: ShippingPageProps & { row: OrderLineShown }) {
  const words = t.orders;
  const { line, item } = row;
  const left = Math.max(0, line.quantityBase - line.cancelledBase + line.rejectedBase - line.shippedBase);
  const rows = Array.from({ length: rowsOf(form, line.lineNumber, more) }, (_each, index) => index);
  return (
    <fieldset class="field parted" id={`f-lots-${line.lineNumber}`}>
      <legend>
        {line.lineNumber}. {item.genericName}{' '}
        <small>
          {[item.strength, packText(t, item), item.manufacturer].filter(Boolean).join(' ')}{' '}
          {words.openOf(quantityText(t, left, item))}
        </small>
      </legend>
      {rows.map((index) => {
        const name = (part: string) => `lots.${line.lineNumber}.${index}.${part}`;
        const maker = typedValue(form, name('maker'));
        return (
          <div class="row">
            <TextField form={form} name={name('lot')} label={words.lot} maxlength={60} />
            <PackField
              t={t}
              form={form}
              name={`lots.${line.lineNumber}.${index}`}
              label={words.lotQuantity}
              shape={item}
            />
            <DateField form={form} name={name('expires')} label={words.expiresOn} />
            <DateField form={form} name={name('produced')} label={words.producedOn} note={t.forms.optional} />
            <TextField
              form={form}
              name={name('maker')}
              label={words.substituteMaker}
              note={words.substituteMakerNote}
              maxlength={100}
              {...(maker !== undefined && { value: maker })}
            />
          </div>
        );
      })}
      <div class="buttons">
        <Button small icon="i-plus" name="more" value={String(line.lineNumber)} formAction={at.file} skipChecks>
          {words.moreLots}
        </Button>
      </div>
    </fieldset>
  );
}

function SheetForm({ t, to, fileForm, formKey, at }: ShippingPageProps) {
  const words = t.orders;
  return (
    <Panel title={words.shipFile} id="sheet">
      <form class="form" method="post" action={at.file} enctype="multipart/form-data">
        <ErrorSummary t={t} form={fileForm} labels={{ file: t.forms.file }} />
        <HiddenKey value={formKey()} />
        <Hidden name="to" value={to} />
        <p class="note">{words.shipFileHint}</p>
        <LinkButton icon="i-download" href={at.template}>
          {words.template}
        </LinkButton>
        <FileField form={fileForm} name="file" label={t.forms.file} accept=".csv,.xlsx" required />
        <div class="buttons">
          <Button>{words.shipFileSubmit}</Button>
        </div>
      </form>
    </Panel>
  );
}
