/** How rounds are spoken of: how a plan stands, when it is due, which thing it is. */
import { daysBetween } from '../../src/kernel/clock.ts';
import type { Days, ListedPlan } from '../../src/maintenance/list-queries.ts';
import { type PlanState, planState } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';
import { Item } from '../ui/values.tsx';

const SIGNALS: Record<PlanState, { icon: IconName; tone?: Tone }> = {
  stopped: { icon: 's-stop', tone: 'danger' },
  late: { icon: 's-near', tone: 'danger' },
  soon: { icon: 's-near', tone: 'caution' },
  current: { icon: 's-done' },
};

type Standing = Pick<ListedPlan, 'outcome' | 'dueOn'>;

export function PlanStatus({ t, plan, days }: { t: Words; plan: Standing; days: Days }) {
  const state = planState(plan, days);
  return <Status {...SIGNALS[state]}>{t.maintenance.states[state]}</Status>;
}

/** When it is due, and how far that is from today. */
export function dueText(t: Words, { dueOn }: Standing, { today }: Days): string {
  const words = t.maintenance;
  const left = daysBetween(today, dueOn);
  return `${dueOn} ${left < 0 ? words.overdueBy(-left) : words.leftDays(left)}`;
}

export function itemText(t: Words, code: string): string {
  return (t.maintenance.items as Record<string, string>)[code] ?? code;
}

export function PlanDevice({ row }: { row: Pick<ListedPlan, 'number' | 'name' | 'model' | 'serialNumber'> }) {
  const detail = [row.number, row.model, row.serialNumber].filter(Boolean).join(' ');
  return <Item name={row.name} detail={detail} href={paths.equipmentRounds(row.number)} />;
}

/** Where the pages of maintenance stand. */
export function crumbsOf(t: Words, label?: string, code?: boolean) {
  const words = t.maintenance;
  return [
    { label: t.equipment.title, href: paths.equipment() },
    label === undefined ? { label: words.title } : { label: words.title, href: paths.maintenance() },
    ...(label === undefined ? [] : [{ label, ...(code && { code }) }]),
  ];
}
