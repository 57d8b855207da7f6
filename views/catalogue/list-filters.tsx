/** The filters of the catalogue's list: words at hand, the rest folded on a phone; and the address they make. */
import type { ItemFilters, ItemSort } from '../../src/catalogue/queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterCheck, FilterDay, FilterFold, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';

interface AskedList {
  filters: ItemFilters;
  sort: ItemSort;
}

interface ListFiltersProps extends AskedList {
  t: Words;
  today: string;
  mayExport: boolean;
}

/** The address of the list as it is, with changes. */
export function addressOf({ filters, sort }: AskedList, change: Query = {}): Query {
  const { otherDay, on, ...chosen } = filters;
  return { ...chosen, on: otherDay && on, sort: sort === 'code' ? undefined : sort, ...change };
}

/** How many filters narrow the list, beside the words that are looked for. */
export function activeFilters({ filters }: AskedList): number {
  const { q: _words, on: _day, ...chosen } = filters;
  return Object.values(chosen).filter((value) => value !== undefined && value !== false).length;
}

export function CatalogueFilters(props: ListFiltersProps) {
  const { t, filters, sort, mayExport } = props;
  const words = t.catalogue;
  const active = activeFilters(props);
  return (
    <Filters
      t={t}
      action={paths.catalogue()}
      verb={t.forms.search}
      kept={{ sort: sort === 'code' ? undefined : sort }}
      {...((active > 0 || filters.q) && { clear: paths.catalogue() })}
      right={
        mayExport && (
          <ExportLinks
            t={t}
            csv={paths.catalogueExport('csv', addressOf(props))}
            xlsx={paths.catalogueExport('xlsx', addressOf(props))}
          />
        )
      }
    >
      <FilterText label={words.fields.item} name="q" value={filters.q ?? ''} placeholder={words.searchHint} />
      <FilterFold label={t.lists.filter} active={active}>
        <ClassFilters {...props} />
        <FactFilters {...props} />
        <FilterDay t={t} day={filters.on ?? props.today} today={props.today} />
        <FilterCheck label={words.onlyEssential} name="essential" checked={filters.essential === true} />
        <FilterCheck label={words.onlyIncomplete} name="incomplete" checked={filters.incomplete === true} />
        <FilterCheck label={words.onlyRetired} name="retired" checked={filters.retired === true} />
      </FilterFold>
    </Filters>
  );
}

/** Kind, storage, control class and tier. */
function ClassFilters({ t, filters }: ListFiltersProps) {
  const words = t.catalogue;
  const options = (whole: string, names: Record<string, string>) => [
    { value: '', label: whole },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  return (
    <>
      <FilterSelect
        label={words.fields.kind}
        name="kind"
        value={filters.kind ?? ''}
        options={options(words.anyKind, words.kinds)}
      />
      <FilterSelect
        label={words.fields.storageZone}
        name="zone"
        value={filters.zone ?? ''}
        options={options(words.anyZone, words.zones)}
      />
      <FilterSelect
        label={words.fields.controlClass}
        name="control"
        value={filters.control ?? ''}
        options={options(words.anyControl, words.controls)}
      />
      <FilterSelect
        label={words.fields.tier}
        name="tier"
        value={filters.tier ?? ''}
        options={options(words.anyTier, words.tiers)}
      />
    </>
  );
}

/** What lists say of items on the day; most people never filter by it. */
function FactFilters({ t, filters }: ListFiltersProps) {
  const words = t.facts;
  const options = (names: Record<string, string>) => [
    { value: '', label: t.items.anyFact },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  const { none: _none, ...outcomes } = words.vbp;
  return (
    <>
      <FilterSelect
        label={words.short.insurance}
        name="insurance"
        value={filters.insurance ?? ''}
        options={options(words.insurance)}
      />
      <FilterSelect label={words.short.vbp} name="vbp" value={filters.vbp ?? ''} options={options(outcomes)} />
      <FilterSelect
        label={words.short.chronic}
        name="chronic"
        value={filters.chronic ?? ''}
        options={options({ any: t.items.anyChronic, ...words.chronic })}
      />
      <FilterSelect
        label={words.short.antimicrobial}
        name="antimicrobial"
        value={filters.antimicrobial ?? ''}
        options={options(words.antimicrobial)}
      />
      <FilterSelect
        label={words.short.high_alert}
        name="highAlert"
        value={filters.highAlert ?? ''}
        options={options(words.highAlert)}
      />
    </>
  );
}
