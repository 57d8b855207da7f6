/** Items, quantities, lots, codes and money: one look each, wherever they stand. */
import type { Child } from 'hono/jsx';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Words } from '../i18n/index.ts';
import { expirySignal, moneyText, numberText, type PackShape, priceText, splitPacks } from './format.ts';
import { Icon } from './icon.tsx';

interface ItemProps {
  name: string;
  /** What tells it from its neighbours: strength, pack, maker. */
  detail?: string;
  href?: string;
  tags?: Child;
  inline?: boolean;
}

export function Item({ name, detail, href, tags, inline }: ItemProps) {
  return (
    <span class={inline ? 'item inline' : 'item'}>
      {href === undefined ? <b>{name}</b> : <a href={href}>{name}</a>}
      {tags && <> {tags}</>}
      {detail && <small>{detail}</small>}
    </span>
  );
}

interface QuantityProps {
  t: Words;
  quantityBase: number;
  shape: PackShape;
  /** False drops the second slot, when a whole column has no rest. */
  withUnits?: boolean;
}

/** `7盒14片` in two slots, so that 盒 and 片 line up in a column. */
export function Quantity({ t, quantityBase, shape, withUnits = true }: QuantityProps) {
  const { negative, packs, units } = splitPacks(quantityBase, shape);
  const minus = negative ? '−' : '';
  const part = (sign: string, count: number | undefined, unit: string) =>
    count !== undefined && (
      <>
        {sign}
        {numberText(count)}
        <small>
          {t.language === 'zh' ? '' : ' '}
          {t.formats.unit(unit, count)}
        </small>
      </>
    );
  return (
    <span class={negative ? 'qty minus' : 'qty'}>
      <span>{part(minus, packs, shape.packUnit)}</span>
      {(withUnits || units !== undefined) && (
        <span>{part(packs === undefined ? minus : '', units, shape.baseUnit)}</span>
      )}
    </span>
  );
}

interface LotProps {
  t: Words;
  batchNumber: string;
  expiresOn: string;
  expiry: ExpiryView;
  href?: string;
  stacked?: boolean;
}

/** Lot and expiry are one value; the days left show only when they matter. */
export function Lot({ t, batchNumber, expiresOn, expiry, href, stacked }: LotProps) {
  const signal = expirySignal(t, expiresOn, expiry);
  return (
    <span class={stacked ? 'lot stacked' : 'lot'}>
      <Code href={href}>{batchNumber}</Code>
      <span class="until">{t.formats.until(expiresOn)}</span>
      {signal && (
        <span class="left" data-tone={signal.tone}>
          <Icon name={signal.icon} />
          {signal.text}
        </span>
      )}
    </span>
  );
}

/** Document numbers, lots, item codes: whole and never wrapped. */
export function Code({ href, children }: { href?: string; children?: Child }) {
  if (href === undefined) return <span class="code">{children}</span>;
  return (
    <a class="code" href={href}>
      {children}
    </a>
  );
}

/** Integer fen; a negative amount is red and says so. */
export function Money({ t, amountFen }: { t: Words; amountFen: number }) {
  return (
    <span class={amountFen < 0 ? 'money minus' : 'money'}>
      {amountFen < 0 && <span class="visually-hidden">{t.formats.red}</span>}
      {moneyText(amountFen)}
    </span>
  );
}

/** Price of a pack in 1/10000 yuan. */
export function Price({ pricePack }: { pricePack: number }) {
  return <span class="money">{priceText(pricePack)}</span>;
}
