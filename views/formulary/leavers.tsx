/** What hangs on the items that leave: stock by member, open requests and reservations, each a way to its rows. */
import type { Difference, Leaving } from '../../src/formulary/difference-queries.ts';
import type { EntryDifference } from '../../src/formulary/snapshot.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, moneyText, quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { entryDetail } from './entry-words.tsx';

interface LeaversProps {
  t: Words;
  difference: Difference;
  can: { prices: boolean };
}

const MOST_LEAVERS = 100;
/** So few stand open, and are on paper when the page is printed. */
const MOST_OPEN = 20;

export function Leavers(props: LeaversProps) {
  const { t, difference } = props;
  const words = t.formulary.difference;
  const leavers = difference.rows.filter((row) => row.act === 'remove');
  return (
    <Panel id="leavers" title={words.leavers} note={words.leaverTotal(leavers.length)} padded={false}>
      {leavers.slice(0, MOST_LEAVERS).map((row) => {
        const leaving = difference.leaving.get(row.itemId);
        return leaving && <LeaverDetails {...props} row={row} leaving={leaving} open={leavers.length <= MOST_OPEN} />;
      })}
      {leavers.length > MOST_LEAVERS && <p class="note">{words.moreLeavers(leavers.length - MOST_LEAVERS)}</p>}
    </Panel>
  );
}

function LeaverDetails(props: LeaversProps & { row: EntryDifference; leaving: Leaving; open: boolean }) {
  const { t, row, leaving, can, open } = props;
  const words = t.formulary.difference;
  const { snapshot } = row.entry;
  const summary = [
    quantityText(t, leaving.onHandBase, snapshot),
    ...(can.prices ? [`${moneyText(leaving.valueFen)}${t.language === 'zh' ? '' : ' '}${words.yuan}`] : []),
    `${words.members} ${leaving.stock.length}`,
    `${words.shortages} ${leaving.shortages.length}`,
    `${words.reservations} ${leaving.reservations.length}`,
  ];
  const papers = leaving.shortages.length + leaving.reservations.length > 0;
  return (
    <details class="body" open={open}>
      <summary>
        <b>{snapshot.genericName}</b> {entryDetail(t, snapshot)}
        {t.language === 'zh' ? '：' : ': '}
        {summary.join(clauseComma(t))}
      </summary>
      {leaving.stock.length === 0 && <p class="note">{words.noStock}</p>}
      {leaving.stock.length > 0 && <LeaverStock t={t} row={row} leaving={leaving} prices={can.prices} />}
      {papers && (
        <ul>
          {leaving.shortages.map((paper) => (
            <li>
              {words.shortages} <Code href={paths.shortage(paper.number)}>{paper.number}</Code> {paper.place}{' '}
              {quantityText(t, paper.openBase, snapshot)}
            </li>
          ))}
          {leaving.reservations.map((paper) => (
            <li>
              {words.reservations} <Code href={paths.dispatch(paper.number)}>{paper.number}</Code> {paper.place}{' '}
              {quantityText(t, paper.quantityBase, snapshot)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function LeaverStock(props: { t: Words; row: EntryDifference; leaving: Leaving; prices: boolean }) {
  const { t, row, leaving, prices } = props;
  const words = t.formulary.difference;
  const { snapshot } = row.entry;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.stock}</Head>
      <Head num>{words.reserved}</Head>
      {prices && <Head num>{words.amount}</Head>}
    </>
  );
  return (
    <Table caption={`${words.stock} ${snapshot.genericName}`} head={head}>
      {leaving.stock.map((member) => (
        <tr>
          <td>
            <a href={paths.stockCard(member.code, snapshot.code)}>{member.shortName}</a>
          </td>
          <td class="num">{quantityText(t, member.onHandBase, snapshot)}</td>
          <td class="num">{member.reservedBase === 0 ? '' : quantityText(t, member.reservedBase, snapshot)}</td>
          {prices && (
            <td class="num">
              <Money t={t} amountFen={member.valueFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
