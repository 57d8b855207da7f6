/** One card and its rounds: what is planned, every result, and the acts of whoever plans, does and confirms them. */
import type { PropsWithChildren } from 'hono/jsx';
import type { AssetCard } from '../../src/assets/record-queries.ts';
import { isGone } from '../../src/assets/rules.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import type { Days } from '../../src/maintenance/list-queries.ts';
import type { PlanRecord, ResultRow } from '../../src/maintenance/record-queries.ts';
import { PLAN_KINDS, type PlanKind, planState } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { clauseComma, namesComma, semicolon } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { formFor, NewPlan, OnePlan } from './plan-forms.tsx';
import { ResultForm } from './result-form.tsx';
import { crumbsOf, dueText, itemText, PlanStatus } from './words.tsx';

export interface CardRoundsProps {
  t: Words;
  card: AssetCard;
  days: Days;
  viewerId: number;
  engineer: string;
  records: readonly PlanRecord[];
  /** Months between two rounds of each kind, by the rule of today. */
  cycles: Record<PlanKind, number>;
  can: { plan: boolean; test: boolean; keep: boolean };
  /** Whether others may book it by the hour. */
  shared: boolean;
  back: FormBack;
  formKey: () => string;
}

export function CardRoundsPage(props: CardRoundsProps) {
  const { t, card, records, can } = props;
  const words = t.maintenance;
  const { asset } = card;
  const open = records.filter(({ plan }) => plan.endedOn === null);
  const acts = can.plan || can.test || can.keep;
  return (
    <>
      <PageHead
        title={asset.name}
        crumbs={crumbsOf(t, asset.number, true)}
        crumbsLabel={t.frame.position}
        facts={[
          <a href={paths.equipmentCard(asset.number)}>{asset.number}</a>,
          card.user.shortName,
          asset.room,
          t.equipment.states[asset.status],
        ].filter(Boolean)}
        {...(open.length > 0 && { actions: <HeadLinks {...props} open={open} /> })}
      />
      {open.some(({ plan }) => plan.outcome === 'stopped') && (
        <Notice tone="danger" title={words.stoppedTitle}>
          {words.stoppedText}
        </Notice>
      )}
      <Columns kind="doc">
        <div class="stack">
          {records.length === 0 && <p class="note">{words.noHistory}</p>}
          {records.map((record) => (
            <History {...props} record={record} />
          ))}
        </div>
        {acts && (
          <Rail label={words.title}>
            {open.map((record) => (
              <PlanActs {...props} record={record} />
            ))}
            {can.plan && !isGone(asset.status) && (
              <FurtherPlan {...props} planned={open.map(({ plan }) => plan.kind)} />
            )}
          </Rail>
        )}
      </Columns>
    </>
  );
}

/** The sheet of the round; where others book the thing, also the time in which it is closed to them meanwhile. */
function HeadLinks({ t, card, days, shared, can, open }: CardRoundsProps & { open: readonly PlanRecord[] }) {
  const { number } = card.asset;
  const due = open.map(({ plan }) => plan.dueOn).sort();
  const day = due.find((one) => one >= days.today) ?? days.today;
  return (
    <>
      {shared && can.keep && (
        <LinkButton href={paths.share(number, { close: day, why: t.maintenance.title })}>
          {t.maintenance.closeBooking}
        </LinkButton>
      )}
      <LinkButton icon="i-print" href={paths.equipmentWorksheet(number)} newTab print>
        {t.maintenance.printWorksheet}
      </LinkButton>
    </>
  );
}

/** The form of a further plan: behind its name once there is one. */
function FurtherPlan({ planned, ...props }: CardRoundsProps & { planned: readonly PlanKind[] }) {
  const kinds = PLAN_KINDS.filter((kind) => !planned.includes(kind));
  if (kinds.length === 0) return null;
  return (
    <Folded title={props.t.maintenance.add} open={planned.length === 0 || props.back.name === 'plans'}>
      <NewPlan {...props} kinds={kinds} />
    </Folded>
  );
}

type OfPlan = CardRoundsProps & { record: PlanRecord };

