/** What is owed and paid of a contract or an acceptance, each part opening its payable for those who read money. */
import type { OwedPart } from '../../src/asset-purchases/owed-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

export function OwedPanel({ t, owed, opens }: { t: Words; owed: readonly OwedPart[]; opens: boolean }) {
  const words = t.assetPurchases;
  if (owed.length === 0) {
    return (
      <Panel title={words.owed}>
        <p class="hint">{words.owedNone}</p>
      </Panel>
    );
  }
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.owed}</Head>
      <Head>{words.dueOn}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.open}</Head>
    </>
  );
  return (
    <Panel title={words.owed} padded={false} id="owed">
      <Table caption={words.owed} head={head} inset stacks>
        {owed.map((one) => (
          <tr>
            <td class="span-3">
              <Code href={paths.assetAcceptance(one.acceptance)}>{one.acceptance}</Code>
            </td>
            <td class="span-3">
              {opens ? (
                <a href={paths.payable(one.payableId)}>{words.owedPart[one.part - 1]}</a>
              ) : (
                words.owedPart[one.part - 1]
              )}
            </td>
            <td class="span-3" data-label={words.dueOn}>
              {one.dueOn}
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={one.amountFen} />
            </td>
            <td class="num span-3" data-label={words.open}>
              <Money t={t} amountFen={one.amountFen - one.paidFen} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
