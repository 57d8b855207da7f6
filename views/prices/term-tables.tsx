/** How suppliers sell one item: the terms of the day, and every set of terms that ever held, with who recorded it. */
import type { ItemPrices } from '../../src/prices/item-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

export function TermRows({ t, prices, day }: { t: Words; prices: ItemPrices; day: string }) {
  const words = t.prices;
  if (prices.termHistory.length === 0) return null;
  const head = (
    <>
      <Head num>{words.preference}</Head>
      <Head>{words.party}</Head>
      <Head num>{words.leastPacks}</Head>
      <Head num>{words.stepPacks}</Head>
      <Head num>{words.leadDays}</Head>
      <Head>{words.active}</Head>
    </>
  );
  return (
    <Panel title={words.termRowsOn(day)} note={words.termNote} padded={false}>
      {prices.terms.length === 0 && <p class="body note">{words.termNone}</p>}
      <Table caption={words.termRowsOn(day)} head={head} inset>
        {prices.terms.map((row) => (
          <tr class={row.active ? undefined : 'off'}>
            <td class="num">{row.preference}</td>
            <td>{row.partyName}</td>
            <td class="num">{row.leastPacks}</td>
            <td class="num">{row.stepPacks}</td>
            <td class="num">{row.leadDays}</td>
            <td>{row.active ? words.yes : words.no}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

export function TermHistory({ t, prices }: { t: Words; prices: ItemPrices }) {
  const words = t.prices;
  if (prices.termHistory.length === 0) return null;
  const head = (
    <>
      <Head>{words.party}</Head>
      <Head>{words.validFrom}</Head>
      <Head>{words.validTo}</Head>
      <Head>{words.steps}</Head>
      <Head num>{words.preference}</Head>
      <Head>{words.active}</Head>
      <Head>{words.recordedBy}</Head>
    </>
  );
  return (
    <Panel title={words.termHistory} padded={false}>
      <Table caption={words.termHistory} head={head} inset>
        {prices.termHistory.map((row) => (
          <tr class={row.validTo === null && row.active ? undefined : 'off'}>
            <td>{row.partyName}</td>
            <td>{row.recordedByName === '' ? words.sinceEver : row.validFrom}</td>
            <td>{row.validTo ?? ''}</td>
            <td>{words.termSteps(row.leastPacks, row.stepPacks, row.leadDays)}</td>
            <td class="num">{row.preference}</td>
            <td>{row.active ? words.yes : words.no}</td>
            <td>{row.recordedByName}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
