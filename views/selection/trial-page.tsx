/** Items on trial and items that something speaks against, each number a way to what it is made of. */
import { paths } from '../../src/paths.ts';
import type { WatchQuery } from '../../src/selection/forms.ts';
import type { Trigger, Watch, WatchedItem } from '../../src/selection/trial-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { clauseComma, numberText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';

export interface TrialPageProps {
  t: Words;
  query: WatchQuery;
  watch: Watch;
  /** Rows of this page. */
  rows: readonly WatchedItem[];
  page: number;
  size: number;
  total: number;
  triggers: readonly Trigger[];
  tabs: readonly WatchQuery['state'][];
}

export function TriggerList({ t, triggers }: { t: Words; triggers: readonly Trigger[] }) {
  if (triggers.length === 0) return <span class="muted">{t.selection.trial.noTriggers}</span>;
  return (
    <>
      {triggers.map((trigger) => (
        <>
          <Status icon="s-near" tone={trigger === 'signal' ? 'danger' : 'warn'}>
            {t.selection.trial.names[trigger]}
          </Status>{' '}
        </>
      ))}
    </>
  );
}

function WatchedRow({ t, row }: { t: Words; row: WatchedItem }) {
  const detail = [row.strength, row.manufacturer].filter((text) => text !== '').join(clauseComma(t));
  const opened = paths.trialItem(row.code);
  return (
    <tr>
      <td class="span-6">
        <Item name={row.name} detail={detail} href={opened} />
      </td>
      <td class="span-4">
        {row.dossierNumber && <Code href={paths.dossier(row.dossierNumber)}>{row.dossierNumber}</Code>}
      </td>
      <td class="span-2 nowrap" data-label={row.trialUntil ? t.selection.columns.trialUntil : undefined}>
        {row.trialUntil}
      </td>
      <td class="num span-2" data-label={t.selection.trial.used}>
        <a href={`${opened}#use`}>{numberText(row.usedBase)}</a>
      </td>
      <td class="num span-2" data-label={t.selection.trial.shortages}>
        <a href={`${opened}#shortages`}>{numberText(row.shortages)}</a>
      </td>
      <td class="num span-2" data-label={t.selection.trial.signals}>
        <a href={`${opened}#signals`}>{numberText(row.signals)}</a>
      </td>
      <td class="span-6">
        <TriggerList t={t} triggers={row.triggers} />
        {row.unselected && <span class="tail">{row.unselected}</span>}
      </td>
    </tr>
  );
}

function WatchedTable({ t, rows }: Pick<TrialPageProps, 't' | 'rows'>) {
  const words = t.selection.trial;
  return (
    <Table
      caption={words.caption}
      stacks
      head={
        <>
          <Head>{words.item}</Head>
          <Head>{words.dossier}</Head>
          <Head>{t.selection.columns.trialUntil}</Head>
          <Head num>{words.used}</Head>
          <Head num>{words.shortages}</Head>
          <Head num>{words.signals}</Head>
          <Head>{words.triggers}</Head>
        </>
      }
    >
      {rows.map((row) => (
        <WatchedRow t={t} row={row} />
      ))}
    </Table>
  );
}

function emptyTitle(t: Words, query: WatchQuery): string {
  const words = t.selection.trial;
  if (query.q !== undefined || query.trigger !== undefined || query.state === 'listed') return words.noneFound;
  return query.state === 'trial' ? words.none : words.noneAgainst;
}

export function TrialPage(props: TrialPageProps) {
  const { t, query, watch, rows } = props;
  const words = t.selection.trial;
  const { bounds } = watch;
  const kept = { state: query.state, trigger: query.trigger, q: query.q };
  const counts = { trial: watch.onTrial.length, against: watch.spokenAgainst.length, listed: watch.listed.length };
  const tabs = props.tabs.map((state) => ({
    label: words.tabs[state],
    href: paths.trial({ state }),
    count: counts[state],
    current: query.state === state,
  }));
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.selection.title, href: paths.selection() }]}
        crumbsLabel={t.frame.position}
        facts={[words.rule(bounds.unusedSince, bounds.shortages, bounds.shortSince)]}
      />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.trial()}
        kept={{ state: query.state }}
        right={<ExportLinks t={t} csv={paths.trialExport('csv', kept)} xlsx={paths.trialExport('xlsx', kept)} />}
      >
        <FilterText label={words.search} name="q" placeholder={words.searchHint} value={query.q} />
        <FilterSelect
          label={words.triggers}
          name="trigger"
          value={query.trigger}
          options={[
            { value: '', label: words.anyTrigger },
            ...props.triggers.map((trigger) => ({ value: trigger, label: words.names[trigger] })),
          ]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={emptyTitle(t, query)} /> : <WatchedTable t={t} rows={rows} />}
      <NumberedPager
        t={t}
        page={props.page}
        size={props.size}
        total={props.total}
        href={(page) => paths.trial({ ...kept, page })}
      />
    </>
  );
}
