/** The filters that every list of stock has: words, member, category, control, essential medicines. */
import type { Child } from 'hono/jsx';
import type { Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { FilterCheck, FilterSelect, Filters } from '../ui/filters.tsx';
import { clauseComma } from '../ui/format.ts';
import { FilterScan } from '../ui/scan.tsx';

export interface NamedMember {
  code: string;
  shortName: string;
}

/** What the address says of a parameter. */
export function asked(query: Query, name: string): string | undefined {
  return query[name] === undefined ? undefined : String(query[name]);
}

interface KeptFiltersProps {
  t: Words;
  action: string;
  query: Query;
  /** Members to choose from; no choice where there is one. */
  members: readonly NamedMember[];
  /** False where one of them must be chosen. */
  all?: boolean;
  /** The member that is shown. */
  chosen?: string | undefined;
  /** Parameters of the address that stay. */
  kept?: Record<string, string | undefined>;
  /** More fields of the page. */
  children?: Child;
}

export function KeptFilters(props: KeptFiltersProps) {
  const { t, action, query, members, all = true, chosen, kept = {}, children } = props;
  const words = t.stockViews;
  const kinds = Object.entries(t.stock.itemKinds).map(([kind, label]) => ({ value: kind, label }));
  const controls = Object.entries(t.catalogue.controls).map(([control, label]) => ({ value: control, label }));
  const named = members.map((one) => ({ value: one.code, label: one.shortName }));
  const filtered = Object.keys(query).some((name) => kept[name] === undefined);
  return (
    <Filters t={t} action={action} kept={kept} clear={filtered ? action : undefined}>
      <FilterScan t={t} label={t.stock.item} name="q" value={asked(query, 'q')} placeholder={t.stock.itemHint} />
      {members.length > 1 && (
        <FilterSelect
          label={words.member}
          name="org"
          value={chosen ?? asked(query, 'org')}
          options={all ? [{ value: '', label: words.allMembers }, ...named] : named}
        />
      )}
      <FilterSelect
        label={t.stock.matrix.kind}
        name="kind"
        value={asked(query, 'kind')}
        options={[{ value: '', label: t.stock.matrix.allKinds }, ...kinds]}
      />
      <FilterSelect
        label={words.control}
        name="control"
        value={asked(query, 'control')}
        options={[{ value: '', label: words.allControls }, ...controls]}
      />
      {children}
      <FilterCheck label={words.essential} name="essential" checked={query.essential !== undefined} />
    </Filters>
  );
}

/** An item's strength and maker, as the rows of these lists tell it from its neighbours. */
export function detailOf(t: Words, item: { strength: string; manufacturer: string }): string {
  return [item.strength, item.manufacturer].filter((text) => text !== '').join(clauseComma(t));
}
