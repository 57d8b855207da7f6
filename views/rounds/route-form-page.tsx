/** A way as a form: name, days, time, and its stops line by line. */

import { timeOfMinutes } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { RouteLine } from '../../src/rounds/route-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

interface RouteFormPageProps {
  t: Words;
  route: RouteLine | undefined;
  /** Its stops as lines of the form. */
  stops: string;
  form: FormState;
  formKey: string;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const ROWS = 12;

export function RouteFormPage(props: RouteFormPageProps) {
  const { t, route } = props;
  const words = t.rounds;
  const title = route?.name ?? words.newRoute;
  const crumbs = [
    { label: words.title, href: paths.rounds() },
    { label: words.routes, href: paths.routes() },
    { label: title },
  ];
  return (
    <>
      <PageHead title={title} crumbs={crumbs} crumbsLabel={t.frame.position} />
      <Panel title={title}>
        <RouteForm {...props} />
      </Panel>
    </>
  );
}

function RouteForm({ t, route, stops, form, formKey }: RouteFormPageProps) {
  const words = t.rounds;
  const days = WEEK.map((day) => ({ value: String(day), title: words.weekday(day) }));
  const chosen = (route?.weekdays ?? []).map(String);
  const { routeName: name, weekdays, leavesAt, stopsField } = words;
  return (
    <form class="form" method="post" action={route === undefined ? paths.routes() : paths.route(route.id)}>
      <ErrorSummary t={t} form={form} labels={{ name, weekdays, leavesAt, stops: stopsField }} />
      <HiddenKey value={formKey} />
      <Hidden name="version" value={route?.version ?? 0} />
      <TextField form={form} name="name" label={name} maxlength={40} required {...(route && { value: route.name })} />
      <Choices form={form} name="weekdays" label={weekdays} many across chosen={chosen} choices={days} />
      <TextField
        form={form}
        name="leavesAt"
        label={leavesAt}
        hint={words.leavesAtHint}
        maxlength={10}
        value={timeOfMinutes(route?.leavesAt ?? 480)}
        required
      />
      <TextArea
        form={form}
        name="stops"
        label={stopsField}
        hint={words.stopsHint}
        rows={ROWS}
        maxlength={4000}
        value={stops}
        required
      />
      <SubmitBar consequence={words.saveRouteConsequence}>
        <Button kind="primary">{words.saveRoute}</Button>
      </SubmitBar>
    </form>
  );
}
