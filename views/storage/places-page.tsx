/** The stores of a member: what they keep, what is measured there, and what lies where it does not belong. */
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { MisplacedLot, ShownPlace } from '../../src/storage/place-queries.ts';
import type { UnreadStore } from '../../src/storage/reading-due-queries.ts';
import { type ReadingHalf, suits, ZONE_RANGES } from '../../src/storage/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { FilterSelect, Filters } from '../ui/filters.tsx';
import { momentText, numberText, packText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import { ProbeStatus, rangeText, readingText, StorageTabs } from './words.tsx';

export interface PlacesPageProps {
  t: Words;
  places: { code: string; shortName: string }[];
  place: { code: string; shortName: string };
  stores: ShownPlace[];
  /** Stores that are to be read by hand in this half of the day. */
  unread: { half: ReadingHalf; stores: UnreadStore[] };
  misplaced: MisplacedLot[];
  /** How many of them are listed at most. */
  most: number;
  form: { name: string; state: FormState };
  formKey: () => string;
  can: { move: boolean; manage: boolean };
  now: number;
}

export function PlacesPage(props: PlacesPageProps) {
  const { t, places, place, stores, can } = props;
  const words = t.storage;
  const register = can.manage && (
    <LinkButton kind="primary" icon="i-plus" href={paths.newLogger({ organisation: place.code })}>
      {words.newLogger}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(register && { actions: register })} />
      <StorageTabs t={t} current="places" />
      {places.length > 1 && (
        <Filters t={t} action={paths.storage()}>
          <FilterSelect
            label={words.organisation}
            name="organisation"
            options={places.map((one) => ({ value: one.code, label: one.shortName }))}
            value={place.code}
          />
        </Filters>
      )}
      {stores.length === 0 ? (
        <Empty title={words.noPlaces} text={words.noPlacesText} />
      ) : (
        <div class="stack">
          <Panel title={place.shortName} note={words.placesTitle} padded={false}>
            <Stores {...props} />
          </Panel>
          <Misplaced {...props} />
        </div>
      )}
    </>
  );
}

function Stores({ t, place, stores, unread, now }: PlacesPageProps) {
  const words = t.storage;
  const dueIn = (id: number) => (unread.stores.some((one) => one.id === id) ? unread.half : undefined);
  const head = (
    <>
      <Head>{words.store}</Head>
      <Head>{words.zone}</Head>
      <Head>{words.probes}</Head>
      <Head num>{words.lots}</Head>
      <Head num>{words.held}</Head>
      <Head num>{words.misplaced}</Head>
    </>
  );
  return (
    <Table caption={words.placesTitle} head={head} inset stacks>
      {stores.map((store) => (
        <StoreRow t={t} store={store} at={place.code} due={dueIn(store.id)} now={now} />
      ))}
    </Table>
  );
}

interface StoreRowProps {
  t: Words;
  store: ShownPlace;
  at: string;
  due: ReadingHalf | undefined;
  now: number;
}

function StoreRow({ t, store, at, due, now }: StoreRowProps) {
  const words = t.storage;
  const range = ZONE_RANGES[store.zone];
  const held = (
    <Status icon="s-stop" tone="danger">
      {store.held}
    </Status>
  );
  const misplaced = (
    <a href="#misplaced">
      <Status icon="s-near" tone="warn">
        {store.misplaced}
      </Status>
    </a>
  );
  return (
    <tr>
      <td class="span-3">{store.name}</td>
      <td class="span-3">
        {t.stock.zones[store.zone]}{' '}
        <small class="note">{range === undefined ? words.noLimits : rangeText(t, 'temperature', range)}</small>
      </td>
      <td class="span-5">
        {store.probes.length === 0 && <span class="note">{due === undefined ? words.noProbe : words.noProbeText}</span>}
        {due !== undefined && (
          <Status icon="s-todo" tone={due.dueAt < now ? 'danger' : 'warn'}>
            {words.readingDue(words.halves[due.name], timeOf(due.dueAt))}
          </Status>
        )}
        <ul class="plain-list">
          {store.probes.map((probe) => (
            <ProbeLine t={t} probe={probe} now={now} />
          ))}
        </ul>
      </td>
      <td class="num span-2" data-label={words.lots}>
        {store.lots === 0 ? 0 : <a href={paths.stockOf(at, { zone: store.zone })}>{numberText(store.lots)}</a>}
      </td>
      <td class="num span-2" data-label={words.held}>
        {store.held > 0 ? held : 0}
      </td>
      <td class="num span-2" data-label={words.misplaced}>
        {store.misplaced > 0 ? misplaced : 0}
      </td>
    </tr>
  );
}

