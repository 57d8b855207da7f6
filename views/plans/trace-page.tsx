/** Where a need went: plan, order, delivery, inspection and dispatch with quantities, each a link; also as a part. */
import type { DocumentKind } from '../../src/documents/advance.ts';
import { documentPath } from '../../src/paths.ts';
import type { DemandTrace, TraceStep } from '../../src/requisitions/demand-queries.ts';
import type { Words } from '../i18n/index.ts';
import { type PackShape, planDay, quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export interface TracedItem extends PackShape {
  name: string;
}

interface DemandStepsProps {
  t: Words;
  trace: DemandTrace;
  item: TracedItem;
}

const KINDS: Record<TraceStep['kind'], DocumentKind> = {
  plan: 'plan',
  order: 'order',
  delivery: 'delivery',
  receipt: 'receipt',
  dispatch: 'dispatch',
  transfer: 'dispatch',
};

/** The papers of one need, in the order in which goods come; for any page that speaks of demand. */
export function DemandSteps({ t, trace, item }: DemandStepsProps) {
  const words = t.plans;
  if (trace.steps.length === 0) return <Empty title={words.noTrace} text={words.noTraceText} />;
  const head = (
    <>
      <Head>{words.paper}</Head>
      <Head>{words.number}</Head>
      <Head>{words.how}</Head>
      <Head num>{words.forThis}</Head>
      <Head num>{words.doneOfIt}</Head>
    </>
  );
  return (
    <Table caption={words.traceTitle} head={head} stacks>
      {trace.steps.map((step) => (
        <tr>
          <td class="span-2">{words.traceKinds[step.kind]}</td>
          <td class="span-4">
            <Code href={documentPath(KINDS[step.kind], step.number)}>{step.number}</Code>
          </td>
          <td class="span-2">{step.kind === 'plan' ? words.met[step.by as keyof typeof words.met] : step.by}</td>
          <td class="num span-2" data-label={words.forThis}>
            {quantityText(t, step.quantityBase, item)}
          </td>
          <td class="num span-2" data-label={words.doneOfIt}>
            {step.kind === 'plan' ? '' : quantityText(t, step.doneBase, item)}
          </td>
        </tr>
      ))}
    </Table>
  );
}

interface TracePageProps extends DemandStepsProps {
  today: string;
}

export function DemandTracePage({ t, trace, item, today }: TracePageProps) {
  const words = t.plans;
  const text = (quantity: number) => quantityText(t, quantity, item);
  const sent = trace.dispatchedBase + trace.deliveredBase;
  const { origin, number } = trace;
  return (
    <>
      <PageHead
        title={words.traceOf(trace.organisation, item.name)}
        crumbs={[{ label: words.traceTitle }]}
        crumbsLabel={t.frame.position}
        facts={[
          number === null ? (
            words.origins[origin]
          ) : (
            <Code href={documentPath(origin === 'shortage' ? 'shortage' : 'requisition', number)}>{number}</Code>
          ),
          `${words.neededBy} ${planDay(t, trace.neededBy, today)}`,
          words.traceSums(
            text(trace.quantityBase),
            text(trace.plannedBase),
            text(sent),
            text(trace.receivedBase),
            text(trace.closedBase),
          ),
        ]}
      />
      <DemandSteps t={t} trace={trace} item={item} />
    </>
  );
}