function PlanActs(props: OfPlan) {
  const { t, card, days, engineer, record, can, viewerId, formKey } = props;
  const words = t.maintenance;
  const { plan, results } = record;
  const kind = words.kinds[plan.kind];
  const does = can.test || (plan.kind === 'self_test' && can.keep);
  const last = results.find(({ gone }) => !gone);
  const confirms = can.keep && last !== undefined && last.confirmation === null && last.enteredBy !== viewerId;
  const form = formFor(props, 'results', plan.id);
  const waits = planState(plan, days) !== 'current';
  return (
    <>
      {does && (
        <Folded title={words.record(kind)} open={waits || isTyped(form)}>
          <ResultForm {...{ t, days, engineer, record, form }} number={card.asset.number} formKey={formKey()} />
        </Folded>
      )}
      {confirms && <OnePlan {...props} act="confirmation" resultId={last.id} />}
      {does && last !== undefined && (
        <Folded title={`${words.reverse} ${kind}`} open={isTyped(formFor(props, 'reversal', plan.id))}>
          <OnePlan {...props} act="reversal" resultId={last.id} />
        </Folded>
      )}
      {can.plan && (
        <Folded title={`${words.end} ${kind}`} open={isTyped(formFor(props, 'end', plan.id))}>
          <OnePlan {...props} act="end" />
        </Folded>
      )}
    </>
  );
}

/** A checklist is long: what waits for nobody stands behind its name, so that a thumb finds what does. */
function Folded({ title, open, children }: PropsWithChildren<{ title: string; open: boolean }>) {
  if (open) return <>{children}</>;
  return (
    <details class="fold">
      <summary class="button">{title}</summary>
      {children}
    </details>
  );
}

const isTyped = (form: FormState) => Object.keys(form.values).length > 0;

function History({ t, record, days }: OfPlan) {
  const words = t.maintenance;
  const { plan, results } = record;
  const note =
    plan.endedOn === null
      ? [words.since(plan.since), words.every(plan.cycleMonths), dueText(t, plan, days)]
      : [words.ended(plan.endedOn, plan.endReason ?? '')];
  const head = (
    <>
      <Head>{words.doneOn}</Head>
      <Head>{words.outcome}</Head>
      <Head>{words.nextDueOn}</Head>
      <Head>{words.engineer}</Head>
      <Head>{words.confirmed}</Head>
    </>
  );
  return (
    <Panel title={words.kinds[plan.kind]} note={note.join(clauseComma(t))} padded={false}>
      <p class="body">
        {plan.endedOn === null && <PlanStatus t={t} plan={plan} days={days} />}{' '}
        <small>{plan.items.map((code) => itemText(t, code)).join(namesComma(t))}</small>
      </p>
      {results.length === 0 ? (
        <p class="body note">{words.noHistory}</p>
      ) : (
        <Table caption={words.history} head={head} stacks>
          {results.map((row) => (
            <Round t={t} row={row} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Round({ t, row }: { t: Words; row: ResultRow }) {
  const words = t.maintenance;
  const failed = row.checks.filter(({ found }) => found === 'fail').map(({ item }) => itemText(t, item));
  const values = row.checks
    .filter(({ value }) => value !== '')
    .map(({ item, value }) => `${itemText(t, item)} ${value}`);
  const told = [
    failed.length > 0 && words.failedItems(failed.join(namesComma(t))),
    row.limits,
    row.parts && words.replaced(row.parts),
    row.note,
    values.join(clauseComma(t)),
  ].filter(Boolean);
  return (
    <tr class={row.gone ? 'off' : undefined}>
      <td class="span-3">{row.doneOn}</td>
      <td class="span-3">
        <span class="item">
          {words.outcomes[row.outcome]}
          {row.gone && <small>{row.reversalOf === null ? words.taken : words.takesBack}</small>}
          {told.length > 0 && <small>{told.join(semicolon(t))}</small>}
        </span>
      </td>
      <td class="span-3" data-label={words.nextDueOn}>
        {row.nextDueOn}
      </td>
      <td class="span-3" data-label={words.engineer}>
        <span class="item">
          {row.engineer}
          {row.by !== row.engineer && <small>{`${words.enteredBy} ${row.by}`}</small>}
        </span>
      </td>
      <td class="span-6" data-label={words.confirmed}>
        {row.confirmation !== null && words.confirmedBy(row.confirmation.by, dayOf(row.confirmation.at))}
        {row.confirmation === null && !row.gone && words.unconfirmed}
      </td>
    </tr>
  );
}
