/** How counts of shelves are spoken of on every page. */
import type { ShelfCountState } from '../../src/consignment-counts/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<ShelfCountState, { icon: IconName; tone?: Tone }> = {
  counting: { icon: 's-doing' },
  deciding: { icon: 's-near', tone: 'caution' },
  closed: { icon: 's-done' },
  cancelled: { icon: 's-no' },
};

export function ShelfCountStatus({ t, status, badge }: { t: Words; status: ShelfCountState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.shelfCounts.states[status]}
    </Status>
  );
}
