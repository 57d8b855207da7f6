/** How entries of the formulary are put in words: tiers, properties, packs, the state of a version. */
import type { Tiers } from '../../src/formulary/rules.ts';
import type { Snapshot } from '../../src/formulary/snapshot.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, packText } from '../ui/format.ts';
import { Status, Tag } from '../ui/status.tsx';

/** `县级、乡级`; an item without any tier is not in the list. */
export function tiersText(t: Words, tiers: Tiers | null): string {
  const words = t.formulary;
  if (tiers === null) return words.noTier;
  const named = (['county', 'township', 'village'] as const).filter((tier) => tiers[tier]);
  return named.length === 0 ? words.noTier : named.map((tier) => words.tiers[tier]).join(words.join);
}

/** `0.25g×24片/盒`. */
export function strengthText(t: Words, snapshot: Snapshot): string {
  const { strength, packUnit, baseUnit, packSize, scale } = snapshot;
  if (packUnit === baseUnit && packSize === scale) return strength;
  const { unit } = t.formats;
  return `${strength}×${packSize / scale}${unit(baseUnit, packSize)}/${unit(packUnit, 1)}`;
}

export function packOfEntry(t: Words, snapshot: Snapshot): string {
  return snapshot.packUnit === snapshot.baseUnit ? snapshot.baseUnit : packText(t, snapshot);
}

/** Form, strength, pack and maker in one line. */
export function entryDetail(t: Words, snapshot: Snapshot): string {
  const maker = snapshot.manufacturer === '' ? t.catalogue.unknownMaker : snapshot.manufacturer;
  const form = snapshot.genericName.endsWith(snapshot.form) ? '' : snapshot.form;
  const comma = clauseComma(t);
  return [form, strengthText(t, snapshot), maker].filter((part) => part !== '').join(comma);
}

type Field = keyof Snapshot;

/** A value of a snapshot in words; what no dictionary knows stands as it is. */
export function fieldText(t: Words, field: string, value: string): string {
  const { facts } = t;
  const named: Partial<Record<Field, Record<string, string>>> = {
    insurance: facts.insurance,
    antimicrobial: facts.antimicrobial,
    high_alert: facts.highAlert,
    key_monitored: facts.monitored,
    control_class: t.catalogue.controls,
    storage_zone: t.catalogue.zones,
    route: facts.routes,
  };
  const known = named[field as Field]?.[value];
  if (known !== undefined) return known;
  if (field === 'chronic' && value !== 'none') {
    const diseases: Record<string, string> = facts.chronic;
    return value
      .split(',')
      .map((each) => diseases[each] ?? each)
      .join(facts.join);
  }
  if (field === 'essential' && value !== 'no') return facts.edition(value.slice(0, 4), value.endsWith('△'));
  if (field === 'vbp' && value.includes(':')) {
    const [outcome = '', batch = ''] = value.split(':');
    return facts.vbpText((facts.vbp as Record<string, string>)[outcome] ?? outcome, batch);
  }
  if (value === 'none' || value === '') return facts.none;
  return value === 'no' ? facts.notEssential : value;
}

export function fieldName(t: Words, field: string): string {
  const types: Record<string, string> = t.facts.types;
  return t.formulary.difference.fields[field] ?? types[field] ?? field;
}

/** What sets an entry apart: essential, chronic, controlled, procured, watched, excepted. */
export function marksOf(t: Words, snapshot: Snapshot): string[] {
  const { facts } = t;
  const marks: string[] = [];
  const gap = t.language === 'zh' ? '' : ' ';
  if (snapshot.essential !== 'no') marks.push(facts.short.essential);
  if (snapshot.insurance !== 'none') marks.push(fieldText(t, 'insurance', snapshot.insurance));
  if (snapshot.chronic !== 'none') marks.push(fieldText(t, 'chronic', snapshot.chronic));
  if (snapshot.vbp.startsWith('selected')) marks.push(fieldText(t, 'vbp', snapshot.vbp));
  if (snapshot.antimicrobial !== 'none') marks.push(fieldText(t, 'antimicrobial', snapshot.antimicrobial));
  if (snapshot.control_class !== 'none') marks.push(fieldText(t, 'control_class', snapshot.control_class));
  if (snapshot.high_alert !== 'none') marks.push(`${facts.short.high_alert}${gap}${snapshot.high_alert}`);
  if (snapshot.key_monitored === 'yes') marks.push(facts.short.key_monitored);
  if (snapshot.exception !== null) marks.push(t.formulary.exceptionTag);
  return marks;
}

export function Marks({ t, snapshot }: { t: Words; snapshot: Snapshot }) {
  return (
    <>
      {marksOf(t, snapshot).map((mark) => (
        <>
          <Tag>{mark}</Tag>{' '}
        </>
      ))}
    </>
  );
}

/** The state of a version on a day. */
export function VersionStatus({
  t,
  status,
  effectiveOn,
  current,
  today,
  badge,
}: {
  t: Words;
  status: string;
  effectiveOn: string | null;
  current: boolean;
  today: string;
  badge?: boolean;
}) {
  const words = t.formulary;
  if (status === 'abandoned') return <Status icon="s-no" badge={badge} children={words.states.abandoned} />;
  if (status === 'draft') return <Status icon="s-draft" badge={badge} children={words.states.draft} />;
  if (current) return <Status icon="s-done" badge={badge} children={words.inForce} />;
  const coming = effectiveOn !== null && effectiveOn > today;
  return <Status icon={coming ? 's-todo' : 's-hold'} badge={badge} children={coming ? words.coming : words.past} />;
}
