/** How stocktakes of equipment are spoken of on every page. */
import type { InventoryState } from '../../src/inventories/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<InventoryState, { icon: IconName; tone?: Tone }> = {
  counting: { icon: 's-doing' },
  deciding: { icon: 's-near', tone: 'caution' },
  closed: { icon: 's-done' },
  cancelled: { icon: 's-no' },
};

export function InventoryStatus({ t, status, badge }: { t: Words; status: InventoryState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.inventories.states[status]}
    </Status>
  );
}
