/** Where recalled lots lie and on which papers they stand, whom they reached, and where they came from. */
import type { Child } from 'hono/jsx';
import { documentPath, paths } from '../../src/paths.ts';
import type { LotPlace } from '../../src/recalls/standing-queries.ts';
import type { Announced, HoldingPaper } from '../../src/recalls/trace-queries.ts';
import { fullMoment } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import type { RecallPageProps } from './show-page-props.ts';

/** The lot of a row with its item: what every table here begins with. */
function LotCell({ view, lotId }: RecallPageProps & { lotId: number }) {
  const of = view.lots.find(({ lot }) => lot.id === lotId);
  return (
    <td class="span-4">
      {of && (
        <Item name={`${of.item.genericName} ${of.item.strength}`} detail={of.lot.number} href={paths.lot(of.lot.id)} />
      )}
    </td>
  );
}

interface LotTableProps extends RecallPageProps {
  title: string;
  note: string;
  /** Of the columns behind the lot. */
  heads: { of: string; num?: boolean }[];
  children: Child;
}

/** A panel with a table whose rows begin with the lot. */
function LotTable({ t, title, note, heads, children }: LotTableProps) {
  const head = [{ of: t.recalls.lot, num: false }, ...heads].map(({ of, num }) => (
    <Head {...(num && { num })}>{of}</Head>
  ));
  return (
    <Panel title={title} note={note} padded={false}>
      <Table caption={title} head={head} inset stacks>
        {children}
      </Table>
    </Panel>
  );
}

function Amount(props: RecallPageProps & { lotId: number; base: number; label: string }) {
  const { t, view, lotId, base, label } = props;
  const of = view.lots.find(({ lot }) => lot.id === lotId);
  return (
    <td class="num span-2" data-label={label}>
      {of && <Quantity t={t} quantityBase={base} shape={of.item} />}
    </td>
  );
}

export function PlacesPart(props: RecallPageProps) {
  const { t, trace } = props;
  const words = t.recalls;
  const { places = [] } = trace ?? {};
  const heads = [
    { of: words.member },
    { of: words.place },
    { of: words.there, num: true },
    { of: words.reserved, num: true },
  ];
  return (
    <>
      {places.length === 0 ? (
        <Empty title={words.noPlaces} text={words.noPlacesText} />
      ) : (
        <LotTable {...props} title={words.placesTitle} note={words.placesNote(places.length)} heads={heads}>
          {places.map((place) => (
            <PlaceRow {...props} place={place} />
          ))}
        </LotTable>
      )}
      <Papers {...props} title={words.reserving} note={words.reservingNote} rows={trace?.papers.reserving ?? []} />
      <Papers {...props} title={words.travelling} note={words.travellingNote} rows={trace?.papers.travelling ?? []} />
      <Coming {...props} rows={trace?.papers.announced ?? []} />
    </>
  );
}

function PlaceRow(props: RecallPageProps & { place: LotPlace }) {
  const { t, view, place } = props;
  const words = t.recalls;
  const item = view.lots.find(({ lot }) => lot.id === place.lotId)?.item;
  const name =
    item === undefined ? place.shortName : <a href={paths.stockCard(place.code, item.code)}>{place.shortName}</a>;
  return (
    <tr>
      <LotCell {...props} lotId={place.lotId} />
      <td class="span-3">{name}</td>
      <td class="span-3 note">
        {place.kind === 'transit' ? words.onTheWay : place.locationName}{' '}
        {place.zone === 'reserve' && <Tag>{words.reserveTag}</Tag>}{' '}
        {place.zone === 'rejected' && <Tag>{words.apartTag}</Tag>}{' '}
        {place.heldBy !== null && <Tag tone="warn">{words.heldTag}</Tag>}
      </td>
      <Amount {...props} lotId={place.lotId} base={place.onHandBase} label={words.there} />
      <Amount {...props} lotId={place.lotId} base={place.reservedBase} label={words.reserved} />
    </tr>
  );
}

