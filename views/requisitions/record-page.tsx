/** A submitted requisition: what became of each line and where it went, what comes next, who did what. */
import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import type { DemandTrace } from '../../src/requisitions/demand-queries.ts';
import type { RequisitionLine, RequisitionRecord } from '../../src/requisitions/record-queries.ts';
import type { ShownState } from '../../src/requisitions/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { emptyState, scoped } from '../ui/form-state.ts';
import { momentText, planDay, quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import { RequisitionStatus } from './requisition-words.tsx';
import { TraceSteps } from './trace.tsx';

export interface RecordPageProps {
  t: Words;
  record: RequisitionRecord;
  state: ShownState;
  lines: RequisitionLine[];
  traces: Map<number, DemandTrace>;
  acts: ActRow[];
  now: number;
  today: string;
  /** Submitted beside the calendar of its member. */
  isOutOfTurn: boolean;
  /** The reader is of the hub. */
  isHub: boolean;
  can: { withdraw: boolean; giveBack: boolean; rest: boolean };
  form: FormState;
  keys: { withdraw: string; giveBack: string; rest: string };
}

const restScope = (lineId: number | string) => `rest-${lineId}`;

/** What was refused, with the ids of the fields of the form that it came from. */
function refusedForm({ form, can }: RecordPageProps): FormState {
  const lineId = form.values.lineId?.[0];
  return scoped(form, lineId === undefined ? (can.withdraw ? 'withdraw' : 'giveBack') : restScope(lineId));
}

export function RequisitionPage(props: RecordPageProps) {
  const { t, record, state, today, isHub } = props;
  const words = t.demand;
  const next = (isHub ? words.record.nextHub : words.record.nextFor)[state];
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: paths.requisitions() },
          { label: record.document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        title={record.member.name}
        status={<RequisitionStatus t={t} state={state} badge />}
        facts={[
          `${words.neededBy} ${planDay(t, record.neededBy, today)}`,
          ...(record.roundOn === null ? [] : [`${words.round} ${planDay(t, record.roundOn, today)}`]),
          ...(props.isOutOfTurn ? [words.outOfTurn] : []),
        ]}
      />
      <ErrorSummary t={t} form={refusedForm(props)} labels={{ reason: words.record.reason }} />
      {record.note !== '' && <Advice icon="i-user">{record.note}</Advice>}
      <Advice>{`${words.record.next}${t.language === 'zh' ? '：' : ': '}${next}`}</Advice>
      <Columns kind="doc">
        <div class="stack">
          <Lines {...props} />
          {props.can.withdraw && <Ending {...props} act="withdraw" />}
          {props.can.giveBack && <Ending {...props} act="giveBack" />}
        </div>
        <Rail label={words.record.timeline}>
          <History {...props} />
        </Rail>
      </Columns>
    </>
  );
}

function Lines(props: RecordPageProps) {
  const { t, lines } = props;
  const words = t.demand.record;
  const head = (
    <>
      <Head>{t.demand.pool.item}</Head>
      <Head num>{words.asked}</Head>
      <Head num>{words.planned}</Head>
      <Head num>{words.sent}</Head>
      <Head num>{words.received}</Head>
      <Head num>{words.open}</Head>
    </>
  );
  return (
    <Table caption={t.demand.title} head={head} stacks>
      {lines.map((line) => (
        <LineRows {...props} line={line} />
      ))}
    </Table>
  );
}

function LineRows(props: RecordPageProps & { line: RequisitionLine }) {
  const { t, line, traces, can } = props;
  const words = t.demand.record;
  const open = line.quantityBase - line.plannedBase - line.closedBase;
  const cell = (label: string, base: number) => (
    <td class="num span-2" data-label={label}>
      <Quantity t={t} quantityBase={base} shape={line} />
    </td>
  );
  const trace = line.demandId === null ? undefined : traces.get(line.demandId);
  return (
    <>
      <tr class="joined" id={`line-${line.id}`}>
        <td>
          <Item name={line.name} detail={`${line.strength} ${line.code}`} />
        </td>
        {cell(words.asked, line.quantityBase)}
        {cell(words.planned, line.plannedBase)}
        {cell(words.sent, line.sentBase)}
        {cell(words.received, line.receivedBase)}
        {cell(words.open, open)}
      </tr>
      <tr class="under">
        <td colspan={6}>
          {line.reason !== '' && <p>“{line.reason}”</p>}
          {line.closedBase > 0 && <p>{`${words.closed} ${quantityText(t, line.closedBase, line)}`}</p>}
          {(trace?.steps.length ?? 0) > 0 && <TraceSteps t={t} trace={trace} shape={line} />}
          {can.rest && open > 0 && <RestForm {...props} rest={quantityText(t, open, line)} />}
        </td>
      </tr>
    </>
  );
}

function RestForm({ t, record, line, keys, form, rest }: RecordPageProps & { line: RequisitionLine; rest: string }) {
  const words = t.demand.record;
  const isRefused = form.values.lineId?.[0] === String(line.id);
  const state = isRefused ? form : emptyState();
  return (
    <details class="fold" open={isRefused}>
      <summary>{words.rest}</summary>
      <form class="form" method="post" action={paths.requisitionRest(record.document.number)}>
        <HiddenKey value={`${keys.rest}-${line.id}`} />
        <Hidden name="version" value={record.document.version} />
        <Hidden name="lineId" value={line.id} />
        <TextField
          form={scoped(state, restScope(line.id))}
          name="reason"
          label={words.reason}
          maxlength={300}
          required
        />
        <SubmitBar consequence={words.restText(rest)}>
          <Button kind="danger">{words.rest}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}

function Ending({ t, record, keys, form, act }: RecordPageProps & { act: 'withdraw' | 'giveBack' }) {
  const words = t.demand.record;
  const { number, version } = record.document;
  const action = act === 'withdraw' ? paths.requisitionWithdrawal(number) : paths.requisitionReturn(number);
  const title = act === 'withdraw' ? words.withdraw : words.giveBack;
  const isRefused = form.values.reason !== undefined && form.values.lineId === undefined;
  const state = isRefused ? form : emptyState();
  return (
    <details class="fold" open={isRefused}>
      <summary class="button">{title}</summary>
      <form class="form" method="post" action={action}>
        <HiddenKey value={keys[act]} />
        <Hidden name="version" value={version} />
        <TextField form={scoped(state, act)} name="reason" label={words.reason} maxlength={300} required />
        <SubmitBar consequence={act === 'withdraw' ? words.withdrawText : words.giveBackText}>
          <Button kind="danger">{title}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}

function History({ t, acts, now }: RecordPageProps) {
  const words = t.demand;
  const entries = acts.toReversed().map((act) => {
    const dispatch = act.detail?.dispatch;
    return {
      act: words.acts[act.act] ?? act.act,
      text: (
        <>
          {typeof dispatch === 'string' && <Code href={paths.dispatch(dispatch)}>{dispatch}</Code>}
          {act.note !== null && ` “${act.note}”`}
        </>
      ),
      by: words.record.by(act.organisationName, act.actorName, momentText(t, act.at, now)),
    };
  });
  return (
    <Panel title={words.record.timeline} level="h3" padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}
