/** One alert: what is so, whose it is, the earlier times, and what may be done with it. */
import type { AlertRow, Candidate } from '../../src/alerts/act-commands.ts';
import type { ListedAlert } from '../../src/alerts/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { deadline, momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { aboutText, whyText } from './words.ts';

export interface AlertPageProps {
  t: Words;
  alert: ListedAlert;
  before: AlertRow[];
  candidates: Candidate[];
  may: boolean;
  /** First and last day until which it may rest. */
  days: { first: string; last: string };
  now: number;
  back: FormBack;
  formKey: string;
}

export function AlertPage(props: AlertPageProps) {
  const { t, alert, before, may, now, back } = props;
  const words = t.alerts;
  const kind = words.kinds[alert.kind];
  const resting = alert.restsUntil !== null && alert.restsUntil > now;
  const entries = before.map((one) => ({
    act: words.kinds[one.kind],
    text: words.beforeOne(
      momentText(t, one.openedAt, now),
      one.closedAt === null ? words.stillOpen : momentText(t, one.closedAt, now),
    ),
    ...(one.restReason !== '' && { by: one.restReason }),
  }));
  const act = (
    <LinkButton kind="primary" href={alert.path}>
      {words.act}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.alerts({ member: alert.memberCode }) }, { label: kind }]}
        crumbsLabel={t.frame.position}
        title={words.pageTitle(kind, aboutText(alert))}
        {...(alert.closedAt === null && { actions: act })}
      />
      <ErrorSummary t={t} form={back.state} />
      <Panel title={words.facts}>
        <AlertFacts {...props} />
      </Panel>
      {may && (resting ? <Wake {...props} /> : <Rest {...props} />)}
      {may && <Owner {...props} />}
      <Panel title={words.before}>{entries.length === 0 ? <p>{words.beforeNone}</p> : <Log entries={entries} />}</Panel>
    </>
  );
}

function AlertFacts({ t, alert, now }: AlertPageProps) {
  const words = t.alerts;
  const role = t.roles[alert.ownerRole as keyof typeof t.roles];
  const last =
    alert.closedAt === null
      ? { label: words.due, value: <SignalStatus signal={deadline(t, alert.dueAt, now)} /> }
      : { label: words.closed, value: momentText(t, alert.closedAt, now) };
  const facts = [
    { label: words.member, value: alert.member },
    { label: words.why, value: whyText(t, alert) },
    { label: words.owner, value: alert.owner ?? words.nobody(role) },
    { label: words.opened, value: momentText(t, alert.openedAt, now) },
    last,
  ];
  return <Facts facts={facts} />;
}

function Owner({ t, alert, candidates, back, formKey }: AlertPageProps) {
  const words = t.alerts;
  const role = t.roles[alert.ownerRole as keyof typeof t.roles];
  const people = candidates.map(({ id, name, place }) => ({ value: String(id), label: `${name} ${place}` }));
  return (
    <Panel title={words.assign}>
      <form class="stack" method="post" action={paths.alertOwner(alert.id)}>
        <HiddenKey value={`${formKey}-o`} />
        <SelectField
          form={formOf(back, 'owner')}
          name="owner"
          label={words.assignTo}
          options={[{ value: '', label: words.nobody(role) }, ...people]}
          {...(alert.ownerId !== null && { value: String(alert.ownerId) })}
        />
        <SubmitBar consequence={words.assignNote}>
          <Button>{words.assignAct}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Rest({ t, alert, days, back, formKey }: AlertPageProps) {
  const words = t.alerts;
  const form = formOf(back, 'rest');
  return (
    <Panel title={words.rest}>
      <form class="stack" method="post" action={paths.alertRest(alert.id)}>
        <HiddenKey value={`${formKey}-r`} />
        <DateField form={form} name="until" label={words.restUntil} hint={words.restHint(days)} required />
        <TextField form={form} name="reason" label={words.restWhy} required maxlength={200} />
        <SubmitBar consequence={words.restNote}>
          <Button>{words.restAct}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Wake({ t, alert, now, formKey }: AlertPageProps) {
  const words = t.alerts;
  return (
    <Panel title={words.rest}>
      <form class="stack" method="post" action={paths.alertWaking(alert.id)}>
        <HiddenKey value={`${formKey}-w`} />
        <SubmitBar consequence={words.wakeNote(momentText(t, alert.restsUntil ?? now, now), alert.restReason)}>
          <Button>{words.wake}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
