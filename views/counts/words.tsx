/** How counts and their lines are spoken of on every page. */
import type { CountState } from '../../src/counts/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import { packText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Item } from '../ui/values.tsx';

const SIGNALS: Record<CountState, { icon: IconName; tone?: Tone }> = {
  counting: { icon: 's-doing', tone: 'accent' },
  submitted: { icon: 's-near', tone: 'warn' },
  posted: { icon: 's-done' },
  reversed: { icon: 's-no' },
  cancelled: { icon: 's-no' },
};

export function CountStatus({ t, status, badge }: { t: Words; status: string; badge?: boolean }) {
  const known = status as CountState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.counts.states[known]}
    </Status>
  );
}

interface Counted {
  line: { found: boolean };
  lot: { frozen: 'recall' | 'quality' | null };
  item: {
    genericName: string;
    strength: string;
    manufacturer: string;
    code: string;
    packSize: number;
    packUnit: string;
    baseUnit: string;
    scale: number;
  };
}

/** The item of a line with what tells it from its neighbours, and what its lot is marked by. */
export function CountedItem({ t, one }: { t: Words; one: Counted }) {
  const { item, lot, line } = one;
  const words = t.counts;
  const tags = (
    <>
      {line.found && <Tag tone="warn">{words.foundTag}</Tag>}
      {lot.frozen !== null && <Tag tone="danger">{words.frozenTag[lot.frozen]}</Tag>}
    </>
  );
  const detail = [item.strength, packText(t, item), item.manufacturer, item.code].join(' ');
  return <Item name={item.genericName} detail={detail} tags={tags} />;
}
