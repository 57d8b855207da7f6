/** What touches an item now: shortages that are open, and the last dispatches that carried it. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { ItemShortage } from '../../src/shortages/item-queries.ts';
import { DispatchStatus } from '../dispatches/dispatch-status.tsx';
import type { Words } from '../i18n/index.ts';
import { momentText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Quantity } from '../ui/values.tsx';
import type { ItemPageProps } from './item-page-props.ts';

interface OpenShortagesProps {
  t: Words;
  item: ItemRow;
  shortages: readonly ItemShortage[];
}

export function OpenShortages({ t, item, shortages }: OpenShortagesProps) {
  const words = t.items;
  const head = (
    <>
      <Head>{words.shortageNumber}</Head>
      <Head>{words.member}</Head>
      <Head num>{words.asked}</Head>
      <Head num>{words.answered}</Head>
      <Head>{words.needBy}</Head>
    </>
  );
  return (
    <Panel title={words.shortages} padded={shortages.length === 0}>
      {shortages.length === 0 && <p class="note">{words.shortagesNone}</p>}
      {shortages.length > 0 && (
        <Table caption={words.shortages} head={head}>
          {shortages.map((shortage) => (
            <tr>
              <td>
                <Code href={paths.shortage(shortage.number)}>{shortage.number}</Code>
              </td>
              <td>{shortage.organisation}</td>
              <td class="num">
                <Quantity t={t} quantityBase={shortage.quantityBase} shape={item} />
              </td>
              <td class="num">
                {shortage.answeredBase > 0 && <Quantity t={t} quantityBase={shortage.answeredBase} shape={item} />}
              </td>
              <td>{shortage.neededBy}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

export function LatestDispatches({ t, item, dispatches, now }: ItemPageProps) {
  const words = t.items;
  const head = (
    <>
      <Head>{words.dispatchNumber}</Head>
      <Head>{words.day}</Head>
      <Head>{words.route2}</Head>
      <Head num>{words.quantity}</Head>
      <Head>{t.facts.state}</Head>
    </>
  );
  return (
    <Panel
      title={words.documents}
      link={{ href: paths.dispatches({ item: item.code }), label: words.documentsAll }}
      padded={dispatches.length === 0}
    >
      {dispatches.length === 0 && <p class="note">{words.documentsNone}</p>}
      {dispatches.length > 0 && (
        <Table caption={words.documents} head={head}>
          {dispatches.map((dispatch) => (
            <tr>
              <td>
                <Code href={paths.dispatch(dispatch.number)}>{dispatch.number}</Code>
              </td>
              <td>{momentText(t, dispatch.createdAt, now)}</td>
              <td>
                {dispatch.sender} → {dispatch.receiver}
              </td>
              <td class="num">
                <Quantity t={t} quantityBase={dispatch.quantityBase} shape={item} />
              </td>
              <td>
                <DispatchStatus t={t} status={dispatch.status} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
