/** Everything that could serve a need for one item, in the order in which it is asked: hub, county, orders, instead. */

import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { DeskSupply, Holding } from '../../src/shortages/desk-item-queries.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, planDay, quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

const SHOWN = 8;

interface SupplyProps {
  t: Words;
  today: string;
  item: ItemRow;
  hub: { shortName: string };
  view: { supply: DeskSupply };
}

interface Row {
  source: Child;
  quantityBase: number;
  /** Of a substitute, counted in its own packs. */
  text?: string;
  remark: Child;
}

function coverText(t: Words, { coverDays }: Holding): string {
  return coverDays === null ? t.desk.noUse : t.desk.cover(coverDays);
}

function hubRows({ t, view, hub }: SupplyProps): Row[] {
  const words = t.desk;
  const { usableBase, keptBase, reserveBase, barredBase } = view.supply.hub;
  const rows: Row[] = [
    { source: hub.shortName, quantityBase: usableBase, remark: words.hubFree },
    { source: hub.shortName, quantityBase: keptBase, remark: words.hubKept },
    { source: hub.shortName, quantityBase: reserveBase, remark: words.hubReserve },
    { source: hub.shortName, quantityBase: barredBase, remark: words.hubBarred },
  ];
  return rows.filter((row, at) => at === 0 || row.quantityBase > 0);
}

function countyRows({ t, item, view }: SupplyProps): Row[] {
  const words = t.desk;
  const said = (base: number) => quantityText(t, base, item);
  const { campuses, spare, travelling } = view.supply;
  const card = (place: Holding['place']) => <a href={paths.stockCard(place.code, item.code)}>{place.shortName}</a>;
  const more = spare.slice(SHOWN);
  const rest = more.reduce((sum, one) => sum + one.usableBase, 0);
  return [
    ...campuses.map((one) => ({
      source: card(one.place),
      quantityBase: one.usableBase,
      remark: words.campus(coverText(t, one)),
    })),
    ...spare.slice(0, SHOWN).map((one) => ({
      source: card(one.place),
      quantityBase: one.usableBase,
      remark: words.spare(said(one.spareBase), coverText(t, one)),
    })),
    ...(more.length > 0 ? [{ source: words.more(more.length), quantityBase: rest, remark: '' }] : []),
    ...travelling.map((one) => ({
      source: words.travelling,
      quantityBase: one.quantityBase,
      remark: words.travellingTo(one.to),
    })),
  ];
}

function laterRows({ t, today, view }: SupplyProps): Row[] {
  const words = t.desk;
  const comma = clauseComma(t);
  const { orders, substitutes } = view.supply;
  return [
    ...orders.map((line) => ({
      source: <Code href={paths.order(line.number)}>{line.number}</Code>,
      quantityBase: line.openBase,
      remark: [
        (line.promised ? words.promised : words.wanted)(planDay(t, line.dueOn, today)),
        words.order(line.supplier, line.deliverTo),
      ].join(comma),
    })),
    ...substitutes.map((offer) => ({
      source: `${offer.item.genericName} ${offer.item.strength}`,
      quantityBase: offer.availableBase,
      text: quantityText(t, offer.availableBase, offer.item),
      remark: words.substitute(t.substitutes.relations[offer.relation]),
    })),
  ];
}

export function SupplyTable(props: SupplyProps) {
  const { t, item } = props;
  const words = t.desk;
  const rows = [...hubRows(props), ...countyRows(props), ...laterRows(props)];
  if (rows.every((row) => row.quantityBase <= 0)) return <Empty title={words.nothing} />;
  return (
    <Table
      caption={words.supplyTitle}
      head={
        <>
          <Head>{words.source}</Head>
          <Head num>{words.quantity}</Head>
          <Head>{words.remark}</Head>
        </>
      }
    >
      {rows.map((row) => (
        <tr>
          <td>{row.source}</td>
          <td class="num">{row.text ?? quantityText(t, row.quantityBase, item)}</td>
          <td>{row.remark}</td>
        </tr>
      ))}
    </Table>
  );
}
