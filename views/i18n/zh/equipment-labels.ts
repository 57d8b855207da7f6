/** Chinese words of the labels of equipment. */
export const labels = {
  title: '打印设备标签',
  button: '打印标签',
  file: '设备标签',
  what: '要打印的设备',
  cards: (count: number) => `${count}台`,
  none: '没有符合条件的设备',
  noneText: '回到设备台账，换一换筛选条件再打印。',
  tooMany: (most: number) => `一次最多${most}台，请先按类别或单位筛选`,
  further: (count: number) => `另有${count}台，一并打印。`,
};
