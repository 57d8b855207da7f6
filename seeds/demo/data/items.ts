/** The demo county's whole catalogue in one list, so that posting and tests need not know how it is split in files. */
import { consumables } from './consumables.ts';
import { antiInfectives } from './drugs-anti-infective.ts';
import { chineseInternalDrugs } from './drugs-chinese-internal.ts';
import { chineseSpecialDrugs } from './drugs-chinese-special.ts';
import { digestiveDrugs, respiratoryDrugs } from './drugs-digestive.ts';
import { emergencyDrugs, infusions } from './drugs-emergency.ts';
import { heartDrugs } from './drugs-heart.ts';
import { metabolicDrugs } from './drugs-metabolic.ts';
import { nerveDrugs } from './drugs-nerves.ts';
import { outsideDrugs, preparations } from './drugs-outside.ts';
import { specialDrugs } from './drugs-special.ts';
import { pieces } from './pieces.ts';
import type { DemoItem } from './types.ts';

/** Finished medicines, Western and Chinese. */
export const drugs: DemoItem[] = [
  ...antiInfectives,
  ...heartDrugs,
  ...metabolicDrugs,
  ...digestiveDrugs,
  ...respiratoryDrugs,
  ...nerveDrugs,
  ...emergencyDrugs,
  ...infusions,
  ...specialDrugs,
  ...chineseInternalDrugs,
  ...chineseSpecialDrugs,
];

/** What members keep and use: medicines, decoction pieces and consumables. */
export const items: DemoItem[] = [...drugs, ...pieces, ...consumables];

/** The whole demo catalogue: also what is outside the formulary at first, and what the hospital makes itself. */
export const catalogue: DemoItem[] = [...items, ...outsideDrugs, ...preparations];
