/** Why an act on prices and contracts was refused, in English. */
import { formatPrice } from '../../../src/kernel/money.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPrices as zh } from '../zh/refusals-prices.ts';

export const refusalsPrices: Record<keyof typeof zh, RefusalSentence> = {
  price_above_contract: ({ contract, limitPack, pricePack }) =>
    `${formatPrice(Number(pricePack))} yuan is above the ${formatPrice(Number(limitPack))} yuan of contract ${contract}: order at the contract's price.`,
  price_above_listed: ({ limitPack, pricePack }) =>
    `${formatPrice(Number(pricePack))} yuan is above the listed price of ${formatPrice(Number(limitPack))} yuan; nothing may cost more than is listed.`,
};
