/** Chinese words of every form: what is asked, what is still wrong. */

export const forms = {
  optional: '可不填',
  choose: '请选择',
  wrong: (count: number) => `还有${count}处需要改，没有提交`,
  refused: '没有办成，什么都没有改',
  noPatient: '请勿写患者姓名、身份证号、电话。',
  packs: (unit: string) => `${unit}数`,
  remove: '移除',
  search: '查找',
  file: '选择文件',
};
