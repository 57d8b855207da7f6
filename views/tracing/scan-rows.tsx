/** Scans as rows: the list of all, and the life of one code. */

import { paths } from '../../src/paths.ts';
import type { ListedScan } from '../../src/tracing/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { momentText, quantityText } from '../ui/format.ts';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';

interface ScanRowsProps {
  t: Words;
  rows: ListedScan[];
  now: number;
  caption: string;
}

const shapeOf = (row: ListedScan) => {
  return { packSize: row.pack_size, packUnit: row.pack_unit, baseUnit: row.base_unit, scale: row.scale };
};

export function ScanRows({ t, rows, now, caption }: ScanRowsProps) {
  const words = t.tracing;
  const head = (
    <>
      <Head>{words.code}</Head>
      <Head>{words.at}</Head>
      <Head>{words.act}</Head>
      <Head>{words.member}</Head>
      <Head>{words.item}</Head>
      <Head num>{words.quantity}</Head>
      <Head>{words.paper}</Head>
      <Head>{words.person}</Head>
    </>
  );
  return (
    <Table caption={caption} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <Code href={paths.traceCode(row.code)}>{row.code}</Code>
            {row.outer_code !== null && <small> {words.byBox(row.outer_code)}</small>}
          </td>
          <td class="span-3">{momentText(t, row.at, now)}</td>
          <td class="span-3">{words.acts[row.act]}</td>
          <td class="span-3">{row.place}</td>
          <td>
            <Item name={row.generic_name} detail={[row.strength, row.lot_number].filter(Boolean).join(' ')} />
          </td>
          <td class="num span-3" data-label={words.quantity}>
            {quantityText(t, row.part_base ?? row.pack_size, shapeOf(row))}
          </td>
          <td class="span-3">
            <Code href={paths.tracePaper(row.number, row.act)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.person}</td>
        </tr>
      ))}
    </Table>
  );
}
