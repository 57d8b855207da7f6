/** The desk: one board of what hurts first, by item or by request; it asks for itself again when anything changes. */
import { paths, type Query, withQuery } from '../../src/paths.ts';
import type { DeskItem, DeskLine } from '../../src/shortages/desk-queries.ts';
import type { DeskQuery } from '../../src/shortages/forms.ts';
import { openBase, URGENCIES } from '../../src/shortages/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterCheck, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { deadline, quantityText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { SignalStatus, Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { amountText, detailOf, nameOf, stateOfLine, whoActs } from './shortage-words.tsx';

export interface DeskProps {
  t: Words;
  now: number;
  query: DeskQuery;
  items?: DeskItem[];
  page?: { rows: DeskLine[]; next: string | undefined; total: number };
}

function kept({ view, urgency, late, q }: DeskQuery): Query {
  return { view, urgency, late, q };
}

/** Days of cover in words: out is danger, under a week is orange. */
export function CoverStatus({ t, days }: { t: Words; days: number | null }) {
  if (days === null) return <span class="muted">{t.desk.noUse}</span>;
  if (days === 0) {
    return (
      <Status icon="s-stop" tone="danger">
        {t.desk.cover(0)}
      </Status>
    );
  }
  if (days >= 7) return <>{t.desk.cover(days)}</>;
  return (
    <Status icon="s-near" tone="warn">
      {t.desk.cover(days)}
    </Status>
  );
}

/** Only an emergency calls. */
export function UrgencyMark({ t, urgency }: { t: Words; urgency: DeskItem['urgency'] }) {
  if (urgency !== 'emergency') return <>{t.shortages.urgencies[urgency]}</>;
  return (
    <Status icon="s-urgent" tone="warn">
      {t.shortages.urgencies.emergency}
    </Status>
  );
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

function dueOf(line: DeskLine): number {
  const { answerBy, resolveBy } = line.shortage;
  return stateOfLine(line) === 'matched' ? (resolveBy ?? answerBy) : answerBy;
}

function RequestRow({ t, now, line }: { t: Words; now: number; line: DeskLine }) {
  const heads = t.desk.columns;
  const { shortage, document, organisation, item } = line;
  return (
    <tr>
      <td>
        <Item name={nameOf(line)} detail={detailOf(t, line)} href={paths.shortage(document.number)} />
      </td>
      <td class="span-3">{organisation.shortName}</td>
      <td class="span-3">
        <UrgencyMark t={t} urgency={shortage.urgency} />
      </td>
      <td class="span-2 num" data-label={heads.cover}>
        <CoverStatus t={t} days={line.coverDays} />
      </td>
      <td class="span-2 num" data-label={heads.patients}>
        {shortage.patients === null ? t.formats.none : t.desk.patients(shortage.patients)}
      </td>
      <td class="span-2 num" data-label={heads.open}>
        {amountText(t, line, openBase(shortage))}
      </td>
      <td class="span-3">
        <SignalStatus signal={deadline(t, dueOf(line), now)} />
      </td>
      <td class="span-3">{whoActs(t, line)}</td>
      <td>{item === null ? t.desk.wish : <a href={paths.shortageDeskItem(item.code)}>{t.desk.arrange}</a>}</td>
    </tr>
  );
}

function RequestRows({ t, now, rows }: { t: Words; now: number; rows: readonly DeskLine[] }) {
  const heads = t.desk.columns;
  return (
    <Table
      caption={t.desk.title}
      stacks
      head={
        <>
          <Head>{heads.item}</Head>
          <Head>{heads.place}</Head>
          <Head>{heads.urgency}</Head>
          <Head num>{heads.cover}</Head>
          <Head num>{heads.patients}</Head>
          <Head num>{heads.open}</Head>
          <Head>{heads.due}</Head>
          <Head>{heads.who}</Head>
          <Head>{t.desk.arrange}</Head>
        </>
      }
    >
      {rows.map((line) => (
        <RequestRow t={t} now={now} line={line} />
      ))}
    </Table>
  );
}

/** The rows alone, as live updates ask for them. */
export function DeskList(props: DeskProps) {
  const { t, now, query, items, page } = props;
  const url = paths.shortageDesk({ ...kept(query), after: query.after });
  const none = (items?.length ?? page?.rows.length ?? 0) === 0;
  return (
    <section id="desk-rows" aria-label={t.desk.title} {...live('shortage', url)}>
      {none && <Empty title={t.desk.empty} text={t.desk.emptyText} />}
      {!none && items && <ItemRows t={t} now={now} items={items} />}
      {!none && page && <RequestRows t={t} now={now} rows={page.rows} />}
      {page && !none && (
        <KeysetPager
          t={t}
          shown={page.rows.length}
          total={page.total}
          first={query.after ? paths.shortageDesk(kept(query)) : undefined}
          next={page.next && paths.shortageDesk({ ...kept(query), after: page.next })}
        />
      )}
    </section>
  );
}

export function DeskPage(props: DeskProps) {
  const { t, query, items, page } = props;
  const words = t.desk;
  const filtered = Boolean(query.q || query.urgency || query.late);
  const count = items ? words.itemCount(items.length) : words.counts(page?.total ?? 0);
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
