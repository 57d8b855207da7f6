/** The difference report: what changes between two versions, and what hangs on the items that leave. */
import type { Difference } from '../../src/formulary/difference-queries.ts';
import type { DifferenceQuery } from '../../src/formulary/forms.ts';
import type { EntryDifference } from '../../src/formulary/snapshot.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, Tabs } from '../ui/filters.tsx';
import { moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { entryDetail, fieldName, fieldText, tiersText } from './entry-words.tsx';
import { Leavers } from './leavers.tsx';

export interface DifferencePageProps {
  t: Words;
  difference: Difference;
  query: DifferenceQuery;
  rows: readonly EntryDifference[];
  total: number;
  page: number;
  size: number;
  /** Editions to choose from, and the open draft's number. */
  editions: readonly { edition: number; title: string }[];
  draftNumber: string | null;
  can: { stock: boolean; prices: boolean; export: boolean };
}

function addressOf({ query }: DifferencePageProps, change: Query = {}): Query {
  return { from: query.from, to: query.to, act: query.act, ...change };
}

export function DifferencePage(props: DifferencePageProps) {
  const { t, difference, rows } = props;
  const words = t.formulary.difference;
  const { from, to } = difference;
  const name = (end: Difference['from']) =>
    end === null ? words.nothing : end.edition === null ? words.draftLabel(end.documentNumber) : end.title;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.formulary.title, href: paths.formulary() }]}
        crumbsLabel={t.frame.position}
        facts={[words.between(name(from), name(to)), words.print]}
      />
      <Ends {...props} />
      <Counts {...props} />
      <ActTabs {...props} />
      {rows.length === 0 ? <Empty title={words.none} text={words.noneText} /> : <Rows {...props} />}
      {props.can.stock && difference.leaving.size > 0 && <Leavers {...props} />}
    </>
  );
}

function Ends(props: DifferencePageProps) {
  const { t, editions, draftNumber, query, can } = props;
  const words = t.formulary.difference;
  const options = editions.map(({ edition, title }) => ({ value: String(edition), label: title }));
  const draft = draftNumber === null ? [] : [{ value: 'draft', label: words.draftLabel(draftNumber) }];
  return (
    <Filters
      t={t}
      action={paths.formularyDifference()}
      right={
        can.export && (
          <ExportLinks
            t={t}
            csv={paths.formularyDifferenceExport('csv', addressOf(props))}
            xlsx={paths.formularyDifferenceExport('xlsx', addressOf(props))}
          />
        )
      }
    >
      <FilterSelect
        label={words.fromLabel}
        name="from"
        value={String(query.from ?? '')}
        options={[{ value: '', label: words.nothing }, ...options]}
      />
      <FilterSelect label={words.toLabel} name="to" value={String(query.to ?? '')} options={[...draft, ...options]} />
    </Filters>
  );
}

function Counts(props: DifferencePageProps) {
  const { t, difference, can } = props;
  const words = t.formulary.difference;
  const { counts, totals } = difference;
  const to = (act: string) => paths.formularyDifference(addressOf(props, { act }));
  const stock = can.stock
    ? [
        ...(can.prices
          ? [{ label: words.value, value: moneyText(totals.valueFen), unit: words.yuan, href: '#leavers' }]
          : []),
        { label: words.members, value: totals.members, href: '#leavers' },
        { label: words.shortages, value: totals.shortages, href: '#leavers' },
        { label: words.reservations, value: totals.reservations, href: '#leavers' },
      ]
    : [];
  return (
    <>
      <Figures
        label={words.figures}
        figures={[
          { label: words.added, value: counts.add, href: to('add') },
          { label: words.removed, value: counts.remove, href: to('remove') },
          { label: words.tiers, value: counts.tiers, href: to('tiers') },
          { label: words.words, value: counts.words, href: to('words') },
        ]}
      />
      {counts.remove > 0 && stock.length > 0 && <Figures label={words.leavers} figures={stock} />}
    </>
  );
}

function ActTabs(props: DifferencePageProps) {
  const { t, query, difference } = props;
  const { acts, anyAct } = t.formulary.draft;
  const all = Object.values(difference.counts).reduce((sum, count) => sum + count, 0);
  const tab = (act: keyof typeof acts | undefined, label: string, count: number) => ({
    label,
    count,
    href: paths.formularyDifference(addressOf(props, { act })),
    current: query.act === act,
  });
  const named = (Object.keys(acts) as (keyof typeof acts)[]).map((act) => tab(act, acts[act], difference.counts[act]));
  return <Tabs label={t.formulary.difference.figures} tabs={[tab(undefined, anyAct, all), ...named]} />;
}

function Rows(props: DifferencePageProps) {
  const { t, rows } = props;
  const words = t.formulary;
  const head = (
    <>
      <Head>{words.fields.item}</Head>
      <Head>{words.draft.act}</Head>
      <Head>{words.draft.before}</Head>
      <Head>{words.draft.after}</Head>
      <Head>{words.difference.fieldsHead}</Head>
    </>
  );
  return (
    <>
      <Table caption={words.difference.caption} head={head} stacks>
        {rows.map((row) => (
          <DifferenceRow t={t} row={row} />
        ))}
      </Table>
      <NumberedPager
        t={t}
        page={props.page}
        size={props.size}
        total={props.total}
        href={(page) => paths.formularyDifference(addressOf(props, { page: page === 1 ? undefined : page }))}
      />
    </>
  );
}

function DifferenceRow({ t, row }: { t: Words; row: EntryDifference }) {
  const { snapshot, useUntil } = row.entry;
  const { fields, untilExpiry, draft } = t.formulary;
  return (
    <tr>
      <td class="span-6">
        <Item
          name={snapshot.genericName}
          href={paths.item(snapshot.code)}
          detail={`${snapshot.code} ${entryDetail(t, snapshot)}`}
        />
      </td>
      <td class="span-2 nowrap">{draft.acts[row.act]}</td>
      <td class="span-2">{tiersText(t, row.before)}</td>
      <td class="span-2">
        {tiersText(t, row.entry)}
        {row.act === 'remove' && (
          <>
            <br />
            <small class="nowrap">
              {fields.useUntil} {useUntil ?? untilExpiry}
            </small>
          </>
        )}
      </td>
      <td class="span-6">
        {row.fields.map(({ field, before, after }) => (
          <div>
            {fieldName(t, field)} {fieldText(t, field, before)} → <b>{fieldText(t, field, after)}</b>
          </div>
        ))}
      </td>
    </tr>
  );
}
