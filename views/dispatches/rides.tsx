/** Which round brings a dispatch, how far it is, and who took it. */
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { Riding } from '../../src/rounds/riding-queries.ts';
import type { Words } from '../i18n/index.ts';
import { dayText, fullMoment } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';

export interface RidesProps {
  t: Words;
  rides: Riding[];
  /** True for people who may open the round. */
  opens: boolean;
  today: string;
}

export function Rides({ t, rides, opens, today }: RidesProps) {
  if (rides.length === 0) return null;
  return (
    <Panel title={t.rounds.riding} padded={false}>
      <ul class="plain-list body">
        {rides.map((ride) => (
          <li>
            <Code {...(opens && { href: paths.round(ride.round) })}>{ride.round}</Code>
            <small>{[ride.driver, ride.vehicle, progressOf(t, ride, today)].join(' ')}</small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function progressOf(t: Words, ride: Riding, today: string): string {
  const words = t.rounds;
  if (ride.outcome !== null && ride.happenedAt !== null) {
    const who = ride.receiver ?? ride.reason ?? '';
    return words.ridingTold(words.outcomes[ride.outcome], who, fullMoment(ride.happenedAt));
  }
  if (ride.roundStatus === 'under_way') return words.ridingNow(ride.before);
  if (ride.roundStatus === 'cancelled') return words.states.cancelled;
  return words.ridingPlanned(dayText(t, ride.day, today), timeOf(ride.plannedAt));
}
