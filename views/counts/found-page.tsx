/** Adding a lot that lies there and is on no line: the item first, then its lot and how much there is. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { CountView } from '../../src/counts/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Filters } from '../ui/filters.tsx';
import { packText } from '../ui/format.ts';
import { PackField } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { FilterScan } from '../ui/scan.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';

interface FoundLotPageProps {
  t: Words;
  view: CountView;
  query: { q?: string | undefined; lot?: string | undefined; expires?: string | undefined };
  hits: ItemRow[];
  chosen?: ItemRow;
  form: FormState;
  formKey: string;
}

const detailOf = (t: Words, item: ItemRow) =>
  [item.strength, packText(t, item), item.manufacturer, item.code].join(' ');

export function FoundLotPage(props: FoundLotPageProps) {
  const { t, view, query, chosen } = props;
  const words = t.counts;
  const { number } = view.document;
  return (
    <>
      <PageHead
        title={words.foundTitle}
        crumbs={[
          { label: words.title, href: paths.counts() },
          { label: number, href: paths.count(number), code: true },
          { label: words.foundTitle },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.foundIntro]}
      />
      {chosen === undefined ? (
        <>
          <Filters
            t={t}
            action={paths.countFound(number)}
            kept={{ lot: query.lot, expires: query.expires }}
            verb={t.forms.search}
          >
            <FilterScan
              t={t}
              label={words.item}
              name="q"
              placeholder={words.lineSearchHint}
              {...(query.q !== undefined && { value: query.q })}
            />
          </Filters>
          <Hits {...props} />
        </>
      ) : (
        <LotForm {...props} chosen={chosen} />
      )}
    </>
  );
}

function Hits({ t, view, query, hits }: FoundLotPageProps) {
  const words = t.counts;
  if (hits.length === 0) return <p class="hint">{words.foundItemHint}</p>;
  const { lot, expires } = query;
  return (
    <Table caption={words.item} head={<Head>{words.item}</Head>} stacks>
      {hits.map((item) => (
        <tr>
          <td class="span-6">
            <Item
              name={item.genericName}
              detail={detailOf(t, item)}
              href={paths.countFound(view.document.number, { item: item.code, lot, expires })}
            />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function LotForm({ t, view, query, chosen, form, formKey }: FoundLotPageProps & { chosen: ItemRow }) {
  const words = t.counts;
  const { number } = view.document;
  const labels = {
    item: words.item,
    lotNumber: words.lotNumber,
    expiresOn: words.expires,
    store: words.store,
    quantity: words.quantity,
    'quantity.packs': words.quantity,
    'quantity.units': words.quantity,
  };
  const [first] = view.stores;
  return (
    <form class="form" method="post" action={paths.countFound(number)}>
      <ErrorSummary t={t} form={form} labels={labels} />
      <HiddenKey value={formKey} />
      <Hidden name="item" value={chosen.code} />
      <p>
        <Item name={chosen.genericName} detail={detailOf(t, chosen)} />{' '}
        <LinkButton small kind="plain" href={paths.countFound(number)}>
          {words.change}
        </LinkButton>
      </p>
      <div class="row">
        <TextField
          form={form}
          name="lotNumber"
          label={words.lotNumber}
          maxlength={40}
          required
          {...(query.lot !== undefined && { value: query.lot })}
        />
        <DateField
          form={form}
          name="expiresOn"
          label={words.expires}
          required
          {...(query.expires !== undefined && { value: query.expires })}
        />
      </div>
      <SelectField
        form={form}
        name="store"
        label={words.store}
        options={view.stores.map((store) => ({ value: String(store.id), label: store.name }))}
        {...(first && { value: String(first.id) })}
        required
      />
      <PackField t={t} form={form} name="quantity" label={words.quantity} shape={chosen} />
      <SubmitBar consequence={words.foundConsequence}>
        <Button kind="primary">{words.foundSubmit}</Button>
      </SubmitBar>
    </form>
  );
}
