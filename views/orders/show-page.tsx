/** One order for those who buy and receive: its lines, whom they serve, what followed, and what may be done with it. */
import { documentPath, paths } from '../../src/paths.ts';
import { Attachments } from '../attachments/panel.tsx';
import { InterestNotice } from '../parties/interest.tsx';
import { LinkButton } from '../ui/button.tsx';
import { dayText, fullMoment, namesComma, whoText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Log, Steps } from '../ui/timeline.tsx';
import { Code, Money } from '../ui/values.tsx';
import { OrderActs } from './act-panels.tsx';
import { actEntries, orderSteps } from './history.ts';
import { LineTable } from './line-table.tsx';
import { OpenedLine } from './opened-line.tsx';
import { Related } from './related.tsx';
import type { OrderPageProps } from './show-page-props.ts';
import { LateStatus, OrderStatus } from './words.tsx';

export function OrderPage(props: OrderPageProps) {
  const { t, head, lines, opened, acts, today, can } = props;
  const words = t.orders;
  const entries = actEntries(t, acts).map((entry, index) => {
    const act = acts[acts.length - 1 - index];
    return act === undefined ? entry : { ...entry, by: `${whoText(t, act)} ${fullMoment(act.at)}` };
  });
  const openLine = (line: number) => `${paths.order(head.number, { line })}#served`;
  return (
    <>
      <Head {...props} />
      <InterestNotice t={t} member={props.member} />
      {props.barred !== undefined && (
        <Notice tone="warn" title={words.licencesLapsed} level="h3">
          <p>{props.barred}</p>
          <p>{words.licencesLapsedText}</p>
        </Notice>
      )}
      <Steps label={words.timeline} steps={orderSteps(t, head.status, acts)} />
      <OrderFacts {...props} />
      <LineTable
        {...{ t, head, lines, today, prices: can.prices, whole: can.whole, openLine }}
        {...(can.catalogue && { itemHref: paths.item })}
        {...(opened !== undefined && { opened: opened.row.line.lineNumber })}
        note={can.whole ? words.linesNote : words.ownLines}
      />
      {opened !== undefined && <OpenedLine {...{ t, today, can, plan: head.plan.number, ...opened }} />}
      <Columns kind="doc">
        <div class="stack">
          <Related {...props} />
          {can.whole && (
            <Attachments
              t={t}
              subject={`document ${head.number}`}
              lines={props.files}
              {...(can.place && { formKey: props.formKey() })}
            />
          )}
        </div>
        <Rail label={words.timeline}>
          {can.place && <OrderActs {...props} />}
          <Panel title={words.timeline} padded={false}>
            <Log body entries={entries} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function Head(props: OrderPageProps) {
  const { t, head, lines, can } = props;
  const words = t.orders;
  const late = lines.filter((row) => row.lateSince !== null);
  return (
    <PageHead
      title={head.number}
      crumbs={[
        { label: words.title, href: paths.orders() },
        { label: head.number, code: true },
      ]}
      crumbsLabel={t.frame.position}
      status={
        <>
          <OrderStatus t={t} state={head.status} badge />
          {late.length > 0 && (
            <LateStatus badge>
              {words.lateLines(late.length, late.map((row) => row.lateSince ?? '').sort()[0] ?? '')}
            </LateStatus>
          )}
        </>
      }
      facts={[head.party.shortName, words.channels[head.order.channel], words.deliveries[head.order.delivery]]}
      {...(can.whole && { actions: <Papers {...props} /> })}
    />
  );
}

function Papers({ t, head }: OrderPageProps) {
  const words = t.orders;
  return (
    <>
      <LinkButton icon="i-print" href={paths.orderPaper(head.number)} print newTab>
        {words.paper}
      </LinkButton>
      <LinkButton icon="i-download" href={paths.orderLinesExport(head.number, 'xlsx')}>
        {words.linesFile}
      </LinkButton>
    </>
  );
}

function OrderFacts({ t, head, lines, today, can }: OrderPageProps) {
  const words = t.orders;
  const { order, party, plan } = head;
  const places = [...new Set(lines.map((row) => row.place.shortName))].join(namesComma(t));
  const { code, name } = party;
  const supplier = can.party ? <a href={paths.party(code)}>{name}</a> : name;
  const facts = [
    { label: words.party, value: supplier },
    { label: words.account, value: head.account },
    ...(can.plan
      ? [{ label: words.planOf, value: <Code href={documentPath('plan', plan.number)}>{plan.number}</Code> }]
      : []),
    { label: words.place, value: places },
    { label: words.wantedOn, value: dayText(t, order.wantedOn, today) },
    ...(can.whole && can.prices ? [{ label: words.amount, value: <Money t={t} amountFen={order.amountFen} /> }] : []),
    ...(order.note === '' ? [] : [{ label: words.note, value: order.note }]),
  ];
  return <Facts across facts={facts} />;
}
