/** Every volume-based line in its time: agreed, accepted, time; by brand; and what was bought besides. Advice only. */
import type { ProgressLine } from '../../src/contracts/progress-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { VolumeState } from '../../src/prices/progress-queries.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { PriceTabs } from '../prices/words.tsx';
import { ExportLinks, FilterDay, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { baseText, numberText, packText, percentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { ProgressBar, shareText, Units } from './words.tsx';

export interface BrandLine {
  batch: string;
  genericName: string;
  manufacturer: string;
  agreedUnits: number;
  acceptedUnits: number;
  baseUnit: string;
}

interface ProgressPageProps {
  t: Words;
  filter: { q?: string | undefined; state?: VolumeState | undefined };
  day: string;
  today: string;
  page: Page<ProgressLine>;
  brands: BrandLine[];
  mayExport: boolean;
}

const STATES = ['ahead', 'behind', 'far_behind'] as const;

export function ProgressPage({ t, filter, day, today, page, brands, mayExport }: ProgressPageProps) {
  const words = t.prices.contracts;
  const query: Query = { ...filter, on: day === today ? undefined : day };
  const filtered = Object.values(query).some((value) => value !== undefined && value !== '');
  const states = [
    { value: '', label: t.lists.all },
    ...STATES.map((value) => ({ value, label: words.progressStates[value] })),
  ];
  const [csv, xlsx] = [paths.volumeProgressExport('csv', query), paths.volumeProgressExport('xlsx', query)];
  return (
    <>
      <PageHead title={words.progressTitle} facts={[words.progressIntro]} />
      <PriceTabs t={t} current="progress" />
      <Filters
        t={t}
        action={paths.volumeProgress()}
        {...(filtered && { clear: paths.volumeProgress() })}
        {...(mayExport && { right: <ExportLinks t={t} csv={csv} xlsx={xlsx} /> })}
      >
        <FilterText label={words.search} name="q" placeholder={words.searchHint} value={filter.q} />
        <FilterSelect label={words.progressState} name="state" options={states} value={filter.state} />
        <FilterDay t={t} day={day} today={today} />
      </Filters>
      {page.total === 0 ? (
        <Empty title={words.progressEmpty} text={words.progressEmptyText} />
      ) : (
        <Rows t={t} rows={page.rows} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.volumeProgress({ ...query, page: to })}
      />
      {brands.length > 0 && <Brands t={t} brands={brands} />}
    </>
  );
}

/** The line in its contract, with what each member agreed to and took. */
const opening = (line: ProgressLine) => `${paths.contract(line.contract, { line: line.lineId })}#members`;

function Rows({ t, rows }: { t: Words; rows: ProgressLine[] }) {
  const words = t.prices.contracts;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.number}</Head>
      <Head>{words.party}</Head>
      <Head num>{words.agreed}</Head>
      <Head num>{words.accepted}</Head>
      <Head>{words.progress}</Head>
      <Head num>{words.timeProgress}</Head>
      <Head num>{words.other}</Head>
    </>
  );
  return (
    <Table caption={words.progressTitle} head={head}>
      {rows.map((line) => (
        <tr>
          <td>
            <Item
              name={line.genericName}
              detail={[line.strength, packText(t, line), line.manufacturer].join(' ')}
              href={paths.contract(line.contract, { line: line.lineId })}
            />
          </td>
          <td>
            <Code href={paths.contract(line.contract)}>{line.contract}</Code> <small>{line.batch}</small>
          </td>
          <td>{line.partyName}</td>
          <td class="num">
            <Units t={t} units={line.progress.agreedUnits} unit={line.baseUnit} href={opening(line)} />
          </td>
          <td class="num">
            <Units t={t} units={line.progress.acceptedUnits} unit={line.baseUnit} href={opening(line)} />
          </td>
          <td>
            <ProgressBar t={t} progress={line.progress} />
            {line.progress.excusedUnits > 0 && (
              <small> {words.excusedText(numberText(line.progress.excusedUnits))}</small>
            )}
          </td>
          <td class="num">{shareText(line.progress.timeBp)}</td>
          <td class="num">{line.otherBase > 0 && baseText(t, line.otherBase, line)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Brands({ t, brands }: { t: Words; brands: BrandLine[] }) {
  const words = t.prices.contracts;
  const head = (
    <>
      <Head>{words.batch}</Head>
      <Head>{words.item}</Head>
      <Head>{words.maker}</Head>
      <Head num>{words.agreed}</Head>
      <Head num>{words.accepted}</Head>
      <Head num>{words.progress}</Head>
    </>
  );
  return (
    <Panel title={words.brand} note={words.brandNote} padded={false}>
      <Table caption={words.brand} head={head} inset>
        {brands.map((brand) => (
          <tr>
            <td>{brand.batch}</td>
            <td>{brand.genericName}</td>
            <td>{brand.manufacturer}</td>
            <td class="num">
              <Units t={t} units={brand.agreedUnits} unit={brand.baseUnit} />
            </td>
            <td class="num">
              <Units t={t} units={brand.acceptedUnits} unit={brand.baseUnit} />
            </td>
            <td class="num">{percentText(t, brand.acceptedUnits, brand.agreedUnits)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
