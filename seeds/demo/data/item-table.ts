/** Reads the demo's item tables: one line an item, parts between bars, so that four hundred rows stay readable. */
import type { DemoChronic, DemoControl, DemoItem, DemoTier } from './types.ts';

const TIER_OF_LETTER: Record<string, DemoTier> = { C: 'county', T: 'township', V: 'village' };
const ZONES = ['cool', 'cold', 'controlled'] as const;
const CONTROLS: readonly DemoControl[] = ['narcotic', 'psychotropic_1', 'psychotropic_2', 'toxic', 'precursor'];
const CHRONICS: readonly DemoChronic[] = [
  'hypertension',
  'diabetes',
  'copd',
  'coronary',
  'stroke',
  'epilepsy',
  'mental',
];

/** What the law wants behind two locks; second-class psychotropics need only a cabinet of their own. */
const LOCKED: readonly DemoControl[] = ['narcotic', 'psychotropic_1', 'toxic'];

/** Pieces are weighed, and a tenth of a gram matters for some of them: the base unit is a thousandth of a gram. */
const GRAM_SCALE = 1000;

/**
 * Parses lines of `name | form | strength | 24粒/盒 | maker | approval | yuan per pack | tiers CTV | weight | words`.
 * Words, separated by spaces and optional: a storage zone (room when none), a control class, a chronic disease, and
 * `extra` for what is not an essential medicine. Codes are the prefix and the line's number. Throws on a bad line.
 */
export function itemTable(prefix: string, kind: DemoItem['kind'], table: string): DemoItem[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const parts = line.split('|').map((part) => part.trim());
    if (parts.length < 9 || parts.length > 10) throw new Error(`${prefix}: ${parts.length} parts in: ${line}`);
    const [name, form, strength, pack, maker, approval, pricePack, tiers, weight, words] = parts as string[];
    return {
      code: `${prefix}${String(index + 1).padStart(3, '0')}`,
      kind,
      name: name ?? '',
      form: form ?? '',
      strength: strength ?? '',
      ...readPack(pack ?? ''),
      maker: maker ?? '',
      approval: approval ?? '',
      pricePack: pricePack ?? '',
      tiers: readTiers(tiers ?? ''),
      weight: Number(weight),
      ...readWords(words ?? ''),
    };
  });
}

/** `24粒/盒` is 24 base units 粒 in a pack 盒; packs counted in g hold thousandths of a gram. */
function readPack(pack: string): Pick<DemoItem, 'packSize' | 'packUnit' | 'baseUnit' | 'scale'> {
  const found = /^(\d+)([^\d/]+)\/([^\d/]+)$/.exec(pack);
  if (!found) throw new Error(`not a pack: ${pack}`);
  const [, count, baseUnit, packUnit] = found as unknown as [string, string, string, string];
  const scale = baseUnit === 'g' ? GRAM_SCALE : 1;
  return { packSize: Number(count) * scale, packUnit, baseUnit, scale };
}

function readTiers(letters: string): DemoTier[] {
  return [...letters].map((letter) => {
    const tier = TIER_OF_LETTER[letter];
    if (!tier) throw new Error(`not a tier: ${letter}`);
    return tier;
  });
}

function readWords(words: string): Pick<DemoItem, 'zone' | 'control' | 'chronic' | 'essential'> {
  const given = words.split(' ').filter((word) => word !== '');
  const known: readonly string[] = [...ZONES, ...CONTROLS, ...CHRONICS, 'extra'];
  const unknown = given.find((word) => !known.includes(word));
  if (unknown) throw new Error(`not a word of the table: ${unknown}`);
  const control = CONTROLS.find((word) => given.includes(word)) ?? 'none';
  const locked = LOCKED.includes(control);
  return {
    zone: locked ? 'controlled' : (ZONES.find((word) => given.includes(word)) ?? 'room'),
    control,
    chronic: CHRONICS.find((word) => given.includes(word)) ?? null,
    essential: !given.includes('extra'),
  };
}
