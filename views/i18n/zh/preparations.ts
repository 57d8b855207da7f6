/** Chinese words of preparation permits. */
export const preparations = {
  title: '制剂调剂批件',
};
