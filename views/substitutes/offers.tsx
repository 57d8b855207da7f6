/** What can stand in for an item: one wording and one table wherever it is shown. */
import { paths } from '../../src/paths.ts';
import type { Offer } from '../../src/substitutes/queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { numberText, quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';

/** `1片换2片`, or why nothing was computed. `baseUnit` is that of the item that is missing. */
export function factorText(t: Words, offer: Offer, baseUnit: string): string {
  const words = t.substitutes;
  const { unit } = t.formats;
  if (offer.relation === 'approved') return words.seeGuidance;
  if (offer.factor === null) return words.notConvertible;
  const text = words.factorText(unit(baseUnit, 1), numberText(offer.factor), unit(offer.item.baseUnit, offer.factor));
  return offer.whole ? text : `${text} (${words.divides})`;
}

const MOST_PLACES = 3;

/** `江背分院12盒、总院8盒、另有4家`. */
export function placesText(t: Words, offer: Offer): string {
  const words = t.substitutes;
  const said = offer.stock
    .slice(0, MOST_PLACES)
    .map(({ shortName, availableBase }) => words.placeHas(shortName, quantityText(t, availableBase, offer.item)));
  const more = offer.stock.length - MOST_PLACES;
  return [...said, ...(more > 0 ? [words.morePlaces(more)] : [])].join(words.comma);
}

function detailOf({ item }: Offer): string {
  const form = item.genericName.endsWith(item.form) ? '' : item.form;
  return [form, item.strength, item.manufacturer].filter((part) => part !== '').join(' ');
}

interface OffersProps {
  t: Words;
  offers: readonly Offer[];
  /** Unit of the item that is missing. */
  baseUnit: string;
}

/** The table of every offer, nearest first. */
export function OfferTable({ t, offers, baseUnit }: OffersProps) {
  const words = t.substitutes;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.relation}</Head>
      <Head>{words.factor}</Head>
      <Head>{words.where}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {offers.map((offer) => (
        <tr>
          <td>
            <Item name={offer.item.genericName} detail={detailOf(offer)} href={paths.item(offer.item.code)} />
          </td>
          <td class="span-3">
            {offer.substituteId === null ? (
              words.relations[offer.relation]
            ) : (
              <a href={paths.substitute(offer.substituteId)}>{words.relations[offer.relation]}</a>
            )}
            {offer.leaving && <small class="tail">{words.leaving}</small>}
          </td>
          <td class="span-3">
            {factorText(t, offer, baseUnit)}
            {offer.guidance !== null && <small class="tail">{offer.guidance}</small>}
          </td>
          <td>{offer.stock.length === 0 ? <Status icon="s-stop">{words.nowhere}</Status> : placesText(t, offer)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** A section for the page of an item: what is approved, and what lies somewhere. */
export function OffersPanel({ t, offers, baseUnit }: OffersProps) {
  const words = t.substitutes;
  return (
    <Panel title={words.stockedTitle} padded={offers.length === 0} id="substitutes">
      {offers.length === 0 ? (
        <p class="note">{words.noneText}</p>
      ) : (
        <OfferTable t={t} offers={offers} baseUnit={baseUnit} />
      )}
    </Panel>
  );
}

interface ReplacementsProps extends OffersProps {
  /** Of the member that asks: its own stock is said first. */
  placeCode?: string | undefined;
}

const MOST_SHOWN = 4;

/** Where something is missing: the few that are in stock somewhere, each with a link that asks for it instead. */
export function Replacements({ t, offers, baseUnit, placeCode }: ReplacementsProps) {
  const words = t.substitutes;
  const stocked = offers.filter((offer) => offer.availableBase > 0).slice(0, MOST_SHOWN);
  if (stocked.length === 0) return null;
  return (
    <Panel title={words.canReplace} note={words.canReplaceText} padded={false} level="h3" id="replacements">
      <Table
        caption={words.canReplace}
        stacks
        head={
          <>
            <Head>{words.item}</Head>
            <Head class="act" />
          </>
        }
      >
        {stocked.map((offer) => (
          <tr>
            <td>
              <Item
                name={offer.item.genericName}
                detail={`${detailOf(offer)} ${placesText(t, here(offer, placeCode))}`}
                tags={<Tag>{words.relations[offer.relation]}</Tag>}
              />
              <small class="tail">{offer.guidance ?? factorText(t, offer, baseUnit)}</small>
            </td>
            <td class="act">
              <LinkButton small href={askFor(offer, placeCode)}>
                {words.choose}
              </LinkButton>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function askFor(offer: Offer, organisationCode: string | undefined): string {
  const { code } = offer.item;
  return paths.newShortage({ q: code, itemCode: code, organisationCode });
}

/** The same offer with the asker's own stock first. */
function here(offer: Offer, placeCode: string | undefined): Offer {
  const own = offer.stock.filter((place) => place.code === placeCode);
  return { ...offer, stock: [...own, ...offer.stock.filter((place) => place.code !== placeCode)] };
}

/** For the hub's answer: what it has itself, as information. */
export function HubOffers({ t, offers, baseUnit }: OffersProps) {
  const words = t.substitutes;
  if (offers.length === 0) return null;
  return (
    <Panel title={words.hubTitle} note={words.hubNote} padded={false} level="h3" id="replacements">
      <OfferTable t={t} offers={offers} baseUnit={baseUnit} />
    </Panel>
  );
}
