/** The register of controlled goods: the items of a member, and one of them row by row as the statutes lay it out. */
import type { ControlledPlace } from '../../src/controlled/place-queries.ts';
import type {
  ControlledItem,
  ControlledStock,
  RegisterPage,
  RegisterRow,
} from '../../src/controlled/register-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { fullMoment, packText, quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Facts } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import { ControlledTabs, PlaceFilter } from './tabs.tsx';

export interface RegistersPageProps {
  t: Words;
  places: ControlledPlace[];
  place: ControlledPlace;
  q: string;
  rows: ControlledStock[];
  canExport: boolean;
}

export function RegistersPage({ t, places, place, q, rows, canExport }: RegistersPageProps) {
  const words = t.controlled;
  const query = { organisation: place.code, q: q === '' ? undefined : q };
  const files = { csv: paths.registersExport('csv', query), xlsx: paths.registersExport('xlsx', query) };
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.class}</Head>
      <Head num>{words.lots}</Head>
      <Head num>{words.onHand}</Head>
    </>
  );
  return (
    <>
      <PageHead title={words.register.title} facts={[place.shortName, words.register.pick]} />
      <ControlledTabs t={t} tab="register" organisation={place.code} />
      <Filters
        t={t}
        action={paths.registers()}
        {...(q !== '' && { clear: paths.registers({ organisation: place.code }) })}
        {...(canExport && { right: <ExportLinks t={t} {...files} /> })}
      >
        <PlaceFilter t={t} places={places} place={place} />
        <FilterText label={words.search} name="q" {...(q !== '' && { value: q })} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.register.empty} text={words.register.emptyText} />
      ) : (
        <Table caption={words.register.title} head={head} stacks>
          {rows.map((row) => (
            <tr>
              <td class="span-5">
                <Item
                  name={row.genericName}
                  detail={[row.form, row.strength, packText(t, row), row.manufacturer, row.code].join(' ')}
                  href={paths.register(row.code, { organisation: place.code })}
                />
              </td>
              <td class="span-2">{words.classes[row.controlClass]}</td>
              <td class="num span-1" data-label={words.lots}>
                {row.lots}
              </td>
              <td class="num span-2" data-label={words.onHand}>
                <Quantity t={t} quantityBase={row.onHand} shape={row} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

export interface RegisterPageProps {
  t: Words;
  places: ControlledPlace[];
  place: ControlledPlace;
  item: ControlledItem;
  page: RegisterPage;
  period: { from: string; to: string };
  closingBase: number;
  openingBase: number;
  next: string | undefined;
  paged: boolean;
  canExport: boolean;
}

export function ItemRegisterPage(props: RegisterPageProps) {
  const { t, place, item, period, canExport } = props;
  const words = t.controlled.register;
  const query = { organisation: place.code, ...period };
  const files = {
    csv: paths.registerExport(item.code, 'csv', query),
    xlsx: paths.registerExport(item.code, 'xlsx', query),
  };
  return (
    <>
      <PageHead
        title={`${item.genericName} ${item.strength}`}
        crumbs={[
          { label: t.controlled.title, href: paths.controlled({ organisation: place.code }) },
          { label: words.title, href: paths.registers({ organisation: place.code }) },
          { label: item.code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[place.shortName, t.controlled.classes[item.controlClass], words.kept]}
        actions={
          <LinkButton icon="i-print" href={paths.registerPaper(item.code, query)} newTab print>
            {words.paper}
          </LinkButton>
        }
      />
      <Filters
        t={t}
        action={paths.register(item.code)}
        verb={words.show}
        {...(canExport && { right: <ExportLinks t={t} {...files} /> })}
      >
        <PlaceFilter t={t} places={props.places} place={place} />
        <FilterText label={words.from} name="from" type="date" value={period.from} />
        <FilterText label={words.to} name="to" type="date" value={period.to} />
      </Filters>
      <Summary {...props} />
      <Rows {...props} />
      <KeysetPager
        t={t}
        shown={props.page.rows.length}
        {...(props.paged && { first: paths.register(item.code, query) })}
        {...(props.next !== undefined && { next: paths.register(item.code, { ...query, after: props.next }) })}
      />
    </>
  );
}

function Summary({ t, item, page, openingBase, closingBase }: RegisterPageProps) {
  const words = t.controlled.register;
  const text = (base: number) => quantityText(t, base, item);
  const lots = page.lots.filter((lot) => lot.onHand > 0);
  return (
    <Facts
      across
      facts={[
        { label: words.form, value: item.form },
        { label: words.maker, value: item.manufacturer },
        { label: words.unit, value: `${item.baseUnit}（${packText(t, item)}）` },
        { label: words.carried, value: text(openingBase) },
        { label: words.in, value: text(page.cameBase) },
        { label: words.out, value: text(page.wentBase) },
        { label: words.closing, value: text(closingBase) },
        ...(lots.length > 0
          ? [
              {
                label: words.perLot,
                value: lots.map((lot) => (
                  <>
                    <Code href={paths.lot(lot.id)}>{lot.number}</Code> {text(lot.onHand)}{' '}
                  </>
                )),
              },
            ]
          : []),
      ]}
    />
  );
}

function Rows(props: RegisterPageProps) {
  const { t, item, page, paged } = props;
  const words = t.controlled.register;
  const head = (
    <>
      <Head>{words.date}</Head>
      <Head>{words.voucher}</Head>
      <Head>{words.summary}</Head>
      <Head>{t.controlled.lot}</Head>
      <Head>{words.taker}</Head>
      <Head num>{words.in}</Head>
      <Head num>{words.out}</Head>
      <Head num>{words.lotBalance}</Head>
      <Head num>{words.balance}</Head>
      <Head>{words.people}</Head>
      <Head>{words.ampoules}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      <tr>
        <td class="span-3" colspan={8}>
          {paged ? words.carriedOn : words.carried}
        </td>
        <td class="num span-3">{quantityText(t, page.opening.totalBase, item)}</td>
        <td class="span-1" colspan={2} />
      </tr>
      {page.rows.map((row) => (
        <Row {...props} row={row} />
      ))}
    </Table>
  );
}

function Row({ t, item, row }: RegisterPageProps & { row: RegisterRow }) {
  const words = t.controlled.register;
  const text = (base: number) => quantityText(t, base, item);
  const remains = [row.ampoules > 0 ? words.ampouleText(row.ampoules) : '', ...row.residues];
  const { document } = row;
  return (
    <tr>
      <td class="span-2">{fullMoment(row.at)}</td>
      <td class="span-3">
        {document ? <Code href={documentPath(document.kind, document.number)}>{row.voucher}</Code> : row.voucher}
      </td>
      <td class="span-3">
        {t.controlled.kinds[row.kind]} <span class="note">{row.summary}</span>
      </td>
      <td class="span-3">
        <Code href={paths.lot(row.lotId)}>{row.lotNumber}</Code> {t.formats.until(row.expiresOn)}
      </td>
      <td class="span-3" data-label={row.taker === '' ? undefined : words.taker}>
        {[row.taker, row.patientRef === row.taker ? '' : row.patientRef].filter((one) => one !== '').join(' ')}
      </td>
      <td class="num span-2" data-label={row.deltaBase > 0 ? words.in : undefined}>
        {row.deltaBase > 0 && text(row.deltaBase)}
      </td>
      <td class="num span-2" data-label={row.deltaBase < 0 ? words.out : undefined}>
        {row.deltaBase < 0 && text(-row.deltaBase)}
      </td>
      <td class="num span-2" data-label={words.lotBalance}>
        {text(row.lotBase)}
      </td>
      <td class="num span-2" data-label={words.balance}>
        {text(row.totalBase)}
      </td>
      <td class="span-3">{[row.person, row.second].filter((name) => name !== '').join('／')}</td>
      <td class="span-3 note">{remains.filter((one) => one !== '').join(' ')}</td>
    </tr>
  );
}
