/** How requisitions and their rounds are said, wherever they stand. */
import type { Round } from '../../src/requisitions/calendar-rules.ts';
import type { ShownState } from '../../src/requisitions/rules.ts';
import type { Words } from '../i18n/index.ts';
import { planDay } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const LOOKS: Record<ShownState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-draft' },
  submitted: { icon: 's-todo' },
  in_supply: { icon: 's-doing' },
  done: { icon: 's-done' },
  returned: { icon: 's-near', tone: 'warn' },
  withdrawn: { icon: 's-no' },
};

export function RequisitionStatus({ t, state, badge }: { t: Words; state: ShownState; badge?: boolean }) {
  const { icon, tone } = LOOKS[state];
  return (
    <Status icon={icon} tone={tone} badge={badge}>
      {t.demand.states[state]}
    </Status>
  );
}

/** When the member may file, as a sentence; null where the hub has set no days. */
export function roundText(t: Words, round: Round | null, today: string): string {
  if (round === null) return t.demand.noCalendar;
  if (round.isOpen) return t.demand.roundOpen(planDay(t, round.closesOn, today), round.days);
  return t.demand.roundNext(planDay(t, round.opensOn, today), planDay(t, round.closesOn, today));
}
