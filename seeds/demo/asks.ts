/** What a member asks for and why: chosen from what its shelves lack and the central pharmacy has. */
import { addDays } from '../../src/kernel/clock.ts';
import type { ShortageReason, Urgency } from '../../src/shortages/rules.ts';
import { storeFor } from './data/organisations.ts';
import type { DemoTier } from './data/types.ts';
import { type Item, type Member, today, type World } from './world.ts';

export interface Ask {
  /** Null for a wish outside the catalogue, described in `wish`. */
  item: Item | null;
  wish: { name: string; detail: string; unit: string } | null;
  quantityBase: number;
  urgency: Urgency;
  reason: ShortageReason;
  neededInDays: number;
  daysOfUse: number | null;
  patients: number | null;
  patientReference: string | null;
  note: string | null;
}

const TIERS: Partial<Record<Member['data']['kind'], DemoTier>> = { clinic: 'village', branch: 'township' };
const LOW_DAYS = 10;
/** Lots must live this long when asked, so that they still fit when they are answered. */
const LIFE_DAYS = 115;
/** The central pharmacy has at least this many times what one request asks. */
const PLENTY = 8;

const NOTES: Record<ShortageReason, readonly string[]> = {
  out_of_stock: ['已断货，患者来问过两次。', '库存为零，赶集日前要。', '昨天用完最后一盒。', '断货，暂从邻村借用。'],
  below_safety: ['只够三四天。', '低于安全线，随班车带来即可。', '本周用量比平时大。'],
  patient_need: ['患者出院后在本地续用。', '患者指定本品，替代须先问。', '新建档慢病患者。'],
  prescription_extension: ['县人民医院长期处方，在家续方。', '出院带药将用完，请按原处方续。'],
  not_in_formulary: ['目录里没有找到。'],
};
const SURNAMES = [...'刘钟谢李王曾陈黄赖邱吕胡欧温'];

/** Masked as clinics do it: a surname and four figures that only they can read. */
export function maskedPatient(world: World): string {
  return `${world.random.pick(SURNAMES)}* ${String(world.random.int(1, 9999)).padStart(4, '0')}`;
}

function mayTravel(member: Member, item: Item): boolean {
  const locked = ['narcotic', 'psychotropic_1', 'toxic'].includes(item.data.control);
  const village = member.data.kind === 'clinic' && item.data.control !== 'none';
  return !locked && !village && storeFor(member.data, item.data) !== undefined;
}

/** Days that the shelf lasts; 0 when it is empty. */
function coverAt(world: World, member: Member, item: Item): number {
  const rate = member.range.get(item.data.code)?.rate ?? 1;
  return world.shelves.available(member.id, item.id, today(world)) / rate;
}

/** Plenty now, and of a kind that is delivered again before it runs out. */
function hubHas(world: World, item: Item, quantityBase: number): boolean {
  if (world.leaving.has(item.data.code)) return false;
  const habit = world.hub.member.range.get(item.data.code);
  if (habit === undefined || habit.nearBatch || habit.cover < 30) return false;
  const until = addDays(today(world), LIFE_DAYS);
  return world.shelves.available(world.hub.member.id, item.id, until) >= quantityBase * PLENTY;
}

interface Amount {
  quantityBase: number;
  daysOfUse: number | null;
  patients: number | null;
}

/** Chronic patients take one or two tablets a day for a month or longer; the rest is counted in packs. */
function amountOf(world: World, member: Member, item: Item): Amount {
  const { random } = world;
  const { packSize, scale, chronic, kind } = item.data;
  if (kind === 'decoction_piece') return { quantityBase: random.int(1, 4) * 250 * scale, daysOfUse: 7, patients: 1 };
  if (chronic !== null && packSize >= 7) {
    const patients = random.int(1, 5);
    const daysOfUse = random.weighted([28, 56, 84], (days) => (days === 28 ? 6 : 1));
    return { quantityBase: patients * 28 * random.int(1, 2), daysOfUse, patients };
  }
  const rate = member.range.get(item.data.code)?.rate ?? packSize / 10;
  const packs = Math.min(20, Math.max(random.int(1, 3), Math.round((rate * random.int(10, 25)) / packSize)));
  const patients = random.chance(0.4) ? random.int(1, 3) : null;
  return { quantityBase: packs * packSize, daysOfUse: null, patients };
}

function urgencyOf(world: World, item: Item): Urgency {
  if (item.data.code.startsWith('JJ') && world.random.chance(0.5)) return 'emergency';
  if (item.data.chronic !== null && item.data.kind === 'drug') return world.random.chance(0.85) ? 'chronic' : 'routine';
  return world.random.chance(0.04) ? 'emergency' : 'routine';
}

