/** The shapes of the demo county's tables: plain rows, later posted through the commands like anyone's data. */
import type { Role } from '../../../src/auth/roles.ts';
import type { OrganisationKind } from '../../../src/auth/viewer.ts';

/** Where stock may lie, by the temperature and lock it needs; `rejected` and `reserve` are rooms or shelves apart. */
export type DemoZone = 'room' | 'cool' | 'cold' | 'controlled' | 'rejected' | 'reserve';

export type DemoControl = 'none' | 'narcotic' | 'psychotropic_1' | 'psychotropic_2' | 'toxic' | 'precursor';

/** The long-term diseases whose medicines must reach the villages. */
export type DemoChronic = 'hypertension' | 'diabetes' | 'copd' | 'coronary' | 'stroke' | 'epilepsy' | 'mental';

export type DemoTier = 'county' | 'township' | 'village';

export interface DemoStore {
  /** Unique within its organisation, such as `room`. */
  code: string;
  name: string;
  zone: DemoZone;
}

export interface DemoOrganisation {
  code: string;
  name: string;
  shortName: string;
  kind: OrganisationKind;
  /** Code of the organisation above; null for the head alone. Parents stand before their children. */
  parent: string | null;
  creditCode: string;
  stores: DemoStore[];
}

export interface DemoUser {
  login: string;
  name: string;
  organisation: string;
  roles: Role[];
  /** Empty: the login page does not offer this person. */
  titleZh: string;
  titleEn: string;
}

export interface DemoItem {
  code: string;
  kind: 'drug' | 'decoction_piece' | 'preparation' | 'consumable';
  name: string;
  form: string;
  strength: string;
  /** Base units in a pack; for pieces weighed in grams, thousandths of a gram (`scale` 1000). */
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  maker: string;
  /** 批准文号 of a drug, 注册证号 or 备案号 of a device, empty for decoction pieces, which have none. */
  approval: string;
  zone: 'room' | 'cool' | 'cold' | 'controlled';
  control: DemoControl;
  /** Yuan for a pack, up to four decimals. */
  pricePack: string;
  essential: boolean;
  tiers: DemoTier[];
  chronic: DemoChronic | null;
  /** 1 (rare) to 100 (every day): how often the county asks for it, relative to the other items. */
  weight: number;
}
