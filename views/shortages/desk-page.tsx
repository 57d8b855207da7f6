/** The desk: one board of what hurts first, by item or by request; it asks for itself again when anything changes. */
import { paths, type Query, withQuery } from '../../src/paths.ts';
import type { DeskItem, DeskLine } from '../../src/shortages/desk-queries.ts';
import type { DeskQuery } from '../../src/shortages/forms.ts';
import { URGENCIES } from '../../src/shortages/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterCheck, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { deadline, quantityText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { ChoosableRows, RequestRows } from './desk-requests.tsx';
import { CoverStatus, UrgencyMark } from './hurt-marks.tsx';

interface Shown<T> {
  rows: T[];
  next: string | undefined;
  total: number;
}

export interface DeskProps {
  t: Words;
  now: number;
  query: DeskQuery;
  /** One page of the one view or of the other. */
  items?: Shown<DeskItem>;
  page?: Shown<DeskLine>;
  mayAnswer: boolean;
}

function kept({ view, urgency, late, q }: DeskQuery): Query {
  return { view, urgency, late, q };
}

function ItemRows({ t, now, items }: { t: Words; now: number; items: readonly DeskItem[] }) {
  const heads = t.desk.columns;
  return (
    <Table
      caption={t.desk.title}
      stacks
      head={
        <>
          <Head>{heads.item}</Head>
          <Head>{heads.urgency}</Head>
          <Head num>{heads.cover}</Head>
          <Head num>{heads.patients}</Head>
          <Head num>{heads.requests}</Head>
          <Head num>{heads.members}</Head>
          <Head num>{heads.open}</Head>
          <Head>{heads.due}</Head>
        </>
      }
    >
      {items.map((item) => (
        <tr>
          <td>
            <Item
              name={item.genericName}
              detail={`${item.strength} ${item.manufacturer}`}
              href={paths.shortageDeskItem(item.code)}
            />
          </td>
          <td class="span-3">
            <UrgencyMark t={t} urgency={item.urgency} />
          </td>
          <td class="span-3 num" data-label={heads.cover}>
            <CoverStatus t={t} days={item.coverDays} />
          </td>
          <td class="span-2 num" data-label={heads.patients}>
            {t.desk.patients(item.patients)}
          </td>
          <td class="span-2 num" data-label={heads.requests}>
            {t.desk.requests(item.requests)}
          </td>
          <td class="span-2 num" data-label={heads.members}>
            {t.desk.members(item.members)}
          </td>
          <td class="span-3 num" data-label={heads.open}>
            {quantityText(t, item.openBase, item)}
          </td>
          <td class="span-3">
            <SignalStatus signal={deadline(t, item.due, now)} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** The rows alone, as live updates ask for them. */
export function DeskList(props: DeskProps) {
  const { t, now, query, items, page, mayAnswer } = props;
  const url = paths.shortageDesk({ ...kept(query), after: query.after });
  const shown = items ?? page;
  const none = (shown?.rows.length ?? 0) === 0;
  return (
    <section id="desk-rows" aria-label={t.desk.title} {...live('shortage', url)}>
      {none && <Empty title={t.desk.empty} text={t.desk.emptyText} />}
      {!none && items && <ItemRows t={t} now={now} items={items.rows} />}
      {!none && page && mayAnswer && <ChoosableRows t={t} now={now} rows={page.rows} />}
      {!none && page && !mayAnswer && <RequestRows t={t} now={now} rows={page.rows} chooses={false} />}
      {shown && !none && (
        <KeysetPager
          t={t}
          shown={shown.rows.length}
          total={shown.total}
          first={query.after ? paths.shortageDesk(kept(query)) : undefined}
          next={shown.next && paths.shortageDesk({ ...kept(query), after: shown.next })}
        />
      )}
    </section>
  );
}

export function DeskPage(props: DeskProps) {
  const { t, query, items, page } = props;
  const words = t.desk;
  const filtered = Boolean(query.q || query.urgency || query.late);
  const count = items ? words.itemCount(items.total) : words.counts(page?.total ?? 0);
  const tabs = (['items', 'requests'] as const).map((view) => ({
    label: words.views[view],
    href: withQuery(paths.shortageDesk(), { ...kept(query), view }),
    current: query.view === view,
  }));
  return (
    <>
      <PageHead
        title={words.title}
        facts={[count, words.intro]}
        actions={
          <LinkButton icon="i-need" href={paths.shortages()}>
            {words.back}
          </LinkButton>
        }
      />
      <Tabs label={words.viewsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.shortageDesk()}
        kept={{ view: query.view }}
        clear={filtered ? paths.shortageDesk({ view: query.view }) : undefined}
      >
        <FilterText label={words.search} name="q" value={query.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.urgency}
          name="urgency"
          value={query.urgency}
          options={[
            { value: '', label: words.anyUrgency },
            ...URGENCIES.map((value) => ({ value, label: t.shortages.urgencies[value] })),
          ]}
        />
        <FilterCheck label={words.late} name="late" checked={query.late === '1'} />
      </Filters>
      <DeskList {...props} />
    </>
  );
}
