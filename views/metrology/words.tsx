/** How compulsory tests are spoken of: how a thing stands, until when, which thing it is. */
import { daysBetween } from '../../src/kernel/clock.ts';
import type { Days, ListedDuty } from '../../src/metrology/list-queries.ts';
import { type DutyState, dutyState, type MetrologyItem } from '../../src/metrology/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';
import { Item } from '../ui/values.tsx';

const SIGNALS: Record<DutyState, { icon: IconName; tone?: Tone }> = {
  barred: { icon: 's-stop', tone: 'danger' },
  soon: { icon: 's-near', tone: 'caution' },
  away: { icon: 's-go' },
  current: { icon: 's-done' },
};

type Standing = Pick<ListedDuty, 'outcome' | 'validUntil' | 'sentOn'>;

export function DutyStatus({ t, duty, days, badge }: { t: Words; duty: Standing; days: Days; badge?: boolean }) {
  const state = dutyState(duty, days);
  return (
    <Status {...SIGNALS[state]} {...(badge && { badge })}>
      {t.metrology.states[state]}
    </Status>
  );
}

/** Until when it holds, and how far that is from today. */
export function holdsText(t: Words, { outcome, validUntil }: Standing, { today }: Days): string {
  const words = t.metrology;
  if (outcome === null) return words.never;
  if (validUntil === null) return words.outcomes[outcome];
  const left = daysBetween(today, validUntil);
  return `${validUntil} ${left < 0 ? words.overdueBy(-left) : words.leftDays(left)}`;
}

export function itemText(t: Words, item: string): string {
  return t.metrology.items[item as MetrologyItem] ?? item;
}

export function DutyDevice({ row }: { row: ListedDuty }) {
  const detail = [row.number, row.model, row.serialNumber].filter(Boolean).join(' ');
  return <Item name={row.name} detail={detail} href={paths.equipmentTests(row.number)} />;
}

/** Where the pages of metrology stand. */
export function crumbsOf(t: Words, label?: string, code?: boolean) {
  const words = t.metrology;
  return [
    { label: t.equipment.title, href: paths.equipment() },
    label === undefined ? { label: words.title } : { label: words.title, href: paths.metrology() },
    ...(label === undefined ? [] : [{ label, ...(code && { code }) }]),
  ];
}
