/** Changes of a draft, open or abandoned, as a list: what, from where, why, by whom. */
import type { ChangeFilters, ChangeRow } from '../../src/formulary/draft-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { tiersText } from './entry-words.tsx';

export interface ChangeListProps {
  t: Words;
  now: number;
  filters: ChangeFilters;
  rows: readonly ChangeRow[];
  total: number;
  page: number;
  size: number;
  can: { draft: boolean; export: boolean };
  /** The list's own address; the open draft's unless said otherwise. */
  href?: (query: Query) => string;
}

export function ChangeList(props: ChangeListProps) {
  const words = props.t.formulary.draft;
  return (
    <section aria-label={words.changes}>
      <ChangeFilterForm {...props} />
      <ChangeRows {...props} />
    </section>
  );
}

/** The rows alone: what a fragment brings when somebody else has proposed something. */
export function ChangeRows(props: ChangeListProps) {
  const { t, rows, filters, page } = props;
  const words = t.formulary.draft;
  const href = props.href ?? paths.formularyDraft;
  const own = props.href === undefined && live('formulary', href({ ...filters, page: page === 1 ? undefined : page }));
  return (
    <div id="draft-changes" {...own}>
      {rows.length === 0 ? (
        <Empty title={words.noChanges} text={words.noChangesText} />
      ) : (
        <>
          <Table caption={words.caption} head={<ChangeHeads {...props} />} stacks>
            {rows.map((row) => (
              <ChangeLine {...props} row={row} />
            ))}
          </Table>
          <NumberedPager
            t={t}
            page={props.page}
            size={props.size}
            total={props.total}
            href={(to) => href({ ...filters, page: to === 1 ? undefined : to })}
          />
        </>
      )}
    </div>
  );
}

function ChangeFilterForm(props: ChangeListProps) {
  const { t, filters, can } = props;
  const words = t.formulary.draft;
  const href = props.href ?? paths.formularyDraft;
  const asked: Query = { ...filters };
  const filtered = Object.values(filters).some((value) => value !== undefined && value !== '');
  const choices = (whole: string, names: Record<string, string>, left: string[] = []) => [
    { value: '', label: whole },
    ...Object.entries(names)
      .filter(([value]) => !left.includes(value))
      .map(([value, label]) => ({ value, label })),
  ];
  const exports = can.export && props.href === undefined;
  return (
    <Filters
      t={t}
      action={href({})}
      {...(filtered && { clear: href({}) })}
      right={
        exports && (
          <ExportLinks
            t={t}
            csv={paths.formularyDraftExport('csv', asked)}
            xlsx={paths.formularyDraftExport('xlsx', asked)}
          />
        )
      }
    >
      <FilterText label={t.formulary.fields.item} name="q" value={filters.q ?? ''} placeholder={t.formulary.search} />
      <FilterSelect
        label={words.act}
        name="act"
        value={filters.act ?? ''}
        options={choices(words.anyAct, words.acts, ['words'])}
      />
      <FilterSelect
        label={words.origin}
        name="origin"
        value={filters.origin ?? ''}
        options={choices(words.anyOrigin, words.origins)}
      />
    </Filters>
  );
}

function ChangeHeads({ t, can }: ChangeListProps) {
  const words = t.formulary.draft;
  return (
    <>
      <Head>{t.formulary.fields.item}</Head>
      <Head>{words.act}</Head>
      <Head>{words.before}</Head>
      <Head>{words.after}</Head>
      <Head>{words.origin}</Head>
      <Head>{words.by}</Head>
      {can.draft && (
        <Head>
          <span class="visually-hidden">{words.edit}</span>
        </Head>
      )}
    </>
  );
}

function ChangeLine({ t, row, now, can }: ChangeListProps & { row: ChangeRow }) {
  const words = t.formulary.draft;
  const { item } = row;
  const gap = t.language === 'zh' ? '' : ' ';
  const until =
    row.act === 'remove' && `${t.formulary.fields.useUntil}${gap}${row.useUntil ?? t.formulary.untilExpiry}`;
  return (
    <tr>
      <td class="span-6">
        <Item name={item.genericName} href={paths.item(item.code)} detail={`${item.code} ${itemDetail(t, item)}`} />
      </td>
      <td class="span-2 nowrap">{words.acts[row.act]}</td>
      <td class="span-2 nowrap">{tiersText(t, row.before)}</td>
      <td class="span-2">
        <span class="nowrap">{tiersText(t, row)}</span>
        {until && (
          <>
            <br />
            <small class="nowrap">{until}</small>
          </>
        )}
      </td>
      <td class="span-3">
        {words.origins[row.origin]}
        {row.dossierNumber !== null && (
          <>
            {' '}
            <Code>{row.dossierNumber}</Code>
          </>
        )}
        <br />
        <small>{row.reason}</small>
      </td>
      <td class="span-2">
        {row.proposedBy}
        <br />
        <small class="nowrap">{momentText(t, row.proposedAt, now)}</small>
      </td>
      {can.draft && (
        <td class="span-1 nowrap">
          <a href={paths.formularyDraftItem(item.code)}>{words.edit}</a>
        </td>
      )}
    </tr>
  );
}
