/** Where a need went: each plan, order, delivery, receipt and dispatch with how much of it, one click each. */
import { documentPath } from '../../src/paths.ts';
import type { DemandTrace, TraceStep } from '../../src/requisitions/demand-queries.ts';
import type { Words } from '../i18n/index.ts';
import { type PackShape, quantityText } from '../ui/format.ts';
import { Log } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';

interface TraceProps {
  t: Words;
  trace: DemandTrace | undefined;
  shape: PackShape;
  body?: boolean;
}

function TracePaper({ t, step }: { t: Words; step: TraceStep }) {
  const kind = step.kind === 'transfer' ? 'dispatch' : step.kind;
  return (
    <>
      {t.demand.traceKinds[step.kind]} <Code href={documentPath(kind, step.number)}>{step.number}</Code>
    </>
  );
}

/** The papers in the order of the work; a sentence when there is none yet. */
export function TraceSteps({ t, trace, shape, body }: TraceProps) {
  const words = t.demand;
  const steps = trace?.steps ?? [];
  if (steps.length === 0) return <p class="hint">{words.record.traceNone}</p>;
  const said = (step: TraceStep) => {
    const all = quantityText(t, step.quantityBase, shape);
    return step.doneBase > 0 ? words.traceOf(all, quantityText(t, step.doneBase, shape)) : all;
  };
  const entries = steps.map((step) => ({
    act: <TracePaper t={t} step={step} />,
    text: said(step),
    by: words.sources[step.by] ?? step.by,
  }));
  return <Log body={body ?? false} entries={entries} />;
}
