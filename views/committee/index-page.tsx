/** The sessions of the committee, the latest held first. */
import type { ListQuery } from '../../src/committee/forms.ts';
import { SESSION_STATES } from '../../src/committee/rules.ts';
import type { SessionLine } from '../../src/committee/session-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { SessionStatus, stateOf } from './session-words.tsx';

export interface SessionsPageProps {
  t: Words;
  query: ListQuery;
  lines: readonly SessionLine[];
  next: string | undefined;
  can: { call: boolean };
}

function SessionRow({ t, line }: { t: Words; line: SessionLine }) {
  const { number } = line.document;
  return (
    <tr>
      <td class="span-6">
        <Item name={line.session.title} href={paths.session(number)} detail={line.session.place} />
      </td>
      <td class="span-3">
        <Code href={paths.session(number)}>{number}</Code>
      </td>
      <td class="span-3 nowrap">{line.session.heldOn}</td>
      <td class="span-2">
        <SessionStatus t={t} state={stateOf(line)} />
      </td>
      <td class="num span-2">{t.formats.of(line.present, line.seats)}</td>
      <td class="num span-2">{t.formats.of(line.decided, line.matters)}</td>
    </tr>
  );
}

function SessionTable({ t, lines }: Pick<SessionsPageProps, 't' | 'lines'>) {
  const words = t.committee;
  const heads = words.columns;
  return (
    <Table
      caption={words.caption}
      stacks
      head={
        <>
          <Head>{heads.title}</Head>
          <Head>{heads.number}</Head>
          <Head>{heads.heldOn}</Head>
          <Head>{heads.state}</Head>
          <Head num>
            {heads.present} / {heads.seats}
          </Head>
          <Head num>
            {heads.decided} / {heads.matters}
          </Head>
        </>
      }
    >
      {lines.map((line) => (
        <SessionRow t={t} line={line} />
      ))}
    </Table>
  );
}

export function SessionsPage({ t, query, lines, next, can }: SessionsPageProps) {
  const words = t.committee;
  const { state, q } = query;
  const tabs = [undefined, ...SESSION_STATES].map((each) => ({
    label: each === undefined ? words.all : words.states[each],
    href: paths.committee({ state: each, q }),
    current: state === each,
  }));
  const call = can.call && (
    <LinkButton kind="primary" icon="i-plus" href={paths.newSession()}>
      {words.call}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.fullTitle]} actions={call} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.committee()}
        kept={{ state }}
        clear={q ? paths.committee({ state }) : undefined}
        right={
          <ExportLinks
            t={t}
            csv={paths.committeeExport('csv', { state, q })}
            xlsx={paths.committeeExport('xlsx', { state, q })}
          />
        }
      >
        <FilterText label={words.filterQ} name="q" value={q} placeholder={words.filterQ} />
      </Filters>
      {lines.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <SessionTable t={t} lines={lines} />
      )}
      <KeysetPager
        t={t}
        shown={lines.length}
        first={query.after ? paths.committee({ state, q }) : undefined}
        next={next && paths.committee({ state, q, after: next })}
      />
    </>
  );
}
