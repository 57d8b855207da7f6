/** Choosing what to ask for or to offer: first with whom, then the giver's items with what both sides have of them. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { OrganisationRow } from '../../src/organisations/queries.ts';
import { paths } from '../../src/paths.ts';
import type { PickRow } from '../../src/transfers/pick-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FieldError, fieldId, Hidden, HiddenKey, TextField, typedValue } from '../ui/field.tsx';
import { FilterSelect, Filters } from '../ui/filters.tsx';
import { packText, quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { FilterScan } from '../ui/scan.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot } from '../ui/values.tsx';
import { SideText } from './words.tsx';

export interface PickPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  direction: 'asked' | 'offered';
  own: OrganisationRow | undefined;
  other: OrganisationRow | undefined;
  places: readonly OrganisationRow[];
  members: readonly OrganisationRow[];
  q: string;
  rows: PickRow[];
  neededBy: string;
  expiry: ExpiryView;
  /** The transfer that is added to; undefined for a new one. */
  number: string | undefined;
}

export function PickPage(props: PickPageProps) {
  const { t, direction, number, own, other } = props;
  const words = t.transfers;
  const title = number === undefined ? words.newTitles[direction] : words.addTitle(number);
  const crumbs = [
    { label: words.title, href: paths.transfers() },
    ...(number === undefined ? [] : [{ label: number, href: paths.transfer(number), code: true }]),
    { label: title },
  ];
  return (
    <>
      <PageHead title={title} crumbs={crumbs} crumbsLabel={t.frame.position} facts={[words.newIntros[direction]]} />
      <Find {...props} />
      {own !== undefined && other !== undefined ? <Pick {...props} /> : <Empty title={words.chooseOther[direction]} />}
    </>
  );
}

function Find(props: PickPageProps) {
  const { t, direction, number, own, other, places, members, q } = props;
  const words = t.transfers;
  const option = (one: OrganisationRow) => ({ value: one.code, label: one.shortName });
  const fixed = number !== undefined;
  return (
    <Filters
      t={t}
      action={fixed ? paths.moreTransferLines(number) : paths.newTransfer()}
      kept={fixed ? {} : { direction, ...(places.length < 2 && { organisation: own?.code }) }}
      verb={t.forms.search}
    >
      {!fixed && places.length > 1 && (
        <FilterSelect
          label={words.ownSide[direction]}
          name="organisation"
          options={places.map(option)}
          {...(own && { value: own.code })}
        />
      )}
      {!fixed && (
        <FilterSelect
          label={words.otherSide[direction]}
          name="other"
          options={[{ value: '', label: words.choose }, ...members.map(option)]}
          {...(other && { value: other.code })}
        />
      )}
      <FilterScan
        t={t}
        label={words.findItem}
        name="q"
        placeholder={words.findItemHint}
        {...(q !== '' && { value: q })}
      />
    </Filters>
  );
}

function Pick(props: PickPageProps) {
  const { t, form, direction, own, other, q, rows, number } = props;
  const words = t.transfers;
  const labels = Object.fromEntries(
    rows.flatMap(({ item }) =>
      ['packs', 'units', 'lot'].map((part) => [`item.${item.id}.${part}`, `${item.genericName} ${item.strength}`]),
    ),
  );
  return (
    <form class="form" method="post" action={number === undefined ? paths.transfers() : paths.transferLines(number)}>
      <ErrorSummary
        t={t}
        form={form}
        labels={{ ...labels, neededBy: words.neededBy, note: words.note, other: words.otherSide[direction] }}
      />
      <HiddenKey value={props.formKey} />
      <Hidden name="q" value={q} />
      {number === undefined && (
        <>
          <Hidden name="direction" value={direction} />
          <Hidden name="organisation" value={own?.code ?? ''} />
          <Hidden name="other" value={other?.code ?? ''} />
          <div class="row">
            <DateField form={form} name="neededBy" label={words.neededBy} value={props.neededBy} required />
            <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={300} />
          </div>
        </>
      )}
      {rows.length === 0 ? <Empty title={words.nothingThere} text={words.nothingThereText} /> : <Rows {...props} />}
      {rows.length > 0 && (
        <SubmitBar consequence={words.newConsequences[direction]}>
          <Button kind="primary">{number === undefined ? words.submits[direction] : words.addSubmit}</Button>
        </SubmitBar>
      )}
    </form>
  );
}

function Rows(props: PickPageProps) {
  const { t, rows, own, other, direction, q } = props;
  const words = t.transfers;
  const [giver, taker] = direction === 'asked' ? [other, own] : [own, other];
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.has(giver?.shortName ?? '')}</Head>
      <Head>{words.has(taker?.shortName ?? '')}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.quantity}</Head>
    </>
  );
  return (
    <Panel title={words.itemsTitle} note={q === '' ? words.itemsNote : ''} padded={false}>
      <Table caption={words.itemsTitle} head={head} inset stacks>
        {rows.map((row) => (
          <Row {...props} row={row} />
        ))}
      </Table>
    </Panel>
  );
}

function Row({ t, form, row, expiry }: PickPageProps & { row: PickRow }) {
  const words = t.transfers;
  const { item, stock, lots, why } = row;
  const name = `item.${item.id}`;
  const error = ['packs', 'units', 'lot'].map((part) => form.errors[`${name}.${part}`]).find((one) => one);
  const chosen = typedValue(form, `${name}.lot`);
  const [first] = lots;
  return (
    <tr class={why === null ? undefined : 'off'}>
      <td class="span-6">
        <Item
          name={item.genericName}
          detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
        />
      </td>
      <td class="span-3" data-label={words.giver}>
        <SideText t={t} side={stock.giver} shape={item} />
      </td>
      <td class="span-3" data-label={words.taker}>
        <SideText t={t} side={stock.taker} shape={item} />
      </td>
      {why !== null ? (
        <td class="span-6" colspan={2}>
          {refusalText(t, { reason: why.reason, detail: { ...why.detail, item: item.genericName } })}
        </td>
      ) : (
        <>
          <td class="span-3">
            {lots.length === 1 && first !== undefined ? (
              <Lot t={t} batchNumber={first.lotNumber} expiresOn={first.expiresOn} expiry={expiry} />
            ) : (
              <select
                class="input"
                id={fieldId(`${name}.lot`)}
                name={`${name}.lot`}
                aria-label={words.lotOf(item.genericName)}
              >
                <option value="">{words.firstToExpire}</option>
                {lots.map((lot) => (
                  <option value={String(lot.lotId)} selected={chosen === String(lot.lotId)}>
                    {`${lot.lotNumber} ${t.formats.until(lot.expiresOn)} ${quantityText(t, lot.freeBase, item)}`}
                  </option>
                ))}
              </select>
            )}
          </td>
          <td class="span-3">
            <PackBoxes t={t} form={form} name={name} shape={item} small of={`${item.genericName} ${item.strength}`} />
            <FieldError name={name} {...(error !== undefined && { error })} />
          </td>
        </>
      )}
    </tr>
  );
}
