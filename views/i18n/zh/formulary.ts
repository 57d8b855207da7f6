/** Chinese words of unified formulary. */
export const formulary = {
  title: '统一用药目录',
};
