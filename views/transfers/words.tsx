/** How transfers are spoken of on every page: their state, and what both sides have of an item. */
import type { TransferState } from '../../src/transfers/rules.ts';
import type { SideStock } from '../../src/transfers/stock-queries.ts';
import type { Words } from '../i18n/index.ts';
import { type PackShape, quantityText, type Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<TransferState, { icon: IconName; tone?: Tone }> = {
  offered: { icon: 's-todo', tone: 'warn' },
  asked: { icon: 's-todo', tone: 'warn' },
  granted: { icon: 's-doing', tone: 'accent' },
  in_transit: { icon: 's-go', tone: 'info' },
  received: { icon: 's-done' },
  refused: { icon: 's-no' },
  declined: { icon: 's-no' },
  withdrawn: { icon: 's-no' },
  cancelled: { icon: 's-no' },
};

export function TransferStatus({ t, status, badge }: { t: Words; status: TransferState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.transfers.states[status]}
    </Status>
  );
}

/** 12盒，可供35天 */
export function SideText({ t, side, shape }: { t: Words; side: SideStock; shape: PackShape }) {
  const words = t.transfers;
  const { availableBase, travellingBase, cover } = side;
  return (
    <>
      {quantityText(t, availableBase, shape)}
      <small class="note">
        {' '}
        {cover === null ? words.noUse : words.cover(cover)}
        {travellingBase > 0 && ` ${words.travelling(quantityText(t, travellingBase, shape))}`}
      </small>
    </>
  );
}
