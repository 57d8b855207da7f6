/** Recalled devices: those whose recall stands, and all, with what each still asks for. */
import type { ListedRecall } from '../../src/implants/recall-queries.ts';
import { RECALL_TABS, type RecallTab, recallText } from '../../src/implants/rules.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { RecallList } from '../../src/recalls/list-rules.ts';
import type { Words } from '../i18n/index.ts';
import { otherRecalls } from '../recalls/other-lists.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Tabs } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { RecallStatus } from './words.tsx';

interface ImplantRecallsProps {
  t: Words;
  filter: { tab: RecallTab; q?: string | undefined };
  rows: readonly ListedRecall[];
  next: string | undefined;
  paged: boolean;
  can: { recall: boolean; export: boolean };
  others: readonly RecallList[];
}

export function ImplantRecallsPage(props: ImplantRecallsProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.implantRecalls;
  const tabs = RECALL_TABS.map((tab) => ({
    label: words.tabs[tab],
    href: paths.implantRecalls({ tab }),
    current: filter.tab === tab,
  }));
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.implants.title, href: paths.implants() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro, ...otherRecalls(t, props.others)]}
        {...(can.recall && {
          actions: (
            <LinkButton kind="primary" href={paths.newImplantRecall()}>
              {t.implants.forms.recall}
            </LinkButton>
          ),
        })}
      />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={{ ...words, state: t.implants.state, states: {} }}
        states={[]}
        query={{ ...filter }}
        kept={{ tab: filter.tab }}
        href={paths.implantRecalls}
        exports={can.export ? paths.implantRecallsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: ImplantRecallsProps) {
  const words = t.implantRecalls;
  const head = (
    <>
      <Head>{t.implants.name}</Head>
      <Head>{words.scope}</Head>
      <Head>{words.why}</Head>
      <Head>{words.openedOn}</Head>
      <Head num>{words.onShelf}</Head>
      <Head num>{words.used}</Head>
      <Head num>{words.untold}</Head>
      <Head>{t.implants.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <Item name={row.name} href={paths.implantRecall(row.id)} />
          </td>
          <td class="span-6">
            <Code>{recallText(row)}</Code>
          </td>
          <td class="span-6">{row.why}</td>
          <td class="span-3" data-label={words.openedOn}>
            {dayOf(row.openedAt)}
          </td>
          <td class="num span-3" data-label={words.onShelf}>
            {row.shelf}
          </td>
          <td class="num span-3" data-label={words.used}>
            {row.used}
          </td>
          <td class="num span-3" data-label={words.untold}>
            {row.untold}
          </td>
          <td class="span-3">
            <RecallStatus t={t} recall={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
