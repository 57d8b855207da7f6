/** A purchase plan: where it stands, what it costs, what needs attention, its lines, budgets, opinions and acts. */

import { paths } from '../../src/paths.ts';
import type { LeftOut } from '../../src/plans/consolidate-commands.ts';
import { ApprovalSteps } from '../approvals/steps.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { scoped } from '../ui/form-state.ts';
import { clauseComma, moneyText, namesComma, percentText, planDay } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { ActPanel, HeadAct, ReasonAct } from './act-panel.tsx';
import { BudgetPanel } from './budget-panel.tsx';
import { OrdersPanel, UnsentNotice } from './follow-panels.tsx';
import { PlanLines } from './line-panel.tsx';
import { logOf, PlanStatus } from './plan-words.tsx';
import type { PlanPageProps } from './show-page-props.ts';

/** Which form of the page the errors are in. */
function scopeOf({ form, refused }: PlanPageProps): string | undefined {
  if (refused === 'decision') return undefined;
  if (refused === 'member-return') return `m${form.values.member?.[0] ?? ''}`;
  return refused ?? (form.values.itemCode === undefined ? undefined : 'add');
}

export function PlanPage(props: PlanPageProps) {
  const { t, data, form, now } = props;
  const words = t.plans;
  return (
    <>
      <Header {...props} />
      <ErrorSummary
        t={t}
        form={scoped(form, scopeOf(props))}
        labels={{ reason: words.reason, note: words.note, itemCode: words.itemCode }}
      />
      {data.round.length > 0 && <ApprovalSteps t={t} steps={data.round} now={now} />}
      <Sums {...props} />
      <Notices {...props} />
      <UnsentNotice {...props} />
      <PlanLines {...props} />
      <Columns kind="even">
        <div>
          <OrdersPanel {...props} />
          <BudgetPanel t={t} effects={data.effects} />
        </div>
        <div class="stack">
          <ActPanel {...props} />
          <Panel title={words.log}>
            <Log entries={logOf(t, data.log, now)} body />
          </Panel>
        </div>
      </Columns>
    </>
  );
}

function Header(props: PlanPageProps) {
  const { t, data, can, today } = props;
  const words = t.plans;
  const { document, plan } = data.record;
  const first = data.log[0];
  const current = data.round.find((step) => step.status === 'current');
  const submits = plan.urgent ? words.submitUrgent : words.submitConsequence;
  const waits = document.status === 'submitted' ? words.locked : undefined;
  const consequence = can.make && document.status === 'draft' ? submits : waits;
  return (
    <PageHead
      title={plan.title}
      crumbs={[
        { label: words.title, href: paths.plans() },
        { label: document.number, code: true },
      ]}
      crumbsLabel={t.frame.position}
      status={
        <>
          <PlanStatus t={t} status={document.status} />
          {current && <Tag>{words.waitsFor(t.roles[current.role])}</Tag>}
          {plan.urgent && <Tag tone="warn">{words.urgent}</Tag>}
        </>
      }
      facts={[
        words.counted(plan.lineCount, plan.memberCount),
        `${words.neededBy} ${planDay(t, plan.neededBy, today)}`,
        words.draftedBy(first?.actorName ?? ''),
        words.oneAccount,
      ]}
      actions={
        <>
          <LinkButton href={paths.planPaper(document.number)} icon="i-print" newTab>
            {words.print}
          </LinkButton>
          {data.turn.mine && (
            <LinkButton href="#approve" kind="primary">
              {words.decision}
            </LinkButton>
          )}
          {can.make && document.status === 'approved' && plan.amountFen > 0 && (
            <LinkButton href={paths.planOrders(document.number)} kind="primary" icon="i-cart">
              {t.plans.acts.order}
            </LinkButton>
          )}
          {can.make && document.status === 'draft' && <HeadAct {...props} act="submission" label={words.submit} />}
        </>
      }
      {...(consequence !== undefined && { consequence: { text: consequence } })}
    />
  );
}