function ProbeLine({ t, probe, now }: { t: Words; probe: ShownPlace['probes'][number]; now: number }) {
  const { temperatureTenths, lastReadingAt } = probe;
  return (
    <li>
      <Code href={paths.logger(probe.code)}>{probe.code}</Code> {probe.name}{' '}
      {temperatureTenths !== null && lastReadingAt !== null && (
        <span class="note">
          {readingText(t, { ...probe, temperatureTenths })} {momentText(t, Number(lastReadingAt), now)}
        </span>
      )}{' '}
      <ProbeStatus t={t} probe={probe} now={now} />
    </li>
  );
}

function Misplaced(props: PlacesPageProps) {
  const { t, misplaced, most, can, form } = props;
  const words = t.storage;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.lies}</Head>
      <Head>{words.needs}</Head>
      <Head num>{words.free}</Head>
      {can.move && <Head>{words.moveTo}</Head>}
    </>
  );
  return (
    <Panel title={words.misplacedTitle} note={words.misplacedNote} padded={false} id="misplaced">
      <div class="body stack">
        <ErrorSummary t={t} form={form.state} labels={{ to: words.moveTo }} />
        {misplaced.length === 0 && <p class="note">{words.misplacedNone}</p>}
        {misplaced.length >= most && <p class="note">{words.misplacedMost(most)}</p>}
      </div>
      {misplaced.length > 0 && (
        <Table caption={words.misplacedTitle} head={head} inset stacks>
          {misplaced.map((lot) => (
            <MisplacedRow {...props} lot={lot} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function MisplacedRow(props: PlacesPageProps & { lot: MisplacedLot }) {
  const { t, lot, can } = props;
  const words = t.storage;
  const detail = [lot.strength, packText(t, lot), lot.manufacturer, lot.itemCode].join(' ');
  return (
    <tr>
      <td class="span-5">
        <Item name={lot.genericName} detail={detail} />
      </td>
      <td class="span-3">
        <Code href={paths.lot(lot.lotId)}>{lot.lotNumber}</Code> {t.formats.until(lot.expiresOn)}
      </td>
      <td class="span-3">
        {lot.storeName} <Tag>{t.stock.zones[lot.zone]}</Tag>
      </td>
      <td class="span-2">
        <Tag tone="warn">{t.stock.zones[lot.storageZone as 'room']}</Tag>
      </td>
      <td class="num span-2" data-label={words.free}>
        <Quantity t={t} quantityBase={lot.onHand - lot.reserved} shape={lot} />
      </td>
      {can.move && (
        <td class="span-5">
          <MoveForm {...props} />
        </td>
      )}
    </tr>
  );
}

function MoveForm({ t, lot, stores, place, formKey }: PlacesPageProps & { lot: MisplacedLot }) {
  const words = t.storage;
  if (['narcotic', 'psychotropic_1', 'toxic'].includes(lot.controlClass)) {
    return <span class="note">{words.moveControlled}</span>;
  }
  const suited = stores.filter((store) => store.id !== lot.locationId && suits(lot.storageZone, store.zone));
  if (suited.length === 0) return <span class="note">{words.moveNowhere}</span>;
  return (
    <form class="filters" method="post" action={paths.storageMoves({ organisation: place.code })}>
      <HiddenKey value={formKey()} />
      <Hidden name="lot" value={`${lot.locationId}-${lot.lotId}`} />
      <select class="input" name="to" aria-label={words.moveOf(`${lot.genericName} ${lot.lotNumber}`)}>
        {suited.map((store) => (
          <option value={String(store.id)}>{store.name}</option>
        ))}
      </select>
      <Button small>{words.moveSubmit}</Button>
    </form>
  );
}
