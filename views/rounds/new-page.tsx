/** Planning a round: first the route, with what waits along it; then day, crew and what rides. */

import { timeOfMinutes } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { Driver } from '../../src/rounds/driver-queries.ts';
import type { CarrierLine, RouteLine, WaitingLoad } from '../../src/rounds/route-queries.ts';
import { weekdayOf } from '../../src/rounds/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { CrewFields, LoadChoices } from './crew-fields.tsx';

export interface NewRoundPageProps {
  t: Words;
  routes: RouteLine[];
  route: RouteLine | undefined;
  waiting: WaitingLoad[];
  carriers: CarrierLine[];
  drivers: Driver[];
  form: FormState;
  formKey: string;
  day: string;
  today: string;
}

export function NewRoundPage(props: NewRoundPageProps) {
  const { t, routes, route } = props;
  const words = t.rounds;
  const crumbs = [{ label: words.title, href: paths.rounds() }, { label: words.newTitle }];
  if (routes.length === 0) {
    const act = <LinkButton href={paths.newRoute()}>{words.newRoute}</LinkButton>;
    return (
      <>
        <PageHead title={words.newTitle} crumbs={crumbs} crumbsLabel={t.frame.position} />
        <Empty title={words.noRoutes} text={words.routesEmptyText} act={act} />
      </>
    );
  }
  return (
    <>
      <PageHead title={route?.name ?? words.newTitle} crumbs={crumbs} crumbsLabel={t.frame.position} />
      {route === undefined ? <ChooseRoute {...props} /> : <PlanForm {...props} route={route} />}
    </>
  );
}

/** Routes of the day first, each with how much waits along it. */
function ChooseRoute({ t, routes, waiting, day }: NewRoundPageProps) {
  const words = t.rounds;
  const weekday = weekdayOf(day);
  const counted = routes
    .map((route) => {
      const members = new Set(route.stops.map((stop) => stop.organisationId));
      return { route, loads: waiting.filter((one) => members.has(one.receiverId)).length };
    })
    .sort((a, b) => Number(b.route.weekdays.includes(weekday)) - Number(a.route.weekdays.includes(weekday)));
  const head = (
    <>
      <Head>{words.route}</Head>
      <Head>{words.weekdays}</Head>
      <Head>{words.leavesAt}</Head>
      <Head num>{words.stopsTitle}</Head>
      <Head num>{words.waitingTitle}</Head>
      <Head>{words.plan}</Head>
    </>
  );
  return (
    <Table caption={words.chooseRoute} showCaption head={head} stacks>
      {counted.map(({ route, loads }) => (
        <tr>
          <td class="span-3">{route.name}</td>
          <td class="span-3">{route.weekdays.map(words.weekday).join(' ')}</td>
          <td class="span-2">{timeOfMinutes(route.leavesAt)}</td>
          <td class="num span-2" data-label={words.stopsTitle}>
            {route.stops.length}
          </td>
          <td class="num span-2" data-label={words.waitingTitle}>
            {words.waitingCount(loads)}
          </td>
          <td class="span-6">
            <a href={paths.newRound({ route: route.id, day })}>{words.chooseRoute}</a>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function PlanForm(props: NewRoundPageProps & { route: RouteLine }) {
  const { t, route, waiting, form, day, today } = props;
  const words = t.rounds;
  const members = new Set(route.stops.map((stop) => stop.organisationId));
  const along = waiting.filter((one) => members.has(one.receiverId));
  const labels = { day: words.day, driver: words.driver, vehicle: words.vehicle, coldBox: words.coldBoxes };
  return (
    <Panel title={words.newTitle} note={route.stops.map((stop) => stop.name).join(' → ')}>
      <form class="form" method="post" action={paths.rounds()}>
        <ErrorSummary t={t} form={form} labels={{ ...labels, route: words.route, dispatch: words.dispatches }} />
        <HiddenKey value={props.formKey} />
        <Hidden name="route" value={route.id} />
        <DateField form={form} name="day" label={words.day} value={day} min={today} required />
        <CrewFields t={t} form={form} drivers={props.drivers} carriers={props.carriers} />
        {along.length === 0 ? (
          <p class="hint">{words.waitingNone}</p>
        ) : (
          <LoadChoices t={t} form={form} waiting={along} ticked />
        )}
        {waiting.length > along.length && <p class="hint">{words.offWay(waiting.length - along.length)}</p>}
        <SubmitBar consequence={words.planConsequence}>
          <Button kind="primary">{words.plan}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