function Papers(props: RecallPageProps & { title: string; note: string; rows: HoldingPaper[] }) {
  const { t, title, note, rows } = props;
  const words = t.recalls;
  if (rows.length === 0) return null;
  const heads = [{ of: words.paper }, { of: words.way }, { of: words.quantity, num: true }];
  return (
    <LotTable {...props} title={title} note={note} heads={heads}>
      {rows.map((row) => (
        <tr>
          <LotCell {...props} lotId={row.lotId} />
          <td class="span-3">
            <Code href={documentPath(row.kind, row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{words.wayText(row.fromName, row.toName ?? '')}</td>
          <Amount {...props} lotId={row.lotId} base={row.quantityBase} label={words.quantity} />
        </tr>
      ))}
    </LotTable>
  );
}

function Coming(props: RecallPageProps & { rows: Announced[] }) {
  const { t, rows } = props;
  const words = t.recalls;
  if (rows.length === 0) return null;
  const heads = [{ of: words.paper }, { of: words.way }, { of: words.expected }, { of: words.quantity, num: true }];
  return (
    <LotTable {...props} title={words.announced} note={words.announcedNote} heads={heads}>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Item name={`${row.genericName} ${row.strength}`} detail={row.lotNumber} />
          </td>
          <td class="span-3">
            <Code href={documentPath('delivery', row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{words.wayText(row.partyName, row.placeName)}</td>
          <td class="span-2">{row.expectedOn}</td>
          <td class="num span-2" data-label={words.quantity}>
            <Quantity t={t} quantityBase={row.quantityBase} shape={row} />
          </td>
        </tr>
      ))}
    </LotTable>
  );
}

export function PeoplePart(props: RecallPageProps) {
  const { t, trace, view } = props;
  const words = t.recalls;
  const { handedOut = [] } = trace ?? {};
  if (handedOut.length === 0) return <Empty title={words.noPeople} text={words.noPeopleText} />;
  const heads = [
    { of: words.member },
    { of: words.whom },
    { of: words.when },
    { of: words.paper },
    { of: words.quantity, num: true },
  ];
  return (
    <LotTable {...props} title={words.peopleTitle} note={words.peopleNote} heads={heads}>
      {handedOut.map((row) => (
        <tr>
          <LotCell {...props} lotId={row.lotId} />
          <td class="span-3">
            <a href={paths.recallMember(view.document.number, row.placeCode)}>{row.placeName}</a>
          </td>
          <td class="span-3">
            {[t.issues.purposes[row.purpose], row.ward, row.patientRef, row.prescriptionRef].filter(Boolean).join(' ')}
          </td>
          <td class="span-3">{fullMoment(row.occurredAt)}</td>
          <td class="span-3">
            <Code href={paths.issue(row.number)}>{row.number}</Code>
          </td>
          <Amount {...props} lotId={row.lotId} base={row.quantityBase} label={words.quantity} />
        </tr>
      ))}
    </LotTable>
  );
}

export function SourcesPart(props: RecallPageProps) {
  const { t, trace, view } = props;
  const words = t.recalls;
  const { sources = [] } = trace ?? {};
  if (sources.length === 0) return <Empty title={words.noSources} text={words.noSourcesText} />;
  const heads = [
    { of: words.supplier },
    { of: words.receipt },
    { of: words.member },
    { of: words.cameIn, num: true },
    { of: words.returned, num: true },
    { of: words.act },
  ];
  const returns = view.document.status === 'open' && !view.recall.drill;
  return (
    <LotTable {...props} title={words.sourcesTitle} note={words.sourcesNote} heads={heads}>
      {sources.map((row) => (
        <tr>
          <LotCell {...props} lotId={row.lotId} />
          <td class="span-3">{row.partyName}</td>
          <td class="span-3">
            <Code href={documentPath('receipt', row.receiptNumber)}>{row.receiptNumber}</Code> {row.decidedOn ?? ''}
          </td>
          <td class="span-3">{row.placeName}</td>
          <Amount {...props} lotId={row.lotId} base={row.acceptedBase} label={words.cameIn} />
          <Amount {...props} lotId={row.lotId} base={row.returnedBase} label={words.returned} />
          <td class="span-2">
            {returns && row.returnedBase < row.acceptedBase && (
              <a href={paths.newReturn(row.receiptNumber)}>{words.returnNow}</a>
            )}
          </td>
        </tr>
      ))}
    </LotTable>
  );
}
