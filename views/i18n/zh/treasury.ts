/** Chinese words of the page of the procurement account. */

export const treasury = {
  title: '采购账户',
};
