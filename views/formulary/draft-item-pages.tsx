/** Finding an item for the draft, and the form that lists it, changes its tiers or removes it. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { ProductConflict, Tiers } from '../../src/formulary/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { ItemTags, itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { tiersText } from './entry-words.tsx';

function crumbs(t: Words) {
  return [
    { label: t.formulary.title, href: paths.formulary() },
    { label: t.formulary.draft.title, href: paths.formularyDraft() },
  ];
}

export interface FoundRow {
  item: ItemRow;
  base: Tiers;
  /** As the draft would have it; null when it does not change it. */
  draft: Tiers | null;
}

export function DraftItemsPage({ t, q, rows }: { t: Words; q: string; rows: readonly FoundRow[] }) {
  const words = t.formulary.item;
  return (
    <>
      <PageHead title={words.searchTitle} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <Filters t={t} action={paths.formularyDraftItems()} verb={words.searchButton}>
        <FilterText label={words.searchLabel} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={q === '' ? words.searchFirst : words.none} text={q === '' && words.searchText} />
      ) : (
        <Table
          caption={words.found}
          stacks
          head={
            <>
              <Head>{t.formulary.fields.item}</Head>
              <Head>{t.formulary.fields.code}</Head>
              <Head>{words.base}</Head>
              <Head>{words.inDraft}</Head>
              <Head>
                <span class="visually-hidden">{words.choose}</span>
              </Head>
            </>
          }
        >
          {rows.map(({ item, base, draft }) => (
            <tr>
              <td class="span-6">
                <Item
                  name={item.genericName}
                  href={paths.formularyDraftItem(item.code)}
                  detail={itemDetail(t, item)}
                  tags={<ItemTags t={t} item={item} />}
                />
              </td>
              <td class="span-3">
                <Code>{item.code}</Code>
              </td>
              <td class="span-3">{tiersText(t, base)}</td>
              <td class="span-4">{draft === null ? words.noChange : tiersText(t, draft)}</td>
              <td class="span-2">
                <a href={paths.formularyDraftItem(item.code)}>{words.choose}</a>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

export interface DraftItemPageProps {
  t: Words;
  today: string;
  item: ItemRow;
  base: Tiers;
  change: (Tiers & { act: string; useUntil: string | null; reason: string; proposedAt: number }) | null;
  advice: readonly ProductConflict[];
  form: FormState;
  formKey: string;
}

export function DraftItemPage(props: DraftItemPageProps) {
  const { t, item, base, change, form, formKey } = props;
  const words = t.formulary.item;
  return (
    <>
      <PageHead
        title={item.genericName}
        crumbs={crumbs(t)}
        crumbsLabel={t.frame.position}
        facts={[<Code href={paths.item(item.code)}>{item.code}</Code>, itemDetail(t, item)]}
      />
      <Facts
        across
        facts={[
          { label: words.base, value: tiersText(t, base) },
          {
            label: words.change,
            value:
              change === null
                ? words.noChange
                : `${t.formulary.draft.acts[change.act as 'add']} ${tiersText(t, change)}`,
            ...(change !== null && { note: change.reason }),
          },
        ]}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason, useUntil: words.useUntil, tiers: words.tiers }} />
      <ProductAdvice t={t} conflicts={props.advice} />
      <ItemForm {...props} />
      {change !== null && (
        <form method="post" action={paths.formularyWithdrawal(item.code)}>
          <HiddenKey value={`${formKey}-w`} />
          <Hidden name="seen" value={change.proposedAt} />
          <Button icon="i-undo">{words.withdraw}</Button>
        </form>
      )}
    </>
  );
}

/** What listing the item would exceed; advice here, a refusal at publication. */
export function ProductAdvice({ t, conflicts }: { t: Words; conflicts: readonly ProductConflict[] }) {
  if (conflicts.length === 0) return null;
  const { exceptions, draft, item } = t.formulary;
  return (
    <Notice tone="warn" title={draft.conflicts} level="h2">
      <p>{item.advice}</p>
      <ul>
        {conflicts.map(({ genericName, route, products, most }) => (
          <li>
            <a href={paths.formularyDraftItems({ q: genericName })}>
              {draft.conflict(genericName, exceptions.routes[route], products, most)}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function ItemForm({ t, item, base, change, form, formKey, today }: DraftItemPageProps) {
  const words = t.formulary.item;
  const now = change ?? base;
  const tiers = (['county', 'township', 'village'] as const).filter((tier) => now[tier]);
  return (
    <form class="form" method="post" action={paths.formularyDraftItem(item.code)}>
      <HiddenKey value={formKey} />
      <Hidden name="seen" value={change?.proposedAt ?? 0} />
      <Choices
        form={form}
        name="act"
        label={words.act}
        chosen={change?.act === 'remove' ? 'remove' : 'list'}
        choices={[
          { value: 'list', title: words.list, text: words.listText },
          { value: 'remove', title: words.remove, text: words.removeText },
        ]}
      />
      <fieldset class="field" id="f-tiers">
        <legend>{words.tiers}</legend>
        <div class="choices across">
          {(['county', 'township', 'village'] as const).map((tier) => {
            const typed = Object.keys(form.values).length > 0;
            const checked = typed ? form.values[tier] !== undefined : tiers.includes(tier);
            return (
              <label>
                <input type="checkbox" name={tier} value="1" checked={checked} />
                <span>
                  <b>{t.formulary.tiers[tier]}</b>
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
      <DateField
        form={form}
        name="useUntil"
        label={words.useUntil}
        value={change?.useUntil ?? ''}
        min={today}
        hint={words.useUntilHint}
      />
      <TextArea form={form} name="reason" label={words.reason} value={change?.reason ?? ''} maxlength={500} required />
      <SubmitBar consequence={words.consequence}>
        <LinkButton href={paths.formularyDraft()}>{t.formulary.publication.back}</LinkButton>
        <Button kind="primary">{words.submit}</Button>
      </SubmitBar>
    </form>
  );
}
