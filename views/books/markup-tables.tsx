/** The tables of the zero-markup check: lots handed on off their cost, lots sold off the rule, stock off its price. */
import type { MarkupLot } from '../../src/books/markup-queries.ts';
import type { SoldLot } from '../../src/books/sold-queries.ts';
import { paths } from '../../src/paths.ts';
import type { SellingLine } from '../../src/selling/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { packText } from '../ui/format.ts';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money, Price, Quantity } from '../ui/values.tsx';

export function MovedLots({ t, month, lots }: { t: Words; month: string; lots: MarkupLot[] }) {
  const words = t.books.markup;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.cost}</Head>
      <Head num>{words.movedAt}</Head>
      <Head num>{words.difference}</Head>
    </>
  );
  return (
    <Table caption={words.differing} head={head} stacks>
      {lots.map((lot) => (
        <tr>
          <td class="span-5">
            <Item name={lot.itemName} detail={lot.itemCode} href={paths.item(lot.itemCode)} />
          </td>
          <td class="span-3">
            <Code href={paths.markupEntries({ side: 'transfers', month, lot: lot.lotId })}>{lot.lotNumber}</Code>
          </td>
          <td class="num span-3" data-label={words.quantity}>
            <Quantity t={t} quantityBase={lot.quantityBase} shape={lot} />
          </td>
          <td class="num span-3" data-label={words.price}>
            <Price pricePack={lot.pricePack} />
          </td>
          <td class="num span-3" data-label={words.cost}>
            <Money t={t} amountFen={lot.costFen} />
          </td>
          <td class="num span-3" data-label={words.movedAt}>
            <Money t={t} amountFen={lot.movedFen} />
          </td>
          <td class="num span-3" data-label={words.difference}>
            <Money t={t} amountFen={lot.movedFen - lot.costFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function SoldLots({ t, month, lots }: { t: Words; month: string; lots: SoldLot[] }) {
  const words = t.books.markup;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{t.selling.rule}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.sellingPrice}</Head>
      <Head num>{words.cost}</Head>
      <Head num>{words.soldAt}</Head>
      <Head num>{words.difference}</Head>
    </>
  );
  return (
    <Table caption={words.soldTitle} head={head} stacks>
      {lots.map((lot) => (
        <tr>
          <td class="span-5">
            <Item name={lot.itemName} detail={lot.itemCode} href={paths.itemSelling(lot.itemCode)} />
          </td>
          <td class="span-3">
            <Code href={paths.markupEntries({ side: 'sold', month, lot: lot.lotId })}>{lot.lotNumber}</Code>
          </td>
          <td class="span-3">{t.selling.rules[lot.rule.code](lot.rule)}</td>
          <td class="num span-3" data-label={words.quantity}>
            <Quantity t={t} quantityBase={lot.quantityBase} shape={lot} />
          </td>
          <td class="num span-3" data-label={words.price}>
            <Price pricePack={lot.paidPack} />
          </td>
          <td class="num span-3" data-label={words.sellingPrice}>
            {lot.sellingPack === null ? '–' : <Price pricePack={lot.sellingPack} />}
          </td>
          <td class="num span-3" data-label={words.cost}>
            <Money t={t} amountFen={lot.costFen} />
          </td>
          <td class="num span-3" data-label={words.soldAt}>
            {lot.soldFen === null ? '–' : <Money t={t} amountFen={lot.soldFen} />}
          </td>
          <td class="num span-3" data-label={words.difference}>
            {lot.soldFen === null ? '–' : <Money t={t} amountFen={lot.soldFen - lot.costFen} />}
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function StockLines({ t, lines }: { t: Words; lines: SellingLine[] }) {
  const words = t.books.markup;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{t.selling.rule}</Head>
      <Head num>{words.sellingPrice}</Head>
      <Head num>{words.stockPaid}</Head>
    </>
  );
  return (
    <>
      <p class="hint">{words.stockDiffersNote}</p>
      <Table caption={words.stockDiffers} head={head} stacks>
        {lines.map((line) => (
          <tr>
            <td class="span-5">
              <Item
                name={line.genericName}
                detail={[line.strength, packText(t, line), line.code].filter(Boolean).join(' ')}
                href={paths.itemSelling(line.code)}
              />
            </td>
            <td class="span-3">{t.selling.rules[line.rule.code](line.rule)}</td>
            <td class="num span-3" data-label={words.sellingPrice}>
              {line.price !== null && <Price pricePack={line.price.pricePack} />}
            </td>
            <td class="num span-3" data-label={words.stockPaid}>
              {line.stock !== null && <PaidSpan {...line.stock} />}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function PaidSpan({ leastPack, mostPack }: { leastPack: number; mostPack: number }) {
  if (leastPack === mostPack) return <Price pricePack={leastPack} />;
  return (
    <>
      <Price pricePack={leastPack} />–<Price pricePack={mostPack} />
    </>
  );
}
