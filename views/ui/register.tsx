/** A register as a page's list: looked for by words, state and day, exported as shown, paged; one look for each. */
import type { Child } from 'hono/jsx';
import type { Query } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { RegisterFilter } from '../../src/web/register.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterDay, FilterSelect, Filters, FilterText } from './filters.tsx';
import { Empty } from './notice.tsx';
import { KeysetPager, NumberedPager } from './pager.tsx';

interface RegisterFiltersProps<S extends string> {
  t: Words;
  words: { search: string; searchHint: string; state: string; states: Record<S, string> };
  states: readonly S[];
  /** What no state asked for means, where it is not all of them. */
  anyState?: string;
  /** The whole address as it stands, and what of it is no filter and stays: a tab. */
  query: Query;
  kept?: Record<string, string | undefined>;
  href: (query: Query) => string;
  /** Left out for people who may not export. */
  exports: ((format: 'csv' | 'xlsx', query: Query) => string) | undefined;
  /** Further filters of this register. */
  children?: Child;
}

/** What a register is narrowed by, and the files of what is shown. */
export function RegisterFilters<S extends string>(props: RegisterFiltersProps<S>) {
  const { t, words, query, kept = {}, href, exports } = props;
  const filtered = Object.entries(query).some(([name, value]) => !(name in kept) && (value ?? '') !== '');
  const states = props.states.map((value) => ({ value, label: words.states[value] }));
  const text = (name: string) => (query[name] === undefined ? undefined : String(query[name]));
  return (
    <Filters
      t={t}
      action={href({})}
      kept={kept}
      {...(filtered && { clear: href(kept) })}
      {...(exports && { right: <ExportLinks t={t} csv={exports('csv', query)} xlsx={exports('xlsx', query)} /> })}
    >
      <FilterText label={words.search} name="q" value={text('q')} placeholder={words.searchHint} />
      {states.length > 0 && (
        <FilterSelect
          label={words.state}
          name="state"
          value={text('state')}
          options={[{ value: '', label: props.anyState ?? t.lists.all }, ...states]}
        />
      )}
      {props.children}
    </Filters>
  );
}

interface KeyedRegisterProps<S extends string> extends RegisterFiltersProps<S> {
  rows: readonly unknown[];
  /** The key of the next page, when there is one. */
  next: string | undefined;
  /** Whether this is a later page. */
  paged: boolean;
  empty: { title: string; text: string };
  /** Filters besides words and state. */
  further?: Child;
  /** The table of the rows. */
  children: Child;
}

/** A register that is paged by key: its filters, its table or what is said when nothing is found, its pager. */
export function KeyedRegister<S extends string>(props: KeyedRegisterProps<S>) {
  const { t, rows, next, paged, empty, further, children, query, href } = props;
  return (
    <>
      <RegisterFilters {...props}>{further}</RegisterFilters>
      {rows.length === 0 ? <Empty title={empty.title} text={empty.text} /> : children}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: href(query) })}
        {...(next !== undefined && { next: href({ ...query, after: next }) })}
      />
    </>
  );
}

interface RegisterProps<S extends string> {
  t: Words;
  words: RegisterFiltersProps<S>['words'] & { emptyTitle: string; emptyText: string };
  states: readonly S[];
  filter: RegisterFilter<S>;
  today: string;
  page: Page<unknown>;
  href: (query: Query) => string;
  exports: RegisterFiltersProps<S>['exports'];
  children: Child;
}

export function Register<S extends string>(props: RegisterProps<S>) {
  const { t, words, filter, today, page, href } = props;
  const query: Query = { ...filter };
  return (
    <>
      <RegisterFilters t={t} words={words} states={props.states} query={query} href={href} exports={props.exports}>
        <FilterDay t={t} day={filter.on ?? today} today={today} />
      </RegisterFilters>
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
