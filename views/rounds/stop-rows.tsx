/** The stops of a round in the order of the way, each with its dispatches and what became of them. */
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { RoundLoad, RoundStop } from '../../src/rounds/round-record.ts';
import { isOutside, type RoundState } from '../../src/rounds/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import type { RoundPageProps } from './show-page.tsx';
import { StopStatus } from './words.tsx';

export function StopRows(props: RoundPageProps) {
  const { t, view } = props;
  const words = t.rounds;
  const head = (
    <>
      <Head num>{words.position}</Head>
      <Head>{words.member}</Head>
      <Head>{words.planned}</Head>
      <Head>{words.dispatches}</Head>
      <Head num>{words.temperature}</Head>
      <Head>{words.outcome}</Head>
    </>
  );
  return (
    <Table caption={words.stopsTitle} head={head} stacks>
      {view.stops.map((one) => (
        <StopRow {...props} one={one} loads={view.loads.filter((load) => load.stopId === one.stop.id)} />
      ))}
    </Table>
  );
}

interface StopRowProps extends RoundPageProps {
  one: RoundStop;
  loads: RoundLoad[];
}

function StopRow(props: StopRowProps) {
  const { t, view, one, loads } = props;
  const words = t.rounds;
  const { stop, member } = one;
  const status = view.document.status as RoundState;
  const outside = isOutside(
    stop.tenths,
    loads.map((load) => load.zone),
  );
  return (
    <tr>
      <td class="num span-1">{stop.position}</td>
      <td class="span-3">
        {member.shortName}
        {member.contact && <small> {member.contact}</small>}
      </td>
      <td class="span-2" data-label={words.planned}>
        {timeOf(stop.plannedAt)}
      </td>
      <td class="span-6">
        {loads.length === 0 && <span class="muted">{words.noLoads}</span>}
        {loads.map((load) => (
          <LoadLine {...props} load={load} />
        ))}
      </td>
      <td class="num span-2" data-label={words.temperature}>
        {stop.tenths !== null && (outside ? <Warm t={t} tenths={stop.tenths} /> : words.degrees(stop.tenths))}
      </td>
      <td class="span-6">
        {loads.length > 0 && <StopStatus t={t} stop={stop} status={status} />}
        {stop.happenedAt !== null && (
          <small> {words.by([stop.receiver ?? '', stop.reason ?? ''].join(' ').trim(), timeOf(stop.happenedAt))}</small>
        )}
        {stop.outcome !== null && status === 'under_way' && view.can.plan && <ReopenForm {...props} />}
      </td>
    </tr>
  );
}

function Warm({ t, tenths }: { t: Words; tenths: number }) {
  return (
    <Status icon="s-near" tone="warn">
      {t.rounds.degrees(tenths)}
    </Status>
  );
}

/** One dispatch; before it leaves it can be unloaded where it stands. */
function LoadLine({ t, view, formKey, load }: StopRowProps & { load: RoundLoad }) {
  const words = t.rounds;
  const { number, status, version } = view.document;
  const unloads = status === 'planned' && view.can.plan;
  return (
    <div class="load-line">
      <Code href={paths.dispatch(load.number)}>{load.number}</Code> <small>{words.lineCount(load.lines)}</small>{' '}
      {load.zone !== null && <Tag icon="i-thermo">{words.zones[load.zone]}</Tag>}
      {load.controlled > 0 && <Tag icon="i-lock">{words.controlled}</Tag>}
      {status === 'planned' && load.status === 'picking' && <Tag>{words.picking}</Tag>}
      {load.status === 'received' && <Tag>{words.received}</Tag>}
      {unloads && (
        <form method="post" action={paths.roundAct(number, 'unloading')}>
          <HiddenKey value={formKey()} />
          <Hidden name="version" value={version} />
          <Hidden name="dispatch" value={load.number} />
          <Button small kind="plain">
            {words.unload}
          </Button>
        </form>
      )}
    </div>
  );
}

function ReopenForm(props: StopRowProps) {
  const { t, view, one, form: back, formKey } = props;
  const words = t.rounds;
  const mine = back.name === 'reopening' && back.state.values['stop']?.[0] === String(one.stop.id);
  const form = mine ? formOf(back, 'reopening') : formOf({ name: '', state: back.state }, `reopen${one.stop.id}`);
  return (
    <details class="fold" open={mine}>
      <summary class="button small plain">{words.reopen}</summary>
      <form class="form" method="post" action={paths.roundAct(view.document.number, 'reopening')}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
        <HiddenKey value={formKey()} />
        <Hidden name="stop" value={one.stop.id} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.reopenConsequence}>
          <Button>{words.reopenSubmit}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}
