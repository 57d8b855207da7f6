/** The grid itself. A page has some 1,500 cells, so a cell is one link and what it shares is written once. */

import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { OrganisationRow } from '../../src/organisations/queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { ColumnGroup } from '../../src/stock/columns.ts';
import type { Drill } from '../../src/stock/drill-queries.ts';
import type { MatrixItem, MatrixPage, MatrixRow } from '../../src/stock/matrix-queries.ts';
import type { MatrixCell } from '../../src/stock/matrix-stock-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, numberText, quantityText } from '../ui/format.ts';
import { MatrixDrill } from './matrix-drill.tsx';

interface MatrixTableProps {
  t: Words;
  result: MatrixPage;
  groups: ColumnGroup[];
  query: Query;
  drill: Drill | null;
  wholeCounty: boolean;
  expiry: ExpiryView;
}

interface Column {
  code: string;
  name: string;
  gap: boolean;
}

/** As on a signboard: 总院 is 药库, a campus 本部, 江背分院 江背, 华坪村卫生室 华坪. */
function signOf(t: Words, one: OrganisationRow): string {
  if (one.kind === 'head') return t.stock.matrix.hub;
  if (one.kind === 'campus') return t.stock.matrix.self;
  if (one.kind === 'clinic') return one.shortName.replace(/村?卫生室$/, '');
  return one.shortName.replace(/(分院|卫生院|中心)$/, '');
}

export function MatrixTable(props: MatrixTableProps) {
  const { t, result, groups, query, drill } = props;
  const words = t.stock.matrix;
  const columns = groups.flatMap((group) =>
    group.columns.map((one, position): Column => ({ code: one.code, name: one.shortName, gap: position === 0 })),
  );
  const cellHref = paths.stockCells({ ...query, page: result.page > 1 ? result.page : undefined });
  const cellText = query.show === 'quantity' ? quantityCell : coverCell;
  // The same in every row: made once
  const notKept = columns.map((column) => <NotKept t={t} column={column} />);
  return (
    <table class="matrix">
      <caption class="visually-hidden">{words.caption}</caption>
      <MatrixHead t={t} groups={groups} wholeCounty={props.wholeCounty} />
      <tbody hx-boost:inherited="true" hx-target:inherited="#matrix" hx-swap:inherited="outerMorph">
        {result.rows.map((row) => (
          <>
            <tr id={drill?.itemId === row.item.id ? 'open' : undefined}>
              <ItemHead t={t} row={row} />
              {row.cells.map((cell, position) => {
                const column = columns[position];
                if (column === undefined) return null;
                if (cell === null) return notKept[position];
                const current = drill?.itemId === row.item.id && drill.organisation.code === column.code;
                const [text, label] = withLevel(t, cell, cellText(t, column.name, cell, row.item));
                return (
                  <td class={column.gap ? 'gap' : undefined}>
                    <a
                      href={cellHref(column.code, row.item.code)}
                      data-heat={cell.heat === 4 ? undefined : cell.heat}
                      class={cell.near ? 'near' : undefined}
                      aria-current={current ? 'true' : undefined}
                      aria-label={cell.near ? words.cellNear(label, props.expiry.bands.warn) : label}
                    >
                      {text}
                    </a>
                  </td>
                );
              })}
            </tr>
            {drill?.itemId === row.item.id && (
              <MatrixDrill
                t={t}
                drill={drill}
                item={row.item}
                span={columns.length + 3}
                query={{ ...query, page: result.page > 1 ? result.page : undefined }}
                expiry={props.expiry}
              />
            )}
          </>
        ))}
      </tbody>
    </table>
  );
}

function NotKept({ t, column }: { t: Words; column: Column }) {
  return (
    <td class={column.gap ? 'gap none' : 'none'} title={t.stock.matrix.notHeld(column.name)}>
      ·
    </td>
  );
}

function MatrixHead({ t, groups, wholeCounty }: { t: Words; groups: ColumnGroup[]; wholeCounty: boolean }) {
  const words = t.stock.matrix;
  return (
    <thead>
      <tr class="campus">
        <th scope="col" rowspan={2} class="item-h">
          {t.stock.item}
        </th>
        <th scope="col" rowspan={2} class="total desk-only">
          {wholeCounty ? words.totalOnHand : words.ownOnHand}
        </th>
        <th scope="col" rowspan={2} class="total">
          {wholeCounty ? words.totalCover : words.ownCover}
        </th>
        {groups.map((group) => (
          <th scope="colgroup" colspan={group.columns.length} class="gap">
            {group.campus?.shortName ?? (groups.length > 1 ? words.directly : group.columns[0]?.shortName)}
          </th>
        ))}
      </tr>
      <tr>
        {groups.map((group) =>
          group.columns.map((one, position) => (
            <th scope="col" class={position === 0 ? 'upright gap' : 'upright'}>
              <a href={paths.stockOf(one.code)} aria-label={one.shortName}>
                {signOf(t, one)}
              </a>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

function ItemHead({ t, row }: { t: Words; row: MatrixRow }) {
  const { item, totalCover } = row;
  const short = totalCover !== null && totalCover < 30;
  const days = totalCover === null ? t.formats.none : totalText(t, totalCover, short);
  const detail = [item.strength, item.manufacturer].filter((text) => text !== '').join(clauseComma(t));
  return (
    <>
      <th scope="row">
        <b title={item.genericName}>{item.genericName}</b>
        <small>{detail}</small>
      </th>
      <td class="total desk-only">{packsText(t, row.totalBase, item)}</td>
      <td class="total">{days}</td>
    </>
  );
}

function totalText(t: Words, days: number, short: boolean) {
  if (!short) return t.stock.days(days);
  return <b>{t.stock.days(days)}</b>;
}

/** Whole packs; less than one pack is said in base units. */
function packsText(t: Words, quantityBase: number, item: MatrixItem): string {
  const packs = Math.floor(quantityBase / item.packSize) * item.packSize;
  return quantityText(t, packs === 0 ? quantityBase : packs, item);
}

/** Below the least or above the most that the member wants, where it said so. */
function withLevel(t: Words, { level }: MatrixCell, [text, label]: [string, string]): [text: string, label: string] {
  const words = t.stock.matrix;
  if (level === null) return [text, label];
  if (level === 'under') return [`${text}${words.underSign}`, words.cellUnder(label)];
  return [`${text}${words.overSign}`, words.cellOver(label)];
}

type CellText = (t: Words, member: string, cell: MatrixCell, item: MatrixItem) => [text: string, label: string];

const coverCell: CellText = (t, member, cell) => {
  const words = t.stock.matrix;
  if (cell.allReserved) return [words.held, words.cellHeld(member)];
  if (cell.heat === 0) return [words.out, words.cellOut(member)];
  if (cell.cover === null) return [words.idleSign, words.cellIdle(member)];
  return [shortNumber(cell.cover), words.cellDays(member, cell.cover)];
};

const quantityCell: CellText = (t, member, cell, item) => {
  const words = t.stock.matrix;
  if (cell.allReserved) return [words.held, words.cellHeld(member)];
  if (cell.heat === 0) return [words.out, words.cellOut(member)];
  const packs = Math.floor(cell.availableBase / item.packSize);
  const label = words.cellQuantity(member, quantityText(t, cell.availableBase, item));
  return [packs === 0 ? '<1' : shortNumber(packs), label];
};

/** Four digits fill a cell; beyond that thousands. */
function shortNumber(count: number): string {
  if (count < 1000) return String(count);
  return count < 10_000 ? `${Math.floor(count / 100) / 10}k` : `${numberText(Math.floor(count / 1000))}k`;
}
