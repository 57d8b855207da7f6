/** The stock overview: every item against every member, in days of cover or in packs. */

import { timeOf } from '../../src/kernel/clock.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { ColumnGroup } from '../../src/stock/columns.ts';
import type { Drill } from '../../src/stock/drill-queries.ts';
import type { MatrixPage as MatrixResult } from '../../src/stock/matrix-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { FilterScan } from '../ui/scan.tsx';
import { CoverHeat } from './cover-heat.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { StockTabs } from './stock-tabs.tsx';

export interface Named {
  code: string;
  shortName: string;
}

export interface MatrixView {
  t: Words;
  result: MatrixResult;
  groups: ColumnGroup[];
  /** What the address says, without page and opened cell. */
  query: Query;
  drill: Drill | null;
  wholeCounty: boolean;
  campuses: Named[];
  /** Members whose villages can be columns. */
  openable: Named[];
  members: number;
  mayExport: boolean;
  seesPrices: boolean;
  size: number;
  expiry: ExpiryView;
  /** UTC ms. */
  now: number;
}

export function StockMatrixPage(view: MatrixView) {
  const { t, result, query } = view;
  const words = t.stock.matrix;
  const exports = view.mayExport && (
    <ExportLinks t={t} csv={paths.stockExport('csv', query)} xlsx={paths.stockExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.facts(result.total, view.members), words.asOf(timeOf(view.now))]}
        actions={exports}
      />
      <StockTabs t={t} current="matrix" seesPrices={view.seesPrices} />
      <MatrixFilters {...view} />
      <MatrixRegion {...view} />
    </>
  );
}

function MatrixFilters({ t, query, campuses, openable, wholeCounty }: MatrixView) {
  const words = t.stock.matrix;
  const value = (name: string) => (query[name] === undefined ? undefined : String(query[name]));
  const named = (list: Named[], none: string) => [
    { value: '', label: none },
    ...list.map((one) => ({ value: one.code, label: one.shortName })),
  ];
  const kinds = Object.entries(t.stock.itemKinds).map(([kind, label]) => ({ value: kind, label }));
  const controls = Object.entries(t.catalogue.controls).map(([control, label]) => ({ value: control, label }));
  const only = [
    { value: '', label: words.onlyAll },
    { value: 'uneven', label: words.onlyUneven },
    { value: 'gap', label: words.onlyGap },
    { value: 'surplus', label: words.onlySurplus },
    { value: 'under', label: words.onlyUnder },
    { value: 'over', label: words.onlyOver },
  ];
  const show = [
    { value: '', label: words.showCover },
    { value: 'quantity', label: words.showQuantity },
  ];
  return (
    <Filters t={t} action={paths.stock()} clear={Object.keys(query).length > 0 ? paths.stock() : undefined}>
      <FilterScan t={t} label={t.stock.item} name="q" value={value('q')} placeholder={t.stock.itemHint} />
      <FilterSelect
        label={words.kind}
        name="kind"
        value={value('kind')}
        options={[{ value: '', label: words.allKinds }, ...kinds]}
      />
      <FilterSelect
        label={t.stockViews.control}
        name="control"
        value={value('control')}
        options={[{ value: '', label: t.stockViews.allControls }, ...controls]}
      />
      <FilterSelect label={words.show} name="show" value={value('show')} options={show} />
      {wholeCounty && (
        <FilterSelect
          label={words.campus}
          name="campus"
          value={value('campus')}
          options={named(campuses, words.allCampuses)}
        />
      )}
      <FilterSelect label={words.only} name="only" value={value('only')} options={only} />
      {openable.length > 1 && (
        <FilterSelect
          label={words.villages}
          name="villages"
          value={value('villages')}
          options={named(openable, words.noVillages)}
        />
      )}
    </Filters>
  );
}

function Legend({ t }: { t: Words }) {
  const words = t.stock.matrix;
  return (
    <ul class="heat-key" aria-label={words.legend}>
      <li>
        <i data-heat="0">{words.out}</i>
        {words.outWord}
      </li>
      <li>
        <i data-heat="1">3</i>
        {words.under(7)}
      </li>
      <li>
        <i data-heat="2">9</i>
        {words.under(15)}
      </li>
      <li>
        <i data-heat="3">21</i>
        {words.under(30)}
      </li>
      <li>
        <i data-heat="5">126</i>
        {words.surplus}
      </li>
      <li>
        <i data-heat="6">214</i>
        {words.much}
      </li>
      <li>
        <i data-heat="3">{words.held}</i>
        {t.stock.allReserved}
      </li>
      <li>
        <i>{words.idleSign}</i>
        {t.stock.idle}
      </li>
      <li>
        <i class="near">40</i>
        {words.nearWord}
      </li>
      <li>
        <i>9{words.underSign}</i>
        {words.underWord}
      </li>
      <li>
        <i>60{words.overSign}</i>
        {words.overWord}
      </li>
      <li>{words.notKept}</li>
    </ul>
  );
}

/** What a click on a cell replaces: the grid with its opened row, and the pager. */
export function MatrixRegion(view: MatrixView) {
  const { t, result, query } = view;
  const words = t.stock.matrix;
  if (result.rows.length === 0) {
    const clear = (
      <LinkButton href={paths.stock()} kind="plain">
        {words.clear}
      </LinkButton>
    );
    return (
      <div id="matrix">
        <Empty title={words.emptyTitle} text={words.emptyText} act={clear} />
      </div>
    );
  }
  return (
    <div id="matrix">
      <CoverHeat t={t} rows={result.rows} groups={view.groups} />
      <Legend t={t} />
      <section class="matrix-wrap" tabindex={0} aria-label={words.region}>
        <MatrixTable {...view} />
      </section>
      <NumberedPager
        t={t}
        page={result.page}
        size={view.size}
        total={result.total}
        href={(page) => paths.stock({ ...query, page })}
      />
    </div>
  );
}
