/** The entries of a version as a list: filters, pages, exports; the same for the one in force and every other. */
import type { EntryQuery } from '../../src/formulary/forms.ts';
import type { Entry } from '../../src/formulary/snapshot.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { entryDetail, Marks, tiersText } from './entry-words.tsx';

export interface EntryListProps {
  t: Words;
  filters: EntryQuery;
  classes: readonly string[];
  rows: readonly Entry[];
  total: number;
  page: number;
  size: number;
  /** The list's own address with these parameters. */
  href: (query: Query) => string;
  exports: ((format: 'csv' | 'xlsx', query: Query) => string) | null;
  /** Asks for a day as well. */
  dated: boolean;
}

export function EntryList(props: EntryListProps) {
  const { t, filters, rows } = props;
  const words = t.formulary;
  const asked: Query = { ...filters };
  return (
    <>
      <EntryFilters {...props} />
      {rows.length === 0 ? (
        <Empty title={words.nothingTitle} text={words.nothingText} />
      ) : (
        <>
          <Table caption={words.caption} head={<EntryHeads t={t} left={filters.left === true} />} stacks>
            {rows.map((entry) => (
              <EntryRow t={t} entry={entry} />
            ))}
          </Table>
          <NumberedPager
            t={t}
            page={props.page}
            size={props.size}
            total={props.total}
            href={(page) => props.href({ ...asked, page: page === 1 ? undefined : page })}
          />
        </>
      )}
    </>
  );
}

function EntryFilters(props: EntryListProps) {
  const { t, filters, href, exports } = props;
  const words = t.formulary;
  const { on, ...given } = filters;
  const filtered = Object.values(given).some((value) => value !== undefined && value !== '' && value !== false);
  const tiers = Object.entries(words.tiers).map(([value, label]) => ({ value, label }));
  const chronic = Object.entries(t.facts.chronic).map(([value, label]) => ({ value, label }));
  const classes = props.classes.map((value) => ({ value, label: value }));
  return (
    <Filters
      t={t}
      action={href({})}
      {...(filtered && { clear: href({ on }) })}
      right={
        exports && <ExportLinks t={t} csv={exports('csv', { ...filters })} xlsx={exports('xlsx', { ...filters })} />
      }
    >
      {props.dated && <FilterText label={t.lists.asOf} name="on" type="date" value={on ?? ''} />}
      <FilterText label={words.fields.item} name="q" value={filters.q ?? ''} placeholder={words.search} />
      {classes.length > 0 && (
        <FilterSelect
          label={words.fields.class}
          name="class"
          value={filters.class ?? ''}
          options={[{ value: '', label: words.anyClass }, ...classes]}
        />
      )}
      <FilterSelect
        label={words.fields.tier}
        name="tier"
        value={filters.tier ?? ''}
        options={[{ value: '', label: words.anyTier }, ...tiers]}
      />
      <FilterSelect
        label={words.chronic}
        name="chronic"
        value={filters.chronic ?? ''}
        options={[{ value: '', label: words.anyChronic }, { value: 'any', label: words.chronicAll }, ...chronic]}
      />
      <FilterCheck label={words.essentialOnly} name="essential" checked={filters.essential === true} />
      <FilterCheck label={words.leftOnly} name="left" checked={filters.left === true} />
    </Filters>
  );
}

function EntryHeads({ t, left }: { t: Words; left: boolean }) {
  const words = t.formulary.fields;
  return (
    <>
      <Head>{words.item}</Head>
      <Head>{words.code}</Head>
      <Head>{words.class}</Head>
      <Head>{words.approval}</Head>
      <Head>{left ? words.useUntil : words.tier}</Head>
      <Head>{words.facts}</Head>
    </>
  );
}

function EntryRow({ t, entry }: { t: Words; entry: Entry }) {
  const { snapshot } = entry;
  const listed = entry.county || entry.township || entry.village;
  return (
    <tr class={listed ? undefined : 'off'}>
      <td class="span-6">
        <Item name={snapshot.genericName} href={paths.item(snapshot.code)} detail={entryDetail(t, snapshot)} />
      </td>
      <td class="span-3">
        <Code>{snapshot.code}</Code>
      </td>
      <td class="span-3">{snapshot.therapeuticClass}</td>
      <td class="span-3">{snapshot.approvalNumber !== '' && <Code>{snapshot.approvalNumber}</Code>}</td>
      <td class="span-3 nowrap">{listed ? tiersText(t, entry) : (entry.useUntil ?? t.formulary.untilExpiry)}</td>
      <td class="span-6">
        <Marks t={t} snapshot={snapshot} />
      </td>
    </tr>
  );
}
