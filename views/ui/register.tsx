/** A register as a page's list: looked for by words, state and day, exported as shown, paged; one look for each. */
import type { Child } from 'hono/jsx';
import type { Query } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { RegisterFilter } from '../../src/web/register.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterDay, FilterSelect, Filters, FilterText } from './filters.tsx';
import { Empty } from './notice.tsx';
import { NumberedPager } from './pager.tsx';

interface RegisterProps<S extends string> {
  t: Words;
  words: {
    search: string;
    searchHint: string;
    state: string;
    states: Record<S, string>;
    emptyTitle: string;
    emptyText: string;
  };
  states: readonly S[];
  filter: RegisterFilter<S>;
  today: string;
  page: Page<unknown>;
  href: (query: Query) => string;
  /** Left out for people who may not export. */
  exports: ((format: 'csv' | 'xlsx', query: Query) => string) | undefined;
  children: Child;
}

export function Register<S extends string>(props: RegisterProps<S>) {
  const { t, words, filter, today, page, href, exports } = props;
  const query: Query = { ...filter };
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const states = props.states.map((value) => ({ value, label: words.states[value] }));
  return (
    <>
      <Filters
        t={t}
        action={href({})}
        {...(filtered && { clear: href({}) })}
        {...(exports && { right: <ExportLinks t={t} csv={exports('csv', query)} xlsx={exports('xlsx', query)} /> })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.state}
          name="state"
          value={filter.state}
          options={[{ value: '', label: t.lists.all }, ...states]}
        />
        <FilterDay t={t} day={filter.on ?? today} today={today} />
      </Filters>
      {page.total === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : props.children}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => href({ ...query, page: to })}
      />
    </>
  );
}
