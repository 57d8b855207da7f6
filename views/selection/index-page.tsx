/** The dossiers of the reader's scope: tabs by progress, filters, pages by key. */
import { paths } from '../../src/paths.ts';
import type { ListQuery } from '../../src/selection/forms.ts';
import type { DossierLine, Tab, TabCounts } from '../../src/selection/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { fullMoment } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { DossierStatus, detailOf, nameOf, scoreText, stateOf } from './dossier-words.tsx';

export interface DossiersPageProps {
  t: Words;
  query: ListQuery;
  tabs: readonly Tab[];
  counts: TabCounts;
  lines: readonly DossierLine[];
  next: string | undefined;
  classes: readonly string[];
  waiting: number;
  can: { apply: boolean; review: boolean; watch: boolean };
}

function kept({ state, q, organisation, class: name, mine }: ListQuery) {
  return { state, q, organisation, class: name, mine };
}

function Waiting({ t, waiting }: DossiersPageProps) {
  if (waiting === 0) return null;
  const link = <LinkButton href={paths.selection({ mine: '1' })}>{t.selection.showWaiting}</LinkButton>;
  return <Notice tone="accent" icon="s-todo" title={t.selection.waitingForYou(waiting)} buttons={link} />;
}

function DossierFilters(props: DossiersPageProps) {
  const { t, query, classes, can } = props;
  const words = t.selection.filter;
  const filtered = Boolean(query.q || query.organisation || query.class || query.mine);
  const files = kept(query);
  return (
    <Filters
      t={t}
      action={paths.selection()}
      kept={{ state: query.state, organisation: query.organisation }}
      clear={filtered ? paths.selection({ state: query.state }) : undefined}
      right={
        <ExportLinks t={t} csv={paths.selectionExport('csv', files)} xlsx={paths.selectionExport('xlsx', files)} />
      }
    >
      <FilterText label={words.q} name="q" value={query.q} placeholder={words.q} />
      <FilterSelect
        label={words.class}
        name="class"
        value={query.class}
        options={[{ value: '', label: words.anyClass }, ...classes.map((name) => ({ value: name, label: name }))]}
      />
      {can.review && <FilterCheck label={words.mine} name="mine" checked={query.mine === '1'} />}
    </Filters>
  );
}

function DossierRow({ t, line }: { t: Words; line: DossierLine }) {
  const { number, createdAt } = line.document;
  return (
    <tr>
      <td class="span-6">
        <Item name={nameOf(line)} href={paths.dossier(number)} detail={detailOf(t, line)} />
      </td>
      <td class="span-3">
        <Code href={paths.dossier(number)}>{number}</Code>
      </td>
      <td class="span-3">{line.organisation.shortName}</td>
      <td class="span-3">{line.therapeuticClass}</td>
      <td class="span-3 nowrap">{fullMoment(createdAt).slice(0, 10)}</td>
      <td class="span-3">
        <DossierStatus t={t} state={stateOf(line)} />
      </td>
      <td class="span-3">{scoreText(t, line.dossier)}</td>
    </tr>
  );
}

function DossierTable({ t, lines }: Pick<DossiersPageProps, 't' | 'lines'>) {
  const words = t.selection;
  const heads = words.columns;
  return (
    <Table
      caption={words.caption}
      stacks
      head={
        <>
          <Head>{heads.item}</Head>
          <Head>{heads.number}</Head>
          <Head>{heads.organisation}</Head>
          <Head>{heads.class}</Head>
          <Head>{heads.created}</Head>
          <Head>{heads.state}</Head>
          <Head>{heads.score}</Head>
        </>
      }
    >
      {lines.map((line) => (
        <DossierRow t={t} line={line} />
      ))}
    </Table>
  );
}

export function DossiersPage(props: DossiersPageProps) {
  const { t, query, counts, lines, can } = props;
  const words = t.selection;
  const tabs = props.tabs.map((tab) => ({
    label: words.tabs[tab],
    href: paths.selection({ ...kept(query), state: tab }),
    count: counts[tab],
    current: query.state === tab,
  }));
  const apply = can.apply && (
    <LinkButton kind="primary" icon="i-plus" href={paths.newDossier()}>
      {words.apply}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={words.title}
        actions={
          <>
            <LinkButton href={paths.comparison()}>{words.toComparison}</LinkButton>
            {can.watch && <LinkButton href={paths.trial()}>{words.toTrial}</LinkButton>}
            {apply}
          </>
        }
      />
      <Waiting {...props} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <DossierFilters {...props} />
      {lines.length === 0 ? (
        counts.all === 0 ? (
          <Empty title={words.emptyTitle} text={words.emptyText} />
        ) : (
          <Empty title={t.lists.empty} text={t.lists.emptyHint} />
        )
      ) : (
        <DossierTable t={t} lines={lines} />
      )}
      <KeysetPager
        t={t}
        shown={lines.length}
        total={query.q || query.organisation || query.class || query.mine ? undefined : counts[query.state]}
        first={query.after ? paths.selection(kept(query)) : undefined}
        next={props.next && paths.selection({ ...kept(query), after: props.next })}
      />
    </>
  );
}
