/** Handovers as a list: which store, which shift, from whom to whom, and whether it was even. */
import type { HandoverFilter, ListedHandover } from '../../src/controlled/handover-queries.ts';
import { HANDOVER_STATES } from '../../src/controlled/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ControlledTabs, HandoverStatus } from './tabs.tsx';

export interface HandoversPageProps {
  t: Words;
  filter: HandoverFilter;
  rows: ListedHandover[];
  next: string | undefined;
  paged: boolean;
  can: { act: boolean; export: boolean };
  now: number;
}

export function HandoversPage({ t, filter, rows, next, paged, can, now }: HandoversPageProps) {
  const words = t.controlled.handover;
  const query = { ...filter };
  const states = [
    { value: '', label: t.lists.all },
    ...HANDOVER_STATES.map((value) => ({ value, label: words.states[value] })),
  ];
  const filtered = (filter.q ?? '') !== '' || filter.state !== undefined;
  const act = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newHandover()}>
      {words.new}
    </LinkButton>
  );
  const files = { csv: paths.handoversExport('csv', query), xlsx: paths.handoversExport('xlsx', query) };
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.act && { actions: act })} />
      <ControlledTabs t={t} tab="handovers" />
      <Filters
        t={t}
        action={paths.handovers()}
        {...(filtered && { clear: paths.handovers() })}
        {...(can.export && { right: <ExportLinks t={t} {...files} /> })}
      >
        <FilterText
          label={t.controlled.search}
          name="q"
          placeholder={words.searchHint}
          {...(filter.q !== undefined && { value: filter.q })}
        />
        <FilterSelect
          label={t.controlled.state}
          name="state"
          options={states}
          {...(filter.state && { value: filter.state })}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <List t={t} rows={rows} now={now} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.handovers(query) })}
        {...(next !== undefined && { next: paths.handovers({ ...query, after: next }) })}
      />
    </>
  );
}

function List({ t, rows, now }: Pick<HandoversPageProps, 't' | 'rows' | 'now'>) {
  const words = t.controlled.handover;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{t.controlled.place}</Head>
      <Head>{t.controlled.shift}</Head>
      <Head>{words.from}</Head>
      <Head>{words.to}</Head>
      <Head>{words.at}</Head>
      <Head num>{words.lots}</Head>
      <Head num>{words.differing}</Head>
      <Head>{t.controlled.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.handover(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">
            {row.place} <span class="note">{row.store}</span>
          </td>
          <td class="span-2">
            {row.day} {t.controlled.shifts[row.shift]}
          </td>
          <td class="span-2" data-label={words.from}>
            {row.from}
          </td>
          <td class="span-2" data-label={words.to}>
            {row.to}
          </td>
          <td class="span-2">{momentText(t, row.at, now)}</td>
          <td class="num span-2" data-label={words.lots}>
            {row.lots}
          </td>
          <td class="num span-2" data-label={words.differing}>
            {row.differing}
          </td>
          <td class="span-2">
            <HandoverStatus t={t} status={row.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
