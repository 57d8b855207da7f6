/** One dispatch: where it stands, what is to be done next, and everything that was done. */

import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import { amountFen } from '../../src/kernel/money.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { clauseComma, moneyText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns } from '../ui/panel.tsx';
import { Steps } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { DispatchRail } from './dispatch-rail.tsx';
import { DispatchStatus } from './dispatch-status.tsx';
import { dispatchSteps } from './dispatch-steps.ts';
import type { DispatchPageProps } from './page-props.ts';
import { PostingForm, ScanBox } from './picking-forms.tsx';
import { PickingLines } from './picking-lines.tsx';
import { SentLines } from './sent-lines.tsx';

export function DispatchPage(props: DispatchPageProps) {
  const { t, now, expiry, view, can } = props;
  const isPicking = view.record.document.status === 'picking';
  const refused = props.postForm ?? props.refusedPick?.form;
  return (
    <div id="dispatch">
      <Top {...props} />
      <Steps label={t.dispatches.steps.label} steps={dispatchSteps(t, view, now)} />
      <Columns kind="doc">
        <div>
          {refused && <ErrorSummary t={t} form={refused} />}
          {view.controlled && <Advice icon="i-lock">{t.dispatches.controlled.text}</Advice>}
          {isPicking && can.pick && <ScanBox {...props} />}
          {isPicking ? (
            <PickingLines
              t={t}
              now={now}
              expiry={expiry}
              view={view}
              canPick={can.pick}
              canDrop={can.cancel && view.lines.length > 1}
              lineKeys={props.keys.lines}
              refused={props.refusedPick}
              currentLineId={props.scanned?.lineId}
              emptyForm={props.emptyForm}
            />
          ) : (
            <SentLines t={t} expiry={expiry} view={view} seesPrices={can.seesPrices} />
          )}
          <TraceStrip t={t} strip={props.strip} formKey={props.keys.scan} scans={!isPicking} />
          {isPicking && <PostingForm {...props} />}
        </div>
        <DispatchRail t={t} now={now} view={view} printKeys={props.keys} prints={props.prints} rides={props.rides} />
      </Columns>
    </div>
  );
}

function Top(props: DispatchPageProps) {
  const { t, view, can } = props;
  const words = t.dispatches;
  const { document, sender, receiver, dispatch } = view.record;
  const { number, status } = document;
  const picked = view.lines.filter((line) => line.pickedBase !== null).length;
  const isPicking = status === 'picking';
  const posted = dispatch.postedAt !== null;
  return (
    <PageHead
      crumbs={[
        { label: words.title, href: paths.dispatches() },
        { label: number, code: true },
      ]}
      crumbsLabel={t.frame.position}
      title={
        <>
          {sender.shortName} <Icon name="i-to" kind="arrow" /> {receiver.shortName}
        </>
      }
      status={
        <DispatchStatus
          t={t}
          status={status}
          badge
          {...(isPicking && { text: words.badge.picking(picked, view.lines.length) })}
        />
      }
      facts={factsOf(t, view, can.seesPrices)}
      actions={<Actions {...props} />}
      consequence={
        posted ? { text: words.print.counted(dispatch.printCount) } : { id: 'slip-why', text: words.print.whyNot }
      }
    />
  );
}

function Actions({ t, view, can, keys }: DispatchPageProps) {
  const words = t.dispatches;
  const { number, status } = view.record.document;
  const posted = view.record.dispatch.postedAt !== null;
  return (
    <>
      {can.receive && (
        <LinkButton kind="primary" icon="i-inspect" href={paths.dispatchReceipt(number)}>
          {words.receipt.open}
        </LinkButton>
      )}
      {can.unlisted && (
        <LinkButton icon="i-plus" href={paths.dispatchUnlisted(number)}>
          {t.arrivals.unlisted.open}
        </LinkButton>
      )}
      {(status === 'picking' ? can.pick : view.boxes > 0) && (
        <LinkButton icon="i-inspect" href={paths.boxes(number)}>
          {view.boxes > 0 ? t.packing.count(view.boxes) : t.packing.open}
        </LinkButton>
      )}
      {can.print && (
        <LinkButton icon="i-scan" href={paths.labels('dispatch', number)}>
          {t.scanning.boxLabels}
        </LinkButton>
      )}
      {can.reverse && <LinkButton href={paths.dispatchReversal(number)}>{words.reverse.open}</LinkButton>}
      {status === 'picking' && (
        <LinkButton icon="i-print" href={paths.dispatchPickList(number)} newTab print>
          {words.print.pickListShort}
        </LinkButton>
      )}
      {posted ? (
        <form method="post" action={paths.dispatchPrints(number)} target="_blank" rel="noopener">
          <HiddenKey value={`${keys.a4}-head`} />
          <input type="hidden" name="size" value="a4" />
          <Button icon="i-print">{words.print.slip}</Button>
        </form>
      ) : (
        <LinkButton icon="i-print" href="" disabled describedBy="slip-why">
          {words.print.slipShort}
        </LinkButton>
      )}
    </>
  );
}

function factsOf(t: Words, view: DispatchView, seesPrices: boolean) {
  const words = t.dispatches.facts;
  const counted = view.lines.filter((line) => (line.pickedBase ?? line.quantityBase) > 0);
  const fen = counted.reduce(
    (sum, line) => sum + amountFen(line.pickedBase ?? line.quantityBase, line.shape.packSize, line.pricePack),
    0,
  );
  const served = new Map(view.serves.map((one) => [one.number, documentPath(one.kind, one.number)]));
  const items = new Set(counted.map((line) => line.itemId)).size;
  const comma = clauseComma(t);
  const sum = words.items(items, counted.length);
  return [
    seesPrices ? `${sum}${comma}${words.cost(moneyText(fen))}` : sum,
    ...(served.size === 0
      ? []
      : [
          <>
            {words.forShortages}{' '}
            {[...served].map(([number, href]) => (
              <>
                <Code href={href}>{number}</Code>{' '}
              </>
            ))}
          </>,
        ]),
  ];
}
