/** Goods that stand nowhere on the slip: first which item, by code or name, then lot, quantity and how it was found. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { PackField } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { DispatchStatus } from './dispatch-status.tsx';

interface UnlistedPageProps {
  t: Words;
  view: DispatchView;
  form: FormState;
  /** The chosen one. */
  item: ItemRow | undefined;
  /** What was found, where it is not one. */
  items: readonly ItemRow[];
  q: string;
  /** Read from the code. */
  lot: string;
  formKey: string;
  /** The version the person saw. */
  version: number;
}

export function UnlistedPage(props: UnlistedPageProps) {
  const { t, view, form, item } = props;
  const words = t.arrivals.unlisted;
  const { number, status } = view.record.document;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.dispatches.title, href: paths.dispatches() },
          { label: number, href: paths.dispatch(number), code: true },
          { label: words.title },
        ]}
        crumbsLabel={t.frame.position}
        title={words.title}
        status={<DispatchStatus t={t} status={status} badge />}
      />
      <ErrorSummary
        t={t}
        form={form}
        labels={{ item: words.item, lot: words.lot, quantity: words.quantity, note: words.note }}
      />
      <Advice icon="i-info">{words.intro}</Advice>
      {item === undefined ? <Search {...props} /> : <Goods {...props} item={item} />}
    </>
  );
}

const nameOf = (item: ItemRow) => `${item.genericName} ${item.strength}`;

function Search({ t, view, items, q, lot }: UnlistedPageProps) {
  const words = t.arrivals.unlisted;
  const { number } = view.record.document;
  const blank = { values: { q: [q] }, errors: {}, formErrors: [] };
  return (
    <Panel title={words.which}>
      <form class="form" method="get" action={paths.dispatchUnlisted(number)}>
        <TextField form={blank} name="q" label={words.search} maxlength={200} required />
        <Button kind="primary">{words.searchButton}</Button>
      </form>
      {q !== '' && (
        <p class="hint" role="status">
          {items.length === 0 ? words.none(q) : words.choose(items.length)}
        </p>
      )}
      {items.length > 0 && (
        <ul class="plain-list">
          {items.map((one) => (
            <li>
              <a href={paths.dispatchUnlisted(number, { item: String(one.id), ...(lot !== '' && { lot }) })}>
                {nameOf(one)}
              </a>
              <small>
                {one.manufacturer} {one.code}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Goods({ t, view, form, item, lot, formKey, version }: UnlistedPageProps & { item: ItemRow }) {
  const words = t.arrivals.unlisted;
  const { number } = view.record.document;
  return (
    <Panel title={nameOf(item)}>
      <Facts facts={[{ label: words.item, value: nameOf(item), note: `${item.manufacturer ?? ''} ${item.code}` }]} />
      <form class="form" method="post" action={paths.dispatchUnlisted(number)}>
        <HiddenKey value={formKey} />
        <Hidden name="version" value={version} />
        <Hidden name="item" value={item.id} />
        <TextField
          form={form}
          name="lot"
          label={words.lot}
          hint={words.lotHint}
          value={lot}
          maxlength={60}
          autocomplete="off"
          required
        />
        <PackField t={t} form={form} name="quantity" label={words.quantity} shape={item} />
        <TextArea form={form} name="note" label={words.note} maxlength={200} required />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.button}</Button>
          <LinkButton href={paths.dispatchUnlisted(number)}>{words.other}</LinkButton>
        </SubmitBar>
      </form>
    </Panel>
  );
}
