/** What the overview of equipment shows. */
import type { BarredCard } from '../../src/assets/standing-queries.ts';
import type { DueSoon, OwnWork } from '../../src/equipment-overview/due-queries.ts';
import type { EquipmentSums } from '../../src/equipment-overview/rules.ts';
import type { MemberSums } from '../../src/equipment-overview/sum-queries.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';

export interface OverviewProps {
  t: Words;
  total: EquipmentSums;
  barred: readonly BarredCard[];
  members: Page<MemberSums>;
  /** Whether there is more than one member to tell apart. */
  several: boolean;
  due: DueSoon;
  own: OwnWork | null;
  today: string;
  now: number;
  q: string;
  can: { prices: boolean; export: boolean };
}
