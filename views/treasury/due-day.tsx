/** A due day with how far away it is: late ones call. */
import { daysBetween } from '../../src/kernel/clock.ts';
import type { Words } from '../i18n/index.ts';
import { dayText } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';

export function DueDayCell({ t, dueOn, today }: { t: Words; dueOn: string; today: string }) {
  const words = t.treasury;
  const days = daysBetween(today, dueOn);
  if (days >= 0) {
    return (
      <>
        {dayText(t, dueOn, today)}
        <small class="tail">{words.inDays(days)}</small>
      </>
    );
  }
  return (
    <>
      <Status icon="s-late" tone="danger">
        {dayText(t, dueOn, today)}
      </Status>
      <small class="tail">{words.lateDays(-days)}</small>
    </>
  );
}