function reasonOf(world: World, member: Member, item: Item): ShortageReason {
  const tier = TIERS[member.data.kind] ?? 'county';
  if (!item.data.tiers.includes(tier)) return 'prescription_extension';
  const cover = coverAt(world, member, item);
  if (cover === 0) return 'out_of_stock';
  return cover < LOW_DAYS ? 'below_safety' : 'patient_need';
}

/** An ask for that item, as the member would make it now; undefined when the hub could not serve it. */
function askFor(world: World, member: Member, item: Item): Ask | undefined {
  const amount = amountOf(world, member, item);
  if (!hubHas(world, item, amount.quantityBase)) return undefined;
  const urgency = urgencyOf(world, item);
  const reason = reasonOf(world, member, item);
  const needsPatient = amount.patients === 1 || reason === 'prescription_extension';
  return {
    ...amount,
    item,
    wish: null,
    urgency,
    reason,
    neededInDays: urgency === 'emergency' ? 0 : world.random.int(3, 8),
    patientReference: needsPatient ? maskedPatient(world) : null,
    note: world.random.chance(0.55) ? world.random.pick(NOTES[reason]) : null,
  };
}

function isFree(world: World, member: Member, item: Item): boolean {
  return !world.asked.has(`${member.data.code} ${item.data.code}`);
}

/** Medicines for long-term diseases are what members ask for most. */
function likelihood(item: Item): number {
  return item.data.chronic === null ? item.data.weight : item.data.weight * 2.5;
}

/** A long-term medicine that only a hospital above may stock: its prescription is continued nearer home. */
function isContinued(item: Item, tier: DemoTier): boolean {
  return item.data.kind === 'drug' && item.data.chronic !== null && !item.data.tiers.includes(tier);
}

/**
 * What the member is shortest of and the central pharmacy has, or something a patient needs; undefined when nothing
 * comes to mind. `emergency` asks for emergency drugs alone.
 */
export function chooseAsk(world: World, member: Member, emergency = false): Ask | undefined {
  const { random } = world;
  const fits = (item: Item) =>
    mayTravel(member, item) && isFree(world, member, item) && (!emergency || item.data.code.startsWith('JJ'));
  const kept = [...member.range.values()].map((habit) => habit.item).filter(fits);
  const low = kept.filter((item) => coverAt(world, member, item) < LOW_DAYS);
  const tier = TIERS[member.data.kind] ?? 'county';
  const isAbove = !emergency && random.chance(0.07);
  const above = isAbove ? world.items.filter((item) => isContinued(item, tier) && fits(item)) : [];
  for (let tries = 0; tries < 8; tries += 1) {
    const fromLow = low.length > 0 && random.chance(0.85);
    const others = tries < 5 ? kept : world.items.filter((item) => fits(item) && item.data.tiers.includes(tier));
    const usual = fromLow ? low : others;
    const pool = tries < 3 && above.length > 0 ? above : usual;
    if (pool.length === 0) continue;
    const ask = askFor(world, member, random.weighted(pool, likelihood));
    if (ask !== undefined) return emergency ? { ...ask, urgency: 'emergency', neededInDays: 0 } : ask;
  }
  return undefined;
}

const WISHES = [
  { name: '司美格鲁肽注射液', detail: '1.34mg/ml，1.5ml，周制剂', unit: '支', quantity: 2 },
  { name: '玛巴洛沙韦片', detail: '20mg，成人流感用', unit: '盒', quantity: 5 },
  { name: '带状疱疹疫苗', detail: '重组，50岁以上', unit: '支', quantity: 4 },
  { name: '沙库巴曲缬沙坦钠片', detail: '100mg，出院带药续用', unit: '盒', quantity: 3 },
  { name: '一次性使用胃管', detail: '成人型，居家鼻饲', unit: '根', quantity: 6 },
] as const;

/** Asked for by the name that patients use; the catalogue has it under another. */
export function syrupAsk(world: World): Ask {
  const wish = { name: '棕色合剂', detail: '100ml，患者一直吃这个', unit: '瓶' };
  return { ...wishAsk(world, 0), wish, quantityBase: 10 };
}

/** A wish in words, the `index`th of the list. */
export function wishAsk(world: World, index: number): Ask {
  const { name, detail, unit, quantity } = WISHES[index % WISHES.length] ?? WISHES[0];
  return {
    item: null,
    wish: { name, detail, unit },
    quantityBase: quantity,
    urgency: 'routine',
    reason: 'not_in_formulary',
    neededInDays: world.random.int(5, 12),
    daysOfUse: null,
    patients: 1,
    patientReference: maskedPatient(world),
    note: null,
  };
}
