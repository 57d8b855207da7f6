/** Buying for a shortage: putting what is open onto the list and off it, and where what is bought has got to. */
import { paths } from '../../src/paths.ts';
import type { DemandTrace } from '../../src/requisitions/demand-queries.ts';
import { openBase } from '../../src/shortages/rules.ts';
import { TraceSteps } from '../requisitions/trace.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { ActFrame, type ActProps } from './act-forms.tsx';
import { amountText } from './shortage-words.tsx';

/** Two forms of one button; none when nothing is open, or none of it in the pool. */
export function ListingForms(props: ActProps) {
  const { t, show, can } = props;
  const words = t.demand.listing;
  const { number } = show.record.document;
  const rest = amountText(t, show.record, openBase(show.record.shortage));
  return (
    <>
      {can.list && (
        <ActFrame
          props={props}
          act="list"
          action={paths.shortageListing(number)}
          consequence={words.consequence(rest)}
          button={<Button icon="i-cart">{words.act}</Button>}
        />
      )}
      {can.unlist && (
        <ActFrame
          props={props}
          act="unlist"
          action={paths.shortageUnlisting(number)}
          consequence={words.offConsequence}
          button={<Button>{words.off}</Button>}
        />
      )}
    </>
  );
}

/** How far the buying is, in words and paper by paper; nothing for a shortage that nobody buys for. */
export function ListingPanel({ t, show, need }: ActProps & { need?: DemandTrace | undefined }) {
  const { item } = show.record;
  if (need === undefined || item === null) return null;
  const words = t.demand.listing;
  const pooled = need.quantityBase - need.plannedBase - need.closedBase;
  const onPlans = need.plannedBase - need.dispatchedBase - need.deliveredBase;
  const bought = need.steps.some((step) => step.kind !== 'dispatch');
  if (pooled <= 0 && onPlans <= 0 && !bought) return null;
  return (
    <Panel title={words.title} level="h3">
      {pooled > 0 && <p>{words.inPool(amountText(t, show.record, pooled))}</p>}
      {onPlans > 0 && <p>{words.onPlan(amountText(t, show.record, onPlans))}</p>}
      {need.steps.length > 0 && <TraceSteps t={t} trace={need} shape={item} />}
    </Panel>
  );
}
