/** What members may book of each other: every offer of the county. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { paths } from '../../src/paths.ts';
import type { ListedOffer, OfferFilter } from '../../src/sharing/offer-queries.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export interface OffersPageProps {
  t: Words;
  filter: OfferFilter;
  rows: ListedOffer[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean };
  classes: readonly AssetClassRow[];
}

export function OffersPage(props: OffersPageProps) {
  const { t, filter, rows, next, paged, can, classes } = props;
  const words = t.sharing;
  const query = { ...filter };
  const filtered = Object.values(filter).some((value) => (value ?? '') !== '');
  const exports = <ExportLinks t={t} csv={paths.sharesExport('csv', query)} xlsx={paths.sharesExport('xlsx', query)} />;
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={
          <>
            <LinkButton href={paths.bookings()}>{words.bookingsTitle}</LinkButton>
            <LinkButton href={paths.bookingFigures()}>{words.figures}</LinkButton>
          </>
        }
      />
      <Filters
        t={t}
        action={paths.shares()}
        {...(filtered && { clear: paths.shares() })}
        {...(can.export && { right: exports })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={t.equipment.className}
          name="class"
          value={filter.class}
          options={[
            { value: '', label: t.lists.all },
            ...classes.map((one) => ({ value: one.code, label: classText(t, one) })),
          ]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noOffers} text={words.noOffersText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.shares(query) })}
        {...(next !== undefined && { next: paths.shares({ ...query, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows }: OffersPageProps) {
  const words = t.sharing;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{t.equipment.number}</Head>
      <Head>{words.keeper}</Head>
      <Head num>{words.slot}</Head>
      <Head num>{words.live}</Head>
      <Head>{words.note}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <span class="item">
              <a href={paths.share(row.number)}>{row.name}</a>
              <small>{[row.model, row.room].filter(Boolean).join(' ')}</small>
            </span>
          </td>
          <td class="span-3">
            <Code>{row.number}</Code>
          </td>
          <td class="span-2">{row.keeper}</td>
          <td class="num span-2" data-label={words.slot}>
            {row.slotMinutes}
          </td>
          <td class="num span-2" data-label={words.live}>
            {row.live}
          </td>
          <td class="span-5">{row.note}</td>
        </tr>
      ))}
    </Table>
  );
}
