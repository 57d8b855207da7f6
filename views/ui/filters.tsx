/** Tabs set one parameter, filters are one GET form: the address is the whole state. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from './button.tsx';
import type { Option } from './option.ts';

export interface Tab {
  label: string;
  href: string;
  count?: number;
  current?: boolean;
}

export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span class="count">{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}

interface FiltersProps {
  t: Words;
  action: string;
  /** Parameters that stay as they are: the tab, the sort. */
  kept?: Record<string, string | undefined>;
  /** Address without filters; shown when something is filtered. */
  clear?: string;
  /** At the right end: exports, a legend. */
  right?: Child;
  /** What the button does, when nothing is narrowed but something is looked for. */
  verb?: string;
}

export function Filters({ t, action, kept, clear, right, verb, children }: PropsWithChildren<FiltersProps>) {
  return (
    <form class="filters" method="get" action={action}>
      {Object.entries(kept ?? {}).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      {children}
      <Button>{verb ?? t.lists.filter}</Button>
      {clear && (
        <LinkButton href={clear} kind="plain">
          {t.lists.clear}
        </LinkButton>
      )}
      {right && <div class="buttons right">{right}</div>}
    </form>
  );
}

interface FilterFoldProps {
  label: string;
  /** How many of the filters inside narrow the list. */
  active: number;
}

/** Filters that few need at once: folded on a phone, where they would push the list away; open where there is room. */
export function FilterFold({ label, active, children }: PropsWithChildren<FilterFoldProps>) {
  return (
    <details class="filter-fold">
      <summary class="button">
        {label}
        {active > 0 && <span class="count">{active}</span>}
      </summary>
      <div class="folded">{children}</div>
    </details>
  );
}

interface FilterTextProps {
  label: string;
  name: string;
  value?: string;
  placeholder?: string;
  type?: 'search' | 'date';
}

export function FilterText({ label, name, value, placeholder, type = 'search' }: FilterTextProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        class="input"
        name={name}
        type={type}
        value={value}
        placeholder={placeholder}
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="search"
        maxlength={200}
      />
    </label>
  );
}

/** Of which day the list is; today is shown as nothing asked. */
export function FilterDay({ t, day, today }: { t: Words; day: string; today: string }) {
  return <FilterText label={t.lists.asOf} name="on" type="date" value={day === today ? undefined : day} />;
}

interface FilterSelectProps {
  label: string;
  name: string;
  value?: string;
  options: Option[];
}

export function FilterSelect({ label, name, value, options }: FilterSelectProps) {
  return (
    <label>
      <span>{label}</span>
      <select class="input" name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === (value ?? '')}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function FilterCheck({ label, name, checked }: { label: string; name: string; checked: boolean }) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="1" checked={checked} />
      {label}
    </label>
  );
}

/** CSV and XLSX of exactly what is shown. */
export function ExportLinks({ t, csv, xlsx }: { t: Words; csv: string; xlsx: string }) {
  return (
    <>
      <LinkButton href={csv} icon="i-download">
        {t.lists.exportCsv}
      </LinkButton>
      <LinkButton href={xlsx} icon="i-download">
        {t.lists.exportXlsx}
      </LinkButton>
    </>
  );
}
