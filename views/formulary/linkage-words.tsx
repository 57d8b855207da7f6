/** The head that the linkage pages share, and how packs and tiers are worded on them. */
import type { PackRow } from '../../src/formulary/linkage-queries.ts';
import type { PublishedVersion } from '../../src/formulary/queries.ts';
import type { Tiers } from '../../src/formulary/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';
import { quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';

export const DISEASE_KEYS = ['hypertension', 'diabetes_2', 'copd'] as const;
export const COVERAGE_KEYS = [...DISEASE_KEYS, 'all'] as const;

interface HeadProps {
  t: Words;
  current: 'coverage' | 'gaps' | 'items';
  version: PublishedVersion | undefined;
  day: string;
  today: string;
}

/** Title, the rule by which is counted, the version and day it is counted for, and the three views. */
export function LinkageHead({ t, current, version, day, today }: HeadProps) {
  const words = t.linkage;
  const on = day === today ? undefined : day;
  const hrefs = { coverage: paths.linkage({ on }), gaps: paths.linkageGaps({ on }), items: paths.linkageItems({ on }) };
  const sections = (['coverage', 'gaps', 'items'] as const).map((key) => ({
    label: words.sections[key],
    href: hrefs[key],
    current: key === current,
  }));
  const held = version === undefined ? words.noVersion : words.version(version.title, version.effectiveOn);
  return (
    <>
      <PageHead title={words.title} facts={[words.asOf(day), held, words.rule]} />
      <Tabs label={words.sectionsLabel} tabs={sections} />
    </>
  );
}

/** `县级、乡镇`. */
export function tierNames(t: Words, tiers: Tiers): string {
  const { tiers: names, comma } = t.linkage;
  const has = [tiers.county && names.county, tiers.township && names.township, tiers.village && names.village];
  return has.filter(Boolean).join(comma) || t.formats.nothing;
}

type Shape = Pick<PackRow, 'packSize' | 'packUnit' | 'baseUnit' | 'scale'>;

/** `10mg 12盒`: which pack lies there and how much of it. */
export function heldText(t: Words, pack: Shape & { strength: string }, usableBase: number): string {
  return `${pack.strength} ${quantityText(t, usableBase, pack)}`;
}
