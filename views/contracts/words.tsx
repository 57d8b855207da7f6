/** How contracts and their progress look everywhere: states, bars with the tick of time, volumes. */
import type { ContractState } from '../../src/contracts/rules.ts';
import type { VolumeProgress } from '../../src/prices/progress-queries.ts';
import type { Words } from '../i18n/index.ts';
import { numberText, type Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<ContractState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-todo' },
  active: { icon: 's-done' },
  ended: { icon: 's-no' },
  withdrawn: { icon: 's-no' },
};

export function ContractStatus({ t, state, badge }: { t: Words; state: string; badge?: boolean }) {
  const known = state as ContractState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.prices.contracts.states[known]}
    </Status>
  );
}

/** Basis points as a percentage with one place. */
export function shareText(bp: number): string {
  return `${(Math.round(bp / 10) / 10).toFixed(1)}%`;
}

const TONES = { ahead: 'c-1', behind: 'c-warn', far_behind: 'c-danger' } as const;
const MOST_BP = 10_000;

/** Done as a bar, time as a tick across it; the judgement in words when somebody should act. */
export function ProgressBar({ t, progress }: { t: Words; progress: VolumeProgress }) {
  const words = t.prices.contracts;
  const { percentBp, timeBp, state } = progress;
  const width = Math.min(percentBp, MOST_BP) / 100;
  const tick = Math.min(timeBp / 100, 98.5);
  const done = shareText(percentBp);
  return (
    <>
      <svg
        class="bar-cell"
        viewBox="0 0 100 8"
        role="img"
        aria-label={words.progressText(done, shareText(timeBp))}
        preserveAspectRatio="none"
      >
        <rect class="track" width="100" height="8" />
        <rect class={TONES[state]} width={width} height="8" />
        <rect class="tick" x={tick} y="-2" width="1.5" height="12" />
      </svg>
      <small class="tail">
        {done}
        {state !== 'ahead' && `${t.prices.comma}${words.progressStates[state]}`}
      </small>
    </>
  );
}

interface UnitsProps {
  t: Words;
  units: number;
  /** The smallest unit of the contract's main specification. */
  unit: string;
  /** What it is made of. */
  href?: string;
}

/** A volume in contract units. */
export function Units({ t, units, unit, href }: UnitsProps) {
  const text = (
    <span class="qty">
      {numberText(units)} {t.formats.unit(unit, units)}
    </span>
  );
  return href === undefined ? text : <a href={href}>{text}</a>;
}
