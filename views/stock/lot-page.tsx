/** One lot: what it is, where it lies now, who supplied it, and everything that touched it. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { CardLine } from '../../src/stock/card-line-queries.ts';
import type { LotFreeze } from '../../src/stock/lot-freeze-queries.ts';
import type { LotPlace, LotPage as LotResult } from '../../src/stock/lot-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { expirySignal, fullMoment, type PackShape, priceText, quantityText, type Signal } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { SignalStatus, Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import { LineDocument, LineKind, placeText, reasonText } from './line-words.tsx';
import { LotFreezes } from './lot-freezes.tsx';
import { LotSums } from './lot-sums.tsx';

export interface LotView {
  t: Words;
  page: LotResult;
  item: PackShape & { code: string; genericName: string; strength: string; manufacturer: string };
  /** Everything that barred it, over or not. */
  freezes: LotFreeze[];
  seesPrices: boolean;
  mayPrint: boolean;
  /** One kind of line alone is shown. */
  kind: string | undefined;
  first: string | undefined;
  next: string | undefined;
  expiry: ExpiryView;
}

export function LotPage(view: LotView) {
  const { t, page, item } = view;
  const words = t.stock.lotPage;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.stock.cardPage.crumb, href: paths.stock() },
          { label: item.genericName, href: paths.item(item.code) },
        ]}
        crumbsLabel={t.frame.position}
        title={words.title(page.lot.number)}
        status={<SignalStatus signal={stateOf(view)} badge />}
        facts={[item.genericName, item.strength, item.manufacturer].filter((text) => text !== '')}
        actions={
          view.mayPrint && (
            <LinkButton href={paths.labels('lot', page.lot.id)} icon="i-print">
              {t.scanning.labels}
            </LinkButton>
          )
        }
      />
      <Facts across facts={factsOf(view)} />
      <div class="stack">
        <Panel title={words.where} note={whereNote(view)} padded={false}>
          {page.places.length > 0 && <Places {...view} />}
        </Panel>
        <LotSums {...view} />
        <LotFreezes t={t} freezes={view.freezes} />
        <Panel id="lines" title={words.touched} note={t.stock.cardPage.rule} padded={false}>
          <Lines {...view} />
          <KeysetPager t={t} shown={page.lines.length} first={view.first} next={view.next} />
        </Panel>
      </div>
    </>
  );
}

function stateOf({ t, page, expiry }: LotView): Signal {
  const { frozen, expiresOn } = page.lot;
  const words = t.stock.lotPage;
  if (frozen === 'recall') return { text: words.frozenRecall, icon: 's-stop', tone: 'danger' };
  if (frozen === 'quality') return { text: words.frozenQuality, icon: 's-stop', tone: 'danger' };
  return expirySignal(t, expiresOn, expiry) ?? { text: words.usableState, icon: 's-done' };
}

function factsOf({ t, page, item, seesPrices }: LotView): Fact[] {
  const words = t.stock.lotPage;
  const facts: Fact[] = [
    { label: words.expires, value: page.lot.expiresOn },
    { label: words.received, value: page.lot.receivedOn },
    { label: words.supplied, value: suppliedBy(t, page.firstLine) },
    { label: words.origin, value: page.lot.origin },
  ];
  if (!seesPrices) return facts;
  const price = words.priceOf(priceText(page.lot.pricePack), t.formats.unit(item.packUnit, 1));
  return [...facts, { label: words.price, value: price }];
}

function suppliedBy(t: Words, line: CardLine | null): string {
  return line === null ? t.formats.none : placeText(t, line.from);
}

function whereNote({ t, page, item }: LotView): string {
  const words = t.stock.lotPage;
  if (page.places.length === 0) return words.nowhere;
  const total = page.places.reduce((sum, place) => sum + place.onHand, 0);
  return words.whereNote(page.places.length, quantityText(t, total, item));
}

function Places({ t, page, item }: LotView) {
  const words = t.stock.lotPage;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head>{t.stock.place}</Head>
      <Head num>{t.stock.onHand}</Head>
      <Head num>{t.stock.reserved}</Head>
    </>
  );
  return (
    <Table caption={words.where} head={head}>
      {page.places.map((place) => (
        <tr>
          <td>
            <a href={paths.stockCard(place.organisationCode, item.code)}>{place.organisationName}</a>
          </td>
          <td>{placeName(t, place)}</td>
          <td class="num">
            {place.held && <Status icon="s-stop">{words.held}</Status>}{' '}
            <Quantity t={t} quantityBase={place.onHand} shape={item} />
          </td>
          <td class="num">
            <Quantity t={t} quantityBase={place.reserved} shape={item} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function placeName(t: Words, place: LotPlace): string {
  if (place.locationKind === 'transit') return t.stock.lotPage.inTransit(place.organisationName);
  return place.locationName;
}

function Lines({ t, page, item }: LotView) {
  const words = t.stock.lotPage;
  const card = t.stock.cardPage;
  const head = (
    <>
      <Head>{card.time}</Head>
      <Head>{card.summary}</Head>
      <Head>{card.document}</Head>
      <Head>{words.from}</Head>
      <Head>{words.to}</Head>
      <Head num>{words.quantity}</Head>
      <Head>{card.by}</Head>
    </>
  );
  return (
    <Table caption={words.touched} head={head}>
      {page.lines.map((line) => (
        <tr class={line.kind === 'reversal' ? 'reversal' : undefined}>
          <td class="nowrap">{fullMoment(line.occurredAt)}</td>
          <td class="nowrap">
            <LineKind t={t} line={line} />
            {line.reason !== null && <small class="tail">{reasonText(t, line)}</small>}
          </td>
          <td>
            <LineDocument line={line} />
          </td>
          <td>{placeText(t, line.from)}</td>
          <td>{placeText(t, line.to)}</td>
          <td class="num">
            <Quantity t={t} quantityBase={line.quantityBase} shape={item} />
          </td>
          <td class="nowrap">{line.actorName ?? ''}</td>
        </tr>
      ))}
    </Table>
  );
}
