/** How an item is described in lists, pickers and headings: one wording everywhere. */
import type { ItemRow, ShownItem } from '../../src/catalogue/queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, namesComma, packText } from '../ui/format.ts';
import { Tag } from '../ui/status.tsx';

/** `0.25g×24片/盒`; an item without a real pack gives its strength alone. */
export function strengthAndPack(t: Words, item: ItemRow): string {
  const { strength, packSize, scale, packUnit, baseUnit } = item;
  if (packUnit === baseUnit && packSize === scale) return strength;
  const { unit } = t.formats;
  return `${strength}×${packSize / scale}${unit(baseUnit, packSize)}/${unit(packUnit, 1)}`;
}

/** Strength, pack and maker in one line. */
export function itemDetail(t: Words, item: ItemRow): string {
  const maker = item.manufacturer === '' ? t.catalogue.unknownMaker : item.manufacturer;
  const form = item.genericName.endsWith(item.form) ? '' : item.form;
  const comma = clauseComma(t);
  return [form, strengthAndPack(t, item), maker].filter((part) => part !== '').join(comma);
}

/** `1盒=24片`. */
export function packOf(t: Words, item: ItemRow): string {
  if (item.packUnit === item.baseUnit) return t.formats.unit(item.baseUnit, 1);
  return packText(t, item);
}

/** What sets an item apart: essential, controlled, cold, retired. */
export function ItemTags({ t, item }: { t: Words; item: ItemRow }) {
  return (
    <>
      {item.essential && <Tag>{t.catalogue.essentialTag}</Tag>}
      {item.controlClass !== 'none' && (
        <>
          {' '}
          <Tag icon="i-lock">{t.catalogue.controls[item.controlClass]}</Tag>
        </>
      )}
      {(item.storageZone === 'cold' || item.storageZone === 'frozen') && (
        <>
          {' '}
          <Tag icon="i-snow">{t.catalogue.zones[item.storageZone]}</Tag>
        </>
      )}
      {!item.active && (
        <>
          {' '}
          <Tag>{t.catalogue.retired}</Tag>
        </>
      )}
    </>
  );
}

/** Says of an item that it was found by a spelling near what was typed: the person must look twice. */
export function FoundTag({ t, item }: { t: Words; item: ShownItem }) {
  const isNear = item.rank === 'alike' || item.rank === 'misspelt';
  return isNear ? <Tag>{t.catalogue.picker.nearSpelling}</Tag> : null;
}

/** The tiers that may have the item, or that the formulary does not hold it. */
export function placeInFormulary(t: Words, item: ItemRow): string {
  const tiers = tiersOf(t, item);
  return tiers === '' ? t.catalogue.picker.notInFormulary : t.catalogue.picker.inFormulary(tiers);
}

/** County, township, village: where the item may be kept. */
export function tiersOf(t: Words, item: ItemRow): string {
  const { tiers } = t.catalogue;
  const names = [
    item.countyTier && tiers.county,
    item.townshipTier && tiers.township,
    item.villageTier && tiers.village,
  ];
  return names.filter(Boolean).join(namesComma(t));
}
