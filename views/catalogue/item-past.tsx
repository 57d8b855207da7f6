/** What the past knows of an item: the versions of the formulary that named it, and what was paid for it. */
import type { HoldingVersion, PricePoint } from '../../src/catalogue/item-page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Price } from '../ui/values.tsx';

export function Versions({ t, versions }: { t: Words; versions: readonly HoldingVersion[] }) {
  const words = t.items;
  const head = (
    <>
      <Head>{words.version}</Head>
      <Head>{words.effective}</Head>
      <Head>{words.tiers}</Head>
    </>
  );
  return (
    <Panel title={words.versions} padded={versions.length === 0}>
      {versions.length === 0 && <p class="note">{words.versionsNone}</p>}
      {versions.length > 0 && (
        <Table caption={words.versions} head={head}>
          {versions.map((version) => (
            <tr>
              <td>
                {words.edition(version.edition)} {version.title}
              </td>
              <td class="nowrap">{version.effectiveOn}</td>
              <td>{tierNames(t, version) || words.leaver(version.useUntil)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function tierNames(t: Words, version: HoldingVersion): string {
  const { tiers } = t.catalogue;
  const names = [version.county && tiers.county, version.township && tiers.township, version.village && tiers.village];
  return names.filter(Boolean).join(t.items.join);
}

export function PriceHistory({ t, prices }: { t: Words; prices: readonly PricePoint[] }) {
  const words = t.items;
  const head = (
    <>
      <Head>{words.received}</Head>
      <Head num>{words.price}</Head>
      <Head>{words.lots}</Head>
    </>
  );
  return (
    <Panel title={words.prices} note={words.pricesNote} padded={prices.length === 0}>
      {prices.length === 0 && <p class="note">{words.pricesNone}</p>}
      {prices.length > 0 && (
        <Table caption={words.prices} head={head}>
          {prices.map((price) => (
            <tr>
              <td>{price.day}</td>
              <td class="num">
                <Price pricePack={price.pricePack} />
              </td>
              <td>
                <a href={paths.lot(price.lotId)}>{words.lotCount(price.lots)}</a>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
