/** The lines of a transfer: what was asked, what both sides have of it, what was granted, sent and received. */
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { packText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import type { TransferPageProps } from './show-page-props.ts';
import { SideText } from './words.tsx';

type Shown = TransferPageProps['view']['lines'][number];

export function TransferLines(props: TransferPageProps) {
  const { t, view } = props;
  const words = t.transfers;
  const open = view.document.status === 'asked' || view.document.status === 'offered';
  const add = view.can.change && {
    link: { href: paths.moreTransferLines(view.document.number), label: words.addSubmit },
  };
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{view.transfer.origin === 'offered' ? words.offered : words.asked}</Head>
      {open ? (
        <>
          <Head>{words.has(view.giver.shortName)}</Head>
          <Head>{words.has(view.taker.shortName)}</Head>
        </>
      ) : (
        <>
          <Head num>{words.granted}</Head>
          <Head num>{words.sent}</Head>
          <Head num>{words.received}</Head>
        </>
      )}
      {view.can.change && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Panel title={words.linesTitle} padded={false} {...add}>
      <Table caption={words.linesTitle} head={head} inset stacks>
        {view.lines.map((shown) => (
          <LineRow {...props} shown={shown} open={open} />
        ))}
      </Table>
    </Panel>
  );
}

function LineRow(props: TransferPageProps & { shown: Shown; open: boolean }) {
  const { t, view, shown, open, formKey } = props;
  const words = t.transfers;
  const { line, item, stock } = shown;
  return (
    <tr>
      <td class="span-6">
        <Item
          name={item.genericName}
          detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
        />
        {line.reason !== '' && <small class="note">{line.reason}</small>}
      </td>
      <td class="span-6">
        <Lots {...props} />
      </td>
      <td class="num span-2" data-label={words.asked}>
        <Quantity t={t} quantityBase={line.askedBase} shape={item} />
      </td>
      {open ? (
        <>
          <td class="span-3" data-label={view.giver.shortName}>
            {stock && <SideText t={t} side={stock.giver} shape={item} />}
          </td>
          <td class="span-3" data-label={view.taker.shortName}>
            {stock && <SideText t={t} side={stock.taker} shape={item} />}
          </td>
        </>
      ) : (
        <Moved {...props} />
      )}
      {view.can.change && (
        <td class="span-2">
          <form method="post" action={paths.transferLineRemoval(view.document.number, line.id)}>
            <HiddenKey value={formKey()} />
            <Button small kind="plain">
              {t.forms.remove}
            </Button>
          </form>
        </td>
      )}
    </tr>
  );
}

/** The lots that were kept for it; before that the one that is meant, or the rule. */
function Lots({ t, shown, expiry }: TransferPageProps & { shown: Shown }) {
  const { lot, carried } = shown;
  if (carried.length > 0) {
    return (
      <>
        {carried.map((one) => (
          <div>
            <Lot
              t={t}
              batchNumber={one.lotNumber}
              expiresOn={one.expiresOn}
              expiry={expiry}
              href={paths.lot(one.lotId)}
            />
          </div>
        ))}
      </>
    );
  }
  if (lot === null) return <span class="note">{t.transfers.firstToExpire}</span>;
  return <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />;
}

function Moved({ t, view, shown }: TransferPageProps & { shown: Shown }) {
  const words = t.transfers;
  const { line, item, carried } = shown;
  const sum = (of: (lot: Shown['carried'][number]) => number) => carried.reduce((all, lot) => all + of(lot), 0);
  const differs = sum((lot) => lot.differsBase);
  const done = view.document.status === 'received';
  return (
    <>
      <td class="num span-2" data-label={words.granted}>
        {line.grantedBase !== null && <Quantity t={t} quantityBase={line.grantedBase} shape={item} />}
      </td>
      <td class="num span-2" data-label={words.sent}>
        {carried.length > 0 && <Quantity t={t} quantityBase={sum((lot) => lot.sentBase)} shape={item} />}
      </td>
      <td class="num span-2" data-label={words.received}>
        {done && <Quantity t={t} quantityBase={sum((lot) => lot.goodBase)} shape={item} />}
        {differs > 0 && <small class="note">{words.differs}</small>}
      </td>
    </>
  );
}
