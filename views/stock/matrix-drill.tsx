/** The opened row under an item: one member's lots, and who of the others has too much or too little. */

import type { Child } from 'hono/jsx';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Drill, Neighbour, OpenedLot } from '../../src/stock/drill-queries.ts';
import type { MatrixItem } from '../../src/stock/matrix-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, quantityText } from '../ui/format.ts';
import { Head } from '../ui/table.tsx';
import { Lot, Quantity } from '../ui/values.tsx';

interface DrillProps {
  t: Words;
  drill: Drill;
  item: MatrixItem;
  span: number;
  query: Query;
  expiry: ExpiryView;
}

export function MatrixDrill(props: DrillProps) {
  const { t, drill, item, span, query } = props;
  const words = t.stock.matrix;
  const { organisation } = drill;
  const here = { open: organisation.code, item: item.code };
  return (
    <tr class="drill">
      <td colspan={span} hx-boost:inherited="false">
        <div class="drill-grid">
          <section>
            <h2>
              {organisation.shortName} <small>{factsOf(t, drill, item)}</small>
            </h2>
            {drill.lots.length === 0 ? <p>{words.noLots}</p> : <DrillLots {...props} />}
          </section>
          <section>
            <h2>{words.surplusTitle}</h2>
            <Neighbours {...props} list={drill.surplus} none={words.noSurplus} />
            {drill.gaps.length > 0 && (
              <>
                <h2>{words.gapTitle}</h2>
                <Neighbours {...props} list={drill.gaps} none={words.noGap} />
              </>
            )}
          </section>
          <p>
            <a href={paths.stockCard(organisation.code, item.code)}>{words.seeCard(organisation.shortName)}</a>
            <a href={paths.stockOf(organisation.code)}>{words.seeMember(organisation.shortName)}</a>
            {drill.villages > 0 && villagesLink(t, drill, { ...query, ...here })}
            <a href={paths.stock(query)}>{words.close}</a>
          </p>
        </div>
      </td>
    </tr>
  );
}

function villagesLink(t: Words, drill: Drill, query: Query): Child {
  const words = t.stock.matrix;
  if (drill.villagesShown) return <a href={paths.stock({ ...query, villages: undefined })}>{words.closeVillages}</a>;
  const open = { ...query, villages: drill.organisation.code };
  return <a href={paths.stock(open)}>{words.openVillages(drill.villages)}</a>;
}

function factsOf(t: Words, drill: Drill, item: MatrixItem): string {
  const { cell } = drill;
  if (cell === null) return t.stock.matrix.notHeld(drill.organisation.shortName);
  const cover = cell.allReserved ? t.stock.allReserved : t.stock.matrix.coverWords(cell.cover);
  const available = quantityText(t, cell.availableBase, item);
  return t.stock.matrix.drillFacts(available, quantityText(t, cell.use30Base, item), cover);
}

function DrillLots({ t, drill, item, expiry }: DrillProps) {
  return (
    <table class="table">
      <thead>
        <tr>
          <Head>{t.stock.batch}</Head>
          <Head>{t.stock.place}</Head>
          <Head num>{t.stock.onHand}</Head>
          <Head num>{t.stock.reserved}</Head>
          <Head num>{t.stock.usable}</Head>
        </tr>
      </thead>
      <tbody>
        {drill.lots.map((lot) => (
          <tr>
            <td>
              <Lot
                t={t}
                batchNumber={lot.lotNumber}
                expiresOn={lot.expiresOn}
                expiry={expiry}
                href={paths.lot(lot.lotId)}
              />
            </td>
            <td>{lot.locationName}</td>
            <td class="num">
              <Quantity t={t} quantityBase={lot.onHand} shape={item} />
            </td>
            <td class="num">
              <Quantity t={t} quantityBase={lot.reserved} shape={item} />
            </td>
            <td class="num">
              <UsableOrWhy t={t} lot={lot} shape={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UsableOrWhy({ t, lot, shape }: { t: Words; lot: OpenedLot; shape: MatrixItem }) {
  if (lot.why !== null) return <>{t.stock.why(lot.why)}</>;
  return <Quantity t={t} quantityBase={lot.onHand - lot.reserved} shape={shape} />;
}

function Neighbours({ t, item, query, list, none }: DrillProps & { list: Neighbour[]; none: string }) {
  const words = t.stock.matrix;
  if (list.length === 0) return <p>{none}</p>;
  return (
    <ul class="moves">
      {list.map((one) => (
        <li>
          <b>{one.organisation.shortName}</b>{' '}
          <small>
            {words.surplusLine(quantityText(t, one.cell.availableBase, item), words.coverWords(one.cell.cover))}
            {one.sameCampus && (
              <>
                {clauseComma(t)}
                {words.sameCampus}
              </>
            )}
          </small>
          <a href={paths.stock({ ...query, open: one.organisation.code, item: item.code })}>{words.see}</a>
        </li>
      ))}
    </ul>
  );
}
