/** Chinese words of payables, invoices, payment runs and bank statements. */

export const payables = {
  title: '应付货款',
};
