/** How bookings are spoken of on every page: their status, and the time of their slots. */
import { dayOf, timeOf } from '../../src/kernel/clock.ts';
import type { BookingState } from '../../src/sharing/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<BookingState, { icon: IconName; tone?: Tone }> = {
  asked: { icon: 's-todo', tone: 'warn' },
  agreed: { icon: 's-go' },
  in_use: { icon: 's-doing' },
  done: { icon: 's-done' },
  refused: { icon: 's-no' },
  cancelled: { icon: 's-no' },
};

export function BookingStatus({ t, status, badge }: { t: Words; status: BookingState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.sharing.states[status]}
    </Status>
  );
}

/** `2026-11-23 08:30–10:00`; the slots of a booking lie within one day. */
export const slotText = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }): string =>
  `${dayOf(startsAt)} ${timeOf(startsAt)}–${timeOf(endsAt)}`;
