/** The usual ways of rounds: days, time, stops; changed, given up, taken up again. */

import { timeOfMinutes } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { RouteLine } from '../../src/rounds/route-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { clauseComma } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

interface RoutesPageProps {
  t: Words;
  rows: RouteLine[];
  canPlan: boolean;
  formKey: () => string;
}

export function RoutesPage(props: RoutesPageProps) {
  const { t, rows, canPlan } = props;
  const words = t.rounds;
  const actions = canPlan && (
    <LinkButton kind="primary" href={paths.newRoute()}>
      {words.newRoute}
    </LinkButton>
  );
  const head = (
    <>
      <Head>{words.routeName}</Head>
      <Head>{words.house}</Head>
      <Head>{words.weekdays}</Head>
      <Head>{words.leavesAt}</Head>
      <Head>{words.stopsTitle}</Head>
      <Head>{words.state}</Head>
      <Head>{words.change}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.routes}
        crumbs={[{ label: words.title, href: paths.rounds() }, { label: words.routes }]}
        crumbsLabel={t.frame.position}
        actions={actions}
      />
      {rows.length === 0 ? (
        <Empty title={words.routesEmpty} text={words.routesEmptyText} />
      ) : (
        <Table caption={words.routes} head={head} stacks>
          {rows.map((row) => (
            <RouteRow {...props} row={row} />
          ))}
        </Table>
      )}
    </>
  );
}

function RouteRow({ t, row, canPlan, formKey }: RoutesPageProps & { row: RouteLine }) {
  const words = t.rounds;
  return (
    <tr>
      <td class="span-3">
        {canPlan ? <a href={paths.route(row.id)}>{row.name}</a> : row.name}{' '}
        <small>{words.progress(row.stops.length, row.stops.length)}</small>
      </td>
      <td class="span-3">{row.house}</td>
      <td class="span-3">{row.weekdays.map(words.weekday).join(' ')}</td>
      <td class="span-3" data-label={words.leavesAt}>
        {timeOfMinutes(row.leavesAt)}
      </td>
      <td class="span-6">{row.stops.map((stop) => `${stop.name} ${stop.afterMinutes}′`).join(clauseComma(t))}</td>
      <td class="span-3">
        <Status icon={row.active ? 's-done' : 's-no'}>
          {row.active ? words.routeState.active : words.routeState.ended}
        </Status>
      </td>
      <td class="span-3">
        {canPlan && (
          <form method="post" action={paths.routeState(row.id)}>
            <HiddenKey value={formKey()} />
            <Hidden name="version" value={row.version} />
            <Hidden name="active" value={row.active ? '0' : '1'} />
            <Button small kind="plain">
              {row.active ? words.endRoute : words.resumeRoute}
            </Button>
          </form>
        )}
      </td>
    </tr>
  );
}
