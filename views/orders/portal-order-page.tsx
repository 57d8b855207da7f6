/** One order as its supplier sees it: own lines and prices, delivery points by name, what was shipped and accepted. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { DeliveryListed } from '../../src/orders/delivery-queries.ts';
import type { OrderHead, OrderLineShown } from '../../src/orders/record-queries.ts';
import { OPEN_ORDERS } from '../../src/orders/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { dayText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Log } from '../ui/timeline.tsx';
import { Money } from '../ui/values.tsx';
import { actEntries } from './history.ts';
import { LineTable } from './line-table.tsx';
import { DeliveryPanel } from './related.tsx';
import { LateStatus, OrderStatus } from './words.tsx';

interface PortalOrderPageProps {
  t: Words;
  head: OrderHead;
  lines: OrderLineShown[];
  places: { name: string; contact: string }[];
  buyer: string;
  deliveries: DeliveryListed[];
  acts: ActRow[];
  today: string;
}

export function PortalOrderPage(props: PortalOrderPageProps) {
  const { t, head, lines, deliveries, acts, today, places } = props;
  const words = t.portal;
  const late = lines.filter((row) => row.lateSince !== null);
  const since = late.map((row) => row.lateSince ?? '').sort()[0] ?? '';
  const open = OPEN_ORDERS.includes(head.status);
  const facts = [
    { label: words.buyer, value: props.buyer },
    { label: words.payer, value: head.account },
    { label: t.orders.channel, value: t.orders.channels[head.order.channel] },
    { label: t.orders.wantedOn, value: dayText(t, head.order.wantedOn, today) },
    { label: t.orders.amount, value: <Money t={t} amountFen={head.order.amountFen} /> },
    ...(head.order.note === '' ? [] : [{ label: t.orders.note, value: head.order.note }]),
  ];
  return (
    <>
      <PageHead
        title={head.number}
        crumbs={[
          { label: words.title, href: paths.portal() },
          { label: head.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={
          <>
            <OrderStatus t={t} state={head.status} badge />
            {late.length > 0 && <LateStatus badge>{t.orders.lateLines(late.length, since)}</LateStatus>}
          </>
        }
        actions={<Acts {...props} open={open} />}
      />
      <Facts across facts={facts} />
      <LineTable {...{ t, head, lines, today }} prices whole />
      <Columns kind="doc">
        <div class="stack">
          <DeliveryPanel t={t} today={today} deliveries={deliveries} href={paths.portalDelivery} />
        </div>
        <Rail label={words.places}>
          <Panel title={words.places}>
            <Facts
              body
              facts={places.map((place) => ({ label: place.name, value: place.contact || words.noContact }))}
            />
          </Panel>
          <Panel title={t.orders.timeline} padded={false}>
            <Log body entries={actEntries(t, acts)} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function Acts({ t, head, lines, open }: PortalOrderPageProps & { open: boolean }) {
  const words = t.portal;
  const waits = lines.some((row) => row.line.answer === 'waiting' && row.openBase > 0);
  return (
    <>
      {open && (
        <LinkButton {...(waits && { kind: 'primary' as const })} icon="i-edit" href={paths.portalAnswer(head.number)}>
          {words.answer}
        </LinkButton>
      )}
      {open && (
        <LinkButton
          {...(!waits && { kind: 'primary' as const })}
          icon="i-truck"
          href={paths.portalShipping(head.number)}
        >
          {words.ship}
        </LinkButton>
      )}
      <LinkButton icon="i-print" href={paths.portalPaper(head.number)} print newTab>
        {words.paper}
      </LinkButton>
      <LinkButton icon="i-download" href={paths.portalLinesExport(head.number, 'xlsx')}>
        {words.file}
      </LinkButton>
    </>
  );
}