function Sums({ t, data }: PlanPageProps) {
  const words = t.plans;
  const { amountFen } = data.record.plan;
  const left = data.effects.reduce((sum, effect) => sum + (effect.budget?.availableFen ?? 0), 0);
  const after = data.effects.reduce((sum, effect) => sum + effect.afterFen, 0);
  const channels = Object.entries(data.digest.counts.byChannel)
    .filter(([, sum]) => sum.amountFen > 0)
    .sort(([, one], [, other]) => other.amountFen - one.amountFen)
    .map(
      ([channel, sum]) =>
        `${words.channels[channel as keyof typeof words.channels]}${percentText(t, sum.amountFen, amountFen)}`,
    );
  const short = data.effects.filter((effect) => effect.afterFen < 0).length;
  const counts = (Object.keys(words.flags) as (keyof typeof words.flags)[])
    .map((flag) => ({
      flag,
      lines: [...data.digest.flags.values()].filter((flags) => flags.includes(flag)).length,
    }))
    .filter((one) => one.lines > 0);
  const said = counts.map(({ flag, lines }) => words.flagCounts(lines, words.flags[flag]));
  if (short > 0) said.unshift(words.flagCounts(short, words.overBudget));
  return (
    <ul class="sum plan-sum" aria-label={words.budgets}>
      <li data-sign="">
        <span class="label">{words.budgetLeft}</span>
        <div class="value">{moneyText(left)}</div>
      </li>
      <li data-sign="−">
        <span class="label">{words.thisPlan}</span>
        <div class="value">{moneyText(amountFen)}</div>
        <span class="note">{channels.join(clauseComma(t))}</span>
      </li>
      <li data-sign="=" class="result">
        <span class="label">{words.budgetAfter}</span>
        <div class="value">{moneyText(after)}</div>
      </li>
      <li data-sign="" class="final">
        <span class="label">{words.attention}</span>
        <div class="value">
          {short + data.digest.flags.size}
          <small>{words.attentionUnit}</small>
        </div>
        {said.length > 0 && (
          <span class="note">
            <a href={paths.plan(data.record.document.number, { rows: 'flag' })}>{said.join(namesComma(t))}</a>
          </span>
        )}
      </li>
    </ul>
  );
}

function Notices(props: PlanPageProps) {
  const { t, data, can } = props;
  const words = t.plans;
  const comma = namesComma(t);
  const short = data.effects.filter((effect) => effect.afterFen < 0);
  const detail = (data.log[0]?.detail ?? {}) as { leftOut?: LeftOut[]; leftOutCount?: number };
  const leftOut = detail.leftOut ?? [];
  const { status } = data.record.document;
  const open = status === 'draft' || status === 'submitted';
  const barred = [...data.digest.barred.values()];
  return (
    <>
      {short.length > 0 && open && (
        <Notice
          tone="warn"
          title={words.shortNotice(short.map((effect) => `${effect.name}${moneyText(-effect.afterFen)}`).join(comma))}
          buttons={
            <LinkButton href={paths.budgets()} small>
              {words.moveBudget}
            </LinkButton>
          }
        >
          <p>{words.shortText}</p>
        </Notice>
      )}
      {barred.length > 0 && open && (
        <Notice tone="danger" title={words.flags.barred}>
          {barred.map((refusal) => (
            <p>{textOf(t, refusal)}</p>
          ))}
        </Notice>
      )}
      {data.proposed > 0 && status === 'draft' && (
        <Notice tone="info" title={words.transferWaits(data.proposed)}>
          <p>{words.transferLater}</p>
          {can.make && <ReasonAct {...props} act="declination" label={words.declineAll} hint={words.declineAllHint} />}
        </Notice>
      )}
      {leftOut.length > 0 && (
        <Notice tone="caution" title={words.leftOut(detail.leftOutCount ?? leftOut.length)}>
          <p>{leftOut.map((one) => `${one.name}（${words.leftOutWhy[one.why] ?? one.why}）`).join(comma)}</p>
          <p>{words.leftOutText}</p>
        </Notice>
      )}
      {data.digest.interests.size > 0 && (
        <Notice tone="caution" title={words.interestTitle}>
          {[...data.digest.interests].map(([partyId, member]) => (
            <p>{words.interest(data.lines.find((line) => line.partyId === partyId)?.party ?? '', member)}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

function textOf(t: PlanPageProps['t'], refusal: { reason: string; detail: Record<string, unknown> }): string {
  const said = t.refusals[refusal.reason as keyof typeof t.refusals] as unknown;
  if (typeof said === 'function') return String(said(refusal.detail));
  return typeof said === 'string' ? said : refusal.reason;
}
