/** Chinese words of suppliers and makers. */

export const parties = {
  title: '供应商',
};
