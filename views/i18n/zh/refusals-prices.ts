/** Why an act on prices and contracts was refused, in Chinese. */
import { formatPrice } from '../../../src/kernel/money.ts';
import type { RefusalSentence } from '../sentence.ts';

export const refusalsPrices = {
  price_above_contract: ({ contract, limitPack, pricePack }) =>
    `单价${formatPrice(Number(pricePack))}元高于合同${contract}的${formatPrice(Number(limitPack))}元，请按合同价下单。`,
  price_above_listed: ({ limitPack, pricePack }) =>
    `单价${formatPrice(Number(pricePack))}元高于挂网价${formatPrice(Number(limitPack))}元，不得超过挂网价。`,
} satisfies Record<string, RefusalSentence>;
