/** One request, as the board shows it beside its list and as a member sees it on a page of its own. */
import { paths } from '../../src/paths.ts';
import type { DemandTrace } from '../../src/requisitions/demand-queries.ts';
import type { SupplyPlan } from '../../src/shortages/plan-queries.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { Offer } from '../../src/substitutes/queries.ts';
import { ItemTags } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { HubOffers } from '../substitutes/offers.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Icon } from '../ui/icon.tsx';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Code } from '../ui/values.tsx';
import { AcceptForm, type ActProps, EndingForms, OutcomeForm } from './act-forms.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { IdentifyForm } from './identify-form.tsx';
import { LimitFacts } from './limits.tsx';
import { LinesPanel } from './lines.tsx';
import { ListingForms, ListingPanel } from './listing.tsx';
import { MergePanel } from './merging.tsx';
import { MessagePanel } from './messages.tsx';
import { NeighbourTransfers } from './neighbour-form.tsx';
import { ConfirmForms, PartForm, ProposePanel } from './part-forms.tsx';
import { HistoryPanel, LifeSteps } from './record-history.tsx';
import { BesidePanels, drugDetail, PartsPanel, ProgressPanel, RequestFacts } from './record-parts.tsx';
import { dueSignal, nameOf, nextStep, ShortageStatus, stateOfLine } from './shortage-words.tsx';

export interface RecordProps extends ActProps {
  /** Sources, for the hub and for readers of the county; absent for a wish and for ended requests. */
  plan?: SupplyPlan | undefined;
  /** Where the hub is short and the member takes a substitute: what lies somewhere and can stand in. */
  substitutes?: Offer[] | undefined;
  /** Items found for a wish. */
  search?: { q: string; items: ItemRow[] } | undefined;
  typedBase?: number | undefined;
  /** Its need in the pool with where it went, once it is to be bought for. */
  need?: DemandTrace | undefined;
}

function errorLabels(t: Words): Record<string, string> {
  const words = t.shortages;
  return {
    'reject.note': words.reject.note,
    'cancel.note': words.cancel.note,
    'remainder.note': words.remainder.note,
    'message.text': t.desk.messages.say,
    'outcome.note': words.outcome.note,
    'outcome.outcome': words.outcome.question,
    overrideReason: words.answer.override,
    'part.way': t.parts.form.way,
    'part.quantity.packs': t.parts.form.quantity,
    'part.quantity.units': t.parts.form.quantity,
    'part.dueOn': t.parts.form.due,
    'part.order': t.parts.form.order,
    'part.item': t.parts.form.item,
    'part.itemQuantity.packs': t.parts.form.itemPacks,
    'part.note': t.parts.form.note,
    'confirm.prescriber': t.parts.confirm.prescriber,
    'confirm.note': t.parts.confirm.note,
    'settle.note': t.parts.settle.note,
    'neighbour.from': words.neighbour.from,
    'neighbour.quantity.packs': words.neighbour.quantity,
    'neighbour.quantity.units': words.neighbour.quantity,
  };
}

function Errors(props: RecordProps) {
  if (props.refused === undefined) return null;
  return <ErrorSummary t={props.t} form={props.refused.form} labels={errorLabels(props.t)} />;
}

/** The next step, and the forms that take it. */
function Doing(props: RecordProps) {
  const { t, can, plan, search, show } = props;
  const { item } = show.record;
  return (
    <>
      {can.accept && <AcceptForm {...props} />}
      {can.identify && search && <IdentifyForm {...props} search={search} />}
      {plan && item && <AnswerPanel {...props} plan={plan} item={item} />}
      {item && props.substitutes && <HubOffers t={t} offers={props.substitutes} baseUnit={item.baseUnit} />}
      <PartForm {...props} />
      <ConfirmForms {...props} />
      <ProposePanel {...props} />
      <ListingForms {...props} />
      <ListingPanel {...props} />
      {can.outcome && <OutcomeForm {...props} />}
      {plan && !can.answer && can.accept && <p class="hint">{t.shortages.answer.notAccepted}</p>}
    </>
  );
}

/** Inside the board: head, facts, sources, then history and neighbours. */
export function BoardRecord(props: RecordProps & { back: { href: string; label: string } }) {
  const { t, show, now } = props;
  const line = show.record;
  return (
    <>
      <a class="split-back" href={props.back.href}>
        <Icon name="i-left" />
        {props.back.label}
      </a>
      <header class="case-head">
        <h2 id="case-title">
          {nameOf(line)} <small>{drugDetail(t, line)}</small> {line.item && <ItemTags t={t} item={line.item} />}
        </h2>
        <p>
          <Code href={paths.shortage(line.document.number)}>{line.document.number}</Code>
          <ShortageStatus t={t} state={stateOfLine(line)} badge />
          {(stateOfLine(line) === 'registered' || stateOfLine(line) === 'accepted') && (
            <SignalStatus signal={dueSignal(t, line, now)} />
          )}
        </p>
      </header>
      <Errors {...props} />
      <RequestFacts {...props} />
      {line.shortage.note && <Advice icon="i-user">{line.shortage.note}</Advice>}
      <Advice>{t.shortages.nextLine(nextStep(t, line, now))}</Advice>
      <LimitFacts {...props} />
      <Doing {...props} />
      <LinesPanel {...props} />
      <NeighbourTransfers {...props} />
      {show.parts.length > 0 && <PartsPanel {...props} />}
      <div class="columns even case-foot">
        <div class="stack">
          <MessagePanel {...props} />
          <HistoryPanel {...props} />
          <EndingForms {...props} />
        </div>
        <div class="stack">
          <MergePanel {...props} />
          <ProgressPanel {...props} />
          <BesidePanels {...props} />
        </div>
      </div>
    </>
  );
}

/** A page of its own, for those who asked. */
export function OwnRecord(props: RecordProps) {
  const { t, show } = props;
  const line = show.record;
  const crumbs = [
    { label: t.shortages.title, href: paths.shortages() },
    { label: line.document.number, code: true },
  ];
  return (
    <>
      <PageHead
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        title={nameOf(line)}
        status={<ShortageStatus t={t} state={stateOfLine(line)} badge />}
        facts={[drugDetail(t, line), line.organisation.shortName]}
      />
      <Errors {...props} />
      <LifeSteps {...props} />
      <Columns kind="doc">
        <div class="stack">
          <Panel title={t.shortages.nextTitle}>
            <p>{nextStep(t, line, props.now)}</p>
            <LimitFacts {...props} />
          </Panel>
          <Doing {...props} />
          <RequestFacts {...props} />
          {line.shortage.note && <Advice icon="i-user">{line.shortage.note}</Advice>}
          <LinesPanel {...props} />
          <NeighbourTransfers {...props} />
          <PartsPanel {...props} />
          <MessagePanel {...props} />
          <EndingForms {...props} />
        </div>
        <Rail label={t.shortages.timeline}>
          <MergePanel {...props} />
          <ProgressPanel {...props} />
          <HistoryPanel {...props} />
        </Rail>
      </Columns>
    </>
  );
}
