/** The hub's board: tabs, the list, and beside it the request that is open. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { LinkButton } from '../ui/button.tsx';
import { percentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Split } from '../ui/panel.tsx';
import { BoardList, type BoardProps, BoardTabs, keptQuery } from './board-list.tsx';

export interface BoardPageProps extends BoardProps {
  /** May register on behalf of members. */
  mayRegister: boolean;
  fulfilment: { collected: number; missed: number };
  /** The open request; on a phone it takes the place of the list when its own address was asked for. */
  record?: Child;
  recordAsked: boolean;
}

export function BoardPage(props: BoardPageProps) {
  const { t, query, counts, fulfilment } = props;
  const whole = fulfilment.collected + fulfilment.missed;
  const rate =
    whole === 0
      ? t.shortages.noRate
      : t.shortages.rate(percentText(t, fulfilment.collected, whole), fulfilment.collected, whole);
  const orders: Partial<Record<typeof query.state, string>> = {
    processing: t.shortages.sortedByWaiting,
    settled: t.shortages.sortedByDay,
  };
  const order = orders[query.state] ?? t.shortages.sortedByTime;
  const kept = keptQuery(query);
  return (
    <>
      <PageHead
        title={t.shortages.title}
        facts={[t.shortages.countyOpen(counts.open), rate, order]}
        actions={
          <>
            <LinkButton class="desk-only" icon="i-download" href={paths.shortagesExport('xlsx', kept)}>
              {t.lists.exportXlsx}
            </LinkButton>
            <LinkButton class="desk-only" icon="i-download" href={paths.shortagesExport('csv', kept)}>
              {t.lists.exportCsv}
            </LinkButton>
            <LinkButton icon="i-chart" href={paths.shortageDesk()}>
              {t.desk.title}
            </LinkButton>
            {props.mayRegister && (
              <LinkButton icon="i-plus" href={paths.newShortage()}>
                {t.shortages.registerFor}
              </LinkButton>
            )}
          </>
        }
      />
      <BoardTabs t={t} query={query} counts={counts} tabs={props.tabs} />
      <Split open={props.recordAsked}>
        <BoardList {...props} />
        <article class={props.recordAsked ? 'detail' : 'detail desk-only'} id="record">
          {props.record ?? <Empty title={t.shortages.chooseOne} />}
        </article>
      </Split>
    </>
  );
}
