/** The state of a wave as one word with its sign. */
import type { WaveState } from '../../src/waves/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';

export function WaveStatus({ t, status, badge }: { t: Words; status: WaveState; badge?: boolean }) {
  return (
    <Status icon={status === 'open' ? 's-todo' : 's-done'} {...(badge && { badge })}>
      {t.waves.states[status]}
    </Status>
  );
}
