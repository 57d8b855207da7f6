/** How readings, limits, probes and excursions are spoken of on every page. */
import { paths } from '../../src/paths.ts';
import type { ExcursionState, Measure } from '../../src/storage/rules.ts';
import { isSilent } from '../../src/storage/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';
import { Code } from '../ui/values.tsx';

/** `5.2`, `−18.0`. */
export function tenthsText(tenths: number): string {
  return (tenths / 10).toFixed(1).replace('-', '−');
}

/** With its unit: `5.2℃`, `48.0%`. */
export function measureText(t: Words, measure: Measure, tenths: number): string {
  return `${tenthsText(tenths)}${t.storage.units[measure]}`;
}

/** `2.0–8.0℃`. */
export function rangeText(t: Words, measure: Measure, range: { lowTenths: number; highTenths: number }): string {
  return `${tenthsText(range.lowTenths)}–${measureText(t, measure, range.highTenths)}`;
}

export function readingText(
  t: Words,
  { temperatureTenths, humidityTenths }: { temperatureTenths: number; humidityTenths: number | null },
): string {
  const damp = humidityTenths === null ? '' : measureText(t, 'humidity', humidityTenths);
  return t.storage.reading(measureText(t, 'temperature', temperatureTenths), damp);
}

interface ProbeState {
  active?: boolean;
  everyMinutes: number;
  lastReadingAt: number | null;
  /** Number of the case that lasts. */
  lasting: string | null;
}

/** In range, out of range with its case, silent or retired. */
export function ProbeStatus({ t, probe, now, badge }: { t: Words; probe: ProbeState; now: number; badge?: boolean }) {
  const words = t.storage;
  const look = badge ? { badge } : {};
  if (probe.active === false) {
    return (
      <Status icon="s-no" {...look}>
        {words.states.retired}
      </Status>
    );
  }
  if (probe.lasting !== null) {
    return (
      <Status icon="s-late" tone="danger" {...look}>
        {words.out} <Code href={paths.excursion(probe.lasting)}>{probe.lasting}</Code>
      </Status>
    );
  }
  if (isSilent(probe, now)) {
    return (
      <Status icon="s-near" tone="warn" {...look}>
        {words.silent}
      </Status>
    );
  }
  return (
    <Status icon="s-done" {...look}>
      {words.within}
    </Status>
  );
}

const SIGNALS: Record<ExcursionState, { icon: IconName; tone?: Tone }> = {
  open: { icon: 's-near', tone: 'warn' },
  closed: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};

export function CaseStatus({ t, status, lasts, badge }: { t: Words; status: string; lasts: boolean; badge?: boolean }) {
  const known = status as ExcursionState;
  const look = lasts && known === 'open' ? { icon: 's-late' as const, tone: 'danger' as const } : SIGNALS[known];
  return (
    <Status {...look} {...(badge && { badge })}>
      {lasts && known === 'open' ? t.storage.lasts : t.storage.caseStates[known]}
    </Status>
  );
}

/** The three pages of storage. */
export function StorageTabs({ t, current }: { t: Words; current: 'places' | 'loggers' | 'excursions' }) {
  const words = t.storage;
  const hrefs = { places: paths.storage(), loggers: paths.loggers(), excursions: paths.excursions() };
  const tabs = (['places', 'loggers', 'excursions'] as const).map((key) => ({
    label: words.tabs[key],
    href: hrefs[key],
    current: key === current,
  }));
  return <Tabs label={words.tabsLabel} tabs={tabs} />;
}
